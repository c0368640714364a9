"""Flip mirrors, and only mirrors."""

import pytest
from PIL import Image

from tools.image.flip import Axis, flip


def corner_marked(mode: str = "RGB") -> Image.Image:
    image = Image.linear_gradient("L").resize((7, 5)).convert(mode)
    image.putpixel((0, 0), (255, 0, 0) if mode == "RGB" else (255, 0, 0, 128))
    return image


@pytest.mark.parametrize(("axis", "corner"), [("h", (6, 0)), ("v", (0, 4)), ("both", (6, 4))])
def test_the_corner_moves_across_the_axis(axis: Axis, corner: tuple[int, int]) -> None:
    assert flip(corner_marked(), axis).getpixel(corner) == (255, 0, 0)


@pytest.mark.parametrize("axis", ["h", "v", "both"])
@pytest.mark.parametrize("mode", ["RGB", "RGBA"])
def test_twice_is_the_same_picture(axis: Axis, mode: str) -> None:
    image = corner_marked(mode)

    assert flip(flip(image, axis), axis).tobytes() == image.tobytes()
