"""Put what came of a job into words: why it failed, what was changed on the way, the facts of a report."""

import logging
from collections.abc import Mapping
from typing import Any

from handlers.command import load_commands
from handlers.errors import HandlerError, WrongValue
from handlers.texts import FALLBACK, TextError, Texts
from handlers.words import Described, help_of, range_of, rule_of
from storage.errors import StorageError
from tools.catalog import Catalog
from tools.errors import ToolError
from tools.values import WHITE, ByteSize
from tools.work import Note

log = logging.getLogger(__name__)

Known = ToolError | StorageError | HandlerError
KNOWN = (ToolError, StorageError, HandlerError)


class Sentences:
    """The sentences of one language."""

    def __init__(self, texts: Texts, catalog: Catalog, language: str) -> None:
        self._texts = texts
        self._catalog = catalog
        self._language = language

    def reason(self, code: str, facts: Mapping[str, Any], *tools: str) -> str:
        """Say what went wrong, and of which picture when there were several; `tools` are those of a failed job."""
        shown = in_words(facts)
        key = f"error-{code.replace('_', '-')}"
        if code == "bad_value":
            shown = self._bad_value(shown, *tools)
            key = {None: f"{key}-at-work", "": self._missing(str(shown["tool"]))}.get(shown.get("given"), key)
        elif code == "too_large" and shown.get("bytes") in (None, shown["limit_bytes"]):
            key = "error-too-large-unmeasured"
        elif code == "too_many_pixels" and "result_frames" in shown:
            key = "error-too-many-pixels-result"
        try:
            text = self._say(key, **shown)
        except TextError:
            log.exception("a failure has no words", extra={"code": code})
            text = self._say("error-unexpected")
        return self._say("picture-number", number=facts["number"], text=text) if "number" in facts else text

    def facts_of(self, error: Known) -> Mapping[str, object]:
        """Return an error's facts, with the values that would do."""
        if isinstance(error, WrongValue):
            return {**error.facts, "range": self._would_do(error)}
        return error.facts

    def note(self, note: Note) -> str:
        """Say what was done to a result on the way."""
        return self._say(note.key, **in_words(note.facts))

    def fact(self, name: str, value: str | int | float) -> str:
        """Write one fact of a report. What a file says of itself has names of its own, shown as they are."""
        key = f"fact-{name}"
        label = self._say(key) if self._texts.has(self._language, key) else name
        shown = in_words({name: value})[name]
        if self._texts.has(self._language, f"{key}.value"):
            return f"{label}: {self._say(f'{key}.value', value=value)}"
        return f"{label}: {self._say(str(shown)) if shown in ('yes', 'no') else shown}"

    def _would_do(self, error: WrongValue) -> str:
        if error.rule:
            return rule_of(self._texts, self._language, str(error.facts["tool"]), error.rule) or error.expected
        if error.missing and error.param.is_text:
            return help_of(self._texts, self._language, self._described(error), error.param).removesuffix(".")
        return range_of(self._texts, self._language, error.param)

    def _missing(self, tool: str) -> str:
        """Return the sentence that asks for a value: the tool's or command's own, where it has one."""
        own = f"error-value-missing-{tool}"
        return own if self._texts.has(FALLBACK, own) else "error-value-missing"

    def _described(self, error: WrongValue) -> Described:
        name = str(error.facts["tool"])
        return self._catalog.get(name) or load_commands()[name]

    def _bad_value(self, shown: Mapping[str, Any], *tools: str) -> dict[str, Any]:
        """Complete the facts of a value that turned out wrong only at work (a box outside the picture)."""
        known = [(name, self._catalog[name]) for name in tools if name in self._catalog]
        found = [(name, param) for name, tool in known for param in tool.params if param.name == shown["name"]]
        if "range" in shown or not found:
            return {"tool": "", "range": shown.get("expected", ""), **shown}
        tool, param = found[0]
        # The tool's own words fit this very picture; they are English.
        own = shown.get("expected") if self._language == FALLBACK else None
        return {"tool": tool, "range": own or range_of(self._texts, self._language, param), **shown}

    def _say(self, key: str, **facts: object) -> str:
        return self._texts.say(self._language, key, **facts)


def in_words(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Write sizes as people do: 20000000 bytes are 20MB, and pixels have no thousands separator."""
    return {name: _in_words(name, value) for name, value in facts.items()}


def _in_words(name: str, value: Any) -> Any:
    if name in ("width", "height"):
        return str(value)
    if name == "colour":
        return "white" if value == str(WHITE) else value
    if name == "format":
        return str(value).upper()
    return size(value) if name.endswith("bytes") and isinstance(value, int) else value


def size(number: int) -> str:
    """Write a number of bytes with three digits, such as "1.23MB"."""
    return str(ByteSize(round(number, min(0, 3 - len(str(number))))))
