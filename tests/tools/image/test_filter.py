"""Filter gives a look, as strongly as asked, and leaves what is see-through alone."""

import pytest
from PIL import Image

from tools.errors import BadValue
from tools.filters import load_looks
from tools.image.filter import filter

LOOKS = sorted(load_looks())
every_look = pytest.mark.parametrize("name", LOOKS)


def scene() -> Image.Image:
    """Return a picture with all hues, dark to light, and a hard-edged shape."""
    hues = Image.merge(
        "HSV",
        (
            Image.linear_gradient("L").rotate(90).resize((90, 60)),
            Image.new("L", (90, 60), 170),
            Image.linear_gradient("L").resize((90, 60)),
        ),
    ).convert("RGB")
    hues.paste("white", (30, 20, 50, 50))
    return hues


def test_there_are_more_than_twenty_and_no_more_than_a_menu_holds() -> None:
    assert 20 <= len(LOOKS) <= 25


@every_look
def test_every_look_changes_the_picture_and_keeps_its_size(name: str) -> None:
    changed = filter(scene(), name)

    assert (changed.mode, changed.size) == ("RGB", (90, 60))
    assert changed.tobytes() != scene().tobytes()


@every_look
def test_strength_blends_from_nothing_to_the_whole_look(name: str) -> None:
    none, half, whole = (filter(scene(), name, strength) for strength in (0, 50, 100))

    assert none.tobytes() == scene().tobytes()
    difference = zip(half.tobytes(), Image.blend(scene(), whole, 0.5).tobytes(), strict=True)
    assert max(abs(a - b) for a, b in difference) <= 1


@every_look
def test_every_look_is_the_same_each_time(name: str) -> None:
    assert filter(scene(), name).tobytes() == filter(scene(), name).tobytes()


@every_look
@pytest.mark.parametrize("size", [(1, 1), (1, 50), (2, 2), (33, 17)])
def test_every_look_suits_the_smallest_pictures(name: str, size: tuple[int, int]) -> None:
    assert filter(Image.new("RGB", size, "teal"), name).size == size


@every_look
def test_opacity_is_left_as_it_is(name: str) -> None:
    image = scene().convert("RGBA")
    image.putalpha(Image.linear_gradient("L").resize(image.size))

    assert filter(image, name).getchannel("A").tobytes() == image.getchannel("A").tobytes()


def test_an_unknown_look_is_refused_with_those_there_are() -> None:
    with pytest.raises(BadValue) as refused:
        filter.bind({"name": "no_such_look"})

    assert refused.value.facts["expected"] == " | ".join(LOOKS)
