"""The name that somebody most likely meant."""

from collections.abc import Iterable
from difflib import get_close_matches


def nearest(word: str, names: Iterable[str]) -> str | None:
    """Return the name most like `word`, or None when none is."""
    return next(iter(get_close_matches(word[:40].lower(), list(names), n=1, cutoff=0.6)), None)


def nearest_name(word: str, names: Iterable[str]) -> str:
    """Return the tool or command most like `word`, or "help" when none is."""
    return nearest(word, names) or "help"
