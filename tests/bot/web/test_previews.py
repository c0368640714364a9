"""The palette's examples are what the tools really make."""

import asyncio
from io import BytesIO

from PIL import Image, ImageChops

from bot.web.previews import SAMPLE
from tests.bot.web.conftest import Opened, Site, Visitor


async def picture(visitor: Visitor, path: str) -> Image.Image:
    """Ask until the example is made: a busy server says 404 at first, and the page asks again."""
    for _ in range(300):
        answer = await visitor.get(f"/api/v1/previews/{path}")
        if answer.status == 200:
            break
        await asyncio.sleep(0.1)
    return Image.open(BytesIO(await answer.read())).convert("RGB")


async def test_an_example_is_the_tools_own_work_and_a_choice_makes_another(house: Site, open_visitor: Opened) -> None:
    visitor = await open_visitor(house)
    sample = Image.open(SAMPLE).convert("RGB")
    flipped = await picture(visitor, "flip")
    other_way = await picture(visitor, "flip?choice=v")

    difference = ImageChops.difference(flipped, sample.transpose(Image.Transpose.FLIP_LEFT_RIGHT)).convert("L")
    assert max(level for level, count in enumerate(difference.histogram()) if count) < 64
    assert flipped.tobytes() != other_way.tobytes()


async def test_a_tool_that_does_nothing_without_values_is_shown_by_its_own_example(
    house: Site, open_visitor: Opened
) -> None:
    visitor = await open_visitor(house)

    plain = await picture(visitor, "resize")
    filled = await picture(visitor, "resize?choice=fill")
    assert plain.width > plain.height
    assert filled.width == filled.height


async def test_what_has_no_example_is_not_made_up(house: Site, open_visitor: Opened) -> None:
    visitor = await open_visitor(house)

    for path in ("info", "nothing", "flip?choice=sideways"):
        assert (await visitor.get(f"/api/v1/previews/{path}")).status == 404
