"""Pictures as files of the operator's: read with a limit, written whole or not at all."""

import os
import stat
from collections.abc import Sequence
from pathlib import Path
from tempfile import NamedTemporaryFile

from tools.errors import TooLarge


class FileRefused(Exception):
    """A file cannot be read or written, or the files do not fit the tool; the message is one line that says why."""


def read_picture(path: Path, limit: int) -> bytes:
    """Return a file of at most `limit` bytes; raises TooLarge before reading, and FileRefused for what is no file."""
    try:
        # Without O_NONBLOCK, opening a fifo would wait for somebody to write into it.
        with os.fdopen(os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC), "rb") as file:
            facts = os.fstat(file.fileno())
            if not stat.S_ISREG(facts.st_mode):
                raise FileRefused(f"{path} is not a file")
            if facts.st_size > limit:
                raise TooLarge(limit_bytes=limit, bytes=facts.st_size)
            data = file.read(limit + 1)
    except OSError as error:
        raise FileRefused(f"{path} cannot be read: {error.strerror}") from None
    except ValueError:
        raise FileRefused(f"{str(path)!r} is not the name of a file") from None
    if len(data) > limit:
        raise TooLarge(limit_bytes=limit, bytes=len(data))
    return data


def write_picture(path: Path, data: bytes) -> None:
    """Write a file so that whoever looks sees the old one or the whole new one; raises FileRefused."""
    temporary = None
    try:
        with NamedTemporaryFile(dir=path.parent, prefix=".darkroom-", delete=False) as file:
            temporary = Path(file.name)
            file.write(data)
        temporary.chmod(0o666 & ~_umask())
        temporary.replace(path)
    except OSError as error:
        if temporary:
            temporary.unlink(missing_ok=True)
        raise FileRefused(f"{path} cannot be written: {error.strerror}") from None


def names_in(folder: Path, inputs: Sequence[Path]) -> list[Path]:
    """Return one path without extension for each input, none twice: a.png and a.jpg become a and a-2."""
    taken: set[str] = set()
    named: list[Path] = []
    for path in inputs:
        stem, number = path.stem or "picture", 1
        name = stem
        while name.casefold() in taken:
            number += 1
            name = f"{stem}-{number}"
        taken.add(name.casefold())
        named.append(folder / name)
    return named


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
