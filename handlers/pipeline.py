"""From what was asked to steps that the engine can run: every value and the whole order checked, nothing fetched."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from handlers.arguments import Word, command_name, read, split
from handlers.errors import BadPipeline, TooManySteps, UnknownCommand, UnknownValue, WrongValue
from handlers.nearest import nearest, nearest_name
from tools.catalog import Catalog
from tools.errors import BadValue
from tools.params import Param
from tools.tool import Takes, Tool
from tools.work import Step

MAX_STEPS = 8
"""How many steps may be typed at once."""

MOST_CHAINED = 24
"""How many steps may come together by going on from a result."""

ORIGINAL = "original"
"""What stands for the tools of a job without any, which brings a picture back as it was sent, but for its metadata."""

_FORMS = ("auto", "photo", "file")
_QUOTES = (('"', '"'), ("“", "”"))


class Bindable(Protocol):
    """A tool or a command: something with parameters that values can be checked against."""

    @property
    def name(self) -> str: ...

    @property
    def params(self) -> tuple[Param, ...]: ...

    def bind(self, given: Mapping[str, object]) -> dict[str, Any]:
        """Return every parameter's value; raises BadValue."""
        ...


def read_pipeline(text: str, catalog: Catalog, most: int = MAX_STEPS) -> tuple[Step, ...]:
    """Read `resize 800 | blur 4`, with or without slashes, as steps in order."""
    return _bound(split(text), catalog, most)


def read_asked(text: str, catalog: Catalog) -> tuple[tuple[Step, ...], str]:
    """Read steps, and the form ("photo" or "file") that is asked for anywhere among them: `resize 800 as:file`."""
    parts = split(text)
    forms = [word.value.casefold() for words in parts for word in words if _is_form(word)]
    steps = [[word for word in words if not _is_form(word)] for words in parts]
    return _bound(steps, catalog, MAX_STEPS), next((form for form in forms if form != "auto"), "")


def _is_form(word: Word) -> bool:
    return word.name.casefold() == "as" and not word.quoted and word.value.casefold() in _FORMS


def _bound(parts: Sequence[list[Word]], catalog: Catalog, most: int) -> tuple[Step, ...]:
    asked = [_read_step(words, catalog) for words in parts]
    if len(asked) > most:
        raise TooManySteps(given=len(asked), limit=most)
    steps: list[Step] = []
    for index, (tool, given) in enumerate(asked):
        try:
            steps.append(Step(tool.name, bind(tool, given)))
        except WrongValue as error:
            if len(asked) == 1:
                raise
            better = given if error.nearest is None else {**given, error.name: error.nearest}
            mended = [*asked[:index], (tool, better), *asked[index + 1 :]]
            raise error.retried_as("do", {"pipeline": " | ".join(write(*each) for each in mended)}) from None
    check_order(steps, catalog)
    return tuple(steps)


def read_chain(text: str, catalog: Catalog) -> tuple[Step, ...]:
    """Read what `write_chain` wrote: up to `MOST_CHAINED` steps, or none for a picture as it came."""
    return read_pipeline(text, catalog, MOST_CHAINED) if text else ()


def read_step(text: str, catalog: Catalog) -> tuple[Tool[..., Any], dict[str, object]]:
    """Read one step as a tool and the values that were given to it, not checked yet."""
    return _read_step(split(text)[0], catalog)


def bind(target: Bindable, given: Mapping[str, object]) -> dict[str, Any]:
    """Check values against the parameters of a tool or command; raises UnknownValue or WrongValue."""
    by_name = {param.name: param for param in target.params}
    for name in sorted(given.keys() - by_name.keys()):
        raise UnknownValue(name=str(name)[:40], names=", ".join(by_name) or "-")
    try:
        return target.bind(given)
    except BadValue as error:
        name = str(error.facts["name"])
        param, value = by_name[name], given.get(name)
        likely = nearest(str(value or ""), param.choices) if param.choices else error.facts.get("nearest")
        raise WrongValue(target.name, param, value, likely, dict(given), error) from error


def check_order(steps: Sequence[Step], catalog: Catalog) -> None:
    """Refuse steps that cannot follow one another; raises BadPipeline."""
    last = len(steps) - 1
    for index, step in enumerate(steps):
        takes = catalog[step.tool].takes
        if takes is Takes.NOTHING and index > 0:
            raise BadPipeline(name=step.tool, reason="first")
        if takes is Takes.SOURCE and last > 0:
            raise BadPipeline(name=step.tool, reason="alone")


def needs_picture(steps: Sequence[Step], catalog: Catalog) -> bool:
    """Whether the first step works on a picture; where there is no step, a picture comes back as it is."""
    return not steps or catalog[steps[0].tool].takes is not Takes.NOTHING


def named(steps: Sequence[Step]) -> tuple[str, ...]:
    """Return the names that a job is known by: its tools, or `ORIGINAL` where nothing is done to the picture."""
    return tuple(step.tool for step in steps) or (ORIGINAL,)


def takes_all_at_once(steps: Sequence[Step], catalog: Catalog) -> bool:
    """Whether several pictures make one result (a GIF, a collage) instead of one each."""
    return bool(steps) and catalog[steps[0].tool].takes is Takes.PICTURES


def check_several(steps: Sequence[Step], catalog: Catalog) -> None:
    """Refuse what several pictures cannot go through: a step that joins them must come first; raises BadPipeline."""
    for step in steps[1:]:
        if catalog[step.tool].takes is Takes.PICTURES:
            raise BadPipeline(name=step.tool, reason="together")


def typed(value: object) -> str:
    """Write a value as a person would: 100 instead of 100.0, yes instead of True."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:.6f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)


def write(tool: Tool[..., Any], given: Mapping[str, object]) -> str:
    """Write a step as it would be typed; `read_pipeline` reads it back."""
    return " ".join([tool.name, *(f"{name}:{_quoted(typed(value))}" for name, value in given.items())])


def write_chain(steps: Sequence[Step], catalog: Catalog) -> str:
    """Write steps as they would be typed, without what goes without saying; `read_chain` reads them back."""
    return " | ".join(write(catalog[step.tool], _told(catalog[step.tool], step.given)) for step in steps)


def _read_step(words: list[Word], catalog: Catalog) -> tuple[Tool[..., Any], dict[str, object]]:
    if not words:
        raise BadPipeline(name="|", reason="empty")
    name = command_name(words[0].raw)
    tool = catalog.find(name)
    if tool is None:
        raise UnknownCommand(name=name[:40], nearest=nearest_name(name, catalog))
    return tool, read(words[1:], tool.params)


def _told(tool: Tool[..., Any], given: Mapping[str, object]) -> dict[str, object]:
    return {param.name: given[param.name] for param in tool.params if given[param.name] != param.default}


def _quoted(value: str) -> str:
    if value and not any(letter.isspace() or letter in '|"“„' for letter in value):
        return value
    before, after = next((pair for pair in _QUOTES if pair[1] not in value), _QUOTES[0])
    return f"{before}{value.replace(after, '')}{after}"
