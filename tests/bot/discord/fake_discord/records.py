"""What the bot asked of the fake, and whether it kept to the rules."""

from __future__ import annotations

from tests.bot.discord.fake_discord.door import Door
from tests.bot.discord.fake_discord.requests import Request
from tests.bot.discord.fake_discord.specification import specification


class Records:
    """Tells of the requests that came through a door."""

    def __init__(self, door: Door) -> None:
        self._door = door

    @property
    def requests(self) -> list[Request]:
        """Everything that the bot asked for."""
        return self._door.requests

    @property
    def violations(self) -> list[str]:
        """What the bot asked otherwise than the platform allows. A test that means to do so clears it."""
        return self._door.violations

    @property
    def too_early(self) -> list[Request]:
        """The requests that came before the time a 429 had named."""
        return self._door.limits.too_early

    @property
    def invalid_requests(self) -> list[Request]:
        """The requests of which ten thousand in ten minutes get an address banned."""
        return [r for r in self.requests if r.error and r.error.status in (401, 403, 429)]

    def calls(self, operation: str = "", channel: int | None = None) -> list[Request]:
        """Return the requests for an operation and a channel, or for all."""
        return [r for r in self.requests if operation in ("", r.name) and channel in (None, r.channel)]

    def accepted(self, operation: str = "", channel: int | None = None) -> list[Request]:
        """Return the requests that the platform did, whether or not the bot was told so."""
        return [request for request in self.calls(operation, channel) if request.outcome == "accepted"]

    def check(self) -> None:
        """Hold that the bot asked for nothing that the platform forbids, and that the fake is well."""
        assert not self._door.crashes, "the fake broke:\n" + "\n".join(self._door.crashes)
        assert not self.violations, "the bot's requests break the rules:\n" + "\n".join(self.violations)

    def check_answers(self) -> None:
        """Hold that the fake answered as the official description says."""
        if known := specification():
            done = [request for request in self.accepted() if request.name in known.operations]
            problems = [p for request in done for p in known.check_answer(request.name, request.result)]
            assert not problems, problems
