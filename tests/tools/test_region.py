"""A part of a picture is worked on by itself."""

import pytest
from PIL import Image, ImageOps

from tools.errors import BadValue
from tools.region import resolve, within
from tools.values import Box


def test_only_the_region_is_changed_and_the_input_is_left_alone() -> None:
    image = Image.new("RGB", (10, 10), "white")

    changed = within(image, Box.parse("2,3,4,5"), ImageOps.invert)

    assert sorted(changed.getcolors() or []) == [(20, (0, 0, 0)), (80, (255, 255, 255))]
    assert changed.crop((2, 3, 6, 8)).getcolors() == [(20, (0, 0, 0))]
    assert image.getcolors() == [(100, (255, 255, 255))]


def test_without_a_region_everything_is() -> None:
    assert within(Image.new("RGB", (3, 3), "white"), None, ImageOps.invert).getcolors() == [(9, (0, 0, 0))]


def test_a_box_outside_is_refused_by_the_name_of_the_parameter() -> None:
    with pytest.raises(BadValue) as refused:
        resolve(Box.parse("20,20,5,5"), 10, 10, "region")

    assert refused.value.facts["name"] == "region"
