"""A tool is read from its function, checks what it is given and crosses to a worker by name."""

import pickle
from typing import Annotated

import pytest
from PIL import Image

from tools.errors import BadValue
from tools.image.blur import blur
from tools.media import Picture, Source
from tools.params import Between
from tools.tool import Cost, Takes, tool


@tool(aliases=("shrink",), cost=Cost.HEAVY)
def squeeze(
    image: Image.Image,
    amount: Annotated[int, Between(1, 9), "How much."],
    gently: Annotated[bool, "Slowly or not."] = True,
) -> Image.Image:
    """Squeeze a picture.

    The second paragraph is for those
    who ask for help.
    """
    return image.reduce(amount)


def test_the_docstring_is_summary_and_details() -> None:
    assert squeeze.summary == "Squeeze a picture."
    assert squeeze.details == "The second paragraph is for those\nwho ask for help."


def test_the_decorator_and_the_signature_say_the_rest() -> None:
    assert (squeeze.name, squeeze.aliases, squeeze.cost) == ("squeeze", ("shrink",), Cost.HEAVY)
    assert [param.name for param in squeeze.params] == ["amount", "gently"]


def test_the_first_argument_says_what_it_takes() -> None:
    @tool()
    def of_frame(image: Image.Image) -> None: ...

    @tool()
    def of_picture(picture: Picture) -> None: ...

    @tool()
    def of_pictures(pictures: list[Picture]) -> None: ...

    @tool()
    def of_source(source: Source) -> None: ...

    @tool()
    def of_nothing(size: Annotated[int, "Size."] = 1) -> None: ...

    @tool()
    def bare() -> None: ...

    takes = [each.takes for each in (of_frame, of_picture, of_pictures, of_source, of_nothing, bare)]
    assert takes == [Takes.FRAME, Takes.PICTURE, Takes.PICTURES, Takes.SOURCE, Takes.NOTHING, Takes.NOTHING]
    assert [len(each.params) for each in (of_frame, of_nothing, bare)] == [0, 1, 0]


def test_it_is_still_the_function() -> None:
    assert squeeze(Image.new("RGB", (40, 20)), 4).size == (10, 5)


def test_binding_reads_values_and_fills_in_defaults() -> None:
    assert squeeze.bind({"amount": "4"}) == {"amount": 4, "gently": True}
    assert squeeze.bind({"amount": 4, "gently": "no"}) == {"amount": 4, "gently": False}


@pytest.mark.parametrize(
    ("given", "blamed"), [({}, "amount"), ({"amount": "10"}, "amount"), ({"amount": 1, "speed": 2}, "speed")]
)
def test_binding_refuses_what_is_missing_wrong_or_unknown(given: dict[str, object], blamed: str) -> None:
    with pytest.raises(BadValue) as refused:
        squeeze.bind(given)

    assert refused.value.facts["name"] == blamed


def test_a_description_is_all_that_a_front_end_needs() -> None:
    described = squeeze.describe()

    assert described["takes"] == "frame"
    assert described["params"] == [param.describe() for param in squeeze.params]


def test_it_crosses_to_another_process_by_name() -> None:
    assert pickle.loads(pickle.dumps(blur)) is blur  # noqa: S301 - our own bytes
