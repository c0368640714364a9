"""Deepfry burns colours and contrast."""

from PIL import Image, ImageStat

from tools.filters.deepfry import deepfry


def test_colours_burn_out() -> None:
    image = Image.new("RGB", (64, 64), (170, 110, 90))

    red, _, blue = ImageStat.Stat(deepfry(image)).mean

    assert red > 225
    assert blue < 90


def test_contrast_goes_to_the_ends() -> None:
    image = Image.new("RGB", (64, 64), (70, 70, 70))
    image.paste((190, 190, 190), (32, 0, 64, 64))

    fried = deepfry(image).convert("L").resize((2, 1), Image.Resampling.BOX)

    left, right = fried.tobytes()
    assert left < 60
    assert right > 210
