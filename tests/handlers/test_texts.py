"""Every text is there in every language, takes the same facts, and is used somewhere."""

import ast as python
import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest
from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

from handlers import errors as handlers_errors
from handlers.command import load_commands
from handlers.texts import LOCALES, TextError, Texts
from storage import errors as storage_errors
from storage.classification import DataClass, LeftOut
from storage.exports import Kind
from tools import errors as tools_errors
from tools.catalog import load_catalog

ROOT = Path(__file__).parents[2]
TEXTS = Texts()
# English names and sentences of tools and commands stand in their docstrings alone.
FROM_CODE = ("tool-", "command-")
DISCORD = (
    "discord-command-",
    "discord-group-",
    "discord-menu-",
    "discord-option-",
    "discord-private",
    "discord-spoiler",
)
"""What commands, groups, menus and options are called on Discord; its own tests hold that there are such."""


class _Variables(Visitor):
    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_VariableReference(self, node: ast.VariableReference) -> None:
        self.names.add(node.id.name)


def entries(language: str) -> Iterator[tuple[str, set[str]]]:
    """Yield each "key" and "key.attribute" of a language with the facts that it takes."""
    for file in sorted((LOCALES / language).glob("*.ftl")):
        for entry in FluentParser().parse(file.read_text(encoding="utf-8")).body:
            assert not isinstance(entry, ast.Junk), f"{file}: {entry.content}"
            if isinstance(entry, ast.Message):
                parts = [("", entry.value), *((f".{each.id.name}", each.value) for each in entry.attributes)]
                for suffix, pattern in parts:
                    if pattern:
                        variables = _Variables()
                        variables.visit(pattern)
                        yield f"{entry.id.name}{suffix}", variables.names


def code_of(*folders: str) -> str:
    """Return everything that may name a text."""
    return "\n".join(
        path.read_text(encoding="utf-8")
        for folder in folders
        for suffix in ("py", "js", "html")
        for path in (ROOT / folder).rglob(f"*.{suffix}")
    )


def test_no_text_is_written_twice() -> None:
    for language in TEXTS.locales:
        keys = [key for key, _ in entries(language)]
        assert sorted(set(keys)) == sorted(keys)


@pytest.mark.parametrize("language", [each for each in TEXTS.locales if each != "en"])
def test_every_language_says_the_same_things(language: str) -> None:
    english = {key: facts for key, facts in entries("en") if not key.startswith(FROM_CODE)}
    other = {key: facts for key, facts in entries(language) if not key.startswith(FROM_CODE)}

    assert other.keys() == english.keys()
    assert {key: facts for key, facts in other.items() if facts != english[key]} == {}


@pytest.mark.parametrize("language", [each for each in TEXTS.locales if each != "en"])
def test_every_tool_and_command_is_named_in_every_language(language: str) -> None:
    wanted = set()
    for kind, found in (("tool", load_catalog()), ("command", load_commands())):
        for each in found.values():
            wanted |= {f"{kind}-{each.name}", *(f"{kind}-{each.name}.{param.name}" for param in each.params)}
    for tool in load_catalog().values():
        rules = re.findall(r'rule="([a-z_]+)"', Path(tool.function.__code__.co_filename).read_text(encoding="utf-8"))
        wanted |= {f"tool-{tool.name}.{rule}" for rule in rules}
        wanted |= {f"tool-{tool.name}.button-label", f"tool-{tool.name}.details"}

    assert {key for key, _ in entries(language) if key.startswith(FROM_CODE)} == wanted


@pytest.mark.parametrize("language", TEXTS.locales)
def test_every_parameter_of_a_tool_has_a_label(language: str) -> None:
    wanted = {f"param-{param.name.replace('_', '-')}" for tool in load_catalog().values() for param in tool.params}

    assert {key for key, _ in entries(language) if key.startswith("param-")} == wanted


def test_every_fact_that_info_tells_has_a_name() -> None:
    named = re.compile(r'\("([a-z_]+)", source|metadata(?:\[|\.setdefault\()"([a-z_]+)"')
    names = {word for match in named.findall(code_of("tools")) for word in match if word}

    assert {"width", "gps"} <= names
    assert [name for name in names if not TEXTS.has("en", f"fact-{name}")] == []


def test_every_note_of_the_engine_has_a_sentence() -> None:
    names = set(re.findall(r'"(note-[a-z-]+)"', code_of("tools", "handlers")))

    assert len(names) > 3
    assert [name for name in names if not TEXTS.has("en", name)] == []


ERRORS = {
    name: each
    for module in (handlers_errors, storage_errors, tools_errors)
    for name, each in vars(module).items()
    if isinstance(getattr(each, "code", None), str) and not each.__subclasses__()
}


MAY_BE_UNKNOWN = {"bytes"}
"""Facts that have a sentence without them."""


def calls(*folders: str) -> Iterator[tuple[str, python.Call]]:
    """Yield every call in the code with the name of what is called."""
    for folder in folders:
        for path in (ROOT / folder).rglob("*.py"):
            for node in python.walk(python.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, python.Call):
                    yield getattr(node.func, "id", getattr(node.func, "attr", "")), node


def test_every_error_has_a_sentence() -> None:
    at_start = {"schema_too_new", "key_wrong", "key_exposed"}
    keys = {each.code: f"error-{each.code.replace('_', '-')}" for each in ERRORS.values()}

    assert {code for code, key in keys.items() if code not in at_start and not TEXTS.has("en", key)} == set()


def test_every_error_is_raised_with_the_facts_that_its_sentence_needs() -> None:
    needed = dict(entries("en"))
    checked = 0
    for name, call in calls("tools", "storage", "handlers", "bot"):
        key = f"error-{ERRORS[name].code.replace('_', '-')}" if name in ERRORS else ""
        if key in needed and name not in ("BadValue", "WrongValue"):
            given = {keyword.arg for keyword in call.keywords}
            assert needed[key] - MAY_BE_UNKNOWN <= given, f"{name}({', '.join(map(str, given))})"
            checked += 1
    assert checked > 30


def test_every_note_is_made_with_the_facts_that_its_sentence_needs() -> None:
    needed = dict(entries("en"))
    notes = [
        (call.args[0].value, {getattr(each, "value", None) for each in call.args[1].keys})
        for name, call in calls("tools")
        if name == "Note" and isinstance(call.args[0], python.Constant) and isinstance(call.args[1], python.Dict)
    ]

    assert notes
    assert [key for key, given in notes if not needed[str(key)] <= given] == []


def test_every_text_is_used() -> None:
    code = code_of("handlers", "tools", "storage", "bot")
    made = _made_keys()
    unused = [
        key
        for key, _ in entries("en")
        if key not in made and not re.search(rf"{re.escape(key)}\b|{re.escape(key.split('.')[0])}\b", code)
    ]

    assert unused == []


def _made_keys() -> set[str]:
    """Keys that are put together from names: of errors, of classes of data, of what a parameter takes."""
    keys = {
        key
        for key, _ in entries("en")
        if key.startswith(
            (
                *(*FROM_CODE, *DISCORD),
                *("error-", "range-", "category-", "fact-", "param-", "playground-", "entry-", "state-"),
            )
        )
    }
    for data in DataClass:
        keys.add(f"policy-data-{data.name.lower().replace('_', '-')}")
        keys.add(f"policy-basis-{data.value.legal_basis.replace('_', '-')}")
        keys.add(f"policy-retention-{data.value.retention.replace('_', '-')}")
    keys |= {f"export-left-out-{why.name.lower()}" for why in LeftOut}
    keys |= {f"export-type-{kind}" for kind in get_args(Kind)}
    for section in ("collected", "retention", "processors", "rights", "contact"):
        keys |= {f"policy-{section}-title"}
    return (
        keys
        | {"result-as-photo", "result-as-file", "button-result-photo", "button-result-file", "yes", "no"}
        | {
            "unnamed-operator",
            "unnamed-contact",
            "unnamed-host",
        }
    )


def test_a_language_that_is_missing_is_answered_in_english() -> None:
    assert TEXTS.language("fr-CH") == "en"
    assert TEXTS.language("de_AT") == "de"
    assert TEXTS.language(None) == "en"


def test_a_missing_fact_is_an_error() -> None:
    with pytest.raises(TextError):
        TEXTS.say("en", "job-waits")


def test_a_missing_text_is_an_error() -> None:
    with pytest.raises(TextError):
        TEXTS.say("en", "no-such-text")


def test_no_isolation_marks_are_put_around_facts() -> None:
    assert TEXTS.say("en", "job-waits", place=3) == "In line, number 3."
