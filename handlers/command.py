"""A command that is not a tool: /privacy, /delete, /usage and their like. Found by its file, as tools are."""

import inspect
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

from handlers.call import Call
from handlers.config import HandlersConfig
from handlers.pipeline import bind
from handlers.reply import Reply
from tools.params import Param, bound, read_params

Handler = Callable[..., Awaitable[Reply]]


@dataclass(frozen=True, slots=True)
class Command:
    """A handler with its name, help and parameters.

    `always`: answered for everyone, the blocked and the not admitted too. `by_button`: reached only through a
    single-use button, never by typing. `whole_line`: its one parameter takes the rest of the line as it is. `owner`:
    for the owners of this installation; to others there is no such command. `priced`: about credits, so there is no
    such command where nothing costs any. `takes_pictures`: works on pictures that come with it, as tools do.
    `in_groups`: about a group, so there is no such command in a chat that has none.
    """

    name: str
    summary: str
    params: tuple[Param, ...]
    always: bool
    by_button: bool
    whole_line: bool
    owner: bool
    priced: bool
    takes_pictures: bool
    in_groups: bool
    handle: Handler

    async def __call__(self, call: Call, given: Mapping[str, object]) -> Reply:
        return await self.handle(call, **bind(self, given))

    def bind(self, given: Mapping[str, object]) -> dict[str, Any]:
        """Check what a user gave and fill in the defaults; raises BadValue."""
        return bound(self.params, given)


def command(
    *,
    always: bool = False,
    by_button: bool = False,
    whole_line: bool = False,
    owner: bool = False,
    priced: bool = False,
    takes_pictures: bool = False,
    in_groups: bool = False,
) -> Callable[[Handler], Command]:
    """Make a command of a handler; parameters after the call are the user's."""

    def make(handle: Handler) -> Command:
        summary = (inspect.getdoc(handle) or "").partition("\n")[0]
        params = read_params(handle, skip=1)
        return Command(
            handle.__name__,
            summary,
            params,
            always,
            by_button,
            whole_line,
            owner,
            priced,
            takes_pictures,
            in_groups,
            handle,
        )

    return make


def is_offered(each: Command, config: HandlersConfig, has_groups: bool = True) -> bool:
    """Whether everybody is told of a command here: it can be typed, and is about nothing that there is not.

    `has_groups`: whether the chat has any.
    """
    return not (each.by_button or each.owner) and _is_there(each, config, has_groups)


def command_of(name: str, call: Call) -> Command | None:
    """Return the command of this name, as far as there is one for the asker."""
    found = load_commands().get(name)
    if found is None or (found.owner and not call.is_operator):
        return None
    return found if _is_there(found, call.services.config, call.has_groups) else None


def _is_there(each: Command, config: HandlersConfig, has_groups: bool) -> bool:
    return (config.prices.enabled or not each.priced) and (has_groups or not each.in_groups)


@cache
def load_commands() -> Mapping[str, Command]:
    """Import each file in handlers/commands and take the command that bears its name."""
    names = sorted(found.name for found in iter_modules([str(Path(__file__).with_name("commands"))]))
    return {name: getattr(import_module(f"handlers.commands.{name}"), name) for name in names}
