"""A long list is leafed through, and no page is ever out of reach."""

import pytest

from handlers.pages import in_rows, page_of

ITEMS = list("abcdefg")


@pytest.mark.parametrize(
    ("number", "items", "turns"),
    [
        (0, "abc", [("›", 1)]),
        (1, "def", [("‹", 0), ("›", 2)]),
        (2, "g", [("‹", 1)]),
        (-5, "abc", [("›", 1)]),
        (10**9, "g", [("‹", 1)]),
    ],
)
def test_a_page_leads_to_those_beside_it(number: int, items: str, turns: list[tuple[str, int]]) -> None:
    page = page_of(ITEMS, number, 3)

    assert (page.items, page.turns) == (list(items), turns)


def test_what_fits_one_page_is_not_leafed_through() -> None:
    assert page_of(ITEMS, 0, 7).turns == []
    assert page_of([], 0, 7).items == []


def test_rows_keep_the_order() -> None:
    assert in_rows(ITEMS, 3) == [list("abc"), list("def"), ["g"]]
