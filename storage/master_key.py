"""The master key: 32 bytes that wrap every other key, written as base64.

It comes from the environment (DARKROOM_MASTER_KEY), from a secret file, or is made once in the key folder.
"""

import base64
import binascii
import os
import secrets
from collections.abc import Mapping
from pathlib import Path

from storage.config import KeysConfig
from storage.durable import fsync_path
from storage.errors import KeyExposed, KeyMissing, KeyWrong
from storage.key_file import KeyFile
from storage.lock_file import locked

KEY_BYTES = 32
VARIABLE = "DARKROOM_MASTER_KEY"
FILE = "master.key"


def load_master_key(config: KeysConfig, encrypted_rows_exist: bool, environ: Mapping[str, str] = os.environ) -> bytes:
    """Return the master key, making one only where nothing has been sealed yet.

    Raises KeyMissing where sealed data exists or a named file does not; KeyExposed when other users of this
    machine can read the file; KeyWrong when the text is not 32 bytes of base64.
    """
    if environ.get(VARIABLE):
        return _decode(environ[VARIABLE], VARIABLE)
    if config.master_key_file:
        return _read(config.master_key_file)
    path = config.folder / FILE
    if not _is_written(path):
        if encrypted_rows_exist or KeyFile(config.folder).exists():
            raise KeyMissing(path=str(path))
        _make(path)
    return _read(path)


def written_master_key(config: KeysConfig, environ: Mapping[str, str] = os.environ) -> str | None:
    """Return the text of the key that `load_master_key` would read, right or not, for a log to leave out."""
    if environ.get(VARIABLE):
        return environ[VARIABLE].strip()
    try:
        return (config.master_key_file or config.folder / FILE).read_text("ascii").strip() or None
    except (OSError, UnicodeDecodeError):
        return None


def _is_written(path: Path) -> bool:
    """Whether there is anything in the file. An empty one was left by a first start that did not come to its end."""
    return path.exists() and path.stat().st_size > 0


def _make(path: Path) -> None:
    """Write a new key under another name first, so that a crash leaves no half of one."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with locked(path.parent):
        if _is_written(path):  # by another process, which was first: its key counts
            return
        partial = path.with_name(f"{path.name}.partial")
        descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(base64.b64encode(secrets.token_bytes(KEY_BYTES)) + b"\n")
        fsync_path(partial)
        partial.replace(path)
        fsync_path(path.parent)


def _read(path: Path) -> bytes:
    try:
        mode = path.stat().st_mode
        text = path.read_text("ascii")
    except FileNotFoundError:
        raise KeyMissing(path=str(path)) from None
    except UnicodeDecodeError:
        raise KeyWrong(source=str(path)) from None
    if mode & 0o077:
        raise KeyExposed(path=str(path), mode=f"{mode & 0o777:04o}")
    return _decode(text, str(path))


def _decode(text: str, source: str) -> bytes:
    try:
        key = base64.b64decode(text.strip(), validate=True)
    except (binascii.Error, ValueError):
        raise KeyWrong(source=source) from None
    if len(key) != KEY_BYTES:
        raise KeyWrong(source=source)
    return key
