"""Parameters are read from a signature, and what users write is read as they mean it, or refused with what would do."""

from typing import Annotated, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools.errors import BadValue
from tools.params import AlsoWritten, Between, Choices, Param, TextLength, Unit, json_value, read_params
from tools.values import WHITE, ByteSize, Colour, Dimensions

PIXELS = Param("width", int, "Width.", 5, Between(1, 100), unit="px")
AMOUNT = Param("amount", float, "How much.", 1.0, Between(-2.5, 2.5))
SURE = Param("sure", bool, "Really.", False)
WORDS = Param("words", str, "What to write.", text_length=TextLength(1, 5))
KIND = Param("kind", str, "Which.", "a", choices=("a", "b"))
AXIS = Param("axis", str, "Which way.", "h", choices=("h", "v"), also_written=(("vertical", "v"),))


def refusal(param: Param, given_value: object) -> dict[str, object]:
    with pytest.raises(BadValue) as refused:
        param.parse(given_value)
    assert refused.value.facts["name"] == param.name
    return refused.value.facts


def test_a_signature_says_it_all() -> None:
    def draw(
        canvas: object,
        width: Annotated[int | None, Between(1, 9), Unit("px"), "How wide."] = None,
        kind: Annotated[Literal["x", "y"], "Which kind."] = "x",
        look: Annotated[str, Choices(("p", "q")), AlsoWritten((("queue", "q"),)), "Which look."] = "p",
        text: Annotated[str, TextLength(0, 7), "What to write."] = "",
        colour: Annotated[Colour, "Which colour."] = WHITE,
    ) -> None: ...

    assert read_params(draw, skip=1) == (
        Param("width", int, "How wide.", None, Between(1, 9), unit="px"),
        Param("kind", str, "Which kind.", "x", choices=("x", "y")),
        Param("look", str, "Which look.", "p", choices=("p", "q"), also_written=(("queue", "q"),)),
        Param("text", str, "What to write.", "", text_length=TextLength(0, 7)),
        Param("colour", Colour, "Which colour.", WHITE),
    )


@pytest.mark.parametrize(("written", "value"), [("7", 7), (" 7 ", 7), ("7px", 7), ("7 px", 7), ("7.0", 7), (7, 7)])
def test_numbers_may_bear_their_unit(written: object, value: int) -> None:
    assert PIXELS.parse(written) == value


@pytest.mark.parametrize("written", ["v", "V", " v ", "vertical", "Vertical"])
def test_a_choice_is_known_in_any_case_and_by_its_other_words(written: str) -> None:
    assert AXIS.parse(written) == "v"


@pytest.mark.parametrize("written", ["50%", "x", "", "7.5", "1e1", "nan", "inf", "٧", "1_0", "0x9", "--7", "7pxpx"])
def test_what_is_no_such_number_is_refused_with_the_range(written: str) -> None:
    assert refusal(PIXELS, written)["expected"] == "1 to 100px"


@pytest.mark.parametrize(("written", "nearest"), [("0", 1), ("500px", 100), (-3, 1)])
def test_outside_the_range_the_nearest_is_named(written: object, nearest: int) -> None:
    assert refusal(PIXELS, written)["nearest"] == nearest


def test_a_number_without_a_unit_takes_any_sign() -> None:
    assert AMOUNT.parse("2%") == AMOUNT.parse("2px") == AMOUNT.parse("+2") == 2


def test_yes_and_no_in_several_words() -> None:
    assert [SURE.parse(word) for word in ("yes", "ON", "true", "1", True)] == [True] * 5
    assert [SURE.parse(word) for word in ("no", "Off", "false", "0", False)] == [False] * 5
    assert refusal(SURE, "perhaps")["expected"] == "yes | no"


def test_true_is_no_number() -> None:
    refusal(PIXELS, True)


def test_words_are_kept_as_they_are_and_counted() -> None:
    assert WORDS.parse(" a b ") == " a b "
    assert refusal(WORDS, "")["expected"] == refusal(WORDS, "123456")["expected"] == "1 to 5 characters"


def test_a_choice_is_one_of_the_choices() -> None:
    assert KIND.parse("b") == "b"
    assert refusal(KIND, "c")["expected"] == "a | b"


def test_ranges_are_written_as_the_value_is() -> None:
    size = Param("size", Dimensions, "Size.", between=Between(1, 4000))
    target = Param("target", ByteSize, "Target.", between=Between(10_000, 20_000_000))

    assert refusal(size, "5000x3")["expected"] == "1x1 to 4000x4000"
    assert refusal(target, "1KB") | {"name": "target"} == {
        "name": "target",
        "expected": "10KB to 20MB",
        "nearest": 10_000,
    }


def test_nothing_stays_nothing_where_that_is_the_default() -> None:
    assert Param("width", int, "Width.", None, Between(1, 9)).parse(None) is None
    refusal(PIXELS, None)


@given(
    st.sampled_from([PIXELS, AMOUNT, SURE, WORDS, KIND]), st.text(max_size=30) | st.integers() | st.floats() | st.none()
)
def test_anything_is_read_within_the_limits_or_refused(param: Param, given_value: object) -> None:
    try:
        value = param.parse(given_value)
    except BadValue:
        return
    assert type(value) is param.kind
    if param.between and isinstance(value, int | float):
        assert param.between.low <= value <= param.between.high


@given(st.integers(1, 100))
def test_what_is_described_can_be_read_back(number: int) -> None:
    assert PIXELS.parse(json_value(number)) == number
    assert PIXELS.parse(str(number)) == number


def test_a_description_is_plain_json() -> None:
    described = Param("bg", Colour, "Ground.", Colour(255, 0, 0)).describe()

    assert (described["type"], described["default"], described["required"]) == ("colour", "#ff0000", False)
    assert PIXELS.describe() | {"min": 1, "max": 100, "unit": "px", "type": "int"} == PIXELS.describe()
