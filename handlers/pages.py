"""Part a long list into pages that are leafed through."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """One page of a list: its number from 0, and the signs that lead to the pages beside it, with their numbers."""

    items: list[T]
    number: int
    turns: list[tuple[str, int]]


def page_of(items: Sequence[T], number: int, size: int) -> Page[T]:
    """Return a page of `size`; a number beyond the ends gives the nearest page there is."""
    last = max(0, len(items) - 1) // size
    number = min(max(number, 0), last)
    turns = [(sign, to) for sign, to in (("‹", number - 1), ("›", number + 1)) if 0 <= to <= last]
    return Page(list(items[number * size : (number + 1) * size]), number, turns)


def in_rows(items: Sequence[T], width: int) -> list[list[T]]:
    """Part a list into rows of at most `width`."""
    return [list(items[start : start + width]) for start in range(0, len(items), width)]
