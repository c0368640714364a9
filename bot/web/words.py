"""The page's own words by language. They stand in handlers/locales with those of every chat."""

import re
from functools import cache

from handlers.texts import LOCALES, Texts

_MESSAGE = re.compile(r"^(playground-[a-z-]+) = (.*)$", re.MULTILINE)
_SLOT = re.compile(r"\{ \$(\w+) \}")


def page_words(texts: Texts, language: str) -> dict[str, str]:
    """Return every message of playground.ftl; a fact of the page's own stays a slot such as "{place}"."""
    return {
        key: texts.say(language, key, **{slot: f"{{{slot}}}" for slot in slots}) for key, slots in _messages().items()
    }


@cache
def _messages() -> dict[str, list[str]]:
    """Return the keys and the slots of each, read from the English file, where they are written."""
    source = (LOCALES / "en" / "playground.ftl").read_text(encoding="utf-8")
    return {key: _SLOT.findall(text) for key, text in _MESSAGE.findall(source)}
