"""What the planner makes of steps is what the tools themselves would have made, one after the other at full size."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from math import inf
from typing import Any

import pytest
from PIL import Image

from tests.tools.files import LIMITS, file, opened, photo, psnr
from tools.catalog import load_catalog
from tools.decode import decode
from tools.errors import BadValue, TooManyPixels
from tools.plan import Plan
from tools.planner import BoundStep, apply, decode_shrink, only_moves
from tools.process import view_of
from tools.sniff import sniff
from tools.tool import Takes, Tool
from tools.view import View

CATALOG = load_catalog()
PLANNED = [tool for tool in CATALOG.values() if tool.plan != Plan() and tool.takes is Takes.FRAME]
ALIKE = 36
CHAINS: tuple[tuple[tuple[str, Mapping[str, object]], ...], ...] = (
    (("resize", {"width": 300}), ("blur", {"radius": 4}), ("brightness", {"amount": 10})),
    (("crop", {"ratio": "1:1"}), ("resize", {"width": 200}), ("flip", {"axis": "h"})),
    (("blur", {"radius": 8}), ("sharpen", {})),
    (("rotate", {"angle": 90}), ("crop", {"ratio": "16:9"}), ("resize", {"percent": 25})),
    (("brightness", {"amount": -20}), ("contrast", {"amount": 20}), ("resize", {"width": 256})),
    (("resize", {"width": 400}), ("crop", {"ratio": "1:1"}), ("blur", {"radius": 2})),
    (("flip", {"axis": "v"}), ("blur", {"radius": 4}), ("saturation", {"amount": 30})),
)


def variants(tool: Tool[..., Any]) -> Iterator[dict[str, Any]]:
    """Yield arguments for a tool: its defaults, each choice of each parameter, a number in each range."""
    tried: list[dict[str, object]] = [{}]
    for param in tool.params:
        tried += [{param.name: choice} for choice in param.choices]
        if param.between is not None:
            tried.append({param.name: round(param.between.low + (param.between.high - param.between.low) / 20)})
    for given in tried:
        try:
            bound = tool.bind(given)
            tool(photo(30, 20), **bound)
        except BadValue:
            continue
        yield bound


def cases() -> list[Any]:
    return [
        pytest.param(BoundStep(tool, given), id=f"{tool.name}-{number}")
        for tool in PLANNED
        for number, given in enumerate(variants(tool))
    ]


def through(steps: list[BoundStep], data: bytes) -> Image.Image:
    source = sniff(data, LIMITS)
    shrink = decode_shrink(steps, (source.width, source.height))
    return apply(steps, view_of(decode(data, source, LIMITS, shrink).first(), source), LIMITS)


def plainly(steps: list[BoundStep], image: Image.Image) -> Image.Image:
    for step in steps:
        image = step.tool(image, **step.given)
    return image


@pytest.fixture(scope="module")
def picture() -> bytes:
    return file(photo(800, 600), "JPEG", quality=95)


@pytest.mark.parametrize("step", cases())
def test_a_planned_tool_does_what_it_does_without_its_plan(step: BoundStep, picture: bytes) -> None:
    plain = plainly([step], opened(picture))

    assert psnr(through([step], picture), plain) >= ALIKE


@pytest.mark.parametrize("step", [case for case in cases() if "blur" not in str(case.id)])
def test_transparency_is_planned_alike(step: BoundStep) -> None:
    image = photo(200, 150)
    image.putalpha(Image.radial_gradient("L").resize(image.size))
    plain = plainly([step], image)
    planned = apply([step], View.of(image), LIMITS)

    assert psnr(planned.convert("RGBa"), plain.convert("RGBa")) >= ALIKE


@pytest.mark.parametrize("chain", CHAINS, ids=lambda chain: "|".join(name for name, _ in chain))
def test_a_chain_is_what_its_steps_are_one_by_one(
    chain: tuple[tuple[str, Mapping[str, object]], ...], picture: bytes
) -> None:
    steps = [BoundStep(CATALOG[name], CATALOG[name].bind(given)) for name, given in chain]

    assert psnr(through(steps, picture), plainly(steps, opened(picture))) >= ALIKE


def test_a_size_that_does_not_divide_shifts_nothing() -> None:
    data = file(photo(1003, 701), "JPEG", quality=95)
    steps = [BoundStep(CATALOG["resize"], CATALOG["resize"].bind({"width": 120}))]

    assert psnr(through(steps, data), plainly(steps, opened(data))) >= ALIKE


def test_a_smaller_decode_is_asked_for_only_where_nothing_is_lost() -> None:
    def shrink(*chain: tuple[str, Mapping[str, object]]) -> float:
        steps = [BoundStep(CATALOG[name], CATALOG[name].bind(given)) for name, given in chain]
        return decode_shrink(steps, (4000, 3000))

    assert shrink(("resize", {"width": 1000})) == 4
    assert shrink(("blur", {"radius": 8})) == 8
    assert shrink(("brightness", {})) == 1
    assert shrink(("resize", {"width": 1000}), ("blur", {"radius": 2})) == 8
    assert shrink(("sharpen", {}), ("resize", {"width": 1000})) == 1
    assert shrink(("resize", {"width": 8000})) == 1


def test_only_moving_pixels_needs_no_colours() -> None:
    def moves(*chain: tuple[str, Mapping[str, object]]) -> bool:
        return only_moves([BoundStep(CATALOG[name], CATALOG[name].bind(given)) for name, given in chain], (400, 300))

    assert moves(("crop", {}), ("flip", {}), ("convert", {"to": "jpeg"}))
    assert not moves(("crop", {}), ("brightness", {}))


def test_a_step_that_makes_more_than_a_frame_may_have_is_refused() -> None:
    step = BoundStep(CATALOG["resize"], CATALOG["resize"].bind({"width": 8000}))
    with pytest.raises(TooManyPixels):
        apply([step], View.of(photo(80, 60)), replace(LIMITS, pixels=1_000_000))


def test_the_measure_tells_different_pictures_apart() -> None:
    image = photo(80, 60)

    assert psnr(image, image.copy()) > 100
    assert psnr(image, image.transpose(Image.Transpose.FLIP_LEFT_RIGHT)) < ALIKE < inf
