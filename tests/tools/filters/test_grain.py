"""Grain is noise about the picture, strongest in its middle tones."""

from PIL import Image, ImageChops, ImageStat

from tools.filters.grain import grain


def noise(grey: int) -> tuple[float, float]:
    stat = ImageStat.Stat(grain(Image.new("RGB", (200, 200), (grey,) * 3)).convert("L"))
    return stat.mean[0], stat.stddev[0]


def test_the_picture_keeps_its_lightness() -> None:
    assert abs(noise(128)[0] - 128) < 4


def test_middle_tones_have_the_most_grain_and_black_and_white_none() -> None:
    assert noise(128)[1] > 15
    assert noise(0)[1] < 1
    assert noise(255)[1] < 1


def test_a_large_picture_has_larger_grains() -> None:
    def roughness(side: int) -> float:
        rough = grain(Image.new("RGB", (side, side), (128, 128, 128))).convert("L")
        return ImageStat.Stat(ImageChops.difference(rough, ImageChops.offset(rough, 1, 0))).mean[0]

    assert roughness(3200) < 0.7 * roughness(400)
