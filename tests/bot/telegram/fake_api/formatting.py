"""Texts with HTML markup, read as the platform reads them."""

import re
from html import unescape

from tests.bot.telegram.fake_api.entities import units
from tests.bot.telegram.fake_api.errors import JSON, ApiError, bad_request

_TAG = re.compile(r"<(/?)([A-Za-z][\w-]*)((?:\s[^<>]*)?)>|<")
_LINK = re.compile(r"""href\s*=\s*["']?([^"'\s>]+)""")
_KINDS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "tg-spoiler": "spoiler",
    "a": "text_link",
}


def read_html(source: str) -> tuple[str, list[JSON]]:
    """Return a marked-up text without its tags, and the entities they stand for."""
    text, entities, opened, end = "", [], list[tuple[str, JSON]](), 0
    for match in _TAG.finditer(source):
        text += unescape(source[end : match.start()])
        end = match.end()
        where = len(source[: match.start()].encode())
        if match.group(2) is None:
            raise _unreadable(f'Unsupported start tag "" at byte offset {where}')
        name = match.group(2).lower()
        if match.group(1):
            entities.append(_close(name, opened, units(text), where))
        else:
            opened.append((name, _open(name, match.group(3), units(text), where)))
    if opened:
        raise _unreadable(f'Can\'t find end tag corresponding to start tag "{opened[-1][0]}"')
    text += unescape(source[end:])
    return text, sorted((e for e in entities if e["length"]), key=lambda e: (e["offset"], -e["length"]))


def _open(name: str, rest: str, offset: int, where: int) -> JSON:
    if name not in _KINDS:
        raise _unreadable(f'Unsupported start tag "{name}" at byte offset {where}')
    entity: JSON = {"type": _KINDS[name], "offset": offset, "length": 0}
    link = _LINK.search(rest)
    return {**entity, "url": unescape(link.group(1))} if name == "a" and link else entity


def _close(name: str, opened: list[tuple[str, JSON]], offset: int, where: int) -> JSON:
    if not opened:
        raise _unreadable(f"Unexpected end tag at byte offset {where}")
    expected, entity = opened.pop()
    if expected != name:
        raise _unreadable(f'Unmatched end tag at byte offset {where}, expected "</{expected}>", found "</{name}>"')
    return {**entity, "length": offset - entity["offset"]}


def _unreadable(words: str) -> ApiError:
    return bad_request(f"can't parse entities: {words}")
