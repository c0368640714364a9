"""Files of records of one size: each is written, and destroyed, in its own place and durably."""

import os
from pathlib import Path

from storage.errors import KeyExposed

RECORD_BYTES = 64
EMPTY = bytes(RECORD_BYTES)


def read_record(path: Path, index: int) -> bytes:
    """Return the record at this place; zeros where the file ends before it."""
    descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        record = os.pread(descriptor, RECORD_BYTES, index * RECORD_BYTES)
    finally:
        os.close(descriptor)
    return record.ljust(RECORD_BYTES, b"\0")


def write_record(path: Path, index: int, record: bytes) -> None:
    """Write over the record at this place; the disk has it when this returns."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CLOEXEC)
    try:
        os.pwrite(descriptor, record, index * RECORD_BYTES)
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def padded(record: bytes) -> bytes:
    """Fill a record up with zeros."""
    if len(record) > RECORD_BYTES:
        raise ValueError("the record is too long")
    return record.ljust(RECORD_BYTES, b"\0")


def refuse_exposed(path: Path) -> None:
    """Raise KeyExposed when other users of this machine can read the file."""
    if path.exists() and path.stat().st_mode & 0o077:
        raise KeyExposed(path=str(path), mode=f"{path.stat().st_mode & 0o777:04o}")
