"""Text can be read in the dark and in the light: WCAG 2.2 AA, 4.5 to 1 for words and 3 to 1 for edges."""

import re
from pathlib import Path

import pytest

import bot.web

BASE = (Path(bot.web.__file__).parent / "static/css/base.css").read_text(encoding="utf-8")
WORDS = [
    ("text", "ground"),
    ("text", "surface"),
    ("text", "raised"),
    ("muted", "ground"),
    ("muted", "surface"),
    ("muted", "raised"),
    ("accent", "ground"),
    ("accent", "surface"),
    ("accent", "raised"),
    ("danger", "surface"),
    ("danger", "raised"),
    ("on-accent", "accent"),
    ("on-accent", "accent-strong"),
    ("on-mine", "mine"),
]
EDGES = [("edge", "ground"), ("edge", "surface"), ("edge", "raised"), ("accent", "ground")]


def colours(scheme: str) -> dict[str, str]:
    blocks = re.findall(r":root \{([^}]*)\}", BASE)
    found: dict[str, str] = {}
    for block in blocks[: 1 if scheme == "dark" else 2]:
        found |= dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{3,6});", block))
    return found


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_the_formula_is_the_standards() -> None:
    assert contrast("#000000", "#fff") == pytest.approx(21)


@pytest.mark.parametrize("scheme", ["dark", "light"])
@pytest.mark.parametrize(
    ("front", "back", "least"), [(*pair, 4.5) for pair in WORDS] + [(*pair, 3.0) for pair in EDGES]
)
def test_it_stands_out(scheme: str, front: str, back: str, least: float) -> None:
    given = colours(scheme)

    assert contrast(given[front], given[back]) >= least
