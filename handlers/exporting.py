"""Put a data export together: ZIPs as sealed files that stay for some minutes, made once a day."""

import asyncio
import secrets
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

from handlers.call import Call
from handlers.errors import ExportedToday, TooFast
from handlers.export_content import Content
from handlers.export_readme import readme
from handlers.export_zip import ZipParts
from handlers.times import in_time, until_tomorrow
from handlers.upkeep import EXPORT_MINUTES
from storage import accounts, quotas, uploads
from storage.accounts import Account
from storage.database import Connection
from storage.errors import KeyMissing
from storage.files import export_key
from storage.quotas import Claim, day_of
from storage.uploads import UNFINISHED_EXPORT, StoredFile

A_DAY = 1
"""So many exports of an account are made in a day (UTC)."""

_TEXTS_IN_A_PART = 4
"""Of the room of a ZIP, a text takes at most one in so many parts, so that little of it stays empty."""


async def export_of(call: Call, account: Account) -> list[StoredFile]:
    """Return the parts of an export of everything that is stored about this person, and of what was joined to them.

    One that was made a moment ago is still here and is returned again: whoever did not get it loses nothing. Raises
    ExportedToday, TooFast where too many wait for theirs, and DiskFull; the day is then not used up.
    """
    if call.services.exporting.is_full:
        raise TooFast(time=in_time(call.services.texts, call.language, timedelta(minutes=1)))
    async with call.services.exporting.turn():
        return await _found(call, account) or await _Export(call, account).make()


async def _found(call: Call, account: Account) -> list[StoredFile]:
    """Return an export that this chat can take and is still here; raises ExportedToday where there is none any more."""
    async with call.services.database.read() as connection:
        parts = await _latest(connection, call, account)
        used = await quotas.used(connection, **_quota(call, account))
    if parts and max(part.size for part in parts) <= _most_bytes(call):
        return parts
    if used >= A_DAY:
        raise ExportedToday(time=in_time(call.services.texts, call.language, until_tomorrow(call.now)))
    return []


async def _latest(connection: Connection, call: Call, account: Account) -> list[StoredFile]:
    parts = await uploads.exported(connection, account.id, call.now)
    return [part for part in parts if _export_name(part) == _export_name(parts[-1])]


class _Export:
    """One export on its way. Its files have rows from the start, so that whatever a crash leaves goes with its time."""

    def __init__(self, call: Call, account: Account) -> None:
        self._call = call
        self._services = call.services
        self._account = account
        self._name = secrets.token_urlsafe(24)
        self._keys: list[str] = []

    async def make(self) -> list[StoredFile]:
        """Write every part, and only then count it for the day."""
        try:
            async for part in self._parts():
                await self._store(part)
            parts = await self._finish()
        except BaseException:
            await self._discard()
            raise
        if not parts:
            await self._discard()
            return await _found(self._call, self._account)
        return parts

    async def _parts(self) -> AsyncIterator[bytes]:
        zips = ZipParts(_most_bytes(self._call), readme(self._call), self._call.now)
        async with self._services.database.read() as connection:
            mine = await accounts.family(connection, self._account.id)
        content = Content(self._services, mine, zips.largest // _TEXTS_IN_A_PART, zips.largest)
        async for entry in content.entries():
            full = await asyncio.to_thread(zips.add, entry)
            if full:
                yield full
        yield await asyncio.to_thread(zips.finish)

    async def _store(self, part: bytes) -> None:
        key = export_key(self._name, len(self._keys) + 1)
        self._keys.append(key)
        now = self._services.clock()
        async with self._services.database.write() as connection:
            await self._check_it_is_here(connection)
            until = now + timedelta(minutes=EXPORT_MINUTES)
            await uploads.record(connection, key, self._account.id, UNFINISHED_EXPORT, len(part), now, until)
        await self._services.files.put(key, self._account.id, part, lasting=False)

    async def _finish(self) -> list[StoredFile]:
        """Count it for the day; return no parts where another process was first."""
        async with self._services.database.write() as connection:
            await self._check_it_is_here(connection)
            if not await quotas.take(connection, Claim(**_quota(self._call, self._account), units=1), A_DAY):
                return []
            until = self._services.clock() + timedelta(minutes=EXPORT_MINUTES)
            await uploads.finish_export(connection, self._keys, until)
            return await _latest(connection, self._call, self._account)

    async def _check_it_is_here(self, connection: Connection) -> None:
        """Raise KeyMissing where the person was erased meanwhile: nothing of them may be stored again."""
        await accounts.lock(connection, self._account.id)
        account = await accounts.get(connection, self._account.id)
        if account is None or account.erased_at:
            raise KeyMissing(account=self._account.id)

    async def _discard(self) -> None:
        for key in self._keys:
            await self._services.files.delete(key)
        async with self._services.database.write() as connection:
            for key in self._keys:
                await uploads.drop(connection, key)


def _most_bytes(call: Call) -> int:
    """Return how large a file this chat takes here."""
    most = call.chat.upload_bytes
    return min(most, int(call.request.reply_to.extra.get("bytes", most)))


def _export_name(part: StoredFile) -> str:
    return part.key.rpartition("/")[0]


def _quota(call: Call, account: Account) -> dict[str, Any]:
    """Return which of the counters of a day is this account's."""
    holder = call.services.vault.sign(f"{account.id}".encode(), "export")
    return {"name": "export", "holder": holder, "since": day_of(call.now)}
