"""What holds for every tool, so that adding one needs no list to be kept."""

import inspect
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import discord
import pytest
from discord import app_commands
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from PIL import Image

from tools.catalog import load_catalog
from tools.errors import BadValue, ToolError
from tools.formats import WRITTEN
from tools.media import Output, Picture, Report, Source
from tools.params import Param
from tools.tool import Takes, Tool
from tools.values import Box, ByteSize, Colour, Dimensions

ROOT = Path(__file__).parents[2]
TOOLS = load_catalog()
AnyTool = Tool[..., Any]

every_tool = pytest.mark.parametrize("tool", TOOLS.values(), ids=TOOLS.keys())
every_frame_tool = pytest.mark.parametrize(
    "tool", [tool for tool in TOOLS.values() if tool.takes is Takes.FRAME], ids=lambda tool: tool.name
)


@every_tool
def test_telegram_takes_the_names(tool: AnyTool) -> None:
    for name in (tool.name, *tool.aliases):
        assert re.fullmatch(r"[a-z][a-z0-9_]{0,31}", name)


@every_tool
def test_discord_takes_the_command(tool: AnyTool) -> None:
    payload = _slash_command(tool).to_dict(app_commands.CommandTree(discord.Client(intents=discord.Intents.none())))

    assert 1 <= len(payload["description"]) <= 100
    assert len(payload["options"]) <= 25
    for option in payload["options"]:
        assert 1 <= len(option["description"]) <= 100
        assert len(option.get("choices", [])) <= 25


@every_tool
def test_says_in_a_sentence_what_it_does_and_what_each_parameter_is_for(tool: AnyTool) -> None:
    for sentence in (tool.summary, *(param.help for param in tool.params)):
        assert 1 <= len(sentence) <= 100
        assert sentence.endswith(".")
    assert tool.details


@every_tool
def test_defaults_lie_within_their_limits(tool: AnyTool) -> None:
    for param in tool.params:
        if not param.required:
            assert param.parse(param.default) == param.default
            described = param.describe()["default"]
            assert described is None or param.parse(str(described)) == param.default


def test_no_name_or_alias_is_taken_twice() -> None:
    words = [word for tool in TOOLS.values() for word in (tool.name, *tool.aliases)]

    assert len(words) == len(set(words))
    assert all(TOOLS.find(word) for word in words)
    assert TOOLS.find("no_such_tool") is None


@every_tool
def test_has_a_test_of_its_own(tool: AnyTool) -> None:
    shelf = tool.function.__module__.replace(".", "/").rpartition("/")[0]

    assert (ROOT / "tests" / shelf / f"test_{tool.name}.py").exists()


@every_tool
def test_stands_in_the_folder_of_its_category(tool: AnyTool) -> None:
    assert tool.category == Path(inspect.getfile(tool.function)).parent.name


@every_frame_tool
@pytest.mark.parametrize("mode", ["RGB", "RGBA"])
@pytest.mark.parametrize("size", [(1, 1), (1, 50), (33, 17)])
def test_any_picture_will_do_and_is_left_as_it_was(tool: AnyTool, size: tuple[int, int], mode: str) -> None:
    before = _speckled(mode, size)
    kept = before.tobytes()

    after = tool(before, **tool.bind(_least(tool)))

    assert after.mode in ("RGB", "RGBA")
    assert after is not before
    assert before.tobytes() == kept


@every_frame_tool
def test_an_opaque_picture_stays_opaque_and_a_cut_out_one_cut_out(tool: AnyTool) -> None:
    cut_out = Image.new("RGBA", (40, 40), (255, 0, 0, 0))
    cut_out.paste((0, 90, 200, 255), (10, 10, 30, 30))

    changed = tool(cut_out, **tool.bind(_least(tool)))

    clearest, densest = changed.getchannel("A").getextrema()
    assert clearest == 0
    assert densest > 240
    assert tool(Image.new("RGB", (40, 40), "teal"), **tool.bind(_least(tool))).mode == "RGB"


@every_frame_tool
def test_the_colour_of_invisible_pixels_is_never_seen(tool: AnyTool) -> None:
    hidden_red, hidden_green = (_grey_square_on(colour) for colour in ((255, 0, 0, 0), (0, 255, 0, 0)))
    given = tool.bind(_least(tool) | ({"angle": 30} if tool.name == "rotate" else {}))

    results = [_on_grey(tool(image, **given)) for image in (hidden_red, hidden_green)]

    assert results[0].tobytes() == results[1].tobytes()


@every_tool
@pytest.mark.parametrize("size", [(1, 1), (9, 4)])
def test_the_ends_of_every_range_make_a_picture_or_a_plain_refusal(tool: AnyTool, size: tuple[int, int]) -> None:
    for param in tool.params:
        for extreme in _extremes(param):
            _attempt(tool, {**_least(tool), param.name: extreme}, size)


@every_tool
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data(), mode=st.sampled_from(["RGB", "RGBA"]), size=st.tuples(st.integers(1, 24), st.integers(1, 24)))
def test_any_mixture_of_values_makes_a_picture_or_a_plain_refusal(
    tool: AnyTool, data: st.DataObject, mode: str, size: tuple[int, int]
) -> None:
    given_values = {param.name: data.draw(_values(param), param.name) for param in tool.params}
    # A tenfold side is as good a test as one of 8192 pixels, and a thousand times as fast.
    assume(all(not isinstance(value, int) or abs(value) <= 1024 for value in given_values.values()))

    _attempt(tool, {name: value for name, value in given_values.items() if value is not None}, size, mode)


@every_tool
def test_unknown_parameters_are_refused_with_the_known_ones(tool: AnyTool) -> None:
    with pytest.raises(BadValue) as refused:
        tool.bind({"no_such_parameter": 1})

    assert all(param.name in str(refused.value.facts["expected"]) for param in tool.params)


def test_formats_to_choose_are_formats_that_are_written() -> None:
    for tool in TOOLS.values():
        for param in tool.params:
            if param.name in ("to", "format"):
                assert set(param.choices) <= set(WRITTEN)


def _slash_command(tool: AnyTool) -> "app_commands.Command[Any, ..., Any]":
    """Build the command that the Discord chat registers, from nothing but the tool's own words."""

    async def run(interaction: discord.Interaction, **values: object) -> None:
        """Stand in for the real run; this only builds the command."""

    kinds: dict[type, type] = {int: int, float: float, bool: bool}
    ordered = sorted(tool.params, key=lambda param: not param.required)
    parameters = [
        inspect.Parameter("interaction", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=discord.Interaction)
    ]
    for param in ordered:
        kind = kinds.get(param.kind, str)
        default = inspect.Parameter.empty if param.required else None
        parameters.append(
            inspect.Parameter(param.name, inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=kind, default=default)
        )
    run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]  # discord.py reads it
    run = app_commands.describe(**{param.name: param.help for param in ordered})(run)
    run = app_commands.choices(
        **{
            param.name: [app_commands.Choice(name=word, value=word) for word in param.choices]
            for param in ordered
            if param.choices
        }
    )(run)
    return app_commands.Command(name=tool.name, description=tool.summary, callback=run)


def _least(tool: AnyTool) -> dict[str, object]:
    """Return what must be given, and what makes a tool without it refuse."""
    least = {param.name: param.choices[0] for param in tool.params if param.required}
    return least | ({"width": 20} if tool.name == "resize" else {})


def _attempt(tool: AnyTool, given: dict[str, object], size: tuple[int, int], mode: str = "RGB") -> None:
    try:
        made = _call(tool, tool.bind(given), _speckled(mode, size))
    except ToolError:
        return
    if isinstance(made, Report):
        assert made.facts
        return
    for image in _images(made):
        assert image.mode in ("RGB", "RGBA")
        assert min(image.size) >= 1


def _call(tool: AnyTool, bound: dict[str, Any], image: Image.Image) -> Any:
    match tool.takes:
        case Takes.FRAME:
            return tool(image, **bound)
        case Takes.PICTURE:
            return tool(Picture.still(image), **bound)
        case Takes.PICTURES:
            return tool([Picture.still(image), Picture.still(image.rotate(90, expand=True))], **bound)
        case Takes.SOURCE:
            return tool(Source("png", 900, image.width, image.height), **bound)
        case Takes.NOTHING:
            return tool(**bound)


def _images(made: Image.Image | Picture | Output) -> Iterator[Image.Image]:
    if isinstance(made, Image.Image):
        yield made
        return
    picture = made.picture if isinstance(made, Output) else made
    for frame in picture:
        assert frame.image.size == (picture.width, picture.height)
        yield frame.image


def _extremes(param: Param) -> list[object]:
    if param.choices:
        return list(param.choices)
    if param.between and param.kind is Dimensions:
        return [f"{param.between.low:g}x{param.between.low:g}", f"{param.between.high:g}x{param.between.low:g}"]
    if param.between:
        return [param.kind(param.between.low), param.kind(param.between.high)]
    if param.text_length:
        return ["x" * param.text_length.low, "x" * param.text_length.high]
    samples: dict[type, list[object]] = {
        bool: [True, False],
        Colour: ["transparent", "white", "#1234"],
        Box: ["0,0,100%,100%", "0,0,1,1", "-5,-5,500,500", "100%,0,1,1"],
    }
    return samples[param.kind]


def _values(param: Param) -> st.SearchStrategy[object]:
    if param.choices:
        return st.sampled_from(param.choices)
    between = param.between
    values: st.SearchStrategy[object]
    if param.kind in (int, ByteSize) and between:
        values = st.integers(int(between.low), min(int(between.high), 20_000))
    elif param.kind is float and between:
        values = st.floats(between.low, between.high).map(lambda number: round(number, 3)).filter(bool)
    elif param.kind is Dimensions:
        values = st.tuples(st.integers(1, 60), st.integers(1, 60)).map(lambda sides: f"{sides[0]}x{sides[1]}")
    elif param.kind is Box:
        part = st.integers(0, 30).map(str) | st.integers(0, 100).map(lambda number: f"{number}%")
        values = st.lists(part, min_size=4, max_size=4).map(",".join)
    elif param.kind is Colour:
        values = st.tuples(*[st.integers(0, 255)] * 4).map(lambda parts: str(Colour(*parts)))
    elif param.kind is bool:
        values = st.booleans()
    else:
        values = st.text(max_size=40)
    return values if param.required else st.none() | values


def _speckled(mode: str, size: tuple[int, int]) -> Image.Image:
    """Return a picture in which every pixel differs from its neighbours."""
    channels = [Image.linear_gradient("L").resize(size).rotate(90 * turn).resize(size) for turn in range(len(mode))]
    return Image.merge(mode, channels)


def _on_grey(image: Image.Image) -> Image.Image:
    return Image.alpha_composite(Image.new("RGBA", image.size, "gray"), image.convert("RGBA"))


def _grey_square_on(colour: tuple[int, int, int, int]) -> Image.Image:
    image = Image.new("RGBA", (40, 40), colour)
    image.paste((130, 130, 130, 255), (10, 10, 30, 30))
    return image
