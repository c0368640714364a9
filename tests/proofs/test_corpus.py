"""The hostile corpus, through the command line and through the playground: no crash, clear refusals, nothing leaks.

Seconds and memory are measured from outside.
"""

import asyncio
import json
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread
from typing import Any

import aiohttp
import psutil
import pytest

from tests.proofs.bot_process import BotProcess
from tests.proofs.corpus import CORPUS, evaluate, manifest, markers_in
from tests.proofs.counts import WHOLE
from tests.proofs.visitor import Visitor
from tools.catalog import load_catalog

WALL_SECONDS = 180
MEGABYTE = 1 << 20
FORMATS = next(param.choices for param in load_catalog()["convert"].params if param.name == "to")

pytestmark = [pytest.mark.proof, pytest.mark.timeout(1200)]


class Peak:
    """The most resident memory that any one process of a family had, in bytes, looked at fifty times a second."""

    def __init__(self) -> None:
        self.bytes = 0

    @contextmanager
    def of(self, family: Callable[[], list[psutil.Process]]) -> Iterator[None]:
        over = Event()
        watcher = Thread(target=self._watch, args=(family, over))
        watcher.start()
        try:
            yield
        finally:
            over.set()
            watcher.join()

    def _watch(self, family: Callable[[], list[psutil.Process]], over: Event) -> None:
        while not over.wait(0.02):
            try:
                self.bytes = max(self.bytes, *(process.memory_info().rss for process in family()))
            except psutil.NoSuchProcess:
                continue


async def tool(bot: BotProcess, *words: str) -> tuple[list[dict[str, Any]], float, Peak]:
    """Run `python -m bot tool ... --json`; return its lines, its seconds, and the peak of its largest process."""
    began, peak = time.monotonic(), Peak()
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "tool", *words, "--json"),
        cwd=CORPUS,
        env=bot.environment,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    whole = psutil.Process(process.pid)
    with peak.of(lambda: [whole, *whole.children(recursive=True)]):
        said, complained = await process.communicate()
    assert b"Traceback" not in complained, complained.decode()[-3000:]
    return [json.loads(line) for line in said.decode().splitlines()], time.monotonic() - began, peak


def judged(line: dict[str, Any], frames: int | None) -> dict[str, Any]:
    """Put one line of the command line into the words of the corpus's judge."""
    return {
        "file": line["file"],
        "ok": line["ok"],
        "size": [line["width"], line["height"]],
        "frames": frames,
        "err": line["error"],
        "s": line["seconds"],
        "rss": (line["rss_mb"] or 0) * 1_000_000 / MEGABYTE,
        "crash": line["error"] == "crashed",
    }


async def test_the_command_line_survives_the_corpus(tmp_path: Path) -> None:
    files, bot = list(manifest()), BotProcess(tmp_path, {})
    known, _, _ = await tool(bot, "info", *files)
    frames = {line["file"]: line["frames"] for line in known if line["ok"]}
    lines, seconds, peak = await tool(bot, "convert", "to=png", *files, "-o", str(tmp_path / "out"))
    print(f"\n{len(lines)} files in {seconds:.0f} s, largest process {peak.bytes / MEGABYTE:.0f} MiB")
    print("refusals:", dict(Counter(line["error"] for line in lines if not line["ok"])))
    print(evaluate([judged(line, frames.get(line["file"])) for line in lines], tmp_path))
    assert all(line["message"] and "\n" not in line["message"] for line in lines if not line["ok"])
    assert seconds < WALL_SECONDS
    assert peak.bytes < 1024 * MEGABYTE
    leaks = [
        (line["file"], markers)
        for line in lines
        for out in line.get("out", ())
        if (markers := markers_in(CORPUS / line["file"], (tmp_path / out).read_bytes()))
    ]
    assert leaks == []


@pytest.mark.parametrize("format_", FORMATS)
async def test_no_format_carries_metadata_on(tmp_path: Path, format_: str) -> None:
    carriers = [name for name in manifest() if markers_in(CORPUS / name, (CORPUS / name).read_bytes())]
    assert len(carriers) >= 15
    lines, _, _ = await tool(
        BotProcess(tmp_path, {}), "convert", f"to={format_}", *carriers, "-o", str(tmp_path / "out")
    )
    written = {line["file"]: tmp_path / line["out"][0] for line in lines if line["ok"]}
    assert len(written) >= 15
    assert [name for name, path in written.items() if markers_in(CORPUS / name, path.read_bytes())] == []
    assert [name for name, path in written.items() if b"Exif" in path.read_bytes()] == []


async def through_the_page(visitor: Visitor, name: str) -> dict[str, Any]:
    """Send one file of the corpus as the page would, and put what came of it into the words of the judge."""
    result: dict[str, Any] = {"file": name, "ok": False, "crash": False}
    began = time.monotonic()
    try:
        upload = await visitor.upload((CORPUS / name).read_bytes())
    except aiohttp.ClientResponseError as refused:
        return result | {"err": "too_large" if refused.status == 413 else "empty", "s": time.monotonic() - began}
    reply = await visitor.send(f"corpus-{abs(hash(name))}", "/convert png", upload)
    if not reply["job"]:
        return result | {"err": reply["error"], "s": time.monotonic() - began}
    job = await visitor.settled(reply["job"])
    result |= {"ok": bool(job["files"]), "err": job["error"], "s": time.monotonic() - began}
    result["crash"] = job["error"] in ("crashed", "unexpected")
    if job["files"]:
        made = job["files"][0]
        result["size"] = [made["width"], made["height"]]
        assert markers_in(CORPUS / name, await visitor.download(made["url"])) == []
    return result


async def test_the_playground_survives_the_corpus(tmp_path: Path) -> None:
    files = list(manifest())[:: 1 if WHOLE else 10]
    settings = {"WEB__UPLOADS_PER_HOUR": "5000", "WEB__MESSAGES_PER_HOUR": "5000"}
    peak, began = Peak(), time.monotonic()
    async with BotProcess(tmp_path, settings) as bot, Visitor(await bot.start()) as visitor:
        await visitor.send("agree-to-terms", "/agree")
        with peak.of(bot.family):
            results = [await through_the_page(visitor, name) for name in files]
        seconds = time.monotonic() - began
        print(f"\n{len(results)} files in {seconds:.0f} s, largest process {peak.bytes / MEGABYTE:.0f} MiB")
        print(evaluate(results, tmp_path, files))
        assert peak.bytes < 1024 * MEGABYTE
        assert await bot.stop() == 0
    assert "Traceback" not in (tmp_path / "stderr.txt").read_text()
