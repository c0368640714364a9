"""Sealed files in memory, on the local disk or in an S3-compatible bucket.

A key such as "out/12/1" is made of our own numbers and random letters, never of anything a user typed or named.
"""

import asyncio
import contextlib
import re
import secrets
import time
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, cast

from storage.config import media_folder
from storage.durable import fsync_path, no_space_is_disk_full
from storage.errors import DiskFull, FileGone
from storage.vault import Vault

if TYPE_CHECKING:
    from obstore.store import ObjectStore, S3Config

_KEY = re.compile(r"[a-z]+(/[A-Za-z0-9_-]{1,64}){1,4}")
_PARTIAL_MARK = "#"  # obstore writes "name#1" and renames it; a crash leaves the former
_STILL_BEING_WRITTEN = timedelta(hours=1)


def upload_key() -> str:
    """Return a new key for a file that came in; it cannot be guessed."""
    return f"in/{secrets.token_urlsafe(24)}"


def result_key(job_id: int, attempt: int) -> str:
    """Return the key of what one attempt made: a frozen runner cannot write over the winner's file."""
    return f"out/{job_id}/{attempt}"


def export_key(export: str, part: int) -> str:
    """Return the key of a part of a data export, whose own name cannot be guessed. They sort by part."""
    return f"export/{export}/{part:03}"


class Files:
    """A store of sealed files. `url` is memory:, file:FOLDER, file:///ABSOLUTE/FOLDER or s3://BUCKET/PREFIX."""

    def __init__(self, url: str, vault: Vault, options: Mapping[str, str] | None = None) -> None:
        self._vault = vault
        self._folder = media_folder(url)
        self._store = _open_store(url, self._folder, options or {})

    async def put(self, key: str, account_id: int, data: bytes, lasting: bool = True) -> None:
        """Seal and store; when this returns, the file survives a power cut.

        One that is not `lasting` survives this process only, and takes a third of the time. Raises DiskFull, with
        nothing left under the key.
        """
        _check(key)
        try:
            with no_space_is_disk_full():
                if self._folder:
                    await asyncio.to_thread(self._put_here, key, account_id, data)
                    if lasting:
                        await _fsync_up_to(self._folder, self._folder / key)
                else:
                    sealed = await asyncio.to_thread(self._vault.seal, account_id, data, _purpose(key))
                    await self._store.put_async(key, sealed)
        except DiskFull:
            await self.delete(key)
            if self._folder:  # what was written so far would keep the disk full
                await asyncio.to_thread(_remove_partial, self._folder / key)
            raise

    async def get(self, key: str, account_id: int) -> bytes:
        """Return a file's bytes. Raises FileGone, KeyMissing, or KeyWrong when it is not this account's."""
        _check(key)
        try:
            answer = await self._store.get_async(key)
            sealed = await answer.bytes_async()
        except FileNotFoundError:
            raise FileGone() from None
        # The copy into bytes is made in the thread, too: megabytes would stop everyone else for a moment.
        return await asyncio.to_thread(lambda: self._vault.unseal(account_id, bytes(sealed), _purpose(key)))

    def _put_here(self, key: str, account_id: int, data: bytes) -> None:
        """Seal and write in one thread: to go to and fro between them costs as much."""
        # In one part: of several, obstore's threads go on writing after one met a full disk, into a file then deleted.
        self._store.put(key, self._vault.seal(account_id, data, _purpose(key)), use_multipart=False)

    async def delete(self, key: str) -> None:
        """Delete a file; one that is gone already is no error."""
        _check(key)
        with contextlib.suppress(FileNotFoundError):
            await self._store.delete_async(key)

    async def list(self, prefix: str) -> list[str]:
        """Return the keys below a folder such as "in"."""
        return [str(file["path"]) async for batch in self._store.list(prefix) for file in batch]

    async def sweep_partial(self, older_than: timedelta = _STILL_BEING_WRITTEN) -> int:
        """Delete what a crash left half written on the local disk; return how many files that were."""
        if self._folder is None:
            return 0
        return await asyncio.to_thread(_sweep, self._folder, time.time() - older_than.total_seconds())


def _open_store(url: str, folder: Path | None, options: Mapping[str, str]) -> "ObjectStore":
    from obstore.store import LocalStore, MemoryStore, S3Store

    if folder:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder.chmod(0o700)
        return LocalStore(folder.resolve(), automatic_cleanup=True)
    if url == "memory:":
        return MemoryStore()
    bucket, _, prefix = url.removeprefix("s3://").partition("/")
    plain = options.get("endpoint", "").startswith("http://")
    return S3Store(
        bucket, prefix=prefix or None, config=cast("S3Config", dict(options)), client_options={"allow_http": plain}
    )


def _check(key: str) -> None:
    if not _KEY.fullmatch(key):
        raise ValueError("not a file key")


def _purpose(key: str) -> str:
    return f"file {key}"


async def _fsync_up_to(root: Path, path: Path) -> None:
    """Wait for the disk to have the file and each folder's entry on the way to it, which may be new.

    obstore renames without that; nobody knows the key yet, so it may come after. Asked for side by side, the disk
    does it in one go.
    """
    folders = [folder for folder in path.parents if folder == root or root in folder.parents]
    await asyncio.gather(*(asyncio.to_thread(fsync_path, each) for each in (path, *folders)))


def _remove_partial(path: Path) -> None:
    for partial in path.parent.glob(f"{path.name}{_PARTIAL_MARK}*"):
        partial.unlink(missing_ok=True)


def _sweep(folder: Path, before: float) -> int:
    left = [
        path
        for path in folder.rglob(f"*{_PARTIAL_MARK}*")
        if path.is_file() and not path.is_symlink() and path.stat().st_mtime <= before
    ]
    for path in left:
        path.unlink(missing_ok=True)
    return len(left)
