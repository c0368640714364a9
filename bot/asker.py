"""Whom an address answers."""

from handlers.request import Identity, ReplyTo


def asker_of(to: ReplyTo) -> Identity:
    """Return who asked for what goes there."""
    return Identity(to.platform, to.extra.get("asker", ""))
