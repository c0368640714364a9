"""Find every tool. A tool is there because its file is; nothing else lists it."""

from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType
from typing import Any

import tools.animate
import tools.image
import tools.make
from tools.tool import Tool

SHELVES = (tools.image, tools.animate, tools.make)


class Catalog(Mapping[str, Tool[..., Any]]):
    """Every tool by its name, in the order of the shelves."""

    def __init__(self, found: Mapping[str, Tool[..., Any]]) -> None:
        self._tools = dict(found)
        self._aliases = {alias: each for each in found.values() for alias in each.aliases}

    def __getitem__(self, name: str) -> Tool[..., Any]:
        return self._tools[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._tools)

    def __len__(self) -> int:
        return len(self._tools)

    def find(self, word: str) -> Tool[..., Any] | None:
        """Find a tool by its name or one of its aliases."""
        return self._tools.get(word) or self._aliases.get(word)


@cache
def load_catalog() -> Catalog:
    """Import each file on the shelves and take the tool that bears its name."""
    return Catalog({name: getattr(module, name) for shelf in SHELVES for name, module in _files(shelf)})


def _files(shelf: ModuleType) -> list[tuple[str, ModuleType]]:
    names = sorted(found.name for found in iter_modules(shelf.__path__) if not found.name.startswith("_"))
    return [(name, import_module(f"{shelf.__name__}.{name}")) for name in names]
