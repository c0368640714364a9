"""scripts/venv.sh tells in one line what a bare machine lacks. (That it installs is what `make test` itself shows.)"""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
NEEDED = ("sh", "cat", "rm", "mkdir")


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """A folder of programs with a shell and hardly more, to stand for PATH."""
    programs = tmp_path / "programs"
    programs.mkdir()
    for name in NEEDED:
        found = shutil.which(name)
        assert found
        (programs / name).symlink_to(found)
    return programs


def set_up(programs: Path) -> subprocess.CompletedProcess[str]:
    work = programs.parent / "work"
    work.mkdir()
    return subprocess.run(
        ["sh", str(ROOT / "scripts/venv.sh"), "requirements.lock"],
        cwd=work,
        env={"PATH": str(programs), "HOME": str(work)},
        capture_output=True,
        text=True,
        timeout=60,
    )


def program(path: Path, text: str) -> None:
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)


def test_no_fitting_python_is_told_in_one_line(bare: Path) -> None:
    program(bare / "python3", 'case "$2" in *version_info*) exit 1;; esac')
    told = set_up(bare)
    assert told.returncode == 1
    assert told.stderr.count("\n") == 1
    assert "Python 3.11 to 3.14 is needed" in told.stderr


def test_a_missing_venv_module_is_told_with_its_package(bare: Path) -> None:
    hides_ensurepip = f'case "$2" in *ensurepip*) exit 1;; esac\nexec {sys.executable} "$@"'
    program(bare / "python3", hides_ensurepip)
    told = set_up(bare)
    assert told.returncode == 1
    assert told.stderr.count("\n") == 1
    assert "sudo apt install python3-venv" in told.stderr
    assert f"python3.{sys.version_info.minor}-venv" in told.stderr


def test_the_makefile_lists_its_targets_by_itself() -> None:
    told = subprocess.run(
        ["make"], cwd=ROOT, capture_output=True, text=True, env={"PATH": os.environ["PATH"]}, timeout=30
    )
    listed = {line.split()[1] for line in told.stdout.splitlines()}
    assert {"run", "test", "check", "prove", "bench", "docs", "lock", "clean"} <= listed


def test_the_same_pythons_fit_everywhere() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    low, high = re.findall(r"3\.(\d+)", project["requires-python"])

    for path in ("scripts/venv.sh", "bot/doctor.py"):
        assert f"(3, {low}) <= sys.version_info < (3, {high})" in (ROOT / path).read_text(encoding="utf-8")
