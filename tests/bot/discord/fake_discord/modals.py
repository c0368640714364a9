"""Forms: what the bot asks in one, and what a person fills in."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests.bot.discord.fake_discord.components import Kind, Option, options_of
from tests.bot.discord.fake_discord.errors import JSON
from tests.bot.discord.fake_discord.files import Attachment, Upload

if TYPE_CHECKING:
    from tests.bot.discord.fake_discord.interactions import Interaction

_ONE = (Kind.RADIO_GROUP,)
Keep = Callable[[Upload], Attachment]
Resolve = Callable[[Any], str]


@dataclass(frozen=True)
class Field:
    """One question of a form. `value` is what stands in it before the person changes anything."""

    label: str
    kind: Kind
    custom_id: str
    component: JSON = field(repr=False)
    description: str = ""

    @property
    def options(self) -> list[Option]:
        """What there is to choose from."""
        return options_of(self.component)

    @property
    def required(self) -> bool:
        """Whether it may not stay empty."""
        return bool(self.component.get("required", True))

    @property
    def value(self) -> Any:
        """What stands in it: a text, whether it is ticked, or the values that are chosen."""
        match self.kind:
            case Kind.TEXT_INPUT:
                return self.component.get("value") or ""
            case Kind.CHECKBOX:
                return bool(self.component.get("default"))
        return [option.value for option in self.options if option.default]


@dataclass(eq=False)
class Modal:
    """A form that a person sees. `submitted` says whether it was sent."""

    title: str
    custom_id: str
    components: list[JSON]
    interaction: Interaction = field(repr=False)
    submitted: bool = False

    @property
    def texts(self) -> list[str]:
        """What it says besides its questions."""
        return [part["content"] for part in self.components if part["type"] == Kind.TEXT_DISPLAY]

    @property
    def fields(self) -> list[Field]:
        """The questions, from the top."""
        found = []
        for part in self.components:
            if part["type"] == Kind.LABEL:
                inner = part["component"]
                about = part.get("description") or ""
                found.append(Field(part["label"], Kind(inner["type"]), inner["custom_id"], inner, about))
            elif part["type"] == Kind.ACTION_ROW:
                inner = part["components"][0]
                found.append(Field(inner.get("label") or "", Kind.TEXT_INPUT, inner["custom_id"], inner))
        return found

    @property
    def labels(self) -> list[str]:
        """The words over its questions."""
        return [field.label for field in self.fields]

    def field(self, label: str) -> Field:
        """Return the question with these words over it, or this custom id."""
        found = [field for field in self.fields if label in (field.label, field.custom_id)]
        assert len(found) == 1, f"{label!r} names {len(found)} of the fields {self.labels}"
        return found[0]

    def filled(self, answers: Mapping[str, Any], keep: Keep, resolve: Resolve) -> list[JSON]:
        """Return its components as they are submitted.

        A text takes words, a checkbox a bool, a choice labels or values (one or several), an upload files, a choice of
        people, roles or channels those themselves. Raises AssertionError for what a person cannot do.
        """
        given = {self.field(label).custom_id: answer for label, answer in answers.items()}
        sent = {f.custom_id: _sent(f, given.get(f.custom_id, f.value), keep, resolve) for f in self.fields}
        return [_submitted(part, sent) for part in self.components]


def _submitted(part: JSON, sent: Mapping[str, JSON]) -> JSON:
    about: JSON = {"type": part["type"], "id": part["id"]}
    match part["type"]:
        case Kind.LABEL:
            return about | {"component": sent[part["component"]["custom_id"]]}
        case Kind.ACTION_ROW:
            return about | {"components": [sent[part["components"][0]["custom_id"]]]}
    return about


def _sent(question: Field, answer: Any, keep: Keep, resolve: Resolve) -> JSON:
    about: JSON = {"type": int(question.kind), "id": question.component["id"], "custom_id": question.custom_id}
    match question.kind:
        case Kind.TEXT_INPUT:
            return about | {"value": _text(question, str(answer))}
        case Kind.CHECKBOX:
            return about | {"value": bool(answer)}
        case Kind.FILE_UPLOAD:
            values = [resolve(keep(_upload(file))) for file in _several(answer)]
        case Kind.USER_SELECT | Kind.ROLE_SELECT | Kind.MENTIONABLE_SELECT | Kind.CHANNEL_SELECT:
            values = [resolve(thing) for thing in _several(answer)]
        case _:
            values = [_chosen(question, value) for value in _several(answer)]
    _check_count(question, len(values))
    if question.kind in _ONE:
        return about | {"value": values[0] if values else None}
    return about | {"values": values}


def _text(question: Field, text: str) -> str:
    least, most = question.component.get("min_length") or 0, question.component.get("max_length") or 4000
    assert text or not question.required, f"{question.label} must be filled in"
    assert not text or least <= len(text) <= most, f"{question.label} takes {least} to {most} letters"
    return text


def _chosen(question: Field, value: Any) -> str:
    found = [option.value for option in question.options if value in (option.label, option.value)]
    assert len(found) == 1, f"{value!r} is none of {[option.label for option in question.options]}"
    return found[0]


def _check_count(question: Field, count: int) -> None:
    most = 1 if question.kind in _ONE else question.component.get("max_values")
    if most is None:
        most = len(question.options) if question.kind == Kind.CHECKBOX_GROUP else 1
    least = question.component.get("min_values")
    least = (1 if question.required else 0) if least is None else least
    assert (not count and not question.required) or least <= count <= most, f"{question.label}: {least} to {most}"


def _several(answer: Any) -> Sequence[Any]:
    return answer if isinstance(answer, list | tuple) else [] if answer in (None, "") else [answer]


def _upload(file: Any) -> Upload:
    return file if isinstance(file, Upload) else Upload("picture.png", file)
