"""A header says what a file is, and what asks too much is refused before a pixel of it is decoded."""

import struct
import time
import zlib
from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from tests.tools.files import LIMITS, animation, clip, colours, file, photo
from tools.errors import Corrupt, Empty, TooLarge, ToolError, TooLong, TooManyFrames, TooManyPixels, Unsupported
from tools.sniff import is_clip, sniff

STILLS = {"jpeg": "JPEG", "png": "PNG", "webp": "WEBP", "avif": "AVIF", "bmp": "BMP", "tiff": "TIFF", "gif": "GIF"}


@pytest.mark.parametrize(("name", "pillow"), STILLS.items())
def test_every_still_format_tells_its_size(name: str, pillow: str) -> None:
    source = sniff(file(photo(123, 45), pillow), LIMITS)

    assert (source.format, source.width, source.height, source.frames) == (name, 123, 45, 1)


@pytest.mark.parametrize(("name", "pillow"), [("gif", "GIF"), ("apng", "PNG"), ("webp", "WEBP"), ("avif", "AVIF")])
def test_animations_tell_frames_and_time(name: str, pillow: str) -> None:
    source = sniff(animation(colours(5), pillow, duration=120), LIMITS)

    assert (source.format, source.frames, source.milliseconds) == (name, 5, 600)


def test_a_clip_tells_size_and_time() -> None:
    source = sniff(clip(64, 48, 10), LIMITS)

    assert (source.format, source.width, source.height, source.frames, source.milliseconds) == ("mp4", 64, 48, 10, 1000)
    assert is_clip(source)


def test_a_webm_clip_tells_size_and_time() -> None:
    source = sniff(clip(64, 48, 10, "webm", "libvpx"), LIMITS)

    assert (source.format, source.width, source.height) == ("webm", 64, 48)
    assert 900 <= source.milliseconds <= 1100


def test_the_name_of_a_file_plays_no_part_and_its_first_bytes_decide() -> None:
    for data in (b"<html>", b"%PDF-1.7", b"%!PS-Adobe", b"\x7fELF" + bytes(60), b"push graphic-context"):
        with pytest.raises(Unsupported):
            sniff(data, LIMITS)


def test_refusals_name_their_limit() -> None:
    small = replace(LIMITS, bytes_in=100, pixels=1_000_000, frames=3, total_pixels=500, clip_seconds=0)
    with pytest.raises(Empty):
        sniff(b"", small)
    with pytest.raises(TooLarge) as large:
        sniff(file(photo(), "PNG"), small)
    assert large.value.facts["limit_bytes"] == 100
    small = replace(small, bytes_in=LIMITS.bytes_in)
    with pytest.raises(TooManyPixels) as pixels:
        sniff(file(photo(1200, 1000), "JPEG"), small)
    assert pixels.value.facts == {"limit_megapixels": 1, "megapixels": 2}
    with pytest.raises(TooManyFrames) as frames:
        sniff(animation(colours(5), "GIF"), small)
    assert frames.value.facts["limit_frames"] == 3
    with pytest.raises(TooManyPixels):
        sniff(animation(colours(3), "GIF"), small)
    with pytest.raises(TooLong) as long:
        sniff(clip(), small)
    assert long.value.facts["limit_seconds"] == 0


def test_a_bomb_is_refused_by_its_header_alone() -> None:
    header = struct.pack(">IIBBBBB", 50_000, 50_000, 1, 0, 0, 0, 0)
    chunk = struct.pack(">I", 13) + b"IHDR" + header + struct.pack(">I", zlib.crc32(b"IHDR" + header))
    bomb = b"\x89PNG\r\n\x1a\n" + chunk + struct.pack(">I4s", 4, b"IDAT") + bytes(8)

    with pytest.raises(TooManyPixels):
        sniff(bomb, LIMITS)


def test_a_progressive_file_of_endless_scans_is_refused() -> None:
    data = file(Image.new("RGB", (2000, 2000)), "JPEG", progressive=True)
    scan = data[data.rindex(b"\xff\xda") : -2]
    assert sniff(data, LIMITS).width == 2000

    with pytest.raises(TooManyPixels):
        sniff(data[:-2] + scan * 600 + b"\xff\xd9", LIMITS)


def test_a_header_is_read_in_a_fraction_of_a_millisecond() -> None:
    data = file(photo(1600, 1200), "JPEG")
    sniff(data, LIMITS)
    started = time.perf_counter()
    for _ in range(100):
        sniff(data, LIMITS)

    assert (time.perf_counter() - started) / 100 < 0.001


@pytest.mark.parametrize(("name", "pillow"), STILLS.items())
def test_every_cut_of_a_file_is_read_or_refused_clearly(name: str, pillow: str) -> None:
    data = file(photo(40, 30), pillow)
    for end in range(1, min(len(data), 700)):
        try:
            source = sniff(data[:end], LIMITS)
        except ToolError:
            continue
        assert source.width * source.height <= LIMITS.pixels


@given(st.sampled_from(sorted(STILLS)), st.data())
def test_changed_bytes_never_break_the_reader(name: str, data: st.DataObject) -> None:
    broken = bytearray(file(photo(24, 16), STILLS[name]))
    for _ in range(4):
        place = data.draw(st.integers(0, min(len(broken), 400) - 1))
        broken[place] = data.draw(st.integers(0, 255))
    with suppress(Corrupt, Unsupported, TooManyPixels, TooManyFrames, TooLong):
        sniff(bytes(broken), LIMITS)
