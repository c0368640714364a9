"""Light that depends on the place looks alike in small and large pictures."""

import pytest
from PIL import Image

from tools.filters._light import add_grain, as_array, as_image, darken_corners, unit


def test_the_unit_grows_with_the_shorter_side() -> None:
    assert [unit(Image.new("L", size)) for size in ((1000, 500), (500, 1000), (4000, 3000), (1, 1))] == [1, 1, 6, 0.5]


@pytest.mark.parametrize("size", [(90, 60), (60, 90), (1800, 1200)])
def test_corners_darken_by_the_strength_at_any_size(size: tuple[int, int]) -> None:
    image = darken_corners(Image.new("RGB", size, (200, 200, 200)), 0.5)

    assert image.getpixel((size[0] // 2, size[1] // 2)) == (200, 200, 200)
    corner = image.getpixel((0, 0))
    assert isinstance(corner, tuple)
    assert abs(corner[0] - 100) <= 4


def test_grain_is_the_same_each_time_and_another_with_another_seed() -> None:
    image = Image.new("RGB", (30, 30), "gray")

    assert add_grain(image, 0.1).tobytes() == add_grain(image, 0.1).tobytes() != add_grain(image, 0.1, seed=2).tobytes()


def test_pixels_go_to_numbers_and_back() -> None:
    image = Image.effect_noise((40, 40), 90).convert("RGB")

    assert as_image(as_array(image)).tobytes() == image.tobytes()
