"""What came of a job is said with the same words in every chat and on the command line."""

import pytest

from handlers.sentences import Sentences, in_words, size
from handlers.texts import Texts
from tools.catalog import load_catalog
from tools.errors import BadValue, TooManyPixels
from tools.work import Note

ENGLISH = Sentences(Texts(), load_catalog(), "en")
GERMAN = Sentences(Texts(), load_catalog(), "de")
OUTSIDE = BadValue("region", "x,y,width,height of a part of this 40x30 picture")


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "0B"),
        (7, "7B"),
        (999, "999B"),
        (1234, "1.23KB"),
        (456_789, "457KB"),
        (20_000_000, "20MB"),
        (1_250_000, "1.25MB"),
    ],
)
def test_sizes_are_short(number: int, words: str) -> None:
    assert size(number) == words


def test_sizes_in_facts_are_words_and_sides_have_no_separator() -> None:
    assert in_words({"limit_bytes": 10_000_000, "width": 1600, "count": 3}) == {
        "limit_bytes": "10MB",
        "width": "1600",
        "count": 3,
    }


def test_a_value_that_turns_out_wrong_at_work_is_told_with_what_fits_this_picture() -> None:
    assert ENGLISH.reason(OUTSIDE.code, OUTSIDE.facts, "resize", "blur") == (
        "blur could not use region on this picture; it takes x,y,width,height of a part of this 40x30 picture."
    )
    assert "40x30" not in GERMAN.reason(OUTSIDE.code, OUTSIDE.facts, "blur")


def test_a_fact_has_its_name_and_its_value_in_words() -> None:
    assert ENGLISH.fact("bytes", 1_234_567) == "Size: 1.23MB"
    assert ENGLISH.fact("format", "jpeg") == "Format: JPEG"
    assert [ENGLISH.fact("loop", times) for times in (0, 1, 3)] == ["Plays: for ever", "Plays: once", "Plays: 3 times"]
    assert GERMAN.fact("transparency", "no") == "Transparenz: nein"
    assert ENGLISH.fact("Software", "GIMP") == "Software: GIMP"


def test_a_note_calls_a_format_and_white_by_their_names() -> None:
    filled = Note("note-flattened", {"format": "jpeg", "colour": "#ffffff"})

    assert ENGLISH.note(filled) == "See-through parts were filled with white: JPEG has no transparency."
    assert "mit Weiß gefüllt" in GERMAN.note(filled)


def test_a_note_names_sizes_without_separators() -> None:
    assert "1600 × 1200" in ENGLISH.note(Note("note-shrunk", {"width": 1600, "height": 1200}))


def test_a_clip_that_was_thinned_out_is_told_with_its_frames() -> None:
    note = Note("note-thinned", {"kept": 300, "frames": 1500})

    assert ENGLISH.note(note) == ("Of the 1,500 frames of the clip, 300 are shown, evenly spread; it keeps its speed.")
    assert GERMAN.note(note).startswith("Von den 1.500 Einzelbildern des Videos werden 300 gezeigt,")


def test_a_picture_that_is_too_large_and_a_result_that_would_be_are_told_apart() -> None:
    came, still = TooManyPixels.of(50_000_001, 50_000_000), TooManyPixels.of_result(50_331_648, 50_000_000)
    moving = TooManyPixels.of_result(180_000_000, 150_000_000, frames=5)

    assert [ENGLISH.reason(each.code, each.facts) for each in (came, still, moving)] == [
        "The picture is too large: at most 50 megapixels are taken, and it has 51.",
        "The result would be too large: at most 50 megapixels are made, and it would have 51.",
        "The result would be too large: at most 150 megapixels are made, and its 5 frames together would have 180.",
    ]
    assert GERMAN.reason(still.code, still.facts) == (
        "Das Ergebnis wäre zu groß: erlaubt sind höchstens 50 Megapixel, und es hätte 51."
    )
    assert "seine 5 Einzelbilder hätten zusammen 180." in GERMAN.reason(moving.code, moving.facts)


def test_a_name_that_is_like_no_other_is_not_taken_for_a_slip() -> None:
    assert ENGLISH.reason("unknown_command", {"name": "foo", "nearest": "help"}) == (
        "There is no /foo; /help shows what there is."
    )
    assert ENGLISH.reason("unknown_command", {"name": "blurr", "nearest": "blur"}) == (
        "There is no /blurr; did you mean /blur?"
    )
