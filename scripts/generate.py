"""Write the files that are made from the code, or with --check say which of them are not up to date."""

import sys
from collections.abc import Callable
from pathlib import Path

from bot.config_example import example_config

ROOT = Path(__file__).parent.parent
GENERATED: dict[str, Callable[[], str]] = {"config.example.toml": example_config}
"""Each file under the root with the function that returns its text."""


def main(check: bool) -> int:
    """Return 0, or 1 when `check` found a file that is not what the code says."""
    stale = [name for name, make in GENERATED.items() if not _is_fresh(ROOT / name, make())]
    for name in stale:
        if check:
            print(f"{name} is not what the code says; write it anew: make docs", file=sys.stderr)
        else:
            (ROOT / name).write_text(GENERATED[name](), encoding="utf-8")
            print(f"{name} is written anew")
    return int(check and bool(stale))


def _is_fresh(path: Path, text: str) -> bool:
    return path.exists() and path.read_text(encoding="utf-8") == text


if __name__ == "__main__":
    sys.exit(main("--check" in sys.argv[1:]))
