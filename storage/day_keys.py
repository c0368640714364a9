"""A key for each day, for what is kept a day or two and belongs to no account yet; wrapped by the master key.

One small file of records in the key folder: a header, then for each day its number and its wrapped key, or zeros
where one was destroyed. There is no backup: what these keys seal is gone within two days anyway, and a second copy
would only be one more place to destroy them in.
"""

import os
from datetime import date
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from storage.durable import fsync_path, no_space_is_disk_full
from storage.errors import KeyMissing, KeyWrong
from storage.gcm import WRAPPED_BYTES, decrypt, encrypt
from storage.lock_file import locked
from storage.record_file import EMPTY, RECORD_BYTES, padded, read_record, refuse_exposed, write_record

DAY_KEYS = "day-keys"

_MAGIC = padded(b"DARKROOM-DAYS-1\n")
_VERSION = b"\x01"
_DAY_BYTES = 4
_FRONT_BYTES = len(_VERSION) + _DAY_BYTES


class DayKeys:
    """Seals and unseals bytes for days."""

    def __init__(self, folder: Path, wrapping: AESGCM) -> None:
        self._path = folder / DAY_KEYS
        self._wrapping = wrapping

    def check(self) -> None:
        """Raise KeyExposed when others can read the file, and KeyWrong when it is none of ours."""
        refuse_exposed(self._path)
        if self._path.exists() and read_record(self._path, 0) not in (_MAGIC, EMPTY):
            raise KeyWrong(source=str(self._path))

    def seal(self, day: date, data: bytes, purpose: str) -> bytes:
        """Encrypt for a day, making its key at the first time. It opens for the same purpose only.

        Raises DiskFull when there is no room for a new key.
        """
        number = day.toordinal()
        key = self._key(number) or self._new_key(number)
        return encrypt(AESGCM(key), data, _bound(number, purpose), _VERSION + _written(number))

    def unseal(self, sealed: bytes, purpose: str) -> bytes:
        """Decrypt what `seal` returned.

        Raises KeyMissing when the day's key is destroyed, and KeyWrong when the bytes were altered or were sealed
        for another purpose.
        """
        if len(sealed) < _FRONT_BYTES or sealed[:1] != _VERSION:
            raise KeyWrong(purpose=purpose)
        day = int.from_bytes(sealed[len(_VERSION) : _FRONT_BYTES])
        key = self._key(day)
        if key is None:
            raise KeyMissing(day=day)
        return decrypt(AESGCM(key), memoryview(sealed)[_FRONT_BYTES:], _bound(day, purpose))

    def destroy_before(self, day: date) -> int:
        """Overwrite the keys of every earlier day; return how many. Needs no room on the disk."""
        if not self._path.exists():
            return 0
        with locked(self._path):
            old = [place for place, record in self._records() if record != EMPTY and _day_of(record) < day.toordinal()]
            for place in old:
                write_record(self._path, place, EMPTY)
        return len(old)

    def _key(self, day: int) -> bytes | None:
        found = (record for _, record in self._records() if record != EMPTY and _day_of(record) == day)
        record = next(found, None)
        return record and decrypt(self._wrapping, record[_DAY_BYTES:][:WRAPPED_BYTES], _bound(day, "key"))

    def _new_key(self, day: int) -> bytes:
        """Make the day's key, or return the one that another process was first to make."""
        with no_space_is_disk_full():
            self._create()
            with locked(self._path):
                there = self._key(day)
                if there is None:
                    there = AESGCM.generate_key(256)
                    self._add(_written(day) + encrypt(self._wrapping, there, _bound(day, "key")))
        return there

    def _create(self) -> None:
        os.close(os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_CLOEXEC, 0o600))

    def _add(self, record: bytes) -> None:
        if read_record(self._path, 0) != _MAGIC:
            write_record(self._path, 0, _MAGIC)
            fsync_path(self._path.parent)
        records = self._records()
        place = next((place for place, there in records if there == EMPTY), len(records) + 1)
        try:
            write_record(self._path, place, record)
        except OSError:
            write_record(self._path, place, EMPTY)  # a key that may not be on the disk must not be used
            raise

    def _records(self) -> list[tuple[int, bytes]]:
        """Return the file's records and their places behind the header, the empty ones too."""
        if not self._path.exists():
            return []
        data = self._path.read_bytes()
        places = range(1, -(-len(data) // RECORD_BYTES))
        return [(place, padded(data[place * RECORD_BYTES :][:RECORD_BYTES])) for place in places]


def _written(day: int) -> bytes:
    return day.to_bytes(_DAY_BYTES)


def _day_of(record: bytes) -> int:
    return int.from_bytes(record[:_DAY_BYTES])


def _bound(day: int, purpose: str) -> bytes:
    return f"day {day} {purpose}".encode()
