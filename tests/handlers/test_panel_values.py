"""What a panel offers follows from a tool's declaration, and always fits it."""

from typing import Any

import pytest

from handlers.panel_values import changed, evenly, is_fine, number_steps, packed, preset_label, presets
from handlers.single_use import MOST_LETTERS, Offer
from tools.catalog import load_catalog
from tools.params import Param

CATALOG = load_catalog()
PARAMS = [pytest.param(param, id=f"{tool.name}.{param.name}") for tool in CATALOG.values() for param in tool.params]


def values_of(name: str) -> tuple[Any, ...]:
    tool, _, param = name.partition(".")
    return number_steps(next(each for each in CATALOG[tool].params if each.name == param))


@pytest.mark.parametrize("param", PARAMS)
def test_every_number_is_offered_in_a_few_steps_that_it_accepts(param: Param) -> None:
    steps = number_steps(param)

    is_number = param.between is not None and issubclass(param.kind, int | float)
    assert (2 <= len(steps) <= 3) if is_number else steps == ()
    assert all(param.parse(step) == step for step in steps)
    assert list(steps) == sorted(set(steps))
    assert not is_number or param.default is None or param.default in steps


@pytest.mark.parametrize(
    ("name", "steps"),
    [
        ("blur.radius", (2, 4, 8)),
        ("brightness.amount", (-20, 20, 40)),
        ("rotate.angle", (-90, 90, 180)),
        ("convert.quality", (50, 90, 100)),
        ("filter.strength", (25, 50, 100)),
        ("resize.width", (500, 1000, 2000)),
        ("resize.percent", (50, 100, 200)),
        ("compress.target", (1_000_000, 2_000_000, 5_000_000)),
        ("gif.loop", (0, 5, 10)),
    ],
)
def test_the_steps_are_such_as_a_person_would_choose(name: str, steps: tuple[object, ...]) -> None:
    assert values_of(name) == steps


@pytest.mark.parametrize("tool", CATALOG.values(), ids=CATALOG)
def test_presets_can_be_run_and_do_not_depend_on_the_picture(tool: Any) -> None:
    for preset in presets(tool):
        assert is_fine(tool, preset)
        assert preset.keys().isdisjoint({"region", "box", "text", "bg", "fg"})
        assert len(preset_label(tool, preset)) <= MOST_LETTERS


def test_a_preset_says_what_it_does() -> None:
    blur = CATALOG["blur"]

    assert [preset_label(blur, preset) for preset in presets(blur)] == [
        "radius 8",
        "radius 20 motion",
        "radius 24 zoom",
    ]


@pytest.mark.parametrize(
    ("tool", "given", "name", "value", "then"),
    [
        ("resize", {"width": 500}, "percent", 50.0, {"percent": 50.0}),
        ("resize", {"width": 500, "height": 300}, "percent", 50.0, {"percent": 50.0}),
        ("resize", {"percent": 50.0}, "width", 500, {"width": 500}),
        ("resize", {"width": 500}, "height", 300, {"width": 500, "height": 300}),
        ("resize", {"width": 500}, "fit", "cover", {"width": 500, "fit": "cover"}),
        ("crop", {"ratio": "free"}, "anchor", "top", {"ratio": "free", "anchor": "top"}),
        ("filter", {}, "strength", 50, {"strength": 50}),
    ],
)
def test_a_new_value_takes_the_place_of_those_that_cannot_stand_beside_it(
    tool: str, given: dict[str, object], name: str, value: object, then: dict[str, object]
) -> None:
    assert changed(CATALOG[tool], given, name, value) == then


def offers(*labels: str) -> list[Offer]:
    return [Offer(label, "choose") for label in labels]


def test_labels_are_never_too_wide_for_a_phone() -> None:
    rows = list(packed(offers("radius 8", "radius 20 motion", "x" * 40, "a", "b", "c", "d", "e")))

    assert [[offer.label[:9] for offer in row] for row in rows] == [
        ["radius 8", "radius 20"],
        ["x" * 9],
        ["a", "b", "c", "d"],
        ["e"],
    ]


@pytest.mark.parametrize(("count", "rows"), [(0, []), (1, [1]), (4, [4]), (5, [3, 2]), (9, [3, 3, 3])])
def test_choices_are_spread_evenly(count: int, rows: list[int]) -> None:
    assert [len(row) for row in evenly(offers(*("choice" for _ in range(count))))] == rows
