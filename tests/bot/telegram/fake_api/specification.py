"""The official description of the Bot API, and what a request does otherwise than it says."""

import json
import os
import re
from collections.abc import Collection, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from tests.bot.telegram.fake_api.errors import JSON

DATA = Path(os.environ.get("DARKROOM_TEST_DATA") or Path(__file__).parents[4].parent / "shared" / "data")
_FILE = DATA / "specs" / "telegram-bot-api.min.json"
_FIXED = re.compile(r"(?:must be|always) [\"“*]?(\w+)")
_ARRAY = "Array of "


@cache
def specification() -> "Specification | None":
    """Return the description, or None where its file is not here."""
    return Specification(json.loads(_FILE.read_text())) if _FILE.exists() else None


class Specification:
    """Tells what is wrong with a request or an object; an empty list means nothing."""

    def __init__(self, description: JSON) -> None:
        self._methods: dict[str, JSON] = description["methods"]
        self._types: dict[str, JSON] = description["types"]

    def check_call(self, method: str, params: Mapping[str, str], files: Collection[str]) -> list[str]:
        """Return what is wrong with a request as it came: parameters are strings, objects are JSON in them."""
        if method not in self._methods:
            return [f"{method}: no such method"]
        fields = {field["name"]: field for field in self._methods[method].get("fields", [])}
        problems = [f"{method}: no such parameter {name}" for name in params if name not in fields]
        given = {*params, *files}
        problems += [f"{method}: {n} is missing" for n, f in fields.items() if f["required"] and n not in given]
        for name, text in params.items():
            if name in fields:
                problems += self._check_text(f"{method}.{name}", text, fields[name]["types"], files)
        return problems

    def check_answer(self, method: str, result: Any) -> list[str]:
        """Return what is wrong with the answer to a request."""
        return self._check(method, result, self._methods[method]["returns"])

    def check_value(self, kind: str, value: Any) -> list[str]:
        """Return what is wrong with an object of a type."""
        return self._check(kind, value, [kind])

    def _check_text(self, where: str, text: str, kinds: list[str], files: Collection[str]) -> list[str]:
        if "String" in kinds:
            return []
        if "InputFile" in kinds:
            attached = text.startswith("attach://") and text.removeprefix("attach://") in files
            return [] if attached else [f"{where}: is no file"]
        try:
            return self._check(where, json.loads(text), kinds)
        except ValueError:
            return [f"{where}: {text!r} is not {' or '.join(kinds)}"]

    def _check(self, where: str, value: Any, kinds: list[str]) -> list[str]:
        if isinstance(value, list) and all(kind.startswith(_ARRAY) for kind in kinds):
            inner = [kind.removeprefix(_ARRAY) for kind in kinds]
            return [p for i, item in enumerate(value) for p in self._check(f"{where}[{i}]", item, inner)]
        tries = [self._check_one(where, value, kind) for kind in kinds]
        return min(tries, key=len) if all(tries) else []

    def _check_one(self, where: str, value: Any, kind: str) -> list[str]:
        if kind.startswith(_ARRAY):
            return self._check(where, value, [kind]) if isinstance(value, list) else [f"{where}: is no array"]
        if kind in _PLAIN:
            return [] if _PLAIN[kind](value) else [f"{where}: {value!r} is no {kind}"]
        if "subtypes" in self._types[kind]:
            return self._check(where, value, self._like(value, self._types[kind]["subtypes"]))
        if "fields" not in self._types[kind]:
            return []
        return self._check_object(where, value, kind)

    def _like(self, value: Any, subtypes: list[str]) -> list[str]:
        return [kind for kind in subtypes if isinstance(value, dict) and self._claims(value, kind)] or subtypes

    def _claims(self, value: JSON, kind: str) -> bool:
        return all(
            value.get(field["name"]) == fixed.group(1)
            for field in self._types[kind].get("fields", [])
            if field["name"] in ("type", "status", "source") and (fixed := _FIXED.search(field["description"]))
        )

    def _check_object(self, where: str, value: Any, kind: str) -> list[str]:
        if not isinstance(value, dict):
            return [f"{where}: {value!r} is no {kind}"]
        fields = {field["name"]: field for field in self._types[kind].get("fields", [])}
        problems = [f"{where}: {kind} has no {name}" for name in value if name not in fields]
        problems += [f"{where}: {n} is missing" for n, f in fields.items() if f["required"] and n not in value]
        for name in value.keys() & fields.keys():
            problems += self._check(f"{where}.{name}", value[name], fields[name]["types"])
        return problems


_PLAIN = {
    "String": lambda value: isinstance(value, str),
    "Boolean": lambda value: isinstance(value, bool),
    "Integer": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "Float": lambda value: isinstance(value, int | float) and not isinstance(value, bool),
    "InputFile": lambda value: isinstance(value, str),
}
