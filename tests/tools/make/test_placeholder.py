"""Placeholder makes a plain picture of the size asked for, with words that fit."""

import pytest
from PIL import Image

from tools.make.placeholder import Pattern, placeholder
from tools.values import TRANSPARENT, Colour, Dimensions

SIZE = Dimensions(300, 200)
RED, BLUE = Colour(255, 0, 0), Colour(0, 0, 255)


def made(**given: object) -> Image.Image:
    output = placeholder(**placeholder.bind({"size": SIZE, **given}))
    return next(iter(output.picture)).image


def test_has_the_size_and_the_colours_asked_for() -> None:
    image = made(bg=RED, fg=BLUE)

    assert image.size == (300, 200)
    assert image.getpixel((0, 0)) == (255, 0, 0)
    assert (0, 0, 255) in {colour for _, colour in image.getcolors(10_000) or []}


def test_says_its_size_unless_told_otherwise() -> None:
    assert made().tobytes() == made(text="300×200").tobytes() != made(text="Hello").tobytes()


def test_without_text_it_is_plain() -> None:
    assert len(made(text="").getcolors() or []) == 1


@pytest.mark.parametrize("text", ["i", "Übergrößenträger", "a longer text that has to be broken into lines " * 2])
def test_the_words_lie_within_the_margins(text: str) -> None:
    image = made(text=text, bg=RED, fg=BLUE).getchannel("B")
    box = image.getbbox()

    assert box is not None
    assert box[0] >= 28
    assert box[2] <= 272
    assert box[1] >= 45
    assert box[3] <= 155


@pytest.mark.parametrize("pattern", ["cross", "gradient", "checker"])
def test_every_pattern_draws_something_on_the_ground(pattern: Pattern) -> None:
    assert len(made(text="", pattern=pattern).getcolors(10_000) or []) > 1


def test_signs_that_cannot_be_written_are_left_blank() -> None:
    assert made(text="a\x1e\x00b").tobytes() == made(text="a  b").tobytes()


def test_a_see_through_ground_stays_see_through() -> None:
    assert made(bg=TRANSPARENT).getpixel((0, 0)) == (0, 0, 0, 0)


def test_the_format_is_a_wish_for_the_encoder() -> None:
    assert placeholder(format="webp").wishes.format == "webp"
