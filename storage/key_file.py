"""The wrapped key of every account: one small file of fixed-size records, and its one backup.

    header   64 bytes   magic, then a value that only the right master key opens, zeros to the end
    record   64 bytes   one for each account number from 1 on: a wrapped key, or zeros where there is none

Records of one size let a key be added in one write and destroyed in place: its bytes are overwritten in the
file and in the backup, so that whatever it sealed, in old backups of the database too, opens never again.
(A disk that writes elsewhere instead, such as a copy-on-write file system, may keep the old block for a while.)
The file leads: a change goes to it first, and what the backup has otherwise is mended when it is opened. A file
that is damaged leads nothing: its backup is looked at before it is written over.
"""

import logging
import os
from collections.abc import Callable
from pathlib import Path

from storage.durable import fsync_path, no_space_is_disk_full
from storage.errors import KeyWrong
from storage.lock_file import locked
from storage.record_file import EMPTY, RECORD_BYTES, padded, read_record, refuse_exposed, write_record

log = logging.getLogger(__name__)

ACCOUNT_KEYS = "account-keys"
BACKUP = "account-keys.backup"

_MAGIC = b"DARKROOM-KEYS-1\n"


class KeyFile:
    """Records of up to 64 bytes by account number, durable when a call returns."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / ACCOUNT_KEYS
        self._backup = folder / BACKUP

    def exists(self) -> bool:
        """Whether there is a file, or a backup to restore it from."""
        return self._path.exists() or self._backup.exists()

    def create(self, check: bytes) -> None:
        """Start an empty file whose header holds `check`."""
        self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._copy(padded(_MAGIC + check), self._path)
        self.mend(lambda _: True)

    def mend(self, opens: Callable[[bytes], bool]) -> None:
        """Bring file and backup to the same bytes, which are good: no damaged file is written over the other.

        `opens` tells whether what a header holds after the magic is from the right master key. A file that is missing
        or damaged comes back from its backup, and of one that was cut short the end does. Raises KeyWrong, with
        nothing changed, when neither is a key file of this master key.
        """
        for path in (self._path, self._backup):
            refuse_exposed(path)
        kept = _good(self._backup, opens)
        if not _good(self._path, opens):
            if not kept:
                raise KeyWrong(source=str(self._path))
            log.warning("the account keys were missing or damaged, and came back from their backup")
            self._copy(kept, self._path)
        with locked(self._path):
            self._agree(kept)

    def _agree(self, kept: bytes) -> None:
        """Give both files the same records. A change goes to the file first, so it never ends before its backup."""
        keys = self._path.read_bytes()
        keys = keys[: len(keys) // RECORD_BYTES * RECORD_BYTES]
        if len(keys) < len(kept):
            log.warning("the account keys were cut short, and their end came back from their backup")
        keys += kept[len(keys) :]
        for path in (self._path, self._backup):
            if not path.exists() or path.read_bytes() != keys:
                _overwrite(path, keys)

    def get(self, account_id: int) -> bytes | None:
        """Return the account's record, padded with zeros, or None."""
        record = read_record(self._path, account_id)
        return None if record == EMPTY else record

    def add(self, account_id: int, record: bytes) -> bytes:
        """Write a record unless there is one; return the record that is there then. Raises DiskFull."""
        with locked(self._path), no_space_is_disk_full():
            there = self.get(account_id)
            if there is None:
                there = padded(record)
                try:
                    self._write(account_id, there)
                except OSError:
                    self._write(account_id, EMPTY)  # a key that may not be on the disk must not be used
                    raise
            return there

    def destroy(self, account_id: int) -> None:
        """Overwrite the account's record in the file and in the backup. Needs no room on the disk."""
        with locked(self._path):
            if self.get(account_id) is not None:
                self._write(account_id, EMPTY)

    def _write(self, account_id: int, record: bytes) -> None:
        for path in (self._path, self._backup):
            write_record(path, account_id, record)

    def _copy(self, data: bytes, to: Path) -> None:
        """Write a whole file under another name first, so that a crash leaves the old one or the new one."""
        partial = to.with_name(f"{to.name}.partial")
        descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
        fsync_path(partial)
        partial.replace(to)
        fsync_path(to.parent)


def _overwrite(path: Path, data: bytes) -> None:
    """Write over a file's own bytes: what a destroyed key left in it must not live on in a freed block."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_CLOEXEC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        file.truncate()
    fsync_path(path)


def _good(path: Path, opens: Callable[[bytes], bool]) -> bytes:
    """Return the bytes of a key file of this master key, and none of any other file."""
    keys = path.read_bytes() if path.exists() else b""
    header = keys[:RECORD_BYTES]
    whole = len(header) == RECORD_BYTES and header.startswith(_MAGIC)
    return keys if whole and opens(header[len(_MAGIC) :]) else b""
