"""A view puts work off and still gives the pixels that doing it at once would have given."""

import pytest
from PIL import Image

from tests.tools.files import photo, psnr
from tools.table import make_table
from tools.view import View, softened_sigma, softening_factor, turned_size

DARKER = make_table(lambda value: value * 0.7)
INVERTED = make_table(lambda value: 255 - value)


def test_an_untouched_view_is_the_picture_itself() -> None:
    image = photo()

    assert View.of(image).pixels() is image


@pytest.mark.parametrize("turn", list(Image.Transpose))
def test_crop_turn_and_crop_again_are_exact(turn: Image.Transpose) -> None:
    image = photo(90, 60)
    view = View.of(image).cropped((10, 5, 70, 45)).turned(turn).cropped((3, 3, 20, 30))

    expected = image.crop((10, 5, 70, 45)).transpose(turn).crop((3, 3, 20, 30))
    assert view.pixels().tobytes() == expected.tobytes()


@pytest.mark.parametrize("turn", list(Image.Transpose))
def test_a_turn_of_a_smaller_decode_turns_its_box_too(turn: Image.Transpose) -> None:
    image = photo(400, 300)
    halved = View(image.reduce(2), (397, 299), (0, 0, 198.5, 149.5))
    expected = image.crop((0, 0, 397, 299)).transpose(turn)

    turned = halved.turned(turn)
    assert turned.size == expected.size == turned_size((397, 299), turn)
    assert psnr(turned.scaled((80, 80)).pixels(), expected.resize((80, 80), Image.Resampling.LANCZOS)) > 36


def test_tables_are_merged_in_their_order() -> None:
    image = photo()
    one_by_one = image.point(list(DARKER * 3)).point(list(INVERTED * 3))

    assert View.of(image).looked_up(DARKER).looked_up(INVERTED).pixels().tobytes() == one_by_one.tobytes()
    assert View.of(image).looked_up(DARKER * 3).looked_up(INVERTED).pixels().tobytes() == one_by_one.tobytes()


def test_alpha_is_not_looked_up() -> None:
    image = photo().convert("RGBA")
    image.putalpha(77)

    assert View.of(image).looked_up(INVERTED).pixels().getchannel("A").getextrema() == (77, 77)


def test_a_coarse_view_stands_for_the_same_picture() -> None:
    coarse = View.of(photo(403, 301)).coarse(4)

    assert coarse.size == (403, 301)
    assert coarse.image.width == 101
    assert coarse.factor == pytest.approx(4, abs=0.02)


def test_softening_tells_how_coarse_and_what_is_left() -> None:
    assert [softening_factor(sigma) for sigma in (0.5, 1.9, 2, 5, 8, 100)] == [1, 1, 2, 4, 8, 8]
    assert softened_sigma(3, 1) == 3
    assert softened_sigma(8, 8) == pytest.approx(0.867, abs=0.001)
