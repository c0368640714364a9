"""A file that takes up room until it is needed: what erases has to be written even where the disk is full."""

import asyncio
import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

_MARGIN = 64 * 1024
"""Bytes that the file system may need to note where the file lies."""


class Ballast:
    """A file of `size` bytes on the disk of the database."""

    def __init__(self, path: Path, size: int) -> None:
        self._path = path
        self._size = size
        self._users = 0
        self._given = 0

    def make(self, before: int = 0) -> None:
        """Take up the room where as much again stays free, and elsewhere no more than was taken up `before`.

        A file system that keeps no room for a file leaves it without any.
        """
        free = self._free()
        wanted = self._size if free >= 2 * self._size else min(before, free - _MARGIN)
        if wanted > self.held():
            self._take(wanted)
        elif self.held() > self._size:  # the setting was lowered
            os.truncate(self._path, self._size)

    @asynccontextmanager
    async def given_up(self) -> AsyncIterator[None]:
        """Free the room while the block runs, if the disk has less left than that; then take it up again."""
        self._users += 1
        try:
            if self._free() < self._size and self.held():
                self._given = self.held()
                os.truncate(self._path, 0)
            yield
        finally:
            self._users -= 1
            if not self._users:
                given, self._given = self._given, 0
                await asyncio.to_thread(self.make, given)

    def _free(self) -> int:
        return shutil.disk_usage(self._path.parent).free

    def held(self) -> int:
        """Return how many bytes are taken up now."""
        return self._path.stat().st_size if self._path.exists() else 0

    def _take(self, size: int) -> None:
        descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        held = os.fstat(descriptor).st_size
        try:
            os.posix_fallocate(descriptor, 0, size)
        except OSError:
            os.ftruncate(descriptor, held)
        finally:
            os.close(descriptor)
