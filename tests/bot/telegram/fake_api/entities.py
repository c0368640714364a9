"""What the platform finds in a text by itself: commands, mentions, links and hashtags, counted in UTF-16 units."""

import re

from tests.bot.telegram.fake_api.errors import JSON

_KINDS = {
    "bot_command": re.compile(r"(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/<>])"),
    "mention": re.compile(r"(?<![\w@/.])@[A-Za-z0-9_]{4,32}(?!\w)"),
    "url": re.compile(r"https?://[^\s<>\"]+[^\s<>\".,;:!?)]"),
    "hashtag": re.compile(r"(?<![\w#])#\w*[^\W\d]\w*"),
}


def units(text: str) -> int:
    """Return the length of a text in UTF-16 units, in which the platform counts."""
    return len(text.encode("utf-16-le")) // 2


def piece(text: str, entity: JSON) -> str:
    """Return the piece of a text that an entity is about."""
    start = 2 * int(entity["offset"])
    return text.encode("utf-16-le")[start : start + 2 * int(entity["length"])].decode("utf-16-le")


def find_entities(text: str, given: list[JSON] | None = None) -> list[JSON]:
    """Return the entities of a text in their order: those found in it, where none of the given ones is."""
    found = list(given or [])
    for kind, pattern in _KINDS.items():
        for match in pattern.finditer(text):
            start = units(text[: match.start()])
            entity = {"type": kind, "offset": start, "length": units(match.group())}
            if not any(_overlap(entity, other) for other in found):
                found.append(entity)
    return sorted(found, key=lambda entity: (entity["offset"], -entity["length"]))


def _overlap(one: JSON, other: JSON) -> bool:
    ends = one["offset"] + one["length"], other["offset"] + other["length"]
    return bool(one["offset"] < ends[1] and other["offset"] < ends[0])


def commands_in(text: str, entities: list[JSON]) -> list[str]:
    """Return the commands of a text as they stand in it, with their slash and the bot's name."""
    return [piece(text, entity) for entity in entities if entity["type"] == "bot_command"]


def mentions_in(text: str, entities: list[JSON]) -> list[str]:
    """Return the names mentioned in a text, lower case and without the sign."""
    return [piece(text, entity)[1:].lower() for entity in entities if entity["type"] == "mention"]
