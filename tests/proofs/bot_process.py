"""The real program, `python -m bot run`, in a process group and a folder of its own, to be killed at will."""

import asyncio
import os
import re
import signal
import sqlite3
import sys
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Self

import psutil

ROOT = Path(__file__).parents[2]
_START_SECONDS = 60
_ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+")


class BotProcess:
    """Starts, kills and looks into one Darkroom; `async with` ends what a failed test leaves running.

    `settings` are environment variables without their DARKROOM_.
    """

    def __init__(self, folder: Path, settings: Mapping[str, str]) -> None:
        self.folder = folder
        self.address = ""
        self._said = folder / "stdout.txt"
        self._settings = settings
        self._process: asyncio.subprocess.Process | None = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._process and self._process.returncode is None:
            await self.kill()

    @property
    def database(self) -> Path:
        return self.folder / "data" / "darkroom.db"

    @property
    def environment(self) -> dict[str, str]:
        ours = {
            "WEB__PORT": "0",
            "LOG__LEVEL": "error",
            "DATABASE__URL": f"sqlite:///{self.database}",
            "DATABASE__BALLAST_BYTES": "0",
            "MEDIA__URL": f"file:{self.folder}/media",
            "KEYS__FOLDER": f"{self.folder}/keys",
            "RATES__USER_PER_MINUTE": "60000",
            "RATES__GROUP_PER_MINUTE": "60000",
            "RATES__BOT_PER_MINUTE": "600000",
            **self._settings,
        }
        general = {"PATH": os.environ["PATH"], "HOME": str(self.folder), "PYTHONPATH": str(ROOT)}
        return general | {f"DARKROOM_{name}": value for name, value in ours.items()}

    async def launch(self) -> None:
        """Start it, and return before it serves."""
        with (self.folder / "stderr.txt").open("ab") as errors, self._said.open("wb") as said:
            self._process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "bot", "run"),
                cwd=self.folder,
                env=self.environment,
                stdout=said,  # No pipe: its workers would hold the other end for a moment after its death.
                stderr=errors,
                start_new_session=True,
            )

    async def served(self) -> str:
        """Wait until it serves the playground and return its address."""
        assert self._process
        for _ in range(_START_SECONDS * 50):
            if found := _ADDRESS.search(self._said.read_text()):
                self.address = found[0]
                return self.address
            if self._process.returncode is not None:
                break
            await asyncio.sleep(0.02)
        raise AssertionError("it does not serve: " + (self.folder / "stderr.txt").read_text()[-2000:])

    async def start(self) -> str:
        """Start it and wait until it serves; return its address."""
        await self.launch()
        return await self.served()

    async def kill(self) -> None:
        """End it as a power cut would: this process at once, its workers as they notice."""
        assert self._process
        self._process.kill()
        await self._process.wait()

    async def stop(self) -> int:
        """Ask it to end and return its exit code."""
        assert self._process
        self._process.send_signal(signal.SIGTERM)
        return await asyncio.wait_for(self._process.wait(), 30)

    def family(self) -> list[psutil.Process]:
        """Return its processes, the bot itself first."""
        assert self._process
        bot = psutil.Process(self._process.pid)
        return [bot, *bot.children(recursive=True)]

    def workers(self) -> list[psutil.Process]:
        """Return the processes that work on pictures: those that were forked from the fork server."""
        return [child for parent in self.family()[1:] for child in _children(parent)]

    async def command(self, *words: str) -> str:
        """Run another command of the program beside it and return what it prints."""
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", *words),
            cwd=self.folder,
            env=self.environment,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )
        said, _ = await process.communicate()
        assert process.returncode == 0, said.decode()
        return said.decode()

    def rows(self, query: str, *values: object) -> list[tuple[object, ...]]:
        """Read the database from outside, also while it is in use."""
        with closing(sqlite3.connect(self.database, timeout=30)) as connection:
            return connection.execute(query, values).fetchall()

    def files(self) -> set[str]:
        """Return every file in the media store by its key."""
        media = self.folder / "media"
        return {str(path.relative_to(media)) for path in media.rglob("*") if path.is_file()}


def _children(parent: psutil.Process) -> list[psutil.Process]:
    """Return a process's children, none of one that has ended meanwhile."""
    try:
        return parent.children()
    except psutil.NoSuchProcess:
        return []
