"""The hostile corpus: files, what is expected of them, and what no output may hold."""

import csv
import json
import os
import subprocess
import sys
from collections.abc import Collection, Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest

DATA = Path(os.environ.get("DARKROOM_TEST_DATA") or Path(__file__).parents[2].parent / "shared" / "data")
CORPUS = DATA / "corpus"
MARKERS = (b"Jane Q. Secret", b"Hidden Rd", b"<?php", b"<script>", b"PK\x03\x04")
"""What the metadata, comments and trailing bytes of some corpus files hold."""


@cache
def manifest() -> dict[str, str]:
    """Return what is expected of each file, by its name; skips the test where there is no corpus."""
    if not CORPUS.exists():
        pytest.skip(f"the hostile corpus is not at {CORPUS} (set DARKROOM_TEST_DATA)")
    with (CORPUS / "MANIFEST.tsv").open(newline="", encoding="utf-8") as file:
        return {row["file"]: row["expected"] for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)}


def corpus_file(name: str) -> Path:
    """Return one file of the corpus; skips the test where there is none."""
    assert name in manifest()
    return CORPUS / name


def evaluate(results: Iterable[Mapping[str, Any]], folder: Path, names: Collection[str] | None = None) -> str:
    """Let the corpus's own judge compare the results with what is expected; fails with what it says.

    `names` are the files that there should be a result for, all of them where none are given.
    """
    path, asked = folder / "results.jsonl", folder / "MANIFEST.tsv"
    header, *lines = (CORPUS / "MANIFEST.tsv").read_text(encoding="utf-8").splitlines(keepends=True)
    wanted = [line for line in lines if names is None or line.partition("\t")[0] in names]
    asked.write_text("".join([header, *wanted]), encoding="utf-8")
    path.write_text("".join(f"{json.dumps(dict(result))}\n" for result in results))
    command = [sys.executable, *map(str, (CORPUS / "evaluate.py", asked, path))]
    judged = subprocess.run(command, capture_output=True, text=True, check=False)
    assert judged.returncode == 0, judged.stdout + judged.stderr
    return judged.stdout


def markers_in(source: Path, output: bytes) -> list[bytes]:
    """Return the markers that were in the source and are in the output still."""
    data = source.read_bytes()
    return [marker for marker in MARKERS if marker in data and marker in output]
