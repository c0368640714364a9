"""Find the best quality whose file keeps to a number of bytes, in very few encodings."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import log

from tools.media import Media

MOST_ENCODINGS = 4
GOOD_ENOUGH = 0.95
_MOST_FORESEEN = 6
_FORESEEN_WELL = 0.98
_SLOPE = 0.04
_FLATTEST = 0.005
_START = 75

Sizes = Mapping[int, int]
"""Bytes by quality."""


@dataclass(frozen=True, slots=True)
class Found:
    """A file and the quality it was written with."""

    quality: int
    media: Media


def best_under(
    write: Callable[[int], Media], cap: int, lowest: int, highest: int, foreseen: Sizes | None = None
) -> Found:
    """Return the largest file under `cap` bytes among those tried, or the smallest possible when none is.

    The logarithm of the size is nearly straight in the quality, so that the secant through the results on both sides
    of the cap lands within a few percent in two or three encodings. With sizes that `foresee` found, one mostly does.
    """
    hunt = _Hunt(cap, lowest, highest, foreseen or {})
    best: Found | None = None
    while len(hunt.sizes) < MOST_ENCODINGS and not hunt.over:
        found = Found(hunt.quality, write(hunt.quality))
        best = found if best is None or _better(found.media, best.media, cap) else best
        hunt.note(len(found.media.data), GOOD_ENOUGH)
    if best is None or (len(best.media.data) > cap and lowest not in hunt.sizes):
        return Found(lowest, write(lowest))
    return best


def foresee(write: Callable[[int], Media], cap: int, lowest: int, highest: int, share: float) -> Sizes:
    """Return how large the file may be at the qualities around the cap, by a sample that is this share of the picture.

    `write` encodes the sample.
    """
    hunt = _Hunt(cap, lowest, highest, {})
    while len(hunt.sizes) < _MOST_FORESEEN and not hunt.over:
        hunt.note(round(len(write(hunt.quality).data) / share), _FORESEEN_WELL)
    return hunt.sizes


class _Hunt:
    """Which quality is worth a try, by the sizes of those that were tried and of those that were foreseen."""

    def __init__(self, cap: int, lowest: int, highest: int, foreseen: Sizes) -> None:
        self.sizes: dict[int, int] = {}
        self.over = lowest > highest
        self._cap, self._low, self._high, self._foreseen = cap, lowest, highest, foreseen
        fitting = [quality for quality, size in foreseen.items() if size <= cap]
        self.quality = self._within(max(fitting) if fitting else min(foreseen, default=_START))

    def note(self, size: int, good_enough: float) -> None:
        """Take in the size at the quality that was tried, and choose the next, unless a better one is not to be had."""
        tried, self.sizes[self.quality] = self.quality, size
        known = {**_corrected(self._foreseen, tried, size), **self.sizes}
        fits = size <= self._cap
        if fits:
            self._low = max(self._low, tried + 1)
        else:
            self._high = min(self._high, tried - 1)
        found = fits and (size >= good_enough * self._cap or known.get(tried + 1, 0) > self._cap)
        self.over = found or self._low > self._high
        self.quality = self._within(_guess(known, self._cap))

    def _within(self, quality: int) -> int:
        return min(self._high, max(self._low, quality))


def _corrected(foreseen: Sizes, quality: int, size: int) -> Sizes:
    """Return what was foreseen, made right by what came out at one of its qualities."""
    if quality not in foreseen:
        return {}
    return {other: round(bytes_ * size / foreseen[quality]) for other, bytes_ in foreseen.items()}


def _better(media: Media, best: Media, cap: int) -> bool:
    fits, fitted = len(media.data) <= cap, len(best.data) <= cap
    if fits != fitted:
        return fits
    return (len(media.data) > len(best.data)) == fits


def _guess(sizes: Sizes, cap: int) -> int:
    """Return the quality at which the secant through the two results nearest to the cap, one each side, meets it."""
    below = max((quality for quality, size in sizes.items() if size <= cap), default=None)
    above = min((quality for quality, size in sizes.items() if size > cap), default=None)
    aim = log(cap * (1 + GOOD_ENOUGH) / 2)
    if below is not None and above is not None:
        slope = (log(sizes[above]) - log(sizes[below])) / (above - below)
        return below if above - below == 1 else round(below + (aim - log(sizes[below])) / slope)
    nearest, *others = sorted(sizes, key=lambda quality: abs(log(sizes[quality] / cap)))
    slope = _SLOPE
    if others and sizes[nearest] != sizes[others[0]]:
        slope = max(_FLATTEST, (log(sizes[nearest]) - log(sizes[others[0]])) / (nearest - others[0]))
    return round(nearest + (aim - log(sizes[nearest])) / slope)
