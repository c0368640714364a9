"""A JPEG's header tells which way is up and what else is in the file."""

import pytest
from PIL import Image

from tests.tools.files import file, photo
from tools.errors import Corrupt
from tools.headers.jpeg import read


@pytest.mark.parametrize("orientation", range(1, 9))
def test_the_size_is_upright(orientation: int) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    source = read(file(photo(30, 20), "JPEG", exif=exif), 300)

    assert (source.width, source.height) == ((20, 30) if orientation > 4 else (30, 20))


@pytest.mark.parametrize("orientation", [0, 9, 300])
def test_an_orientation_that_does_not_exist_counts_as_upright(orientation: int) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation

    assert read(file(photo(30, 20), "JPEG", exif=exif), 300).width == 30


def test_private_facts_are_told_by_kind() -> None:
    exif = Image.Exif()
    exif[0x010F], exif[0x0110], exif[0x013B] = "Ikon", "Z9", "Jane"
    exif[0x8825] = {1: "N", 2: (52.0, 31.0, 0.0)}
    data = file(photo(), "JPEG", exif=exif, comment=b"at home", icc_profile=b"x" * 200)

    metadata = read(data, 300).metadata
    assert metadata["camera"] == "Ikon Z9"
    assert metadata["author"] == "Jane"
    assert metadata["gps"] == "yes"
    assert metadata["comment"] == "at home"
    assert metadata["icc"] == "yes"


def test_modes_are_told() -> None:
    assert read(file(photo().convert("L"), "JPEG"), 300).mode == "L"
    assert read(file(photo().convert("CMYK"), "JPEG"), 300).mode == "CMYK"


def test_pictures_of_a_multi_picture_file_are_counted() -> None:
    data = file(photo(), "MPO", save_all=True, append_images=[photo()])

    assert read(data, 300).frames == 2


def test_no_size_is_corrupt() -> None:
    with pytest.raises(Corrupt):
        read(b"\xff\xd8\xff\xd9", 300)
