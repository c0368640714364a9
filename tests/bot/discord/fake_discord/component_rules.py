"""What the platform allows in the components of a message and of a form, beyond what its description says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tests.bot.discord.fake_discord.components import LINK, PREMIUM, SELECTS, Kind, walk
from tests.bot.discord.fake_discord.errors import JSON, ApiError, invalid_form

MOST_COMPONENTS, MOST_OLD_ROWS, MOST_IN_MODAL = 40, 5, 5
MOST_BUTTONS = 5
MOST_TEXT = 4000
_TOP = (
    *(Kind.ACTION_ROW, Kind.TEXT_DISPLAY, Kind.SECTION, Kind.MEDIA_GALLERY, Kind.FILE, Kind.SEPARATOR),
    Kind.CONTAINER,
)
_IN_CONTAINER = tuple(kind for kind in _TOP if kind != Kind.CONTAINER)
_IN_MODAL = (Kind.ACTION_ROW, Kind.TEXT_DISPLAY, Kind.LABEL)
_INNER = {
    Kind.ACTION_ROW: (Kind.BUTTON, *SELECTS, Kind.TEXT_INPUT),
    Kind.SECTION: (Kind.TEXT_DISPLAY,),
    Kind.CONTAINER: _IN_CONTAINER,
}


def check_message(components: list[JSON], v2: bool) -> None:
    """Refuse components that no message may have."""
    _raise(_problems(components, v2))


def check_modal(components: list[JSON]) -> None:
    """Refuse components that no form may have."""
    _raise(_modal_problems(components))


def _problems(components: list[JSON], v2: bool) -> Iterator[ApiError]:
    every = list(walk(components))
    if v2:
        if len(every) > MOST_COMPONENTS:
            words = f"Must be {MOST_COMPONENTS} or fewer in total."
            yield invalid_form("components", "BASE_TYPE_BAD_LENGTH", words)
        if sum(len(part.get("content") or "") for part in every) > MOST_TEXT:
            words = f"The displayable text of all components must be {MOST_TEXT} or fewer in length."
            yield invalid_form("components", "COMPONENT_MAX_TOTAL_TEXT_DISPLAY_SIZE_EXCEEDED", words)
    elif len(components) > MOST_OLD_ROWS:
        yield invalid_form("components", "BASE_TYPE_BAD_LENGTH", f"Must be between 1 and {MOST_OLD_ROWS} in length.")
    yield from _kinds(components, _TOP if v2 else (Kind.ACTION_ROW,), "components")
    yield from _same_twice(every)
    for part in every:
        yield from _one(part)


def _modal_problems(components: list[JSON]) -> Iterator[ApiError]:
    if not 1 <= len(components) <= MOST_IN_MODAL:
        yield invalid_form("data.components", "BASE_TYPE_BAD_LENGTH", f"Must be between 1 and {MOST_IN_MODAL}.")
    yield from _kinds(components, _IN_MODAL, "data.components")
    every = list(walk(components))
    yield from _same_twice(every)
    for part in every:
        yield from _options(part)


def _kinds(components: Iterable[JSON], allowed: tuple[Kind, ...], path: str) -> Iterator[ApiError]:
    for index, part in enumerate(components):
        if part.get("type") not in allowed:
            words = f'Value of field "type" must be one of {{{", ".join(str(int(k)) for k in allowed)}}}.'
            yield invalid_form(f"{path}.{index}", "UNION_TYPE_CHOICES", words)
            continue
        inner = _INNER.get(Kind(part["type"]))
        if inner:
            yield from _kinds(part.get("components") or [], inner, f"{path}.{index}.components")


def _same_twice(every: list[JSON]) -> Iterator[ApiError]:
    names = [part["custom_id"] for part in every if part.get("custom_id")]
    if len(names) != len(set(names)):
        yield invalid_form("components", "COMPONENT_CUSTOM_ID_DUPLICATED", "Component custom id cannot be duplicated")
    numbers = [part["id"] for part in every if part.get("id")]
    if len(numbers) != len(set(numbers)):
        yield invalid_form("components", "COMPONENT_ID_DUPLICATED", "Component id cannot be duplicated")


def _one(part: JSON) -> Iterator[ApiError]:
    match part.get("type"):
        case Kind.ACTION_ROW:
            yield from _row(part)
        case Kind.BUTTON:
            yield from _button(part)
        case Kind.SECTION if not 1 <= len(part.get("components") or []) <= 3:
            yield invalid_form("components", "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 3 in length.")
        case Kind.MEDIA_GALLERY if not 1 <= len(part.get("items") or []) <= 10:
            yield invalid_form("components", "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 10 in length.")
        case Kind.TEXT_DISPLAY if not (part.get("content") or "").strip():
            yield invalid_form("components", "BASE_TYPE_REQUIRED", "This field is required")
    yield from _options(part)


def _row(part: JSON) -> Iterator[ApiError]:
    inner = part.get("components") or []
    mixed = any(item.get("type") in SELECTS for item in inner) and len(inner) > 1
    if not 1 <= len(inner) <= MOST_BUTTONS or mixed:
        words = f"A row has 1 to {MOST_BUTTONS} buttons, or one menu."
        yield invalid_form("components", "COMPONENT_LAYOUT_WIDTH_EXCEEDED", words)


def _button(part: JSON) -> Iterator[ApiError]:
    style = part.get("style")
    wanted = {LINK: "url", PREMIUM: "sku_id"}.get(int(style or 0), "custom_id")
    if not part.get(wanted):
        yield invalid_form("components", "BASE_TYPE_REQUIRED", f"A button of style {style} must have a {wanted}")
    if any(part.get(name) for name in ("custom_id", "url", "sku_id") if name != wanted):
        words = f"A button of style {style} has a {wanted} and nothing else"
        yield invalid_form("components", "BUTTON_COMPONENT_INVALID", words)
    if style != PREMIUM and not (part.get("label") or part.get("emoji")):
        yield invalid_form("components", "BUTTON_COMPONENT_EMPTY", "A button must have a label or an emoji")


def _options(part: JSON) -> Iterator[ApiError]:
    options = part.get("options")
    if part.get("type") == Kind.STRING_SELECT and not options:
        yield invalid_form("components", "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 25 in length.")
    values = [option["value"] for option in options or []]
    if len(values) != len(set(values)):
        words = "The specified option value is already used"
        yield invalid_form("components", "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED", words)
    most = part.get("max_values") or 1
    if part.get("type") == Kind.STRING_SELECT and most > len(values):
        words = f"Must be less than or equal to {len(values)}"
        yield invalid_form("components", "NUMBER_TYPE_MAX", words)
    if sum(bool(option.get("default")) for option in options or []) > (
        len(values) if part.get("type") == Kind.CHECKBOX_GROUP and not part.get("max_values") else most
    ):
        yield invalid_form("components", "SELECT_COMPONENT_TOO_MANY_DEFAULTS", "There are too many default options")


def _raise(problems: Iterator[ApiError]) -> None:
    for problem in problems:
        raise problem
