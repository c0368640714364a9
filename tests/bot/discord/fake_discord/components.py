"""Buttons, menus, texts and galleries of a message or a modal: what stands in them, and what people see of them."""

from __future__ import annotations

import copy
import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any

from tests.bot.discord.fake_discord.errors import JSON


class Kind(IntEnum):
    """What a component is."""

    ACTION_ROW = 1
    BUTTON = 2
    STRING_SELECT = 3
    TEXT_INPUT = 4
    USER_SELECT = 5
    ROLE_SELECT = 6
    MENTIONABLE_SELECT = 7
    CHANNEL_SELECT = 8
    SECTION = 9
    TEXT_DISPLAY = 10
    THUMBNAIL = 11
    MEDIA_GALLERY = 12
    FILE = 13
    SEPARATOR = 14
    CONTAINER = 17
    LABEL = 18
    FILE_UPLOAD = 19
    RADIO_GROUP = 21
    CHECKBOX_GROUP = 22
    CHECKBOX = 23


SELECTS = (
    Kind.STRING_SELECT,
    Kind.USER_SELECT,
    Kind.ROLE_SELECT,
    Kind.MENTIONABLE_SELECT,
    Kind.CHANNEL_SELECT,
)
LINK, PREMIUM = 5, 6  # styles of buttons of which the bot is not told


@dataclass(frozen=True)
class Button:
    """One button. `custom_id` is what the bot is told when it is pressed, `url` where it leads."""

    label: str
    custom_id: str | None = None
    url: str | None = None
    style: int = 1
    emoji: str = ""
    disabled: bool = False
    id: int = 0


@dataclass(frozen=True)
class Option:
    """One of the things to choose from."""

    label: str
    value: str
    description: str = ""
    default: bool = False


@dataclass(frozen=True)
class Select:
    """A menu in a message."""

    custom_id: str
    kind: Kind
    placeholder: str
    options: list[Option] = field(default_factory=list)
    most: int = 1
    least: int = 1
    disabled: bool = False
    id: int = 0


@dataclass(frozen=True)
class Picture:
    """One picture that a message shows: its address, what it says to those who do not see it, and whether it is hidden
    until it is tapped.
    """

    url: str
    description: str
    spoiler: bool


def walk(components: Iterable[Any]) -> Iterator[JSON]:
    """Yield components with everything in them, as they stand, from the top."""
    for component in components:
        if isinstance(component, dict):
            yield component
            yield from walk(component.get("components") or [])
            yield from walk(component[name] for name in ("accessory", "component") if component.get(name))


def numbered(components: list[JSON]) -> list[JSON]:
    """Return a copy of components in which each has an id, as the platform gives them."""
    shown: list[JSON] = copy.deepcopy(components)
    every = list(walk(shown))
    taken = {part["id"] for part in every if part.get("id")}
    numbers = (number for number in itertools.count(1) if number not in taken)
    for part in every:
        part["id"] = part.get("id") or next(numbers)
    return shown


def media_of(component: JSON) -> Iterator[JSON]:
    """Yield what a component shows that has an address: the items of a gallery, a thumbnail, a file."""
    match component.get("type"):
        case Kind.MEDIA_GALLERY:
            yield from component.get("items") or []
        case Kind.THUMBNAIL | Kind.FILE:
            yield component


def address_of(shown: JSON) -> JSON:
    """Return the part of a gallery's item, a thumbnail or a file in which its address stands."""
    part: JSON = shown.get("media") or shown.get("file") or {}
    return part


def texts(components: Iterable[JSON]) -> list[str]:
    """Return the texts in components, from the top."""
    return [str(part.get("content", "")) for part in walk(components) if part.get("type") == Kind.TEXT_DISPLAY]


def buttons(components: Iterable[JSON]) -> list[Button]:
    """Return the buttons, from the top."""
    return [_button(part) for part in walk(components) if part.get("type") == Kind.BUTTON]


def selects(components: Iterable[JSON]) -> list[Select]:
    """Return the menus, from the top."""
    return [_select(part) for part in walk(components) if part.get("type") in SELECTS]


def pictures(components: Iterable[JSON]) -> list[Picture]:
    """Return what galleries and thumbnails show, from the top."""
    shown = [item for part in walk(components) if part.get("type") != Kind.FILE for item in media_of(part)]
    return [
        Picture(address_of(item).get("url", ""), item.get("description") or "", bool(item.get("spoiler")))
        for item in shown
    ]


def options_of(component: JSON) -> list[Option]:
    """Return what there is to choose from."""
    return [
        Option(o["label"], o["value"], o.get("description") or "", bool(o.get("default")))
        for o in component.get("options") or []
    ]


def _button(part: JSON) -> Button:
    emoji = (part.get("emoji") or {}).get("name") or ""
    where = (part.get("custom_id"), part.get("url"), part["style"], emoji)
    return Button(part.get("label") or "", *where, bool(part.get("disabled")), part.get("id") or 0)


def _select(part: JSON) -> Select:
    most, least = (1 if part.get(name) is None else part[name] for name in ("max_values", "min_values"))
    about = (part["custom_id"], Kind(part["type"]), part.get("placeholder") or "", options_of(part), most, least)
    return Select(*about, bool(part.get("disabled")), part.get("id") or 0)
