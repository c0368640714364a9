"""A slip of the finger finds the name that was meant."""

import pytest

from handlers.nearest import nearest_name

NAMES = ("resize", "rotate", "blur")


@pytest.mark.parametrize(("typed", "meant"), [("resise", "resize"), ("rotat", "rotate"), ("xyz", "help"), ("", "help")])
def test_the_likeliest_name_is_found(typed: str, meant: str) -> None:
    assert nearest_name(typed, NAMES) == meant
