"""A PNG's chunks tell frames, text and transparency."""

import pytest
from PIL import Image, PngImagePlugin

from tests.tools.files import animation, colours, file, photo
from tools.errors import Corrupt
from tools.headers.png import read


def test_text_and_place_are_told() -> None:
    text = PngImagePlugin.PngInfo()
    text.add_text("Author", "Jane")
    exif = Image.Exif()
    exif[0x0112] = 6
    source = read(file(photo(30, 20), "PNG", pnginfo=text, exif=exif), 300)

    assert source.metadata["comment"] == "Author: Jane"
    assert (source.width, source.height) == (20, 30)


def test_transparency_of_a_palette_is_told() -> None:
    palette = photo().quantize(16)

    assert not read(file(palette, "PNG"), 300).has_alpha
    assert read(file(palette, "PNG", transparency=3), 300).has_alpha


def test_plays_are_told() -> None:
    assert read(animation(colours(3), "PNG", loop=7), 300).loop == 7


def test_a_picture_outside_of_the_animation_counts_as_one_more() -> None:
    data = animation(colours(4), "PNG", default_image=True)

    assert read(data, 300).frames == 4


def test_no_data_is_corrupt() -> None:
    with pytest.raises(Corrupt):
        read(file(photo(), "PNG")[:40], 300)
