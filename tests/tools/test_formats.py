"""A format keeps transparency as it says, and each extension names one format."""

from io import BytesIO

import pytest
from PIL import Image

from tools.catalog import load_catalog
from tools.errors import Unsupported
from tools.formats import FORMATS, WRITTEN, format_of_bytes, format_of_extension
from tools.limits import Limits
from tools.process import process
from tools.sniff import sniff
from tools.work import Step, Work


@pytest.mark.parametrize("name", [each for each in WRITTEN if each != "pdf"])
def test_a_written_format_keeps_alpha_as_it_says(name: str) -> None:
    file = BytesIO()
    Image.new("RGBA" if FORMATS[name].alpha else "RGB", (16, 16), (9, 9, 9, 0)[: 4 if FORMATS[name].alpha else 3]).save(
        file, FORMATS[name].pillow
    )

    assert Image.open(file).has_transparency_data is FORMATS[name].alpha


@pytest.mark.parametrize("name", WRITTEN)
def test_a_written_format_can_be_opened_again_as_it_says(name: str) -> None:
    file = BytesIO()
    Image.new("RGB", (16, 16)).save(file, "PNG")
    step = Step("convert", load_catalog()["convert"].bind({"to": name}))
    (made,) = process(Work((step,), (file.getvalue(),)), Limits()).media
    guessed = format_of_bytes(made.data)

    assert guessed
    assert guessed.extension == FORMATS[name].extension
    if FORMATS[name].opened:
        assert sniff(made.data, Limits()).format == made.format
    else:
        with pytest.raises(Unsupported):
            sniff(made.data, Limits())


def test_every_format_that_is_written_can_be_asked_for() -> None:
    assert set(load_catalog()["convert"].params[0].choices) == set(WRITTEN)


@pytest.mark.parametrize(
    ("extension", "name"),
    [(".JPG", "jpeg"), ("jpeg", "jpeg"), ("tif", "tiff"), ("png", "png"), (".webp", "webp"), (".apng", "apng")],
)
def test_an_extension_names_its_format(extension: str, name: str) -> None:
    found = format_of_extension(extension)

    assert found
    assert found.name == name


def test_another_extension_names_none() -> None:
    assert format_of_extension(".exe") is None


def test_what_begins_like_no_format_is_none() -> None:
    assert format_of_bytes(b"") is None
    assert format_of_bytes(b"PK\x03\x04") is None
