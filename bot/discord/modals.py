"""Forms: what can be set of a tool, or one value of it. Made from the parameters, and read back as a typed step.

A form's custom id says what its answer is for, so that one which was opened before a restart is answered after it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import discord

from bot.discord.buttons import FORM, QUESTION, Pressed
from bot.discord.limits import DESCRIPTION, LABEL, MODAL_PARTS, MODAL_TITLE, OPTIONS, RADIOS
from bot.discord.options import MOST_PICTURES
from bot.discord.pictures import pictures_of
from handlers.errors import HandlerError
from handlers.pipeline import read_step, typed, write
from handlers.request import AttachmentRef
from handlers.services import Services
from handlers.words import button_label_of, help_of, label_of, range_of
from tools.catalog import Catalog
from tools.params import Param
from tools.tool import Takes, Tool

_PICTURE = "picture"
_ANSWER = "answer"
_LONGEST_TEXT = 4000
_LEAST_RADIOS = 2

Item = discord.ui.Item[Any]


@dataclass(frozen=True, slots=True)
class Filled:
    """What a form that was sent says: the button that it belongs to, the words, and a picture where one was given."""

    pressed: Pressed
    words: str
    pictures: tuple[AttachmentRef, ...]


def form_of(pressed: Pressed, services: Services, language: str) -> discord.ui.Modal | None:
    """Return the form that a press opens; None where what it is for is no more."""
    if pressed.kind == QUESTION:
        return _question(pressed, services, language)
    try:
        tool, given = read_step(pressed.rest, services.catalog)
    except HandlerError:
        return None
    form = _Form(services, language, tool, given)
    return _modal(button_label_of(services.texts, language, tool), pressed.write(tool.name), form.parts())


def read_form(data: Mapping[str, Any], catalog: Catalog) -> Filled | None:
    """Return what a form says that was sent; None for one that is none of ours."""
    pressed = Pressed.read(str(data.get("custom_id", "")))
    tool = catalog.find(pressed.rest.partition(":")[0]) if pressed else None
    if pressed is None or tool is None or pressed.kind not in (FORM, QUESTION):
        return None
    answers = dict(_answers(data.get("components") or ()))
    known = (data.get("resolved") or {}).get("attachments") or {}
    picked: Sequence[str] = answers.pop(_PICTURE, None) or ()
    pictures = pictures_of(known[each] for each in picked if each in known)
    if pressed.kind == QUESTION:
        return Filled(pressed, str(answers.get(_ANSWER) or ""), pictures)
    names = {param.name for param in tool.params}
    values = {name: "" if value is None else value for name, value in answers.items() if name in names}
    return Filled(pressed, write(tool, values), pictures)


def _answers(components: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, Any]]:
    """Yield what was filled in by its custom id: a text, a truth, one chosen word, or the ids of files."""
    for label in components:
        part = label.get("component") or {}
        name, values = str(part.get("custom_id", "")), part.get("values")
        if name == _PICTURE:
            yield name, values or ()
        elif values is not None:
            yield name, values[0] if values else None
        else:
            yield name, part.get("value")


def _question(pressed: Pressed, services: Services, language: str) -> discord.ui.Modal | None:
    """Return a form of one text field: what panels cannot offer as buttons is typed."""
    name, _, wanted = pressed.rest.partition(":")
    tool = services.catalog.find(name)
    param = next((each for each in tool.params if each.name == wanted), None) if tool else None
    if tool is None or param is None:
        return None
    form = _Form(services, language, tool, {})
    return _modal(button_label_of(services.texts, language, tool), pressed.write(), [form.labelled(param, _ANSWER)])


def _modal(title: str, custom_id: str, parts: Sequence[Item]) -> discord.ui.Modal:
    modal = discord.ui.Modal(title=title[:MODAL_TITLE], custom_id=custom_id)
    for part in parts:
        modal.add_item(part)
    modal.stop()  # it is not remembered: its answer is found by its custom id, also after a restart
    return modal


class _Form:
    """The parts of a tool's form in one language, filled with the values that were given."""

    def __init__(self, services: Services, language: str, tool: Tool[..., Any], given: Mapping[str, object]) -> None:
        self._texts = services.texts
        self._say = services.texts.say
        self._language = language
        self._tool = tool
        self._given = given

    def parts(self) -> list[Item]:
        """Return a part for each parameter; where they are too many, those that were given come first."""
        params = self._tool.params
        kept = sorted(params, key=lambda param: (param.name not in self._given, params.index(param)))[:MODAL_PARTS]
        parts = [self.labelled(param, param.name) for param in params if param in kept]
        if len(parts) < MODAL_PARTS and self._tool.takes is not Takes.NOTHING:
            parts.append(self._picture())
        return parts

    def labelled(self, param: Param, custom_id: str) -> Item:
        """Return one parameter with its name and help."""
        help = help_of(self._texts, self._language, self._tool, param)
        label = label_of(self._texts, self._language, param)
        part = self._text(param, custom_id) if custom_id == _ANSWER else self._part(param)
        return discord.ui.Label(text=label[:LABEL], description=help[:DESCRIPTION], component=part)

    def _picture(self) -> Item:
        most = MOST_PICTURES if self._tool.takes is Takes.PICTURES else 1
        upload: Item = discord.ui.FileUpload(custom_id=_PICTURE, required=False, min_values=0, max_values=most)
        label = self._say(self._language, "discord-form-picture")
        return discord.ui.Label(
            text=label[:LABEL],
            description=self._say(self._language, "discord-form-picture-help")[:DESCRIPTION],
            component=upload,
        )

    def _part(self, param: Param) -> Item:
        value = self._value(param)
        if param.kind is bool:
            return discord.ui.Checkbox(custom_id=param.name, default=value == "yes")
        if _LEAST_RADIOS <= len(param.choices) <= RADIOS:
            radios = [discord.RadioGroupOption(label=word, value=word, default=word == value) for word in param.choices]
            return discord.ui.RadioGroup(custom_id=param.name, required=param.required, options=radios)
        if 0 < len(param.choices) <= OPTIONS:
            options = [discord.SelectOption(label=word, value=word, default=word == value) for word in param.choices]
            return discord.ui.Select(custom_id=param.name, required=param.required, options=options)
        return self._text(param, param.name)

    def _text(self, param: Param, custom_id: str) -> Item:
        value = "" if custom_id == _ANSWER else self._value(param)
        most = param.text_length.high if param.text_length else _LONGEST_TEXT
        return discord.ui.TextInput(
            custom_id=custom_id,
            placeholder=range_of(self._texts, self._language, param)[:DESCRIPTION],
            default=value[:most] or None,
            required=(param.required and not param.is_text) or custom_id == _ANSWER,
            max_length=min(most, _LONGEST_TEXT),
        )

    def _value(self, param: Param) -> str:
        """Return what a parameter is set to, as it would be typed; empty where it is not set."""
        default = None if param.required else param.default
        value = self._given.get(param.name, default)
        if param.kind is bool and param.accepts(value):
            value = param.parse(value)
        return "" if value is None else typed(value)
