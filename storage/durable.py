"""Make what was written survive a power cut, and say so in our words when there is no room for it."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from storage.errors import DiskFull

_NO_SPACE = (errno.ENOSPC, errno.EDQUOT)


def fsync_path(path: Path) -> None:
    """Wait until the disk has this file's bytes, or this folder's list of names."""
    descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def no_space_is_disk_full() -> Iterator[None]:
    """Turn "no space left" and "quota exceeded" into DiskFull; every other error passes."""
    try:
        yield
    except OSError as error:
        if error.errno not in _NO_SPACE:
            raise
        raise DiskFull() from error
    except Exception as error:  # obstore has no kind of its own for a full disk: only its text tells
        if not any(f"os error {number}" in str(error) for number in _NO_SPACE):
            raise
        raise DiskFull() from error
