"""Saturation moves colours away from their grey, or towards it."""

from PIL import Image

from tools.image.saturation import saturation


def pixel(amount: int, colour: tuple[int, ...]) -> object:
    return saturation(Image.new("RGB" if len(colour) == 3 else "RGBA", (1, 1), colour), amount).getpixel((0, 0))


def test_the_lowest_is_the_grey_of_the_same_lightness() -> None:
    assert pixel(-100, (255, 0, 0)) == (76, 76, 76)


def test_half_is_half_way_to_grey() -> None:
    assert pixel(-50, (200, 100, 0)) == (159, 109, 59)


def test_more_moves_away_from_grey_and_is_cut_off() -> None:
    assert pixel(100, (150, 120, 90)) == (174, 114, 54)
    assert pixel(100, (255, 0, 0)) == (255, 0, 0)


def test_grey_and_opacity_stay() -> None:
    assert pixel(100, (90, 90, 90, 40)) == (90, 90, 90, 40)
