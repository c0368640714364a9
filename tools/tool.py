"""A tool: one typed function that makes or changes a picture, and what is known of it."""

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from importlib import import_module
from typing import Any, Generic, ParamSpec, TypeVar, get_type_hints

from PIL import Image

from tools.media import Picture, Source
from tools.params import Param, bound, read_params
from tools.plan import Plan

P = ParamSpec("P")
R = TypeVar("R")
Check = Callable[[Mapping[str, Any]], None]


class Takes(Enum):
    """What a tool is given before its parameters, told by the annotation of its first argument."""

    NOTHING = "nothing"
    FRAME = "frame"
    PICTURE = "picture"
    PICTURES = "pictures"
    SOURCE = "source"


class Cost(Enum):
    """How long a tool may work: the wall-clock class of its step, in seconds by `Limits`."""

    LIGHT = "light"
    HEAVY = "heavy"


@dataclass(frozen=True, slots=True, eq=False)
class Tool(Generic[P, R]):
    """A function with its names, help and parameters; calling it calls the function.

    `category` is the folder it stands in: image, animate, make. `examples` are values that show what it does; the
    reference page makes its pictures with them, and help may offer them. `check` refuses values that are each fine and
    make no sense together; it is given all of them by name and raises BadValue. `exact` says that it is used for the
    very bytes of its result: their format, or how many they are.
    """

    name: str
    aliases: tuple[str, ...]
    category: str
    summary: str
    details: str
    takes: Takes
    params: tuple[Param, ...]
    cost: Cost
    plan: Plan
    function: Callable[P, R]
    examples: tuple[Mapping[str, object], ...] = ({},)
    check: Check | None = None
    exact: bool = False

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> R:
        return self.function(*args, **kwargs)

    def __reduce__(self) -> tuple[Callable[..., Any], tuple[str, str]]:
        # The decorator took the function's name, so pickle cannot find the function again by it.
        return _find, (self.function.__module__, self.name)

    def bind(self, given: Mapping[str, object]) -> dict[str, Any]:
        """Check what a user gave against the parameters and fill in the defaults; raises BadValue."""
        values = bound(self.params, given)
        if self.check:
            self.check(values)
        return values

    def describe(self) -> dict[str, object]:
        """Return what a front end needs to offer this tool, as JSON values, in English."""
        return {
            "name": self.name,
            "aliases": list(self.aliases),
            "category": self.category,
            "summary": self.summary,
            "details": self.details,
            "takes": self.takes.value,
            "params": [param.describe() for param in self.params],
            "examples": [dict(example) for example in self.examples],
        }


def tool(
    *,
    aliases: tuple[str, ...] = (),
    cost: Cost = Cost.LIGHT,
    plan: Plan | None = None,
    examples: tuple[Mapping[str, object], ...] = ({},),
    check: Check | None = None,
    exact: bool = False,
) -> Callable[[Callable[P, R]], Tool[P, R]]:
    """Make a tool of a function; its signature and docstring say the rest."""

    def make(function: Callable[P, R]) -> Tool[P, R]:
        summary, _, details = (inspect.getdoc(function) or "").partition("\n")
        takes = _takes(function)
        return Tool(
            name=function.__name__,
            aliases=aliases,
            category=function.__module__.split(".")[1] if "." in function.__module__ else "image",
            summary=summary,
            details=details.strip(),
            takes=takes,
            params=read_params(function, skip=takes is not Takes.NOTHING),
            cost=cost,
            plan=plan or Plan(),
            function=function,
            examples=examples,
            check=check,
            exact=exact,
        )

    return make


def _find(module: str, name: str) -> "Tool[..., Any]":
    found: Tool[..., Any] = getattr(import_module(module), name)
    return found


def _takes(function: Callable[..., Any]) -> Takes:
    first = next(iter(inspect.signature(function).parameters), "")
    hint = get_type_hints(function).get(first)
    kinds: tuple[tuple[Any, Takes], ...] = (
        (Image.Image, Takes.FRAME),
        (Picture, Takes.PICTURE),
        (list[Picture], Takes.PICTURES),
        (Source, Takes.SOURCE),
    )
    return next((takes for kind, takes in kinds if hint == kind), Takes.NOTHING)
