"""Long answers are parted at line ends into messages that a chat takes."""

from hypothesis import given
from hypothesis import strategies as st

from bot.split_text import split_text

LENGTH = 4096


@given(st.lists(st.text(st.characters(exclude_categories=["Cc", "Zl", "Zp", "Cs"]), max_size=2000), max_size=12))
def test_every_part_fits_and_no_word_is_lost(lines: list[str]) -> None:
    text = "\n".join(lines)
    parts = split_text(text, LENGTH)
    assert all(len(part) <= LENGTH for part in parts)
    assert "".join(parts).replace("\n", "") == text.replace("\n", "")


def test_a_line_that_is_too_long_is_cut() -> None:
    assert [len(part) for part in split_text("x" * (2 * LENGTH + 1), LENGTH)] == [LENGTH, LENGTH, 1]


def test_what_fits_is_one_message() -> None:
    assert split_text("one\n\ntwo", LENGTH) == ["one\n\ntwo"]
