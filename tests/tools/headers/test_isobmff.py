"""The boxes of AVIF, HEIC and MP4 files tell their size; a brand that is not known is refused."""

import struct

import pytest
from PIL import Image
from pillow_heif import register_heif_opener

from tests.tools.files import animation, clip, colours, file, photo
from tools.errors import Corrupt, TooManyFrames, Unsupported
from tools.headers.isobmff import read


def test_avif_with_alpha() -> None:
    image = photo(40, 30).convert("RGBA")
    image.putalpha(80)

    assert read(file(image, "AVIF"), 300).has_alpha
    assert not read(file(photo(40, 30), "AVIF"), 300).has_alpha


def test_frames_of_an_avif_sequence_are_counted_up_to_the_limit() -> None:
    data = animation(colours(6, (32, 32)), "AVIF", duration=100)

    assert (read(data, 300).frames, read(data, 300).milliseconds) == (6, 600)
    with pytest.raises(TooManyFrames):
        read(data, 5)


def test_heic_size() -> None:
    register_heif_opener()
    source = read(file(photo(80, 60), "HEIF"), 300)

    assert (source.format, source.width, source.height) == ("heic", 80, 60)


@pytest.mark.parametrize("format", ["HEIF", "AVIF"])
def test_the_private_facts_of_a_phones_photo_are_told(format: str) -> None:
    register_heif_opener()
    exif = Image.Exif()
    exif[0x010F], exif[0x0110] = "Apple", "iPhone 15"
    exif[0x8825] = {1: "N", 2: (52.0, 31.0, 0.0)}

    metadata = read(file(photo(80, 60), format, exif=exif.tobytes()), 300).metadata

    assert (metadata["camera"], metadata["gps"]) == ("Apple iPhone 15", "yes")


def test_a_clip_that_was_filmed_upright_is_upright() -> None:
    data = bytearray(clip(64, 48))
    matrix = data.index(b"tkhd") + 4 + 40
    struct.pack_into(">iiiiiiiii", data, matrix, 0, 65536, 0, -65536, 0, 0, 0, 0, 1 << 30)
    source = read(bytes(data), 300)

    assert (source.width, source.height) == (48, 64)


def test_an_unknown_brand_is_unsupported_and_a_bare_one_corrupt() -> None:
    with pytest.raises(Unsupported):
        read(struct.pack(">I", 16) + b"ftypzzzz\0\0\0\0", 300)
    with pytest.raises(Corrupt):
        read(struct.pack(">I", 16) + b"ftypavif\0\0\0\0", 300)
