"""What the panel of a tool offers for each parameter: derived from its declaration, never listed by hand."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any

from handlers.errors import WrongValue
from handlers.pages import in_rows
from handlers.pipeline import bind, typed
from handlers.single_use import Offer
from tools.params import Param
from tools.tool import Tool
from tools.values import Box, Colour

_WIDTH = 34
"""Letters in a row of buttons on a phone: all buttons of a row are as wide as the widest."""

_IN_A_ROW = 4
_STEPS = 3


def number_steps(param: Param) -> tuple[Any, ...]:
    """Return a few sensible values of a number, its default among them; none for anything but a number."""
    if param.between is None or not issubclass(param.kind, int | float):
        return ()
    low, high = param.between.low, param.between.high
    found: list[Any] = []
    for number in _numbers(None if param.required else param.default, low, high):
        value = param.kind(round(number) if issubclass(param.kind, int) else round(number, 3))
        if low <= value <= high and value not in found:
            found.append(value)
    return tuple(sorted(found)[:_STEPS])


def presets(tool: Tool[..., Any]) -> list[Mapping[str, object]]:
    """Return those of a tool's examples that suit any picture and do more than choose one word.

    A part of the picture, its colours, or words to write on it suit the picture alone that they were made for.
    """
    params = {param.name: param for param in tool.params}

    def suits(example: Mapping[str, object]) -> bool:
        kinds = [params[name] for name in example]
        is_plain = all(param.kind not in (Box, Colour) and not param.is_text for param in kinds)
        return is_plain and bool(kinds) and not (len(kinds) == 1 and kinds[0].choices)

    return [example for example in tool.examples if suits(example)]


def changed(tool: Tool[..., Any], given: Mapping[str, object], name: str, value: object) -> dict[str, object]:
    """Return the values with one of them set; those that were fine without it and are not beside it are dropped."""
    wanted = {**given, name: value}
    others = [each for each in given if each != name]
    for count in range(len(others) + 1 if is_fine(tool, given) else 0):
        for dropped in combinations(others, count):
            kept = {each: wanted[each] for each in wanted if each not in dropped}
            if is_fine(tool, kept):
                return kept
    return wanted


def is_fine(tool: Tool[..., Any], given: Mapping[str, object]) -> bool:
    """Whether a tool could be run with these values."""
    try:
        bind(tool, given)
    except WrongValue:
        return False
    return True


def preset_label(tool: Tool[..., Any], given: Mapping[str, object]) -> str:
    """Return what a preset says: "radius 20 motion"."""
    params = {param.name: param for param in tool.params}
    return " ".join(
        typed(value) if params[name].choices else f"{name} {typed(params[name].parse(value))}"
        for name, value in given.items()
    )


def packed(offers: Sequence[Offer]) -> Iterator[list[Offer]]:
    """Part buttons into rows in which all their labels can be read on a phone."""
    row: list[Offer] = []
    for offer in offers:
        widest = max(len(each.label) for each in (*row, offer))
        if row and (len(row) == _IN_A_ROW or (len(row) + 1) * widest > _WIDTH):
            yield row
            row = []
        row.append(offer)
    if row:
        yield row


def evenly(offers: Sequence[Offer]) -> list[list[Offer]]:
    """Part buttons into rows of the same length, in which all their labels can be read on a phone."""
    widest = max((len(offer.label) for offer in offers), default=1)
    columns = max(1, min(_IN_A_ROW, _WIDTH // widest))
    rows = -(-len(offers) // columns)
    return in_rows(offers, -(-len(offers) // max(1, rows)) or 1)


def _numbers(default: Any, low: float, high: float) -> tuple[float, ...]:
    """Return candidates around the default, or spread over the range where there is none."""
    if default is None:
        return tuple(_round(high / part) for part in (16, 8, 4))
    if default <= low:
        return default, high / 20, high / 10
    if low == -high:
        return -default, default, 2 * default
    if default >= high / 2:
        return (high / 2, default, high) if default < high else (high / 4, high / 2, high)
    return default / 2, default, 2 * default


def _round(number: float) -> float:
    """Return the largest 1, 2 or 5 with zeros that is no more than this number."""
    unit = 10.0 ** (len(str(int(number))) - 1)
    return max(unit * digit for digit in (1, 2, 5) if unit * digit <= number or digit == 1)
