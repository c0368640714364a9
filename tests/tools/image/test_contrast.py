"""Contrast moves colours away from middle grey, or towards it."""

from PIL import Image

from tools.image.contrast import contrast


def pixel(amount: int, colour: tuple[int, ...]) -> object:
    return contrast(Image.new("RGB" if len(colour) == 3 else "RGBA", (1, 1), colour), amount).getpixel((0, 0))


def test_distances_from_the_middle_are_multiplied() -> None:
    assert pixel(100, (100, 150, 255)) == (72, 172, 255)
    assert pixel(-50, (0, 150, 255)) == (64, 139, 191)


def test_the_lowest_is_plain_grey() -> None:
    assert pixel(-100, (0, 130, 255, 9)) == (128, 128, 128, 9)


def test_zero_changes_nothing() -> None:
    image = Image.linear_gradient("L").convert("RGB")

    assert contrast(image, 0).tobytes() == image.tobytes()
