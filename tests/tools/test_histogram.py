"""The histogram shows how often each value is there, each channel in its own light."""

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from tests.tools.files import photo
from tools.histogram import SIZE, draw_histogram

LEFT, WIDTH, TOP, BASE = 20, 640, 20, 360


def bright(image: Image.Image) -> NDArray[np.bool_]:
    """Return where each channel's area lies, row by row above the scale."""
    return np.asarray(draw_histogram(image))[TOP : BASE - 1] > 128


def levels(channel: NDArray[np.bool_]) -> set[int]:
    """Return the values that a channel's area stands over, to the nearest pixel."""
    return {round((column - LEFT + 0.5) * 256 / WIDTH - 0.5) for column in np.flatnonzero(channel.any(axis=0))}


@pytest.mark.parametrize("mode", ["RGB", "RGBA"])
def test_each_channel_stands_over_its_own_value(mode: str) -> None:
    shown = bright(Image.new("RGB", (9, 9), (10, 100, 240)).convert(mode))

    for channel, value in enumerate((10, 100, 240)):
        assert levels(shown[:, :, channel])
        assert all(abs(level - value) <= 1 for level in levels(shown[:, :, channel]))


def test_what_is_there_more_often_stands_higher() -> None:
    image = Image.new("L", (40, 40), 60)
    image.paste(180, (0, 0, 40, 10))
    heights = bright(image.convert("RGB"))[:, :, 0].sum(axis=0)

    often, seldom = heights[: SIZE[0] // 2].max(), heights[SIZE[0] // 2 :].max()
    assert 0.3 < seldom / often < 0.4


def test_one_value_that_fills_the_picture_does_not_flatten_the_rest() -> None:
    image = photo(200, 200)
    image.paste("white", (0, 0, 200, 150))

    assert bright(image).any(axis=2).mean() > 0.1


def test_the_colour_of_invisible_pixels_is_not_counted() -> None:
    image = Image.new("RGBA", (20, 20), (200, 0, 0, 0))
    image.paste((50, 50, 50, 255), (0, 0, 5, 5))

    assert all(abs(level - 50) <= 1 for level in levels(bright(image)[:, :, 0]))


def test_a_picture_that_is_all_invisible_has_an_empty_one() -> None:
    histogram = draw_histogram(Image.new("RGBA", (4, 4)))

    assert (histogram.mode, histogram.size) == ("RGB", SIZE)
    assert not bright(Image.new("RGBA", (4, 4))).any()
