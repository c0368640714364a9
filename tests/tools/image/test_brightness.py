"""Brightness multiplies."""

from PIL import Image

from tools.image.brightness import brightness


def pixel(amount: int, colour: tuple[int, ...]) -> object:
    return brightness(Image.new("RGB" if len(colour) == 3 else "RGBA", (1, 1), colour), amount).getpixel((0, 0))


def test_colours_are_multiplied_and_cut_off_at_white() -> None:
    assert pixel(50, (100, 0, 200)) == (150, 0, 255)
    assert pixel(-50, (100, 0, 200)) == (50, 0, 100)


def test_the_ends_are_black_and_twice_as_light() -> None:
    assert pixel(-100, (100, 50, 255)) == (0, 0, 0)
    assert pixel(100, (100, 50, 127)) == (200, 100, 254)


def test_opacity_stays() -> None:
    assert pixel(-100, (100, 50, 255, 70)) == (0, 0, 0, 70)


def test_zero_changes_nothing() -> None:
    image = Image.linear_gradient("L").convert("RGB")

    assert brightness(image, 0).tobytes() == image.tobytes()
