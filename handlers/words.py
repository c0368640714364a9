"""Names, help and ranges of tools and commands in the asker's language.

English stands in the code, in a docstring or a parameter's sentence; another language in its Fluent files, under
`tool-<name>`, `command-<name>` and an attribute for each parameter, for a tool's details, for each rule of values
together, and for the word on a tool's button.
"""

import re
from typing import Any

from handlers.command import Command
from handlers.texts import Texts
from tools.params import Param
from tools.tool import Tool
from tools.values import ByteSize

Described = Tool[..., Any] | Command


def summary_of(texts: Texts, language: str, each: Described) -> str:
    """Return the one line that says what a tool or command does."""
    key = _key(each)
    return texts.say(language, key) if texts.has(language, key) else each.summary


def details_of(texts: Texts, language: str, tool: Tool[..., Any]) -> str:
    """Return what more there is to know about a tool, each paragraph one line; empty where its line says it all."""
    key = f"tool-{tool.name}.details"
    wrapped = texts.say(language, key) if texts.has(language, key) else tool.details
    return re.sub(r"(?<!\n)\n(?!\n)", " ", wrapped)


def button_label_of(texts: Texts, language: str, tool: Tool[..., Any]) -> str:
    """Return what a button for a tool says: its name, or a word of the language's own."""
    key = f"tool-{tool.name}.button-label"
    return texts.say(language, key) if texts.has(language, key) else tool.name.capitalize()


def help_of(texts: Texts, language: str, each: Described, param: Param) -> str:
    """Return the sentence that says what a parameter does."""
    key = f"{_key(each)}.{param.name}"
    return texts.say(language, key) if texts.has(language, key) else param.help


def label_of(texts: Texts, language: str, param: Param) -> str:
    """Return the name of a parameter as a form shows it; all tools that have one of this name share it."""
    key = f"param-{param.name.replace('_', '-')}"
    return texts.say(language, key) if texts.has(language, key) else param.name


def rule_of(texts: Texts, language: str, tool: str, rule: str) -> str:
    """Return what a tool asks of values together; empty where only its own, English words say it."""
    key = f"tool-{tool}.{rule}"
    return texts.say(language, key) if texts.has(language, key) else ""


def category_of(texts: Texts, language: str, category: str) -> str:
    """Return the name of a group of tools."""
    return texts.say(language, f"category-{category}")


def range_of(texts: Texts, language: str, param: Param) -> str:
    """Say which values a parameter takes, such as "0.1 to 100"."""
    if param.choices:
        return ", ".join(choice for choice in param.choices if choice)
    kind = param.kind.__name__.lower()
    if param.text_length:
        return texts.say(language, "range-text", high=str(param.text_length.high))
    if not param.between:
        return texts.say(language, f"range-{kind}")
    low, high = (_number(param.kind, end) for end in (param.between.low, param.between.high))
    text = texts.say(language, "range-sides" if kind == "dimensions" else "range-between", low=low, high=high)
    return f"{text} {param.unit}".rstrip() if param.unit not in ("%", "°") else f"{text}{param.unit}"


def priced(texts: Texts, language: str, label: str, price: int) -> str:
    """Return a button's label with what pressing it costs, where it costs something."""
    return texts.say(language, "button-priced", label=label, price=price) if price else label


def describe_tool(texts: Texts, language: str, tool: Tool[..., Any]) -> dict[str, Any]:
    """Return `Tool.describe()` with its sentences in the asker's language."""
    described: dict[str, Any] = tool.describe()
    described["group"] = category_of(texts, language, tool.category)
    described["summary"] = summary_of(texts, language, tool)
    described["details"] = details_of(texts, language, tool)
    for shown, param in zip(described["params"], tool.params, strict=True):
        shown["label"] = label_of(texts, language, param)
        shown["help"] = help_of(texts, language, tool, param)
        shown["range"] = range_of(texts, language, param)
    return described


def describe_command(texts: Texts, language: str, command: Command) -> dict[str, Any]:
    """Return a command as JSON values, in the asker's language."""
    params = [{**param.describe(), "help": help_of(texts, language, command, param)} for param in command.params]
    return {
        "name": command.name,
        "summary": summary_of(texts, language, command),
        "params": params,
        "whole_line": command.whole_line,
    }


def _key(each: Described) -> str:
    return f"tool-{each.name}" if isinstance(each, Tool) else f"command-{each.name}"


def _number(kind: type, number: float) -> str:
    # As a string, so that Fluent does not write it in a way ("8,192", "0,1") that could not be typed back.
    return str(ByteSize(number)) if kind is ByteSize else f"{number:g}"
