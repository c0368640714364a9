"""Our PNG files are exact, small and read by everyone."""

from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from tests.tools.files import durations_of, file, frames_of, opened, photo
from tools.encoders.animation import OverCap
from tools.encoders.png import write_apng, write_png
from tools.media import Frame, Picture


def noisy(mode: str, width: int, height: int, seed: int = 7) -> Image.Image:
    bands = len(Image.new(mode, (1, 1)).getbands())
    values = np.random.default_rng(seed).integers(0, 256, (height, width, bands), np.uint8)
    return Image.fromarray(values if bands > 1 else values[:, :, 0])


@pytest.mark.parametrize("mode", ["RGB", "RGBA"])
@pytest.mark.parametrize("size", [(1, 1), (3, 5), (300, 200), (1500, 1400)])
def test_every_pixel_is_exact(mode: str, size: tuple[int, int]) -> None:
    image = noisy(mode, *size)

    assert opened(write_png(image)).convert(mode).tobytes() == image.tobytes()


@given(st.integers(1, 30), st.integers(1, 30), st.sampled_from(["RGB", "RGBA"]), st.integers(1, 300))
def test_few_colours_are_exact(width: int, height: int, mode: str, count: int) -> None:
    image = noisy(mode, 1, count).resize((width, height), Image.Resampling.NEAREST)

    assert opened(write_png(image)).convert(mode).tobytes() == image.tobytes()


GRAINY = Image.blend(photo(1000, 700), noisy("RGB", 1000, 700), 0.06)
STRIPED = Image.linear_gradient("L").resize((1000, 700)).point(lambda value: value * 37 % 256)
TEXTURED = Image.merge("RGB", [STRIPED, STRIPED.transpose(Image.Transpose.ROTATE_180), STRIPED])


@pytest.mark.parametrize("image", [GRAINY, GRAINY.transpose(Image.Transpose.ROTATE_90), TEXTURED])
def test_a_photo_is_about_as_small_as_pillow_makes_it(image: Image.Image) -> None:
    assert len(write_png(image)) <= 1.1 * len(file(image, "PNG"))


def test_flat_pictures_and_greys_take_one_byte_a_pixel_or_less() -> None:
    assert opened(write_png(photo().quantize(64).convert("RGB"))).mode == "P"
    assert opened(write_png(photo().convert("L").convert("RGB"))).mode == "L"


def test_an_animation_keeps_pixels_time_and_loop() -> None:
    frames = [photo(90, 60).rotate(20 * number) for number in range(5)]
    times = [33.3, 33.3, 100, 70_000, 0]
    media = write_apng(
        Picture(90, 60, map(Frame, frames, times), 5, loop=3),
    )

    assert [shown.convert("RGB").tobytes() for shown in frames_of(media.data)] == [frame.tobytes() for frame in frames]
    assert durations_of(media.data) == pytest.approx([33, 34, 100, 70_000, 0], abs=1)
    assert (media.frames, opened(media.data).info["loop"]) == (5, 3)


def test_frames_that_look_the_same_stay_frames() -> None:
    media = write_apng(Picture(9, 9, [Frame(Image.new("RGB", (9, 9)), 50)] * 3, 3))

    assert len(durations_of(media.data)) == media.frames == 3


def test_an_animation_that_grows_over_the_cap_is_given_up_early() -> None:
    given_up = []

    def frames() -> Iterator[Frame]:
        for number in range(50):
            given_up.append(number)
            yield Frame(noisy("RGB", 100, 100, number), 50)

    with pytest.raises(OverCap) as over:
        write_apng(Picture(100, 100, frames(), 50), cap=100_000)
    assert len(given_up) < 10
    assert over.value.needed > 1_000_000
