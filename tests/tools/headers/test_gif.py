"""A GIF's blocks tell frames, time, how often it plays and whether one can see through it."""

import pytest
from PIL import Image

from tests.tools.files import animation, colours, file
from tools.errors import Corrupt
from tools.headers.gif import read


@pytest.mark.parametrize(("written", "plays"), [({}, 1), ({"loop": 0}, 0), ({"loop": 4}, 5)])
def test_loops_are_how_often_it_plays(written: dict[str, int], plays: int) -> None:
    assert read(animation(colours(2), "GIF", **written), 300).loop == plays


def test_time_is_added_up() -> None:
    assert read(animation(colours(3), "GIF", duration=[10, 500, 65_000]), 300).milliseconds == 65_510


def test_transparency_that_only_says_what_did_not_change_is_no_transparency() -> None:
    first = Image.effect_noise((60, 40), 90).convert("P")
    second = first.copy()
    second.paste(9, (5, 5, 20, 20))

    assert not read(animation([first, second], "GIF"), 300).has_alpha


def test_a_clear_first_frame_is_transparency() -> None:
    assert read(file(Image.new("RGBA", (20, 20)), "GIF"), 300).has_alpha


def test_comments_are_told() -> None:
    assert read(file(colours(1)[0], "GIF", comment=b"made by Jane"), 300).metadata == {"comment": "made by Jane"}


def test_a_header_without_a_frame_is_corrupt() -> None:
    with pytest.raises(Corrupt):
        read(b"GIF89a\x05\0\x05\0\0\0\0;", 300)
