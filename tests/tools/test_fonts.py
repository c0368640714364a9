"""The font that comes along writes more than English."""

from importlib.resources import files

from tools.fonts import font


def test_letters_of_many_languages_have_shapes_of_their_own() -> None:
    missing = bytes(font(40).getmask("\U000fffff"))

    for letter in "Aäßçéğłøşžαωбжяا×€–":
        assert bytes(font(40).getmask(letter)) != missing, letter


def test_the_size_is_in_pixels() -> None:
    small, large = (font(size).getbbox("H") for size in (20, 80))

    assert 3.5 < (large[3] - large[1]) / (small[3] - small[1]) < 4.5


def test_its_licence_comes_along() -> None:
    assert "Bitstream Vera" in (files("tools.fonts") / "LICENSE.txt").read_text()
