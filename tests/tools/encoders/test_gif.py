"""GIF files keep what is seen, its timing and its transparency."""

import pytest
from PIL import Image

from tests.tools.files import durations_of, frames_of, opened, photo, psnr
from tools.encoders.animation import OverCap
from tools.encoders.gif import write_gif
from tools.media import Frame, Picture


def moving(count: int) -> list[Image.Image]:
    return [photo(360, 240).crop((number * 4, 0, number * 4 + 120, 80)) for number in range(count)]


def test_frames_look_as_they_did() -> None:
    media = write_gif(Picture(120, 80, [Frame(image, 50) for image in moving(8)], 8))

    shown = frames_of(media.data, "RGB")
    assert len(shown) == 8
    assert all(psnr(image, frame) > 26 for image, frame in zip(moving(8), shown, strict=True))


def test_durations_never_drift() -> None:
    media = write_gif(Picture(120, 80, [Frame(image, 33.34) for image in moving(30)], 30))

    assert sum(durations_of(media.data)) == pytest.approx(1000, abs=10)
    assert media.milliseconds == sum(durations_of(media.data))


@pytest.mark.parametrize(("loop", "written"), [(0, 0), (1, None), (4, 3)])
def test_loops(loop: int, written: int | None) -> None:
    media = write_gif(Picture(120, 80, [Frame(image, 50) for image in moving(2)], 2, loop))

    assert opened(media.data).info.get("loop") == written


def test_what_is_clear_stays_clear_in_every_frame() -> None:
    frames = []
    for number in range(4):
        frame = Image.new("RGBA", (40, 30))
        frame.paste((255, 40 * number, 0, 255), (8 * number, 5, 8 * number + 12, 25))
        frames.append(frame)
    media = write_gif(Picture(40, 30, [Frame(frame, 50) for frame in frames], 4, has_alpha=True))

    for frame, shown in zip(frames, frames_of(media.data), strict=True):
        assert shown.getchannel("A").tobytes() == frame.getchannel("A").tobytes()


def test_flat_colours_are_exact_without_dithering() -> None:
    image = Image.new("RGB", (20, 20), (13, 77, 201))
    image.paste((250, 1, 2), (5, 5, 10, 10))

    assert frames_of(write_gif(Picture.still(image), dither=False).data, "RGB")[0].tobytes() == image.tobytes()


def test_the_cap_ends_it_early() -> None:
    with pytest.raises(OverCap):
        write_gif(Picture(120, 80, [Frame(image, 50) for image in moving(20)], 20), cap=20_000)
