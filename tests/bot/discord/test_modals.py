"""Forms are made from the parameters of every tool, within Discord's limits, and read back as a step."""

from dataclasses import replace
from typing import Any

import discord
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.discord.buttons import FORM, QUESTION, Pressed, press_button
from bot.discord.limits import CUSTOM_ID, MODAL_PARTS
from bot.discord.modals import form_of, read_form
from handlers.panel_values import is_fine
from handlers.pipeline import bind, read_step, write
from handlers.reply import Button
from handlers.texts import Texts
from tools.catalog import load_catalog
from tools.tool import Tool

CATALOG, TEXTS = load_catalog(), Texts()
TOKEN = "A" * 22
OWNER = "123456789012345678"


WORDS = ("type", "component", "components", "custom_id", "value", "values", "attachments", "radius", "picture")


class House:
    """The two of the services that a form is made with."""

    catalog, texts = CATALOG, TEXTS


def opened(tool: Tool[..., Any], given: dict[str, object], language: str = "en") -> discord.ui.Modal:
    modal = form_of(Pressed(FORM, OWNER, TOKEN, write(tool, given)), House, language)  # type: ignore[arg-type]
    assert modal is not None
    return modal


def sent(modal: discord.ui.Modal, **changes: Any) -> dict[str, Any]:
    """Return a form as Discord sends it, filled in as it was opened but for the changes."""
    parts = []
    for part in modal.to_dict()["components"]:
        inner = part["component"]
        name = inner["custom_id"]
        value = changes.get(name, _standing(inner))
        many = inner["type"] in (3, 19)
        answer = {"values": ([value] if value else []) if inner["type"] == 3 else []} if many else {"value": value}
        parts.append({"type": 18, "component": {"type": inner["type"], "custom_id": name, **answer}})
    return {"custom_id": modal.custom_id, "components": parts}


def _standing(part: dict[str, Any]) -> Any:
    if part["type"] == 23:
        return bool(part.get("default"))
    if options := part.get("options"):
        return next((option["value"] for option in options if option.get("default")), None)
    return part.get("value") or ""


@pytest.mark.parametrize("language", TEXTS.locales)
@pytest.mark.parametrize("name", CATALOG)
def test_every_tool_has_a_form_that_keeps_to_the_limits(name: str, language: str) -> None:
    for values in ({}, *CATALOG[name].examples):
        form = opened(CATALOG[name], dict(values), language).to_dict()
        assert 1 <= len(form["components"]) <= 5
        assert len(form["title"]) <= 45
        assert len(form["custom_id"]) <= 100
        for part in form["components"]:
            assert len(part["label"]) <= 45
            assert len(part.get("description", "")) <= 100
            assert len(part["component"].get("placeholder") or "") <= 100


@pytest.mark.parametrize("name", CATALOG)
def test_a_form_that_is_sent_as_it_was_opened_changes_nothing(name: str) -> None:
    tool = CATALOG[name]
    texts = {param.name for param in tool.params if param.is_text}
    plain = [{key: value for key, value in example.items() if key not in texts} for example in ({}, *tool.examples)]
    shown = [values for values in plain if len(values) <= MODAL_PARTS and is_fine(tool, values)]
    assert shown or texts, "no form of this tool is sent as it was opened"
    for values in shown:
        filled = read_form(sent(opened(tool, dict(values))), CATALOG)
        assert filled is not None
        read, given_ = read_step(filled.words, CATALOG)
        assert read is tool
        assert bind(tool, {key: value for key, value in given_.items() if value != ""}) == bind(tool, values)


def test_choices_are_radio_buttons_or_a_menu_truths_are_ticked_and_the_rest_is_typed() -> None:
    kinds = {part["label"]: part["component"]["type"] for part in opened(CATALOG["rotate"], {}).to_dict()["components"]}
    assert set(kinds.values()) == {4, 19, 23}
    blur = [part["component"]["type"] for part in opened(CATALOG["blur"], {}).to_dict()["components"]]
    assert 21 in blur
    looks = [part["component"]["type"] for part in opened(CATALOG["filter"], {"name": "sepia"}).to_dict()["components"]]
    assert 3 in looks


def test_a_tool_with_more_values_than_a_form_takes_asks_for_those_that_were_given_first() -> None:
    form = opened(CATALOG["resize"], {"fit": "cover", "bg": "red", "width": "10", "height": "10", "filter": "nearest"})
    names = [part["component"]["custom_id"] for part in form.to_dict()["components"]]
    assert set(names) == {"fit", "bg", "width", "height", "filter"}


@given(st.text(max_size=60), st.integers(min_value=0, max_value=2**63), st.sampled_from("rtxaqc"))
def test_what_a_custom_id_says_is_read_back(rest: str, owner: int, kind: str) -> None:
    token = "" if kind == "c" else TOKEN
    pressed = Pressed(kind, str(owner) if owner else "", token, rest)
    written = f"{kind}:{_letters(owner)}:{rest}" if kind == "c" else pressed.write()
    if len(written) < CUSTOM_ID:
        assert Pressed.read(written) == pressed


def _letters(number: int) -> str:
    digits, letters = "0123456789abcdefghijklmnopqrstuvwxyz", ""
    while number:
        number, digit = divmod(number, 36)
        letters = digits[digit] + letters
    return letters


@given(st.text(max_size=120))
def test_any_custom_id_is_read_or_refused(text: str) -> None:
    pressed = Pressed.read(text)
    assert pressed is None or pressed.kind in "rtxaqc"


NONSENSE = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(WORDS), inner, max_size=4),
    max_leaves=12,
)


@given(st.dictionaries(st.sampled_from(["components", "resolved"]), NONSENSE), st.text(max_size=60))
def test_a_form_that_is_none_of_ours_is_left_alone(data: dict[str, Any], custom_id: str) -> None:
    for name in (custom_id, f"r:1:{TOKEN}:blur", f"a:1:{TOKEN}:nothing", "a:1:short:blur", "a", ""):
        assert read_form({**data, "custom_id": name}, CATALOG) is None


def test_a_step_that_is_too_long_for_a_custom_id_begins_with_the_defaults() -> None:
    button = Button("Adjust …", TOKEN, "adjust", {"step": f'placeholder text:"{"x" * 90}"'})
    shown = press_button(button, OWNER, CATALOG)
    assert shown is not None
    pressed = Pressed.read(shown.custom_id)
    assert pressed is not None
    assert pressed.rest == "placeholder"
    assert replace(pressed, kind=QUESTION).write("placeholder:text").endswith("placeholder:text")


def test_what_is_written_in_a_picture_stands_in_no_custom_id() -> None:
    button = Button("Adjust …", TOKEN, "adjust", {"step": "placeholder text:secret size:60x40"})
    shown = press_button(button, OWNER, CATALOG)
    assert shown is not None
    assert "secret" not in shown.custom_id
