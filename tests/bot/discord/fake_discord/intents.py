"""What a bot asked to be told."""

from __future__ import annotations

from enum import IntFlag

from tests.bot.discord.fake_discord.accounts import Account
from tests.bot.discord.fake_discord.channels import ChannelKind
from tests.bot.discord.fake_discord.messages import Message, Shows


class Intent(IntFlag):
    """Kinds of events."""

    GUILDS = 1 << 0
    GUILD_MEMBERS = 1 << 1
    GUILD_INTEGRATIONS = 1 << 4
    GUILD_PRESENCES = 1 << 8
    GUILD_MESSAGES = 1 << 9
    DIRECT_MESSAGES = 1 << 12
    MESSAGE_CONTENT = 1 << 15


ALWAYS = Intent(0)
PRIVILEGED = Intent.GUILD_MEMBERS | Intent.GUILD_PRESENCES | Intent.MESSAGE_CONTENT
HIGHEST = 1 << 26

_BY_PREFIX = {
    "GUILD_INTEGRATIONS": Intent.GUILD_INTEGRATIONS,
    "INTEGRATION": Intent.GUILD_INTEGRATIONS,
    "GUILD_MEMBER": Intent.GUILD_MEMBERS,
    "GUILD": Intent.GUILDS,
    "CHANNEL": Intent.GUILDS,
    "THREAD": Intent.GUILDS,
}


def needed(event: str) -> Intent:
    """Return the intent without which an event, other than that of a message, is not told."""
    return next((intent for prefix, intent in _BY_PREFIX.items() if event.startswith(prefix)), ALWAYS)


def needed_for(message: Message) -> Intent:
    """Return the intent without which a message is not told."""
    return Intent.GUILD_MESSAGES if message.channel.guild else Intent.DIRECT_MESSAGES


def shows_to(bot: Account, intents: int) -> Shows:
    """Return of which messages the bot is told words and files: all, its own, those to it, and those that name it."""

    def shows(message: Message) -> bool:
        own = message.author is bot or message.channel.kind == ChannelKind.DM or bot in message.pings
        return own or bool(intents & Intent.MESSAGE_CONTENT)

    return shows
