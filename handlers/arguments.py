"""Read typed words: `/blur 8`, `/blur radius:8`, `/blur radius=8 region:0,0,50%,50%`, `resize 800 | blur 4`.

The rules are few, so that anyone can guess them. Words are parted by spaces, steps by `|`. A value may stand between
double quotes; an apostrophe is a letter like any other. `name:value` and `name=value` set a parameter by name, and a
bare word goes to the next parameter in order; a choice, a colour or a box that this one cannot use goes to the first
later one that can (`resize 300x200 cover`). A bare word after a free text continues that text.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from handlers.errors import TooMuchText, UnknownValue
from tools.params import Param
from tools.values import Box, Colour

MAX_TEXT = 4096

_NAME = re.compile(r"([^\W\d]\w{0,39}) ?[:=]")
# A number may stand apart from its unit, and both sides of a size from the x: "30 KB", "800 x 600".
_BARE = re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,6})? (?:[km]i?b|px|%|°|[x×] [0-9]{1,9})(?![^\s|])|[^\s|]+", re.IGNORECASE)
_SPACE = re.compile(r"\s+")
_SIZE = re.compile(r"(\d{1,6})\s?[x×]\s?(\d{1,6})", re.ASCII)
# Phones turn a typed quote into one of the curved pairs.
_QUOTES = {'"': '"', "“": "”", "„": "“"}


@dataclass(frozen=True, slots=True)
class Word:
    """One word as typed: `raw`, and its parts when it looks like `name:value`. `quoted` values are never guessed at."""

    raw: str
    name: str
    value: str
    quoted: bool = False


def split(text: str) -> list[list[Word]]:
    """Part a line into steps and their words; raises TooMuchText over MAX_TEXT characters. Takes time linear in it."""
    if len(text) > MAX_TEXT:
        raise TooMuchText(limit=MAX_TEXT)
    steps: list[list[Word]] = [[]]
    for word in _words(text):
        if word is None:
            steps.append([])
        else:
            steps[-1].append(word)
    return steps


def command_name(word: str) -> str:
    """Return the command that a first word names: "/Blur@the_bot" names "blur"."""
    return word.lstrip("/／").partition("@")[0].casefold()


def first_word(text: str) -> tuple[str, str]:
    """Part a line into its first word and all that follows."""
    word, *rest = text.split(maxsplit=1) or [""]
    return word, rest[0] if rest else ""


def read(words: Sequence[Word], params: Sequence[Param]) -> dict[str, object]:
    """Give each word to the parameter it names, or else to the next one in order; raises UnknownValue."""
    reader = _Reader(params)
    for word, after in zip_longest(words, words[1:]):
        reader.take(word, after)
    return reader.given


class _Reader:
    """Hands out words to parameters, one after another."""

    def __init__(self, params: Sequence[Param]) -> None:
        self.given: dict[str, object] = {}
        self._params = {param.name: param for param in params}
        self._text = ""
        self._named = ""

    def take(self, word: Word, after: Word | None) -> None:
        name = word.name.lower()
        if self._named:
            self.given[self._named], self._named = word.raw, ""
        elif name in self._params:
            self._text = ""
            self.given[name] = word.value
            # "radius: 8", with a space, as phones like to write it
            waits = not word.value and not word.quoted and after is not None and after.name.lower() not in self._params
            self._named = name if waits else ""
        elif self._text:
            self.given[self._text] = f"{self.given[self._text]} {word.raw}"
        else:
            self._take_bare(word)

    def _take_bare(self, word: Word) -> None:
        shaped = {} if word.quoted else self._shaped(word.raw)
        if shaped:
            self.given.update(shaped)
            return
        param = next((each for each in self._params.values() if each.name not in self.given), None)
        if param is None or (word.name and not param.is_text):
            raise UnknownValue(name=(word.name or word.raw)[:40], names=", ".join(self._params) or "-")
        if not word.quoted and not param.is_text and not param.accepts(word.raw):
            param = self._meant(word.raw) or param
        self.given[param.name] = word.raw
        self._text = param.name if param.is_text else ""

    def _meant(self, word: str) -> Param | None:
        """Return the first free parameter that takes the word and is known by it: no number, which fits too many."""
        free = (each for each in self._params.values() if each.name not in self.given)
        return next(
            (each for each in free if (each.choices or each.kind in (Box, Colour)) and each.accepts(word)), None
        )

    def _shaped(self, word: str) -> dict[str, object]:
        """Read "800x600" as width and height, and "50%" as percent, where the tool has these."""
        size = _SIZE.fullmatch(word)
        if size and self._free("width", "height"):
            return {"width": size[1], "height": size[2]}
        if word.endswith("%") and self._free("percent"):
            return {"percent": word}
        return {}

    def _free(self, *names: str) -> bool:
        return all(name in self._params and name not in self.given for name in names)


def _words(text: str) -> Iterator[Word | None]:
    """Yield each word in order, and None for each `|` between two steps."""
    at = 0
    while at < len(text):
        space = _SPACE.match(text, at)
        if space:
            at = space.end()
        elif text[at] == "|":
            yield None
            at += 1
        else:
            word, at = _word(text, at)
            yield word


def _word(text: str, start: int) -> tuple[Word, int]:
    name = _NAME.match(text, start)
    at = name.end() if name else start
    if at < len(text) and text[at] in _QUOTES:
        close = text.find(_QUOTES[text[at]], at + 1)
        if close != -1:
            value = text[at + 1 : close]
            raw = text[start:at] + value
            return Word(raw, name[1] if name else "", value, quoted=True), close + 1
    bare = _BARE.match(text, at)
    end = bare.end() if bare else at
    return Word(text[start:end], name[1] if name else "", text[at:end]), end
