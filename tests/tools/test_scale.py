"""Scaling on threads gives what scaling at once gives, and hidden colour stays hidden."""

from PIL import Image

from tests.tools.files import photo, pixel, psnr
from tools.scale import scale, scaled_size


def test_strips_are_the_same_as_the_whole() -> None:
    image = photo(1200, 900)

    assert psnr(scale(image, (400, 300)), image.resize((400, 300), Image.Resampling.LANCZOS)) > 60
    assert psnr(scale(image, (1500, 1100)), image.resize((1500, 1100), Image.Resampling.LANCZOS)) > 60


def test_a_box_between_pixels_is_scaled() -> None:
    image = photo(1200, 900)
    box = (10.5, 20.25, 900.75, 800.5)

    assert psnr(scale(image, (300, 260), box=box), image.resize((300, 260), Image.Resampling.LANCZOS, box)) > 60


def test_colour_of_invisible_pixels_does_not_bleed() -> None:
    image = Image.new("RGBA", (40, 40), (255, 0, 0, 0))
    image.paste((0, 0, 255, 255), (0, 0, 20, 40))
    small = scale(image, (10, 10))

    assert pixel(small, 9, 5)[3] == 0
    assert all(pixel(small, x, 5)[0] < 10 for x in range(10) if pixel(small, x, 5)[3] > 8)


def test_the_input_is_left_alone() -> None:
    image = photo()
    before = image.tobytes()
    scale(image, image.size).paste("red", (0, 0, 9, 9))

    assert image.tobytes() == before


def test_sizes_never_vanish() -> None:
    assert scaled_size((1000, 1), 0.01) == (10, 1)
