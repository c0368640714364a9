"""Name commands in a text as Discord has them: /link stands in a group here, as /account link."""

import re

from bot.discord.slash_commands import path_of
from tools.catalog import Catalog

_NAMED = re.compile(r"(?<![\w/])/([a-z_]+)\b(?!/)(?=([^\n]*\|)?)")


def with_paths(text: str, catalog: Catalog) -> str:
    """Return the text with the group before each command that stands in one, and /do before several steps."""

    def path(named: re.Match[str]) -> str:
        name, several = named.groups()
        if several and name in catalog:
            return f"/{path_of(catalog, 'do')} pipeline:{name}"
        return f"/{path_of(catalog, name)}"

    return _NAMED.sub(path, text)
