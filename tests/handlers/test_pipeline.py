"""A pipeline is checked as a whole before anything runs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.errors import BadPipeline, TooManySteps, UnknownCommand, UnknownValue, WrongValue
from handlers.pipeline import (
    MAX_STEPS,
    MOST_CHAINED,
    ORIGINAL,
    bind,
    check_several,
    named,
    needs_picture,
    read_chain,
    read_pipeline,
    read_step,
    takes_all_at_once,
    typed,
    write,
    write_chain,
)
from tools.catalog import load_catalog

CATALOG = load_catalog()


def test_slashes_and_aliases_are_welcome() -> None:
    steps = read_pipeline("/scale width:512 | /mirror | blur 4", CATALOG)

    assert [step.tool for step in steps] == ["resize", "flip", "blur"]


def test_eight_steps_are_the_most() -> None:
    assert len(read_pipeline(" | ".join(["flip"] * MAX_STEPS), CATALOG)) == MAX_STEPS
    with pytest.raises(TooManySteps):
        read_pipeline(" | ".join(["flip"] * (MAX_STEPS + 1)), CATALOG)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("flip | placeholder 600x400", "first"),
        ("info | flip", "alone"),
        ("flip | info", "alone"),
        ("flip | | blur", "empty"),
        ("flip |", "empty"),
        ("", "empty"),
    ],
)
def test_steps_that_cannot_follow_one_another_are_refused(text: str, reason: str) -> None:
    with pytest.raises(BadPipeline) as caught:
        read_pipeline(text, CATALOG)

    assert caught.value.facts["reason"] == reason


def test_an_unknown_tool_is_told_with_its_neighbour() -> None:
    with pytest.raises(UnknownCommand) as caught:
        read_pipeline("flip | blurr 4", CATALOG)

    assert caught.value.facts == {"name": "blurr", "nearest": "blur"}


def test_a_value_out_of_range_offers_the_whole_pipeline_mended() -> None:
    with pytest.raises(WrongValue) as caught:
        read_pipeline("resize 64 | blur 900 kind:motion", CATALOG)

    command, given = caught.value.retry
    assert command == "do"
    assert [step.given for step in read_pipeline(str(given["pipeline"]), CATALOG)] == [
        step.given for step in read_pipeline("resize 64 | blur 100 motion", CATALOG)
    ]


@pytest.mark.parametrize(("typed", "offered"), [("moton", "motion"), ("gausian", "gaussian"), ("purple", None)])
def test_a_slip_in_a_choice_offers_the_likely_one(typed: str, offered: str | None) -> None:
    with pytest.raises(WrongValue) as caught:
        read_pipeline(f"blur 4 {typed}", CATALOG)

    assert caught.value.nearest == offered


def test_a_step_that_joins_several_pictures_must_come_first() -> None:
    check_several(read_pipeline("gif | flip", CATALOG), CATALOG)
    with pytest.raises(BadPipeline):
        check_several(read_pipeline("flip | gif", CATALOG), CATALOG)


def test_a_form_may_not_send_what_the_tool_does_not_take() -> None:
    with pytest.raises(UnknownValue):
        bind(CATALOG["blur"], {"colour": "red"})


@pytest.mark.parametrize(
    ("text", "needs", "at_once"),
    [("placeholder", False, False), ("blur", True, False), ("resize 9 | gif", True, False), ("gif", True, True)],
)
def test_steps_say_what_they_are_given(text: str, needs: bool, at_once: bool) -> None:
    steps = read_pipeline(text, CATALOG)

    assert needs_picture(steps, CATALOG) is needs
    assert takes_all_at_once(steps, CATALOG) is at_once


CHAINS = (
    "",
    "blur",
    "resize width:800 height:600 fit:pad bg:#ff880080 | blur radius:2.5 region:0,0,50%,50%",
    "rotate angle:33 expand:no | filter name:sepia strength:40 | convert to:webp",
    "compress target:300KB",
    "sharpen amount:0.00001",
    "gif fps:12.5 order:pingpong dither:no",
)


@pytest.mark.parametrize("text", CHAINS)
def test_a_chain_is_written_as_it_would_be_typed(text: str) -> None:
    assert write_chain(read_chain(text, CATALOG), CATALOG) == text


@pytest.mark.parametrize("name", CATALOG)
def test_every_example_survives_being_written(name: str) -> None:
    for example in CATALOG[name].examples:
        steps = read_pipeline(write(CATALOG[name], example), CATALOG)
        assert read_chain(write_chain(steps, CATALOG), CATALOG) == steps


@given(st.text(st.characters(codec="utf-8", exclude_characters='"”'), max_size=100))
def test_any_words_survive_being_written(words: str) -> None:
    tool, given = read_step(write(CATALOG["placeholder"], {"text": words}), CATALOG)

    assert (tool.name, given) == ("placeholder", {"text": words})


@given(st.text(max_size=100))
def test_no_words_break_out_of_their_value(words: str) -> None:
    tool, given = read_step(write(CATALOG["placeholder"], {"text": words}), CATALOG)

    assert (tool.name, list(given)) == ("placeholder", ["text"])


def test_quotes_of_one_kind_are_kept_by_the_other() -> None:
    for words in ('say "hi"', "say ”hi”", "“", '"'):
        assert read_step(write(CATALOG["placeholder"], {"text": words}), CATALOG)[1] == {"text": words}


def test_a_chain_may_be_longer_than_what_is_typed_and_has_an_end() -> None:
    assert len(read_chain(" | ".join(["flip"] * MOST_CHAINED), CATALOG)) == MOST_CHAINED
    with pytest.raises(TooManySteps):
        read_chain(" | ".join(["flip"] * (MOST_CHAINED + 1)), CATALOG)


def test_no_steps_give_a_picture_back_under_a_name_that_no_tool_has() -> None:
    assert needs_picture((), CATALOG)
    assert not takes_all_at_once((), CATALOG)
    assert named(()) == (ORIGINAL,)
    assert CATALOG.find(ORIGINAL) is None


@pytest.mark.parametrize(
    ("value", "words"), [(100.0, "100"), (2.5, "2.5"), (0.00001, "0.00001"), (-0.5, "-0.5"), (True, "yes"), (3, "3")]
)
def test_a_value_is_written_as_a_person_would(value: object, words: str) -> None:
    assert typed(value) == words
