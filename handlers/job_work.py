"""The work of one attempt: fetch the pictures, run the engine, gather what came of it."""

import asyncio
import dataclasses
import hashlib
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass

from handlers import sealing
from handlers.admit import admit_stored, bytes_allowed, stated_error
from handlers.errors import FetchLater, HandlerError, ResultsTooLarge, SourceGone
from handlers.failures import stored_facts
from handlers.outcome import Failed, Made, Outcome
from handlers.pipeline import needs_picture, takes_all_at_once
from handlers.request import AttachmentRef, ReplyTo
from handlers.services import Services
from storage import accounts
from storage.files import result_key
from storage.jobs import MAX_ATTEMPTS, Job
from tools.errors import TooLarge, ToolError, WorkerDied
from tools.media import Media
from tools.work import Result, Target, Work

FETCH_TRIES = 20
"""So often a chat may ask us to wait before it gives out one picture."""

Facts = tuple[tuple[str, str | int | float], ...]


@dataclass(frozen=True, slots=True)
class Finished:
    """What an attempt made. `data` are the bytes of the outcome's files, None where they were stored.

    `hashes` are the SHA-256 of what was stored, in hex.
    """

    outcome: Outcome
    data: tuple[bytes | None, ...]
    hashes: tuple[str, ...] = ()


class JobWork:
    """One attempt at one job: `steps` on `pictures`, to be sent to `to`."""

    def __init__(self, job: Job, to: ReplyTo, services: Services) -> None:
        self._job = job
        self._to = to
        self._services = services
        self.steps = sealing.unseal_steps(services.vault, job.account_id, job.steps, services.catalog)
        self.pictures = sealing.unseal_sources(services.vault, job.account_id, job.sources)
        self._keep = job.keep_until is not None
        self._outcome = Outcome()
        self._data: list[bytes | None] = []
        self._hashes: list[str] = []
        self._bytes = 0

    @property
    def result_key(self) -> str:
        """Where this attempt stores its results; another attempt has another place."""
        return result_key(self._job.id, self._job.attempt)

    async def do(self) -> Finished:
        """Do it all. Raises the first failure when nothing came out, or when the job was priced.

        Nothing stays stored then. Of several free pictures some may fail; the outcome then names them. Cancelling ends
        the engine's work.
        """
        try:
            return await self._do()
        except Exception:
            await self.discard()
            raise

    async def keep(self, finished: Finished) -> Finished:
        """Store what was to be sent from memory, for its owner cannot be reached; raises StorageFull and DiskFull."""
        self._keep = True
        made, total = [], 0
        for number, (file, data) in enumerate(zip(finished.outcome.files, finished.data, strict=True), start=1):
            total += file.bytes
            made.append(dataclasses.replace(file, key=await self._put(self._key(number), data or b"", total)))
        outcome = dataclasses.replace(finished.outcome, files=tuple(made))
        return Finished(outcome, (None,) * len(made), tuple(self._hashes))

    async def discard(self) -> None:
        """Delete what was stored: nothing comes of this attempt."""
        if self._keep:
            for number in range(1, len(self._data) + 1):
                await self._services.files.delete(self._key(number))

    async def _do(self) -> Finished:
        groups = self._groups()
        for number, group in enumerate(groups, start=1):
            try:
                await self._do_group(group, (("picture", number),) if len(groups) > 1 else ())
            except WorkerDied as error:
                if self._job.attempt < MAX_ATTEMPTS:
                    raise
                self._note_failure(error, number, len(groups))
            except (ToolError, HandlerError) as error:
                self._note_failure(error, number, len(groups))
        return Finished(self._outcome, tuple(self._data), tuple(self._hashes))

    def _groups(self) -> list[tuple[AttachmentRef, ...]]:
        """Part the pictures into what the engine is given at a time."""
        if not needs_picture(self.steps, self._services.catalog):
            return [()]
        if takes_all_at_once(self.steps, self._services.catalog):
            return [self.pictures]
        return [(picture,) for picture in self.pictures]

    async def _do_group(self, group: Sequence[AttachmentRef], heading: Facts) -> None:
        sources = tuple([data async for data in self._fetch(group)])
        result = await self._services.engine.run(Work(self.steps, sources, self._target()))
        await self._gather(result, heading)

    async def _fetch(self, group: Sequence[AttachmentRef]) -> AsyncIterator[bytes]:
        config = self._services.config
        async with self._services.database.read() as connection:
            account = await accounts.get(connection, self._job.account_id)
        each, left = (
            bytes_allowed(account, config, self._services.chats[self._job.platform].limits),
            config.jobs.job_bytes,
        )
        for number, picture in enumerate(group, start=1):
            try:
                data = await self._taken(picture, each, min(each, left))
            except (ToolError, HandlerError) as error:
                if len(group) > 1:
                    error.facts["number"] = number
                raise
            left -= len(data)
            yield data

    async def _taken(self, picture: AttachmentRef, allowed: int, limit: int) -> bytes:
        """Fetch one picture of at most `limit` bytes, unless what the chat states of it forbids that."""
        if error := stated_error(picture, allowed, self._services.config):
            raise error
        data = await self._fetched(picture, limit)
        if len(data) > limit:
            raise TooLarge(limit_bytes=limit, bytes=len(data))
        return data

    async def _fetched(self, picture: AttachmentRef, limit: int) -> bytes:
        """Fetch one picture; while the chat asks us to wait, the next job has this one's place."""
        fetch, queue = self._services.chats[picture.platform].fetch, self._services.queue
        for _ in range(FETCH_TRIES):
            try:
                return await fetch.fetch(picture, limit)
            except FetchLater as later:
                queue.release(self._job.id)
                await asyncio.sleep(later.seconds)
                await queue.retake(self._job.id)
        raise SourceGone

    async def _gather(self, result: Result, heading: Facts) -> None:
        made = [await self._made(media) for media in result.media]
        report = (*heading, *result.report.facts) if result.report else ()
        self._outcome = dataclasses.replace(
            self._outcome,
            files=(*self._outcome.files, *made),
            report=(*self._outcome.report, *report),
            notes=(*self._outcome.notes, *result.notes),
        )

    async def _made(self, media: Media) -> Made:
        total, limit = self._bytes + len(media.data), self._services.config.jobs.job_bytes
        if total > max(limit, len(media.data)):  # one result alone is the engine's to limit
            raise ResultsTooLarge(limit_bytes=limit)
        key = await self._put(self._key(len(self._data) + 1), media.data, total) if self._keep else None
        self._data.append(None if key else media.data)
        self._bytes = total
        return Made.of(media, key)

    async def _put(self, key: str, data: bytes, total: int) -> str:
        async with self._services.database.read() as connection:
            await admit_stored(connection, self._job.account_id, total, self._services.config)
        await self._services.files.put(key, self._job.account_id, data)
        self._hashes.append((await asyncio.to_thread(hashlib.sha256, data)).hexdigest())
        return key

    def _key(self, number: int) -> str:
        return f"{self.result_key}/{number}"

    def _note_failure(self, error: ToolError | HandlerError, number: int, of: int) -> None:
        nothing_came = number == of and not self._outcome.files and not self._outcome.report
        if of > 1 and self._job.price:
            error.facts["number"] = number
        if nothing_came or self._job.price:
            raise error
        failed = Failed(number, error.code, stored_facts(error))
        self._outcome = dataclasses.replace(self._outcome, failed=(*self._outcome.failed, failed))

    def _target(self) -> Target:
        limits = self._services.chats[self._job.platform].limits
        bytes_out = min(limits.upload_bytes, int(self._to.extra.get("bytes", limits.upload_bytes)))
        return Target(limits.formats, bytes_out, limits.max_side, limits.animations[0])
