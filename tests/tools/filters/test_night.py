"""Night is dark and blue."""

from PIL import Image

from tools.filters.night import night


def plain(colour: str | tuple[int, int, int]) -> tuple[int, ...]:
    """Return what the look makes of one colour."""
    found = night(Image.new("RGB", (40, 40), colour)).getpixel((20, 20))
    assert isinstance(found, tuple)
    return found


def test_day_becomes_dark_and_blue() -> None:
    red, green, blue = plain((180, 180, 180))

    assert red < green < blue < 180


def test_light_stays_lighter_than_dark() -> None:
    assert plain("black") < plain("gray") < plain("white")
