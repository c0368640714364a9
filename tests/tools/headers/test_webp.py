"""A WebP's chunks tell size, alpha, frames and metadata."""

import pytest
from PIL import Image

from tests.tools.files import animation, colours, file, photo
from tools.errors import Corrupt
from tools.headers.webp import read


@pytest.mark.parametrize("lossless", [True, False])
@pytest.mark.parametrize("mode", ["RGB", "RGBA"])
def test_size_and_alpha_of_each_kind(lossless: bool, mode: str) -> None:
    image = photo(33, 21).convert(mode)
    if mode == "RGBA":
        image.putalpha(90)
    source = read(file(image, "WEBP", lossless=lossless), 300)

    assert (source.width, source.height, source.has_alpha) == (33, 21, mode == "RGBA")


def test_orientation_and_loop() -> None:
    exif = Image.Exif()
    exif[0x0112] = 8
    assert read(file(photo(30, 20), "WEBP", exif=exif), 300).width == 20
    assert read(animation(colours(3), "WEBP", loop=3, duration=80), 300).loop == 3


def test_a_cut_header_is_corrupt() -> None:
    with pytest.raises(Corrupt):
        read(file(photo(), "WEBP")[:20], 300)
