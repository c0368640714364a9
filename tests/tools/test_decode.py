"""Files become upright pixels, frame by frame; what is broken is refused in one kind of error."""

import tracemalloc
from collections.abc import Iterator

import pytest
from PIL import Image

from tests.tools.files import LIMITS, animation, clip, colours, durations_of, file, frames_of, greys, photo, pixel, psnr
from tools.decode import decode, telling
from tools.errors import Corrupt, OutOfMemory, TooLarge
from tools.media import Picture
from tools.sniff import sniff


def decoded(data: bytes, shrink: float = 1, ycbcr: bool = False) -> Picture:
    return decode(data, sniff(data, LIMITS), LIMITS, shrink, ycbcr)


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "TIFF"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_orientation_comes_out_upright(format: str, orientation: int) -> None:
    image = Image.new("RGB", (32, 16), "black")
    image.paste("white", (0, 0, 8, 8))
    exif = Image.Exif()
    exif[0x0112] = orientation
    shown = decoded(file(image, format, exif=exif)).first().convert("L")

    corners = [(0, 0), (shown.width - 1, 0), (0, shown.height - 1), (shown.width - 1, shown.height - 1)]
    white = {1: 0, 2: 1, 3: 3, 4: 2, 5: 0, 6: 1, 7: 3, 8: 2}[orientation]
    assert [pixel(shown, *corner)[0] > 128 for corner in corners] == [number == white for number in range(4)]
    assert shown.size == ((16, 32) if orientation > 4 else (32, 16))


def test_a_jpeg_is_decoded_as_small_as_allowed_and_no_smaller() -> None:
    data = file(photo(800, 600), "JPEG")

    assert [decoded(data, shrink).first().width for shrink in (1, 1.9, 2, 3.9, 4, 9)] == [800, 800, 400, 400, 200, 100]


def test_a_jpeg_stays_in_its_own_colours_only_where_asked_and_srgb() -> None:
    data = file(photo(), "JPEG", quality=95)
    assert decoded(data).first().mode == "RGB"
    assert decoded(data, ycbcr=True).first().mode == "YCbCr"
    assert decoded(file(photo(), "JPEG", icc_profile=b"Display P3"), ycbcr=True).first().mode == "RGB"
    assert decoded(file(photo().convert("CMYK"), "JPEG"), ycbcr=True).first().mode == "RGB"


@pytest.mark.parametrize("format", ["GIF", "PNG", "WEBP"])
def test_an_animation_keeps_frames_and_their_time(format: str) -> None:
    frames = colours(4)
    data = animation(frames, format, duration=[100, 40, 250, 60], **({"lossless": True} if format == "WEBP" else {}))
    picture = decoded(data)
    shown = list(picture)

    assert picture.frame_count == 4
    assert [frame.milliseconds for frame in shown] == [100, 40, 250, 60] == durations_of(data)
    assert [psnr(frame.image.convert("RGB"), image) > 30 for frame, image in zip(shown, frames, strict=True)] == [
        True
    ] * 4


@pytest.mark.parametrize("disposal", [0, 1, 2, 3])
def test_disposal_is_followed(disposal: int) -> None:
    frames = []
    for number in range(4):
        frame = Image.new("RGBA", (40, 30))
        frame.paste((255, 60 * number, 0, 255), (8 * number, 5, 8 * number + 12, 25))
        frames.append(frame)
    data = animation(frames, "GIF", disposal=disposal, duration=50)

    assert [frame.image.convert("RGBA").tobytes() for frame in decoded(data)] == [
        shown.tobytes() for shown in frames_of(data)
    ]


def test_a_picture_outside_of_the_animation_is_not_played() -> None:
    data = animation(colours(4), "PNG", default_image=True)

    assert decoded(data).frame_count == len(list(decoded(data))) == 3


def test_frames_are_decoded_while_they_are_asked_for() -> None:
    data = animation([photo(400, 300).rotate(9 * number) for number in range(12)], "PNG")
    tracemalloc.start()
    frames: Iterator[object] = iter(decoded(data))
    next(frames)
    assert sum(1 for _ in frames) == 11
    tracemalloc.stop()


def test_a_clip_is_decoded_from_its_bytes() -> None:
    frames = list(decoded(clip(64, 48, 10)))

    assert len(frames) == 10
    assert sum(frame.milliseconds for frame in frames) == pytest.approx(1000)
    brightness = greys([frame.image for frame in frames])
    assert brightness == sorted(brightness)


@pytest.mark.parametrize("format", ["JPEG", "PNG", "GIF", "WEBP", "TIFF", "BMP", "AVIF"])
def test_a_file_that_ends_too_early_is_corrupt(format: str) -> None:
    data = file(photo(), format)
    data = data[: len(data) * 3 // 5]
    with pytest.raises(Corrupt):
        list(decoded(data))


def test_whatever_a_codec_raises_is_one_kind_of_error() -> None:
    for error in (
        OSError(),
        ValueError(),
        SyntaxError(),
        TypeError(),
        RuntimeError(),
        EOFError(),
        KeyError(),
        IndexError(),
    ):
        with pytest.raises(Corrupt), telling(LIMITS):
            raise error
    with pytest.raises(OutOfMemory), telling(LIMITS):
        raise MemoryError
    with pytest.raises(TooLarge), telling(LIMITS):
        raise TooLarge
