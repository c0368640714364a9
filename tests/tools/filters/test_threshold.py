"""Threshold parts a picture into black and white where it parts best."""

from PIL import Image

from tools.filters.threshold import threshold


def test_two_tones_are_parted_wherever_they_lie() -> None:
    for dark, light in ((10, 60), (190, 240), (100, 101)):
        image = Image.new("RGB", (20, 20), (light,) * 3)
        image.paste((dark,) * 3, (0, 0, 5, 20))

        assert sorted(threshold(image).getcolors() or []) == [(100, (0, 0, 0)), (300, (255, 255, 255))]


def test_a_plain_picture_stays_plain() -> None:
    assert threshold(Image.new("RGB", (9, 9), "white")).getcolors() == [(81, (255, 255, 255))]
    assert threshold(Image.new("RGB", (9, 9), "black")).getcolors() == [(81, (0, 0, 0))]
