"""Few colours stay exact; frames share a palette only where they look alike, and lose next to nothing by it."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageFilter

from tests.tools.files import photo, psnr
from tools.encoders.indexed import CLEAR, COLOURS, alike, indexed


def panning(count: int) -> list[Image.Image]:
    return [photo(360, 240).crop((number, 0, number + 120, 80)) for number in range(count)]


def soft(image: Image.Image) -> Image.Image:
    """What is seen of a dithered picture from where its dots run together."""
    return image.convert("RGB").filter(ImageFilter.GaussianBlur(1.5))


@pytest.mark.parametrize("dither", [True, False])
@pytest.mark.parametrize("count", [1, 2, 100, COLOURS])
def test_few_colours_are_exact(count: int, dither: bool) -> None:
    random = np.random.default_rng(count)
    colours = random.integers(0, 256, (count, 3), dtype=np.uint8)
    image = Image.fromarray(colours[random.integers(0, count, (30, 40))])

    (made,) = indexed([image], dither)
    assert made.convert("RGB").tobytes() == image.tobytes()


def test_frames_of_one_scene_are_worked_on_together() -> None:
    assert [len(group) for group in alike(panning(16), lambda image: image)] == [12, 4]


def test_frames_of_other_colours_or_sizes_keep_their_own_palettes() -> None:
    day, night = photo(120, 80), photo(120, 80).point(lambda value: value // 3)
    frames = [day, day, night, night, day.resize((60, 40)), day]

    assert list(alike(frames, lambda image: image)) == [[day, day], [night, night], [frames[4]], [day]]


@given(st.lists(st.integers(0, 3), max_size=12))
def test_no_frame_is_lost_or_moved(kinds: list[int]) -> None:
    pictures = [Image.new("RGB", (8 + kind // 2, 8), (kind * 80,) * 3) for kind in range(4)]

    groups = list(alike(kinds, pictures.__getitem__))
    assert [kind for group in groups for kind in group] == kinds
    assert all(len(set(group)) == 1 for group in groups)


def test_a_shared_palette_is_seen_as_little_as_one_of_their_own() -> None:
    frames = panning(8)

    together = indexed(frames, dither=True)
    apart = [indexed([frame], dither=True)[0] for frame in frames]
    for frame, shared, own in zip(frames, together, apart, strict=True):
        assert psnr(soft(frame), soft(shared)) > psnr(soft(frame), soft(own)) - 0.5


def test_what_is_clear_is_clear_in_each_of_a_group() -> None:
    frames = []
    for number in range(3):
        frame = photo(40, 30).convert("RGBA")
        frame.paste((0, 0, 0, 0), (number, 0, number + 10, 30))
        frames.append(frame)

    for frame, made in zip(frames, indexed(frames, dither=True), strict=True):
        clear = np.asarray(made) == CLEAR
        assert (clear == (np.asarray(frame.getchannel("A")) == 0)).all()
