"""Those whom nobody plays: the bot itself, other bots, and the platform's own accounts."""

from dataclasses import dataclass

from tests.bot.telegram.fake_api.errors import JSON


@dataclass(frozen=True)
class Account:
    """An account that is no person's."""

    id: int
    first_name: str
    username: str
    is_bot: bool = True

    def to_json(self) -> JSON:
        """Return it as the platform describes it."""
        about: JSON = {"id": self.id, "is_bot": self.is_bot, "first_name": self.first_name}
        return {**about, "username": self.username} if self.username else about


ANONYMOUS = Account(1087968824, "Group", "GroupAnonymousBot")
LINKED_CHANNEL = Account(777000, "Telegram", "", is_bot=False)
OTHER_BOT = Account(7_000_000_777, "Weather", "weather_test_bot")
