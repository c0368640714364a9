"""Blur softens evenly, only where it should, and leaves transparent edges clean."""

import pytest
from PIL import Image, ImageFilter

from tools.errors import BadValue
from tools.image.blur import Kind, blur
from tools.values import Box


def black_then_white() -> Image.Image:
    image = Image.new("RGB", (40, 40), "white")
    image.paste("black", (0, 0, 20, 40))
    return image


def middle_row(image: Image.Image, band: str = "R") -> list[int]:
    return list(image.getchannel(band).crop((0, 20, 40, 21)).tobytes())


def test_a_hard_edge_becomes_a_ramp() -> None:
    row = middle_row(blur(black_then_white(), radius=3))

    assert row == sorted(row)
    assert (row[0], row[-1]) == (0, 255)
    assert 100 < row[20] < 155


def test_a_larger_radius_widens_the_ramp() -> None:
    rows = [middle_row(blur(black_then_white(), radius=radius)) for radius in (1, 2, 4)]

    widths = [sum(0 < value < 255 for value in row) for row in rows]
    assert widths == sorted(set(widths))


def test_the_colour_of_invisible_pixels_does_not_bleed() -> None:
    white_on_invisible_black = Image.new("RGBA", (40, 40), (0, 0, 0, 0))
    white_on_invisible_black.paste((255, 255, 255, 255), (10, 10, 30, 30))

    blurred = blur(white_on_invisible_black, radius=4)

    seen = zip(middle_row(blurred, "R"), middle_row(blurred, "A"), strict=True)
    assert min(red for red, alpha in seen if alpha > 8) > 230


@pytest.mark.parametrize("kind", ["gaussian", "box", "motion", "zoom"])
def test_every_kind_keeps_a_plain_picture_plain(kind: Kind) -> None:
    plain = Image.new("RGB", (40, 40), (10, 120, 200))

    assert blur(plain, 9, kind).getcolors() == [(1600, (10, 120, 200))]


def test_motion_goes_sideways_only() -> None:
    sideways, upright = black_then_white(), black_then_white().rotate(90)

    assert blur(sideways, 5, "motion").tobytes() != sideways.tobytes()
    assert blur(upright, 5, "motion").tobytes() == upright.tobytes()


def test_zoom_blurs_the_rim_more_than_the_middle() -> None:
    stripes = Image.new("RGB", (201, 201), "white")
    for left in range(0, 201, 4):
        stripes.paste("black", (left, 0, left + 2, 201))

    row = blur(stripes, 6, "zoom").crop((0, 100, 201, 101)).convert("L")

    rim, middle = row.crop((0, 0, 20, 1)).getextrema(), row.crop((90, 0, 110, 1)).getextrema()
    assert rim[1] - rim[0] < 100  # type: ignore[operator]  # one band has plain numbers
    assert middle[1] - middle[0] > 180  # type: ignore[operator]  # one band has plain numbers


def test_a_region_leaves_the_rest_as_it_was() -> None:
    image = black_then_white()

    blurred = blur(image, 4, region=Box.parse("0,0,100%,50%"))

    assert blurred.crop((0, 20, 40, 40)).tobytes() == image.crop((0, 20, 40, 40)).tobytes()
    assert blurred.crop((0, 0, 40, 20)).tobytes() != image.crop((0, 0, 40, 20)).tobytes()


def test_a_region_outside_is_refused() -> None:
    with pytest.raises(BadValue):
        blur(black_then_white(), region=Box.parse("90,90,10,10"))


@pytest.mark.parametrize("radius", [0.3, 7.5, 60])
def test_a_large_picture_in_strips_shows_no_joints(radius: float) -> None:
    large = Image.effect_noise((1500, 1500), 90).convert("RGB")

    assert blur(large, radius).tobytes() == large.filter(ImageFilter.GaussianBlur(radius)).tobytes()
