"""Typed words are read by few rules, in linear time, and nothing that anyone types raises an unknown error."""

import os
import time
import timeit
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.arguments import MAX_TEXT, command_name, first_word, read, split
from handlers.errors import HandlerError, TooMuchText, UnknownValue, WrongValue
from handlers.pipeline import read_pipeline, write
from tests.handlers.conftest import House
from tools.catalog import load_catalog
from tools.params import Between, Param
from tools.values import Box, Colour

CATALOG = load_catalog()
DATA = Path(os.environ.get("DARKROOM_TEST_DATA", Path(__file__).parents[3] / "shared" / "data"))
COMMANDS = DATA / "corpus" / "commands.txt"

RADIUS = Param("radius", float, "How far.", 4.0, Between(0.1, 100))
KIND = Param("kind", str, "How.", "gaussian", choices=("gaussian", "motion"))
TEXT = Param("text", str, "What to write.", "")
BLUR = (RADIUS, KIND)


def words(text: str, *params: Param) -> dict[str, object]:
    (step,) = split(text)
    return read(step, params)


@pytest.mark.parametrize(
    "text", ["8 motion", "radius:8 kind:motion", "radius=8 motion", "kind:motion 8", "RADIUS:8 motion"]
)
def test_values_come_by_name_or_in_order(text: str) -> None:
    assert words(text, *BLUR) == {"radius": "8", "kind": "motion"}


@pytest.mark.parametrize(
    "text", ["/blur 8", "/blur radius:8", "/blur radius=8", "/blur@the_bot 8", "/BLUR 8", "blur radius: 8"]
)
def test_every_way_to_write_a_command_means_the_same(text: str) -> None:
    (step,) = read_pipeline(text, CATALOG)

    assert step.tool == "blur"
    assert step.given["radius"] == 8


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ('text:"two words"', "two words"),
        ("text:“two words”", "two words"),
        ("it's bob's", "it's bob's"),
        ('he said "no', 'he said "no'),
        ("two words", "two words"),
        ('"a | b"', "a | b"),
        ("12:30 http://example.org/?a=b", "12:30 http://example.org/?a=b"),
        ('text:""', ""),
    ],
)
def test_text_is_taken_as_people_write_it(text: str, meant: str) -> None:
    assert words(text, TEXT) == {"text": meant}


def test_a_name_ends_a_free_text() -> None:
    assert words("Hello you radius:3", TEXT, RADIUS) == {"text": "Hello you", "radius": "3"}


@pytest.mark.parametrize("text", ["8 motion 9", "radios=8", "8 motion --force"])
def test_what_does_not_fit_is_named(text: str) -> None:
    with pytest.raises(UnknownValue) as caught:
        words(text, *BLUR)

    assert caught.value.facts["names"] == "radius, kind"


def test_a_size_fills_width_and_height() -> None:
    (step,) = read_pipeline("resize 800x600 fit:cover", CATALOG)

    assert (step.given["width"], step.given["height"], step.given["fit"]) == (800, 600, "cover")


def test_a_percentage_fills_percent() -> None:
    (step,) = read_pipeline("resize 50%", CATALOG)

    assert (step.given["percent"], step.given["width"]) == (50, None)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("blur radius = 8", {"radius": 8}),
        ("blur radius =8 kind = motion", {"radius": 8, "kind": "motion"}),
        ("blur 8 px motion", {"radius": 8, "kind": "motion"}),
        ("compress 30 KB", {"target": 30_000}),
        ("compress 30KB\u00a05", {"target": 30_000, "quality": 5}),
        ("compress target = 30 kb quality:5", {"target": 30_000, "quality": 5}),
        ("resize 50 %", {"percent": 50}),
        ("resize 300 x 200", {"width": 300, "height": 200}),
        ("resize 300x200 cover", {"width": 300, "height": 200, "fit": "cover"}),
        ("resize 300x200 red Pad nearest", {"fit": "pad", "filter": "nearest", "bg": Colour(255, 0, 0)}),
        ("crop 10,10,100,100", {"box": Box("10", "10", "100", "100"), "ratio": "1:1"}),
        ("crop 16x9 top", {"ratio": "16:9", "anchor": "top"}),
        ("placeholder 600x400 about 30 KB = much", {"text": "about 30 KB = much"}),
    ],
)
def test_values_are_understood_as_people_write_them(text: str, values: dict[str, object]) -> None:
    (step,) = read_pipeline(text, CATALOG)

    assert {name: step.given[name] for name in values} == values


@pytest.mark.parametrize(("text", "blamed"), [("compress 5", "target"), ("gif 0", "fps"), ('crop "top"', "ratio")])
def test_a_number_or_a_quoted_word_is_never_guessed_at(text: str, blamed: str) -> None:
    with pytest.raises(WrongValue) as refused:
        read_pipeline(text, CATALOG)

    assert refused.value.name == blamed


def test_first_words_are_names() -> None:
    assert first_word("/blur@bot 8  9") == ("/blur@bot", "8  9")
    assert first_word("   ") == ("", "")
    assert command_name("／Privacy@bot") == "privacy"


def test_a_novel_is_refused() -> None:
    with pytest.raises(TooMuchText):
        split("x" * (MAX_TEXT + 1))


@pytest.mark.parametrize("letters", ['"', "/", '" ', '"a ', "“", "a:", "|", '|"', "a=“ "])
async def test_two_hundred_kilobytes_are_answered_at_once(house: House, letters: str) -> None:
    text = ("/blur " + letters * 200_000)[:200_000]
    seconds = []
    for _ in range(3):
        start = time.process_time()
        assert (await house.ask(text)).error == "too_much_text"
        seconds.append(time.process_time() - start)

    assert min(seconds) < 0.05


@pytest.mark.parametrize("letters", ['"', '" ', '"a ', "“", "a:", "|", '|"', "a=“ "])
def test_the_longest_command_is_read_at_once(letters: str) -> None:
    text = (letters * MAX_TEXT)[:MAX_TEXT]

    assert min(timeit.repeat(lambda: split(text), number=1, repeat=3)) < 0.05


@given(st.text(max_size=300))
def test_splitting_never_fails(text: str) -> None:
    for step in split(text):
        for word in step:
            assert word.raw or word.quoted


@given(
    st.text(max_size=60).map(lambda text: "/" + text)
    | st.from_regex(r"/(blur|resize|filter|do) .{0,60}", fullmatch=True)
)
@settings(max_examples=300)
def test_a_pipeline_is_read_or_refused_with_a_reason(text: str) -> None:
    with suppress(HandlerError):
        assert read_pipeline(text, CATALOG)


values = st.text(st.characters(codec="utf-8", exclude_characters='"“”„', exclude_categories=("Cc", "Cs")), max_size=40)


@given(st.dictionaries(st.sampled_from(["radius", "kind", "region"]), values))
def test_what_is_written_reads_back(given: dict[str, object]) -> None:
    (step,) = split(write(CATALOG["blur"], given))

    assert read(step[1:], CATALOG["blur"].params) == given


def hostile() -> list[str]:
    if not COMMANDS.exists():
        return []
    lines = COMMANDS.read_text(encoding="utf-8").splitlines()
    return [line.encode("latin-1", "backslashreplace").decode("unicode_escape") for line in lines]


@pytest.mark.skipif(not COMMANDS.exists(), reason="no hostile commands: set DARKROOM_TEST_DATA")
@pytest.mark.parametrize("text", hostile(), ids=range(len(hostile())))
async def test_hostile_commands_are_answered(house: House, text: str, caplog: pytest.LogCaptureFixture) -> None:
    reply = await house.ask(text)

    assert reply.text
    assert reply.error != "unexpected"
    assert caplog.records == []
