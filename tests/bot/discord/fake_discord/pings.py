"""Whom a message calls."""

from __future__ import annotations

from tests.bot.discord.fake_discord.accounts import Account
from tests.bot.discord.fake_discord.messages import Message
from tests.bot.discord.fake_discord.world import World


def pinged(world: World, message: Message) -> list[Account | str]:
    """Return whom a message of the bot calls: those it names, as far as it allows that it does."""
    named = world.mentioned(message.words)
    replied = [message.reply_to.author] if message.reply_to and not message.reply_to.author.is_bot else []
    allowed = message.allowed_mentions
    if allowed is None:
        return [*named, *(account for account in replied if account not in named)]
    people, parse = set(allowed.get("users") or []), allowed.get("parse") or []
    heard = [who for who in named if _may(who, parse, {str(number) for number in people})]
    return [*heard, *(account for account in replied if allowed.get("replied_user") and account not in heard)]


def _may(who: Account | str, parse: list[str], people: set[str]) -> bool:
    if isinstance(who, str):
        return "everyone" in parse
    return "users" in parse or str(who.id) in people
