"""Write a config file from the settings' own descriptions and defaults; config.example.toml is this file's output."""

import json
from collections.abc import Mapping
from pathlib import Path
from textwrap import wrap
from typing import Any

from pydantic import BaseModel, SecretStr
from pydantic.fields import FieldInfo

from bot.config import Settings

HEADER = """\
# Darkroom's settings. Every key is here with its meaning and its default, commented out: set only what you change.
# Each key can also come from the environment, which wins: DARKROOM_WEB__PORT=8081 for [web] port.
# `.venv/bin/python -m bot init` writes this file as config.toml; it must be readable by you alone (mode 600).
"""


def example_config(answers: Mapping[tuple[str, str], object] | None = None) -> str:
    """Return a config file with every key: set where `answers`, by (section, key), says so, else commented out."""
    sections = [_section(name, field, answers or {}) for name, field in Settings.model_fields.items()]
    return "\n".join([HEADER, *sections])


def fields_of(section: str) -> dict[str, FieldInfo]:
    """Return the keys of a section with their descriptions and defaults."""
    model = Settings.model_fields[section].annotation
    assert isinstance(model, type)  # noqa: S101  every section is a model, which a test checks
    assert issubclass(model, BaseModel)  # noqa: S101
    return model.model_fields


def _section(name: str, section: FieldInfo, answers: Mapping[tuple[str, str], object]) -> str:
    lines = [f"# {section.description}", f"[{name}]"]
    for key, field in fields_of(name).items():
        lines += [f"# {line}" for line in wrap(field.description or "", 110)]
        if (name, key) in answers:
            lines.append(f"{key} = {_toml(answers[name, key])}")
        else:
            lines.append(f"# {key} = {_toml(field.get_default(call_default_factory=True))}".rstrip())
        lines.append("")
    return "\n".join(lines)


def _toml(value: Any) -> str:
    """Write a value as TOML, whose strings, numbers and lists are JSON's; nothing stands for what is not set."""
    if isinstance(value, SecretStr):
        value = value.get_secret_value()
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{json.dumps(key)} = {_toml(each)}" for key, each in value.items()) + "}"
    if isinstance(value, tuple | list | set | frozenset):
        return "[" + ", ".join(_toml(each) for each in value) + "]"
    if value is None:
        return ""
    if isinstance(value, Path):
        value = str(value)
    return json.dumps(value, ensure_ascii=False)
