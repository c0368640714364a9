"""ZIPs of at most so many bytes each, every one of which can be opened by itself."""

import stat
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

_HEADERS = 30 + 46
"""Bytes around each file beside its name, which stands there twice."""

_END = 22
_LONGEST_NAME = 100
_DEFLATED_MORE = 1000
"""Deflate makes what cannot be made smaller longer by less than one byte in so many."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A file to be put into a ZIP. `is_packed`: its bytes are as small as they can be, as those of a picture."""

    name: str
    data: bytes
    is_packed: bool = False


class ZipParts:
    """Fills one ZIP after another, none longer than `limit` bytes; the same `first` entry is in each.

    A ZIP lies in memory until it is full: nothing of it is on a disk before it is sealed.
    """

    def __init__(self, limit: int, first: Entry, now: datetime) -> None:
        self._limit = limit
        self._first = first
        self._now = now
        self._is_used = False
        self._begin()

    @property
    def largest(self) -> int:
        """Return how many bytes a picture may have to fit into a ZIP of its own."""
        return (self._limit - _END - _most(self._first) - _HEADERS - 2 * _LONGEST_NAME) * 99 // 100

    def add(self, entry: Entry) -> bytes | None:
        """Add a file; return the ZIP that was filled where it went into a new one."""
        full = None
        if self._is_used and self._bytes + _most(entry) > self._limit:
            full = self.finish()
            self._begin()
        self._write(entry)
        self._is_used = True
        return full

    def finish(self) -> bytes:
        """Return the last ZIP."""
        self._zip.close()
        return self._buffer.getvalue()

    def _begin(self) -> None:
        self._buffer = BytesIO()
        self._zip = ZipFile(self._buffer, "w")
        self._bytes = _END
        self._is_used = False
        self._write(self._first)

    def _write(self, entry: Entry) -> None:
        info = ZipInfo(entry.name, self._now.timetuple()[:6])
        info.external_attr = (stat.S_IFREG | 0o600) << 16
        self._zip.writestr(info, entry.data, ZIP_STORED if entry.is_packed else ZIP_DEFLATED)
        self._bytes += _around(entry) + info.compress_size


def _around(entry: Entry) -> int:
    return _HEADERS + 2 * len(entry.name.encode())


def _most(entry: Entry) -> int:
    """Return how many bytes an entry takes at most."""
    return _around(entry) + len(entry.data) + len(entry.data) // _DEFLATED_MORE + 16
