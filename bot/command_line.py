"""How Darkroom's own commands are typed here, for words that send an operator to one."""

import shutil
import sys
from pathlib import Path

_SCRIPT = "darkroom"


def command_line(words: str = "") -> str:
    """Return what types this command as this process was started: ".venv/bin/python -m bot doctor"."""
    started = Path(sys.argv[0])
    begun = _typed(started) if started.name == _SCRIPT else f"{_typed(Path(sys.executable))} -m bot"
    return f"{begun} {words}".rstrip()


def _typed(program: Path) -> str:
    """Return the shortest way to type a program: its name where that is found, else from here, else the whole path."""
    if shutil.which(program.name) == str(program.absolute()):
        return program.name
    here = Path.cwd()
    return str(program.absolute().relative_to(here) if program.absolute().is_relative_to(here) else program)
