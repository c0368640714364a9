"""Read a function's signature as parameters that any front end can offer.

A chat command, a slash command, a web form and the reference page all show the same thing: named values with limits
and a sentence of help. It stands once, in the signature:
`Annotated[float, Between(0.1, 100), "How far it spreads."] = 4`.
"""

import inspect
import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import NoneType
from typing import Annotated, Any, Literal, get_args, get_origin, get_type_hints

from tools.errors import BadValue

REQUIRED = inspect.Parameter.empty
YES = ("yes", "on", "true", "1")
NO = ("no", "off", "false", "0")


@dataclass(frozen=True, slots=True)
class Between:
    """The smallest and largest value that a number, or each side of a size, may take."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Unit:
    """What a number counts: "px", "%" or "°". It may be written behind the number; another unit is refused."""

    sign: str


@dataclass(frozen=True, slots=True)
class Choices:
    """The words to choose from where they are found elsewhere, so that no `Literal` has to repeat them."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AlsoWritten:
    """Other words for some of the choices, as (what people write, the choice): "jpg" for "jpeg"."""

    words: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class TextLength:
    """The fewest and most characters of a text."""

    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Param:
    """One named value that a user may set."""

    name: str
    kind: type
    help: str
    default: Any = REQUIRED
    between: Between | None = None
    choices: tuple[str, ...] = ()
    also_written: tuple[tuple[str, str], ...] = ()
    text_length: TextLength | None = None
    unit: str = ""

    @property
    def required(self) -> bool:
        return self.default is REQUIRED

    @property
    def is_text(self) -> bool:
        """Whether it takes any words."""
        return self.kind is str and not self.choices

    def parse(self, given: object) -> Any:
        """Turn what a user wrote, or what a form already typed, into a value; raises BadValue."""
        if given is None and self.default is None:
            return None
        value = self._choose(given) if self.choices else self._convert(given)
        if self.between and not all(self.between.low <= number <= self.between.high for number in _numbers(value)):
            raise BadValue(self.name, self.expected(), self._nearest(value))
        if self.text_length and not self.text_length.low <= len(value) <= self.text_length.high:
            raise BadValue(self.name, self.expected())
        return value

    def accepts(self, given: object) -> bool:
        """Whether `parse` would take it."""
        try:
            self.parse(given)
        except BadValue:
            return False
        return True

    def expected(self) -> str:
        """Say in words which values would do."""
        if self.choices:
            return " | ".join(self.choices)
        if self.between:
            return self._limits(self.between)
        if self.text_length:
            return f"{self.text_length.low} to {self.text_length.high} characters"
        return _EXAMPLES.get(self.kind.__name__, self.kind.__name__)

    def describe(self) -> dict[str, object]:
        """Return what a front end needs to offer this parameter, as JSON values."""
        return {
            "name": self.name,
            "type": "choice" if self.choices else self.kind.__name__.lower(),
            "help": self.help,
            "required": self.required,
            "default": None if self.required or self.default is None else json_value(self.default),
            "min": self.between.low if self.between else None,
            "max": self.between.high if self.between else None,
            "choices": list(self.choices),
            "unit": self.unit,
            "max_length": self.text_length.high if self.text_length else None,
        }

    def _choose(self, given: object) -> str:
        # A phone writes the first letter of a word large.
        word = str(given).strip().casefold()
        word = dict(self.also_written).get(word, word)
        for choice in self.choices:
            if choice.casefold() == word:
                return choice
        raise BadValue(self.name, self.expected())

    def _convert(self, given: object) -> Any:
        if isinstance(given, self.kind) and not (self.kind is int and isinstance(given, bool)):
            return given
        text = str(given).strip() if self.kind is not str else str(given)
        if self.kind in (int, float):
            text = self._without_sign(text)
        try:
            return _READERS.get(self.kind, getattr(self.kind, "parse", self.kind))(text)
        except (TypeError, ValueError, OverflowError):
            raise BadValue(self.name, self.expected()) from None

    def _without_sign(self, text: str) -> str:
        sign = next((sign for sign in _SIGNS if text.endswith(sign)), "")
        if self.unit and sign not in ("", self.unit):
            raise BadValue(self.name, self.expected())
        return text.removesuffix(sign).rstrip()

    def _limits(self, between: Between) -> str:
        return f"{self._written(between.low)} to {self._written(between.high)}{self.unit}"

    def _written(self, number: float) -> str:
        if self.kind in (int, float):
            return f"{number:.10g}"
        return str(self.kind(number)) if issubclass(self.kind, int) else f"{number:g}x{number:g}"

    def _nearest(self, value: Any) -> object:
        if self.between and isinstance(value, int | float):
            return self.kind(min(max(value, self.between.low), self.between.high))
        return None


_SIGNS = ("px", "%", "°")
_EXAMPLES = {
    "bool": "yes | no",
    "Colour": "#ff8800 | white | transparent",
    "Box": "10,10,50%,200px",
    "ByteSize": "300KB | 2MB",
    "Dimensions": "600x400",
    "int": "12",
    "float": "1.5",
}


def _read_bool(text: str) -> bool:
    word = text.lower()
    if word not in YES + NO:
        raise ValueError(text)
    return word in YES


def _read_number(text: str) -> float:
    # Only plain ASCII digits: float() would take "١٢", "1_0", "nan" and "inf" as well.
    if not re.fullmatch(r"[+-]?\d{1,9}(?:\.\d{0,6})?", text, re.ASCII):
        raise ValueError(text)
    return float(text)


def _read_int(text: str) -> int:
    number = _read_number(text)
    if not math.isfinite(number) or number != int(number):
        raise ValueError(text)
    return int(number)


_READERS: Mapping[type, Callable[[str], Any]] = {bool: _read_bool, int: _read_int, float: _read_number}


def _numbers(value: Any) -> tuple[float, ...]:
    return (value,) if isinstance(value, int | float) else (value.width, value.height)


def json_value(value: object) -> object:
    """Return a parameter's value as JSON can carry it; `Param.parse` reads it back."""
    return value if isinstance(value, bool | float | str | NoneType) or type(value) is int else str(value)


def read_params(function: Callable[..., Any], *, skip: int = 0) -> tuple[Param, ...]:
    """List the parameters of `function` after the first `skip`, in order."""
    hints = get_type_hints(function, include_extras=True)
    found = list(inspect.signature(function).parameters.values())[skip:]
    return tuple(_read_one(parameter, hints[parameter.name]) for parameter in found)


def bound(params: Sequence[Param], given: Mapping[str, object]) -> dict[str, Any]:
    """Check what a user gave against the parameters and fill in the defaults; raises BadValue."""
    unknown = given.keys() - {param.name for param in params}
    if unknown:
        raise BadValue(min(unknown), ", ".join(param.name for param in params))
    return {param.name: _bound(param, given) for param in params}


def _bound(param: Param, given: Mapping[str, object]) -> Any:
    if param.name in given:
        return param.parse(given[param.name])
    if param.required:
        raise BadValue(param.name, " | ".join(param.choices) or param.help)
    return param.default


def _read_one(parameter: inspect.Parameter, hint: Any) -> Param:
    notes: tuple[Any, ...] = ()
    if get_origin(hint) is Annotated:
        hint, *rest = get_args(hint)
        notes = tuple(rest)
    kinds = [kind for kind in get_args(hint) if kind is not NoneType] if get_origin(hint) is not Literal else []
    if kinds:
        hint = kinds[0]
    choices = next((note.words for note in notes if isinstance(note, Choices)), ())
    if get_origin(hint) is Literal:
        choices, hint = get_args(hint), str
    return Param(
        name=parameter.name,
        kind=hint,
        help=next((note for note in notes if isinstance(note, str)), ""),
        default=parameter.default,
        between=next((note for note in notes if isinstance(note, Between)), None),
        choices=choices,
        also_written=next((note.words for note in notes if isinstance(note, AlsoWritten)), ()),
        text_length=next((note for note in notes if isinstance(note, TextLength)), None),
        unit=next((note.sign for note in notes if isinstance(note, Unit)), ""),
    )
