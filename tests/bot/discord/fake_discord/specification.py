"""The official description of the HTTP API, and what a request or an answer does otherwise than it says."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from tests.bot.discord.fake_discord.errors import JSON

DATA = Path(os.environ.get("DARKROOM_TEST_DATA") or Path(__file__).parents[4].parent / "shared" / "data")
MISSING = "the official description is not here; DARKROOM_TEST_DATA names the folder with specs/discord-openapi.json"
_FILE = DATA / "specs" / "discord-openapi.json"
_METHODS = ("get", "put", "post", "patch", "delete")


@cache
def specification() -> Specification | None:
    """Return the description, or None where its file is not here."""
    return Specification(json.loads(_FILE.read_text())) if _FILE.exists() else None


class Specification:
    """Tells what is wrong with a body; an empty list means nothing."""

    def __init__(self, description: JSON) -> None:
        self._schemas: dict[str, JSON] = description["components"]["schemas"]
        self.operations: dict[str, tuple[str, str, JSON]] = {
            operation["operationId"]: (method.upper(), path, operation)
            for path, methods in description["paths"].items()
            for method, operation in methods.items()
            if method in _METHODS
        }

    def check_request(self, name: str, body: Any) -> list[str]:
        """Return what is wrong with the body of a request; None stands for none."""
        content = self._operation(name).get("requestBody", {})
        if "content" not in content:
            return [] if body is None else [f"{name}: takes no body"]
        if body is None:
            return [f"{name}: the body is missing"] if content.get("required") else []
        return list(self._check(name, body, content["content"]["application/json"]["schema"]))

    def check_answer(self, name: str, body: Any) -> list[str]:
        """Return what is wrong with the body of an answer."""
        responses = self._operation(name)["responses"]
        schema = next((r["content"]["application/json"]["schema"] for r in responses.values() if "content" in r), None)
        if body is None:
            return [] if "204" in responses else [f"{name}: the answer is empty"]
        return list(self._check(name, body, schema or {}))

    def _operation(self, name: str) -> JSON:
        return self.operations[name][2]

    def _check(self, where: str, value: Any, schema: JSON) -> Iterator[str]:
        if "$ref" in schema:
            yield from self._check(where, value, self._schemas[schema["$ref"].rpartition("/")[2]])
            return
        for part in schema.get("allOf", []):
            yield from self._check(where, value, part)
        for choice in ("oneOf", "anyOf"):
            if choice in schema:
                yield from self._one_of(where, value, schema[choice])
        if "enum" in schema and value not in schema["enum"]:
            yield f"{where}: {value!r} is none of {schema['enum']}"
        if "const" in schema and value != schema["const"]:
            yield f"{where}: {value!r} is not {schema['const']!r}"
        yield from self._typed(where, value, schema)

    def _one_of(self, where: str, value: Any, choices: list[JSON]) -> Iterator[str]:
        tries = [list(self._check(where, value, choice)) for choice in self._like(value, choices)]
        if all(tries):
            yield from min(tries, key=len)

    def _like(self, value: Any, choices: list[JSON]) -> list[JSON]:
        """Return the choices whose fixed type is the value's, so that mistakes are told of the one that is meant."""
        kind = value.get("type") if isinstance(value, dict) else None
        return [choice for choice in choices if kind is not None and kind in self._fixed_type(choice)] or choices

    def _fixed_type(self, schema: JSON) -> list[Any]:
        if "$ref" in schema:
            schema = self._schemas[schema["$ref"].rpartition("/")[2]]
        fixed: list[Any] = schema.get("properties", {}).get("type", {}).get("enum", [])
        return fixed

    def _typed(self, where: str, value: Any, schema: JSON) -> Iterator[str]:
        given = schema.get("type")
        kinds = [given] if isinstance(given, str) else given or []
        # The platform takes ids as numbers and whole numbers as strings as well, and clients send them so.
        if schema.get("format") == "snowflake" and isinstance(value, int) and not isinstance(value, bool):
            value = str(value)
        elif "integer" in kinds and "string" not in kinds and isinstance(value, str) and value.isdigit():
            value = int(value)
        if kinds and not any(_KINDS[kind](value) for kind in kinds):
            yield f"{where}: {value!r} is no {' or '.join(kinds)}"
            return
        if isinstance(value, str):
            yield from _text(where, value, schema)
        elif isinstance(value, list):
            yield from self._list(where, value, schema)
        elif isinstance(value, dict):
            yield from self._object(where, value, schema)
        elif isinstance(value, int | float) and not isinstance(value, bool):
            yield from _number(where, value, schema)

    def _list(self, where: str, value: list[Any], schema: JSON) -> Iterator[str]:
        if not schema.get("minItems", 0) <= len(value) <= schema.get("maxItems", len(value)):
            yield f"{where}: {len(value)} items"
        if schema.get("uniqueItems") and any(item in value[:index] for index, item in enumerate(value)):
            yield f"{where}: something is there twice"
        for index, item in enumerate(value):
            yield from self._check(f"{where}[{index}]", item, schema.get("items", {}))

    def _object(self, where: str, value: JSON, schema: JSON) -> Iterator[str]:
        fields: dict[str, JSON] = schema.get("properties", {})
        yield from (f"{where}: {name} is missing" for name in schema.get("required", []) if name not in value)
        if not schema.get("minProperties", 0) <= len(value) <= schema.get("maxProperties", len(value)):
            yield f"{where}: {len(value)} fields"
        others = schema.get("additionalProperties")
        for name, part in value.items():
            if name in fields:
                yield from self._check(f"{where}.{name}", part, fields[name])
            elif isinstance(others, dict):
                yield from self._check(f"{where}.{name}", part, others)


def _text(where: str, value: str, schema: JSON) -> Iterator[str]:
    if not schema.get("minLength", 0) <= len(value) <= schema.get("maxLength", len(value)):
        yield f"{where}: {len(value)} letters"
    if "pattern" in schema and not re.search(schema["pattern"], value):
        yield f"{where}: {value!r} does not look like {schema['pattern']}"


def _number(where: str, value: float, schema: JSON) -> Iterator[str]:
    if not schema.get("minimum", value) <= value <= schema.get("maximum", value):
        yield f"{where}: {value} is out of range"


_KINDS = {
    "null": lambda value: value is None,
    "string": lambda value: isinstance(value, str),
    "boolean": lambda value: isinstance(value, bool),
    "integer": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "number": lambda value: isinstance(value, int | float) and not isinstance(value, bool),
    "array": lambda value: isinstance(value, list),
    "object": lambda value: isinstance(value, dict),
}
