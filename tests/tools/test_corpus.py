"""Every hostile and odd file of the corpus gets the right answer through the real engine, in time and memory.

Every tenth file, unless DARKROOM_PROVE is 1. The judge is the corpus's own evaluate.py.
"""

import csv
import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tools.catalog import load_catalog
from tools.engine import Engine
from tools.errors import ToolError
from tools.limits import Limits
from tools.sniff import sniff
from tools.work import Step, Work

DATA = Path(os.environ.get("DARKROOM_TEST_DATA", Path(__file__).parents[2].parent / "shared" / "data"))
CORPUS = DATA / "corpus"
WHOLE = os.environ.get("DARKROOM_PROVE") == "1"
FORMATS = ("png", "jpeg", "webp", "gif", "avif")
SECRETS = (b"Jane Q. Secret", b"Hidden Rd", b"GPSLatitude", b"<?php", b"PK\x03\x04", b"<script>")

pytestmark = [
    pytest.mark.proof,
    pytest.mark.timeout(600),
    pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is not here; DARKROOM_TEST_DATA names its folder"),
]


def manifest() -> list[dict[str, str]]:
    with (CORPUS / "MANIFEST.tsv").open(newline="", encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    return rows if WHOLE else rows[::10]


def work(data: bytes, to: str) -> Work:
    return Work((Step("convert", load_catalog()["convert"].bind({"to": to})),), (data,))


async def answer(engine: Engine, row: dict[str, str]) -> dict[str, object]:
    """Return the line for the judge: what came of one file, how long it took and how much memory."""
    data = (CORPUS / row["file"]).read_bytes()
    started = time.monotonic()
    line: dict[str, object] = {"file": row["file"], "ok": False, "rss": 0}
    try:
        result = await engine.run(work(data, "png"))
        media = result.media[0]
        frames = sniff(data, Limits()).frames
        line |= {"ok": True, "size": [media.width, media.height], "frames": frames, "rss": result.peak_bytes / 2**20}
    except ToolError as error:
        line |= {"err": error.code, "crash": error.code == "crashed"}
    return line | {"s": time.monotonic() - started}


def judge(folder: Path, rows: list[dict[str, str]], lines: list[dict[str, object]]) -> tuple[int, str]:
    """Return the exit status of evaluate.py on these rows and lines, and its table."""
    (folder / "results.jsonl").write_text("\n".join(map(json.dumps, lines)))
    with (folder / "manifest.tsv").open("w", newline="", encoding="utf-8") as out:
        table = csv.DictWriter(out, list(rows[0]), delimiter="\t", quoting=csv.QUOTE_NONE, quotechar=None)
        table.writeheader()
        table.writerows(rows)
    command: list[str | Path] = [
        sys.executable,
        CORPUS / "evaluate.py",
        folder / "manifest.tsv",
        folder / "results.jsonl",
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout


async def test_the_judge_passes_every_file(tmp_path: Path) -> None:
    rows = manifest()
    engine = Engine(Limits(), workers=1)
    await engine.start()
    try:
        lines = [await answer(engine, row) for row in rows]
    finally:
        await engine.stop()
    status, table = judge(tmp_path, rows, lines)
    slowest = max(lines, key=lambda line: float(str(line["s"])))
    print(table, "slowest:", slowest, "most memory:", max(float(str(line["rss"])) for line in lines))
    assert status == 0, table


@pytest.mark.parametrize("to", FORMATS)
async def test_no_result_holds_what_was_private(to: str) -> None:
    words = ("exif", "meta", "gps", "xmp", "text", "php", "zip", "html", "trailing", "two_images", "secret", "comment")
    private = [row for row in manifest() if any(word in row["file"].lower() for word in words)]
    engine = Engine(Limits(), workers=1)
    await engine.start()
    leaks = []
    try:
        for row in private:
            try:
                result = await engine.run(work((CORPUS / row["file"]).read_bytes(), to))
            except ToolError:
                continue
            leaks += [(row["file"], secret) for secret in SECRETS if secret in result.media[0].data]
    finally:
        await engine.stop()

    assert private
    assert leaks == []
