"""The options of a slash command, made from the parameters of a tool or command."""

from collections.abc import Iterable, Iterator
from typing import Any

from bot.discord.limits import CHOICES, DESCRIPTION
from bot.discord.slash_names import described, named, without_doubles
from handlers.texts import Texts
from handlers.words import Described, help_of, label_of
from tools.catalog import Catalog
from tools.params import Param
from tools.tool import Takes, Tool

STRING, INTEGER, BOOLEAN, NUMBER, ATTACHMENT = 3, 4, 5, 10, 11
PICTURE, PRIVATE, SPOILER = "image", "private", "spoiler"
MOST_PICTURES = 10
_LONGEST = 6000
_KINDS: dict[type, int] = {bool: BOOLEAN, int: INTEGER, float: NUMBER}


def is_about_pictures(each: Described) -> bool:
    """Whether a tool or command is answered by pictures, which others may see as well."""
    return isinstance(each, Tool) or each.takes_pictures


def picture_names(each: Described) -> list[str]:
    """Return the options that take pictures: none, one, or ten for a tool that takes several at once."""
    if not isinstance(each, Tool):
        return [PICTURE] if each.takes_pictures else []
    if each.takes is Takes.NOTHING:
        return []
    several = MOST_PICTURES if each.takes is Takes.PICTURES else 1
    return [PICTURE, *(f"{PICTURE}{number}" for number in range(2, several + 1))]


def options_of(each: Described, catalog: Catalog, texts: Texts, most: int = DESCRIPTION) -> list[dict[str, Any]]:
    """Return the options of a tool or command, each described in at most `most` letters.

    The pictures come first; only what must be given stands before them, as Discord asks for it.
    """
    found = [
        *_pictures(each, texts, most),
        *(_option(each, param, catalog, texts, most) for param in each.params),
        *_manners(each, texts, most),
    ]
    return without_doubles(sorted(found, key=lambda option: not option.get("required", False)))


def proposals(
    each: Described, param: Param, catalog: Catalog, texts: Texts, commands: Iterable[str] = ()
) -> tuple[str, ...]:
    """Return the words to propose while one types a value; none where they can be listed or cannot be known.

    `commands` are those that are offered.
    """
    if len(param.choices) > CHOICES:
        return param.choices
    if (each.name, param.name) == ("help", "tool"):
        return (*catalog, *commands)
    return texts.locales if (each.name, param.name) == ("settings", "language") else ()


def _pictures(each: Described, texts: Texts, most: int) -> Iterator[dict[str, Any]]:
    for name in picture_names(each):
        key = "discord-option-image" if name == PICTURE else "discord-option-more"
        yield {
            "type": ATTACHMENT,
            **named(name, texts, lambda locale, name=name: name.replace(PICTURE, texts.say(locale, "discord-image"))),  # type: ignore[misc]  # mypy cannot infer a lambda's defaults
            **described(texts, lambda locale, key=key: texts.say(locale, key), most),  # type: ignore[misc]
        }


def _manners(each: Described, texts: Texts, most: int) -> Iterator[dict[str, Any]]:
    """Yield how the answer may come: only to the asker, and hidden until one clicks."""
    if is_about_pictures(each):
        for name in (PRIVATE, SPOILER):
            yield {
                "type": BOOLEAN,
                **named(name, texts, lambda locale, name=name: texts.say(locale, f"discord-{name}")),  # type: ignore[misc]
                **described(texts, lambda locale, name=name: texts.say(locale, f"discord-option-{name}"), most),  # type: ignore[misc]
            }


def _option(each: Described, param: Param, catalog: Catalog, texts: Texts, most: int) -> dict[str, Any]:
    option: dict[str, Any] = {
        "type": _KINDS.get(param.kind, STRING),
        **named(param.name, texts, lambda locale: label_of(texts, locale, param)),
        **described(texts, lambda locale: help_of(texts, locale, each, param) or param.name, most),
        "required": param.required,
    }
    if proposals(each, param, catalog, texts):
        option["autocomplete"] = True
    elif param.choices:
        option["choices"] = [{"name": word, "value": word} for word in param.choices if word]
    elif param.between and option["type"] in (INTEGER, NUMBER):
        option["min_value"], option["max_value"] = param.kind(param.between.low), param.kind(param.between.high)
    elif param.text_length:
        option["min_length"] = param.text_length.low
        option["max_length"] = min(param.text_length.high, _LONGEST)
    return option
