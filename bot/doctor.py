"""Looks at what Darkroom needs on this machine, and says how to mend what is missing. It changes nothing."""

import os
import re
import shutil
import sys
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Literal

from bot.command_line import command_line
from bot.config import Settings
from bot.health import LEAST_FREE, free_share
from bot.startup import mending, room_line
from storage import accounts
from storage.database import Database
from storage.errors import SchemaTooNew, StorageError
from storage.master_key import FILE, VARIABLE
from storage.migrate import current_revision, newest_revision
from tools.sandbox import probe

LOCK = Path(__file__).parent.parent / "requirements.lock"

_PINNED = re.compile(r"^([\w.-]+)==(\S+)", re.MULTILINE)
_CONDITIONAL = re.compile(r"^[\w.-]+==\S+ ;", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at, and the way to mend it where it is not "ok"."""

    level: Literal["ok", "warn", "fail"]
    name: str
    text: str
    mend: str = ""

    def __str__(self) -> str:
        return f"{self.level:<5} {self.name:<10} {self.text}" + (f"; mend it: {self.mend}" if self.mend else "")


async def examine(settings: Settings) -> AsyncIterator[Finding]:
    """Yield a finding for each thing that Darkroom needs."""
    yield _python()
    yield _libraries()
    yield _sandbox()
    yield _fonts()
    for finding in _folders(settings):
        yield finding
    yield _disk(settings)
    for finding in _room(settings):
        yield finding
    yield _master_key(settings)
    yield await _database(settings)


def _python() -> Finding:
    found = ".".join(map(str, sys.version_info[:3]))
    if (3, 11) <= sys.version_info < (3, 15):
        return Finding("ok", "python", found)
    return Finding("fail", "python", found, "install Python 3.11 to 3.14, then: make clean run")


def _libraries() -> Finding:
    if not LOCK.exists():
        return Finding("warn", "libraries", "requirements.lock is not beside the code, so versions were not compared")
    text = LOCK.read_text(encoding="utf-8")
    pinned = {match[1]: match[2] for match in _PINNED.finditer(text) if not _CONDITIONAL.match(text, match.start())}
    wrong = [name for name, wanted in pinned.items() if _installed(name) != wanted]
    if wrong:
        return Finding("fail", "libraries", f"{len(wrong)} not as locked: {', '.join(wrong[:5])}", "make clean run")
    return Finding("ok", "libraries", f"{len(pinned)} as locked")


def _installed(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def _sandbox() -> Finding:
    report = probe()
    if report.missing:
        text = f"this kernel lacks {', '.join(report.missing)}; workers are locked down with the rest"
        return Finding("warn", "sandbox", text, "run a kernel with Landlock and seccomp (Linux 5.13 or later)")
    return Finding("ok", "sandbox", f"Landlock {report.landlock}, seccomp, resource limits, no new privileges")


def _fonts() -> Finding:
    try:
        from tools.fonts import font

        return Finding("ok", "fonts", f"{' '.join(filter(None, font(12).getname()))}, which comes along")
    except (OSError, ImportError) as error:
        return Finding("fail", "fonts", f"the font that comes along cannot be read: {error}", "get tools/fonts anew")


def _folders(settings: Settings) -> Iterator[Finding]:
    database = Database(settings.database.url).path
    folders = {"data": database and database.parent, "media": settings.media.folder(), "keys": settings.keys.folder}
    for name, folder in folders.items():
        if folder:
            yield _folder(name, folder)


def _folder(name: str, folder: Path) -> Finding:
    if not folder.exists():
        above = next(path for path in folder.absolute().parents if path.exists())
        if os.access(above, os.W_OK):
            return Finding("ok", name, f"{folder} is made at the first start")
        return Finding("fail", name, f"{folder} cannot be made: {above} is not writable", f"chown it to {_me()}")
    if not os.access(folder, os.R_OK | os.W_OK | os.X_OK):
        return Finding("fail", name, f"{folder} is not readable and writable", f"chown it to {_me()}")
    if folder.stat().st_mode & 0o077:
        return Finding("warn", name, f"{folder} is open to other users of this machine", f"chmod 700 {folder}")
    return Finding("ok", name, str(folder))


def _me() -> str:
    return f"uid {os.getuid()}"


def _disk(settings: Settings) -> Finding:
    path = Database(settings.database.url).path or Path()
    share = free_share(path)
    gigabytes = shutil.disk_usage(path.parent if path.parent.exists() else Path()).free / 1e9
    text = f"{gigabytes:.1f} GB free ({share:.0%})"
    if share < LEAST_FREE:
        return Finding("fail", "disk", text, "free some space: writes fail soon")
    return Finding("ok", "disk", text)


def _master_key(settings: Settings) -> Finding:
    if os.environ.get(VARIABLE):
        return Finding("ok", "master key", f"from {VARIABLE}")
    path = settings.keys.master_key_file or settings.keys.folder / FILE
    if not path.exists():
        if settings.keys.master_key_file:
            return Finding("fail", "master key", f"{path} is missing", "mount it, or change [keys] master_key_file")
        return Finding("ok", "master key", f"{path} is made at the first start")
    if path.stat().st_mode & 0o077:
        return Finding("fail", "master key", f"{path} can be read by others", f"chmod 600 {path}")
    return Finding("ok", "master key", f"{path}; keep a copy on another disk")


def _room(settings: Settings) -> Iterator[Finding]:
    database = Database(settings.database.url, settings.database.ballast_bytes)
    kept = database.room_kept()
    if kept is None or not (database.path and database.path.exists()):
        return
    line = room_line(settings, kept)
    yield Finding("ok" if line.on else "warn", line.name, line.text)


async def _database(settings: Settings) -> Finding:
    database = Database(settings.database.url)
    if database.path and not database.path.exists():
        return Finding("ok", "database", f"{database.path} is made at the first start")
    try:
        await database.open(alone=False)
        try:
            found, newest = await current_revision(database), newest_revision()
            if found is not None and found > newest:
                raise SchemaTooNew(found=found, newest=newest)
            if found is not None and found < newest:
                text = f"{database.dialect} answers; its schema is {found}, and this Darkroom's {newest}"
                return Finding("warn", "database", text, f"{command_line('run')} brings it up to date, after a copy")
            async with database.read() as connection:
                await accounts.get(connection, 0)
        finally:
            await database.close()
    except StorageError as error:
        return Finding("fail", "database", error.code, mending(error))
    except Exception as error:  # drivers raise kinds of their own, which only storage knows
        return Finding("fail", "database", f"cannot be read ({type(error).__name__})", "check [database] url")
    return Finding("ok", "database", f"{database.dialect} answers")
