"""Whoever writes messages: people, the bot, other bots."""

from __future__ import annotations

from dataclasses import dataclass

from tests.bot.discord.fake_discord.errors import JSON


@dataclass(eq=False)
class Account:
    """An account. Nobody plays one that is just this: it is the bot, or another one."""

    id: int
    name: str
    display: str = ""
    is_bot: bool = True
    avatar: str | None = None

    @property
    def mention(self) -> str:
        """What in a message names the account."""
        return f"<@{self.id}>"

    def to_json(self) -> JSON:
        """Return it as the platform describes it."""
        about: JSON = {"id": str(self.id), "username": self.name, "global_name": self.display or None}
        about |= {"discriminator": "0000" if self.is_bot else "0", "avatar": self.avatar, "public_flags": 0, "flags": 0}
        return about | {"bot": self.is_bot, "primary_guild": None}

    def __repr__(self) -> str:
        return f"<{self.name}>"
