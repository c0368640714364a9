"""Every command that Discord shows: slash commands in groups, and the menus of messages and people.

They are made from the catalogue and the registered commands. The groups stand fixed; one without a command in it is
not shown. Where each may be used, and by which kind of installation, is said of every single one.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bot.discord.limits import DESCRIPTION, PLATFORM
from bot.discord.options import options_of
from bot.discord.slash_names import described, named, without_doubles
from handlers.command import Command, is_offered, load_commands
from handlers.config import HandlersConfig
from handlers.texts import FALLBACK, Texts
from handlers.words import Described, button_label_of, summary_of
from tools.catalog import Catalog
from tools.tool import Tool

SLASH, USER_MENU, MESSAGE_MENU = 1, 2, 3
SUBCOMMAND = 1
GUILD, DM, PRIVATE_CHANNEL = 0, 1, 2
GUILD_INSTALL, USER_INSTALL = 0, 1
MANAGE_SERVER = 32
"""The permission bit that sees /config at first; whoever uses it is checked when they do."""

NOBODY = 0
"""No permission sees /admin in a server but an administrator's; to all but the owners it then says it is unknown."""

LARGEST = 8000
"""Letters over all names, descriptions and values of one command, each in its longest language."""

EVERYWHERE: Mapping[str, Any] = {
    "contexts": [GUILD, DM, PRIVATE_CHANNEL],
    "integration_types": [GUILD_INSTALL, USER_INSTALL],
}
IN_SERVERS: Mapping[str, Any] = {"contexts": [GUILD], "integration_types": [GUILD_INSTALL]}

GROUPS = {"image": "image", "gif": "animate", "make": "make", "ai": "ai"}
"""The groups of tools, each with the shelf that its tools stand on."""

ALONE = ("privacy", "help", "delete")
"""The commands that stand in no group."""

ACCOUNT, CONFIG, ADMIN = "account", "config", "admin"
ELSEWHERE = {"do": "image", "tools": ""}
"""Commands that do not stand in /account; the tools are listed by Discord itself."""

OF_SERVER = ("pot",)
"""The commands of /account that are about the server in which they are given."""

EDIT, INFO, TO_GIF, AVATAR = "edit", "info", "gif", "avatar"
MENUS = {EDIT: MESSAGE_MENU, INFO: MESSAGE_MENU, TO_GIF: MESSAGE_MENU, AVATAR: USER_MENU}


@dataclass(frozen=True, slots=True)
class Asked:
    """What a slash command stands for: the tool or command, and whether it is about the server ("/config")."""

    each: Described
    of_server: bool = False


def all_commands(catalog: Catalog, texts: Texts, config: HandlersConfig) -> list[dict[str, Any]]:
    """Return everything that Discord is to show here, as its API takes it. /admin only where an owner is on Discord."""
    offered = [each for each in _typed() if is_offered(each, config)]
    groups = [_group(name, inside, catalog, texts) for name, inside in _inside(catalog, offered).items() if inside]
    alone = [_alone(load_commands()[name], catalog, texts) for name in ALONE]
    owned = [_admin(catalog, texts)] if any(owner.startswith(f"{PLATFORM}:") for owner in config.access.owners) else []
    return [
        *without_doubles([*groups, *alone, _config(catalog, texts), *owned]),
        *(_menu(name, kind, texts) for name, kind in MENUS.items()),
    ]


def find(catalog: Catalog, path: tuple[str, ...]) -> Asked | None:
    """Return what the words of a slash command stand for, such as ("image", "blur")."""
    if path == (CONFIG,):
        return Asked(load_commands()["settings"], of_server=True)
    if path == (ADMIN,):
        return Asked(load_commands()[ADMIN])
    if len(path) == 1:
        return Asked(load_commands()[path[0]]) if path[0] in ALONE else None
    inside = _inside(catalog, _typed()).get(path[0], ()) if path else ()
    found = next((each for each in inside if each.name == path[-1]), None)
    return Asked(found, of_server=found.name in OF_SERVER) if found else None


def path_of(catalog: Catalog, name: str) -> str:
    """Return the words by which Discord shows a tool or command ("account link"); the name itself where none does."""
    groups = _inside(catalog, _typed())
    return next((f"{group} {name}" for group, inside in groups.items() if name in {e.name for e in inside}), name)


def menu_named(texts: Texts, name: str) -> str:
    """Return which menu command has this name, empty for none; Discord sends the English one."""
    return next((each for each in MENUS if texts.say(FALLBACK, f"discord-menu-{each}") == name), "")


def _inside(catalog: Catalog, commands: Iterable[Command]) -> dict[str, list[Described]]:
    """Return what stands in each group."""
    groups: dict[str, list[Described]] = {
        name: [tool for tool in catalog.values() if tool.category == shelf] for name, shelf in GROUPS.items()
    }
    groups |= {ACCOUNT: []}
    for command in commands:
        if group := ELSEWHERE.get(command.name, ACCOUNT):
            groups[group].append(command)
    return groups


def _typed() -> Iterator[Command]:
    """Yield the commands that stand in a group, whether they are offered here or not."""
    apart = (*ALONE, ADMIN)
    return (each for each in load_commands().values() if not each.by_button and each.name not in apart)


def _group(name: str, inside: list[Described], catalog: Catalog, texts: Texts) -> dict[str, Any]:
    """Return a group, its sentences cut short where all of them together are too long for Discord."""
    for most in range(DESCRIPTION, 0, -10):
        group = _written_group(name, inside, catalog, texts, most)
        if size_of(group) <= LARGEST:
            return group
    raise ValueError(f"the group {name} has too many commands for Discord")


def _written_group(name: str, inside: list[Described], catalog: Catalog, texts: Texts, most: int) -> dict[str, Any]:
    options = [
        {
            "type": SUBCOMMAND,
            **named(each.name, texts, lambda locale, each=each: _name(texts, locale, each)),  # type: ignore[misc]  # mypy cannot infer a lambda's defaults
            **described(texts, lambda locale, each=each: summary_of(texts, locale, each), most),  # type: ignore[misc]
            "options": options_of(each, catalog, texts, most),
        }
        for each in inside
    ]
    return {
        "type": SLASH,
        **named(name, texts, lambda locale: texts.say(locale, f"discord-group-{name}.name")),
        **described(texts, lambda locale: texts.say(locale, f"discord-group-{name}"), most),
        **EVERYWHERE,
        "options": without_doubles(options),
    }


def _alone(command: Command, catalog: Catalog, texts: Texts) -> dict[str, Any]:
    return {
        "type": SLASH,
        **named(command.name, texts, lambda locale: _name(texts, locale, command)),
        **described(texts, lambda locale: summary_of(texts, locale, command)),
        **EVERYWHERE,
        "options": options_of(command, catalog, texts),
    }


def _config(catalog: Catalog, texts: Texts) -> dict[str, Any]:
    return {
        "type": SLASH,
        **named(CONFIG, texts, lambda locale: texts.say(locale, "discord-group-config.name")),
        **described(texts, lambda locale: texts.say(locale, "discord-group-config")),
        **IN_SERVERS,
        "default_member_permissions": MANAGE_SERVER,
        "options": options_of(load_commands()["settings"], catalog, texts),
    }


def _admin(catalog: Catalog, texts: Texts) -> dict[str, Any]:
    return {
        "type": SLASH,
        **named(ADMIN, texts, lambda locale: texts.say(locale, "discord-group-admin.name")),
        **described(texts, lambda locale: texts.say(locale, "discord-group-admin")),
        **EVERYWHERE,
        "default_member_permissions": NOBODY,
        "options": options_of(load_commands()[ADMIN], catalog, texts),
    }


def _menu(name: str, kind: int, texts: Texts) -> dict[str, Any]:
    said = {locale: texts.say(locale, f"discord-menu-{name}") for locale in texts.locales}
    more = {locale: words for locale, words in said.items() if locale != FALLBACK}
    return {"type": kind, "name": said[FALLBACK], "name_localizations": more, **EVERYWHERE}


def _name(texts: Texts, locale: str, each: Described) -> str:
    """Return what a tool or command is called in a language; its own name where the language has no word for it."""
    if isinstance(each, Tool):
        return button_label_of(texts, locale, each)
    key = f"discord-command-{each.name}"
    return texts.say(locale, key) if texts.has(locale, key) else each.name


def size_of(command: Mapping[str, Any]) -> int:
    """Return the letters that count for a command's limit."""
    own = _longest(command, "name") + _longest(command, "description") + len(str(command.get("value", "")))
    return own + sum(size_of(part) for part in (*command.get("options", ()), *command.get("choices", ())))


def _longest(command: Mapping[str, Any], name: str) -> int:
    said = [command.get(name) or "", *(command.get(f"{name}_localizations") or {}).values()]
    return max(len(words) for words in said)
