"""An operator is sent to a command in a way that works where they stand."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from bot.command_line import command_line

ROOT = Path(__file__).parents[2]


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to stand in, from which no program is found by its name."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", "")
    return tmp_path


def made(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o755)
    return path


def test_a_virtual_environment_here_is_named_from_here(elsewhere: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", str(made(elsewhere / ".venv/bin/python")))
    assert command_line("doctor") == ".venv/bin/python -m bot doctor"


def test_one_elsewhere_is_named_whole(elsewhere: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/opt/darkroom/bin/python")
    assert command_line("doctor") == "/opt/darkroom/bin/python -m bot doctor"


def test_a_program_that_is_found_by_its_name_is_called_by_it(elsewhere: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", str(made(elsewhere / "bin/python3")))
    monkeypatch.setenv("PATH", str(elsewhere / "bin"))
    assert command_line() == "python3 -m bot"


def test_whoever_types_darkroom_is_told_of_darkroom(elsewhere: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", [str(made(elsewhere / "bin/darkroom")), "run"])
    assert command_line("doctor") == "bin/darkroom doctor"
    monkeypatch.setenv("PATH", str(elsewhere / "bin"))
    assert command_line("doctor") == "darkroom doctor"


def test_no_page_names_a_python_that_a_bare_machine_lacks() -> None:
    pages = [ROOT / "README.md", ROOT / "config.example.toml", *(ROOT / "docs").glob("*.md")]
    bare = re.compile(r"(?<!bin/)python -m bot")
    assert [page.name for page in pages if bare.search(page.read_text(encoding="utf-8"))] == []


def test_what_a_refusal_names_can_be_run(tmp_path: Path) -> None:
    nowhere = tmp_path / "nowhere.toml"
    refused = subprocess.run(
        [sys.executable, "-m", "bot", "doctor", "--config", str(nowhere)],
        cwd=ROOT,
        env={**os.environ, "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )
    named = refused.stderr.partition("write one: ")[2].strip()

    assert named.endswith(" -m bot init")
    helped = subprocess.run(["/bin/sh", "-c", f"{named} --help"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert f"Usage: {named}" in helped.stdout
