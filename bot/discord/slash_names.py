"""Names and descriptions as Discord takes them for commands and options: short, lower case, in every language."""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from bot.discord.limits import DESCRIPTION
from handlers.texts import FALLBACK, Texts

_NAME_LENGTH = 32
_NO_NAME = re.compile(r"[^\w'-]+")

Say = Callable[[str], str]
"""Says the same in a language."""


def name_from(words: str) -> str:
    """Return words as a name: "Größe ändern" becomes "größe-ändern". Empty where nothing of them can be in one."""
    return _NO_NAME.sub("-", words.lower()).strip("-")[:_NAME_LENGTH].strip("-")


def described(texts: Texts, say: Say, most: int = DESCRIPTION) -> dict[str, Any]:
    """Return a description of at most so many letters, in English and every other language."""
    more = {locale: shortened(say(locale), most) for locale in texts.locales if locale != FALLBACK}
    return {"description": shortened(say(FALLBACK), most), "description_localizations": more}


def named(name: str, texts: Texts, say: Say) -> dict[str, Any]:
    """Return an English name, and what it is called in every other language, as far as that can be a name."""
    found = {locale: name_from(say(locale)) for locale in texts.locales if locale != FALLBACK}
    return {"name": name, "name_localizations": {locale: word for locale, word in found.items() if word}}


def without_doubles(each: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return commands or options beside one another, none called like another in any language."""
    taken: dict[str, set[str]] = {}
    kept = [dict(one) for one in each]
    names = {one["name"] for one in kept}
    for one in kept:
        own = {}
        for locale, word in one.get("name_localizations", {}).items():
            if word not in taken.setdefault(locale, set()) and word not in names - {one["name"]}:
                taken[locale].add(word)
                own[locale] = word
        if "name_localizations" in one:
            one["name_localizations"] = own
    return kept


def shortened(text: str, most: int) -> str:
    """Return a text of at most so many letters."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
