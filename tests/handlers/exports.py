"""People with a row in every table, every text of it with a mark, and what an export of theirs holds."""

import json
from datetime import timedelta
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from sqlalchemy import JSON, Date, Integer, LargeBinary, Table

from handlers import sealing
from handlers.outcome import Outcome
from handlers.reply import Reply
from handlers.request import AttachmentRef, Identity
from storage import schema, uploads
from storage.database import Connection
from storage.files import upload_key
from storage.schema import UtcDateTime
from tests.handlers.conftest import House
from tools.work import Step

NO_MARK = {
    ("accounts", "role"),
    ("jobs", "state"),
    ("ledger", "kind"),
    ("identities", "platform"),
    ("identities", "external_id"),
    ("stored_files", "key"),
    ("stored_files", "kind"),
}
"""Texts of which only some are allowed; tests of their own tell what becomes of them."""


def mark(word: str, table: str, column: str) -> str:
    return f"{word}:{table}:{column}"


def _value(house: House, account_id: int, word: str, table: Table, column: Any) -> Any:
    """A value for a column that the person's mark is in, wherever it can be."""
    fixed: dict[tuple[str, str], Any] = {
        ("jobs", "state"): "delivered",
        ("ledger", "kind"): "grant",
        ("ledger", "job_id"): None,
        ("codes", "credits"): None,
        ("stored_files", "kind"): "upload",
        ("stored_files", "key"): upload_key(),
        ("stored_files", "job_id"): None,
        ("inbox", "state"): "waiting",
        ("groups", "result"): None,
    }
    name = (table.name, column.name)
    if name in fixed:
        return fixed[name]
    if column.name == "account_id":
        return account_id
    if column.info["sealed"]:
        return _sealed(house, account_id, word, *name)
    if isinstance(column.type, UtcDateTime):
        return house.clock() + timedelta(hours=1)
    if isinstance(column.type, Date):
        return house.clock().date()
    if isinstance(column.type, Integer):
        return account_id
    text = mark(word, *name)
    if isinstance(column.type, LargeBinary):
        return text.encode()
    return {"mark": text} if isinstance(column.type, JSON) else text


def _sealed(house: House, account_id: int, word: str, table: str, column: str) -> bytes:
    vault, text = house.services.vault, mark(word, table, column)
    if (table, column) == ("jobs", "steps"):
        bound = house.services.catalog["placeholder"].bind({"text": text})
        return sealing.seal_steps(vault, account_id, (Step("placeholder", bound),))
    if (table, column) == ("jobs", "result"):
        return sealing.seal_outcome(vault, account_id, Outcome(report=((text, 1),)))
    if (table, column) == ("notices", "body"):
        return vault.seal(account_id, f"chat:7\n{text}".encode(), "report")
    if (table, column) == ("jobs", "sources"):
        return sealing.seal_sources(vault, account_id, [AttachmentRef("chat", text, 1)])
    return vault.seal(account_id, text.encode(), column)


async def fill(c: Connection, house: House, account_id: int, word: str) -> None:
    """Write a row into every table, of this person where it has any of persons, each text with a mark of its own."""
    for table in schema.metadata.sorted_tables:
        own = [column for column in table.columns if not (column.name == "id" and column.primary_key)]
        row = {column.name: _value(house, account_id, word, table, column) for column in own}
        if table is schema.accounts:
            texts = {"language": row["language"], "agreed_version": row["agreed_version"]}
            await c.execute(table.update().where(table.c.id == account_id).values(texts))
        elif table is not schema.identities:
            await c.execute(table.insert(), row)


async def filled(house: House, identity: Identity, word: str) -> int:
    """Open this person's account, fill it, and return its number."""
    account = await house.account(identity)
    async with house.services.database.write() as c:
        await fill(c, house, account.id, word)
    return account.id


def job_row(house: House, account_id: int) -> dict[str, Any]:
    """A further job of this person, as a row."""
    table = schema.jobs
    columns = [column for column in table.columns if column.name != "id"]
    return {column.name: _value(house, account_id, "more", table, column) for column in columns}


async def stored(house: House, identity: Identity, data: bytes) -> str:
    """Store an upload of this person for an hour, and return its key."""
    account, key = await house.account(identity), upload_key()
    await house.services.files.put(key, account.id, data)
    async with house.services.database.write() as c:
        until = house.clock() + timedelta(hours=1)
        await uploads.record(c, key, account.id, "upload", len(data), house.clock(), until)
    return key


def opened(parts: list[bytes]) -> dict[str, bytes]:
    """Every file of an export's ZIPs by name."""
    found: dict[str, bytes] = {}
    for part in parts:
        with ZipFile(BytesIO(part)) as zipped:
            assert zipped.testzip() is None
            found |= {name: zipped.read(name) for name in zipped.namelist()}
    return found


def exported(reply: Reply) -> dict[str, bytes]:
    """Every file of an export by name."""
    assert reply.error is None, reply.text
    return opened([file.data or b"" for file in reply.files])


def lines(file: bytes) -> list[dict[str, Any]]:
    """The entries of a .jsonl file."""
    return [json.loads(line) for line in file.splitlines()]
