"""Buttons: single-use tokens that stand for a command with its values, bound to one account.

Only a hash of a token is kept: who reads the table cannot press the buttons.
"""

import hashlib
import secrets
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, and_, delete, or_, select, update

from storage import schema
from storage.database import Connection

_buttons = schema.buttons
_TOKEN_BYTES = 16  # 22 letters: fits Telegram's 64 bytes of callback data and cannot be guessed


async def make(
    c: Connection,
    account_id: int,
    command: str,
    given: bytes,
    expires_at: datetime,
    panel: str | None = None,
    token: str | None = None,
) -> str:
    """Return a new token for `command`; `given` are its values, sealed by the caller.

    Of the buttons of one `panel` only one can be pressed: it uses up the others. `token` is a name of the caller's
    own, such as that of a question which is pressed by answering it.
    """
    token = token or _new_token()
    await c.execute(_buttons.insert(), _row(token, account_id, command, given, expires_at, panel))
    return token


async def make_many(
    c: Connection,
    account_id: int,
    commands: Sequence[tuple[str, bytes]],
    expires_at: datetime,
    panel: str | None = None,
) -> list[str]:
    """Return a new token for each command and its values, in their order."""
    tokens = [_new_token() for _ in commands]
    if commands:
        rows = [
            _row(token, account_id, command, given, expires_at, panel)
            for token, (command, given) in zip(tokens, commands, strict=True)
        ]
        await c.execute(_buttons.insert(), rows)
    return tokens


async def find(c: Connection, token: str, account_id: int, now: datetime) -> tuple[str, bytes] | None:
    """Return what a token stands for, and use up nothing. None when it is unknown, used, expired or another's."""
    query = select(_buttons.c.command, _buttons.c.given).where(_can_be_pressed(token, account_id, now))
    found = (await c.execute(query)).first()
    return (found.command, found.given) if found else None


async def redeem(c: Connection, token: str, account_id: int, now: datetime) -> tuple[str, bytes] | None:
    """Use a token up, and with it the others of its panel. None when it is unknown, used, expired or another's."""
    pressed = _can_be_pressed(token, account_id, now)
    panel = select(_buttons.c.panel).where(pressed).scalar_subquery()
    together = (
        select(_buttons.c.token_hash)
        .where(_buttons.c.account_id == account_id, or_(pressed, _buttons.c.panel == panel))
        .order_by(_buttons.c.token_hash)  # two that press at once lock in one order, and the second finds nothing
        .with_for_update()
        .cte("together")
    )
    used = await c.execute(
        delete(_buttons)
        .where(_buttons.c.token_hash.in_(select(together.c.token_hash)))
        .returning(_buttons.c.token_hash, _buttons.c.command, _buttons.c.given)
    )
    hashed = _hash(token)
    return next(((row.command, row.given) for row in used if row.token_hash == hashed), None)


async def rename(c: Connection, token: str, new_token: str, account_id: int) -> bool:
    """Let a button that waits be pressed by another token alone. False when it is unknown, used or another's."""
    renamed = await c.execute(update(_buttons).where(_mine(token, account_id)).values(token_hash=_hash(new_token)))
    return renamed.rowcount == 1


async def change(c: Connection, token: str, account_id: int, given: bytes) -> None:
    """Give a button that waits other values, sealed by the caller; nothing where it is unknown, used or another's."""
    await c.execute(update(_buttons).where(_mine(token, account_id)).values(given=given))


async def drop_expired(c: Connection, now: datetime) -> int:
    """Delete the tokens that nobody pressed in time; return how many."""
    return (await c.execute(delete(_buttons).where(_buttons.c.expires_at <= now))).rowcount


def _new_token() -> str:
    return secrets.token_urlsafe(_TOKEN_BYTES)


def _row(
    token: str, account_id: int, command: str, given: bytes, expires_at: datetime, panel: str | None
) -> dict[str, object]:
    return {
        "token_hash": _hash(token),
        "account_id": account_id,
        "command": command,
        "given": given,
        "expires_at": expires_at,
        "panel": panel,
    }


def _mine(token: str, account_id: int) -> ColumnElement[bool]:
    return and_(_buttons.c.token_hash == _hash(token), _buttons.c.account_id == account_id)


def _can_be_pressed(token: str, account_id: int, now: datetime) -> ColumnElement[bool]:
    return and_(_mine(token, account_id), _buttons.c.expires_at > now)


def _hash(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()
