"""What a request wants to show: its text, files and components within the limits, as the platform shows them."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any

from tests.bot.discord.fake_discord.channels import Channel
from tests.bot.discord.fake_discord.component_rules import check_message
from tests.bot.discord.fake_discord.components import Kind, address_of, media_of, numbered, walk
from tests.bot.discord.fake_discord.errors import JSON, ApiError, empty_message, invalid_form, too_large
from tests.bot.discord.fake_discord.files import Attachment, FileStore, Upload
from tests.bot.discord.fake_discord.messages import SUPPRESS_EMBEDS, V2, Content
from tests.bot.discord.fake_discord.world import World

TEXT_LENGTH = 2000
MOST_FILES = 10
MOST_EMBEDS, EMBED_TEXT = 10, 6000
REQUEST_BYTES = 25 << 20
_ATTACHED = "attachment://"


def new_content(
    world: World, body: JSON, files: Mapping[int, Upload], channel: Channel, most: int, private: bool
) -> Content:
    """Return the content of a new message, or refuse it. `most` is how many bytes a file may have."""
    content = Content()
    _fill(world, content, body, files, channel, most, private)
    if content.is_empty():
        raise empty_message()
    return content


def changed_content(
    world: World, old: Content, body: JSON, files: Mapping[int, Upload], channel: Channel, most: int, private: bool
) -> Content:
    """Return what a message becomes: what the body does not name stays."""
    content = copy.copy(old)
    _fill(world, content, body, files, channel, most, private)
    if content.is_empty():
        raise empty_message()
    for attachment in old.attachments:
        attachment.gone = attachment not in content.attachments
    return content


def _fill(
    world: World, content: Content, body: JSON, files: Mapping[int, Upload], channel: Channel, most: int, private: bool
) -> None:
    flags = body.get("flags") or 0
    content.v2 = content.v2 or bool(flags & V2)
    content.flags = flags & SUPPRESS_EMBEDS if "flags" in body else content.flags
    if "content" in body:
        content.text = body["content"] or ""
    if "embeds" in body:
        content.embeds = [{"type": "rich", **embed} for embed in body["embeds"] or []]
    _check_text(content)
    if "attachments" in body or files:
        content.attachments = _attached(world, content, body, files, channel, most, private)
    if "components" in body:
        check_message(body["components"] or [], content.v2)
        content.components = _shown(body["components"] or [], content.attachments, world.files)


def _check_text(content: Content) -> None:
    if len(content.text) > TEXT_LENGTH:
        raise invalid_form("content", "BASE_TYPE_MAX_LENGTH", f"Must be {TEXT_LENGTH} or fewer in length.")
    if content.v2 and (content.text or content.embeds):
        field = "content" if content.text else "embeds"
        words = f"The '{field}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2"
        raise invalid_form(field, "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2", words)
    if len(content.embeds) > MOST_EMBEDS:
        raise invalid_form("embeds", "BASE_TYPE_MAX_LENGTH", f"Must be {MOST_EMBEDS} or fewer in length.")
    if sum(_length(embed) for embed in content.embeds) > EMBED_TEXT:
        words = f"Embed size exceeds maximum size of {EMBED_TEXT}"
        raise invalid_form("embeds", "MAX_EMBED_SIZE_EXCEEDED", words)


def _length(embed: JSON) -> int:
    named = [embed.get("title"), embed.get("description")]
    named += [(embed.get("footer") or {}).get("text"), (embed.get("author") or {}).get("name")]
    named += [field.get(name) for field in embed.get("fields") or [] for name in ("name", "value")]
    return sum(len(text or "") for text in named)


def _attached(
    world: World, content: Content, body: JSON, files: Mapping[int, Upload], channel: Channel, most: int, private: bool
) -> list[Attachment]:
    if any(len(file.data) > most for file in files.values()):
        raise too_large()
    told = {str(part["id"]): part for part in body.get("attachments") or []}
    kept = content.attachments if "attachments" not in body else [a for a in content.attachments if str(a.id) in told]
    new = {index: _described(upload, told.get(str(index), {})) for index, upload in files.items()}
    strange = told.keys() - {str(a.id) for a in kept} - {str(index) for index in new}
    if strange:
        path = f"attachments.{list(told).index(strange.pop())}"
        raise invalid_form(path, "ATTACHMENT_NOT_FOUND", "Attachment could not be found")
    if len(kept) + len(new) > MOST_FILES:
        raise invalid_form("attachments", "BASE_TYPE_MAX_LENGTH", f"Must be {MOST_FILES} or fewer in length.")
    return [*kept, *(world.keep(upload, channel, private) for _, upload in sorted(new.items()))]


def _described(upload: Upload, part: JSON) -> Upload:
    name, spoiler = part.get("filename") or upload.name, bool(part.get("is_spoiler"))
    return Upload(name, upload.data, upload.content_type, None, part.get("description"), spoiler)


def _shown(components: list[JSON], attachments: list[Attachment], files: FileStore) -> list[JSON]:
    shown = numbered(components)
    for part in walk(shown):
        for item in media_of(part):
            _resolve(part, item, attachments, files)
    return shown


def _resolve(part: JSON, item: JSON, attachments: list[Attachment], files: FileStore) -> None:
    place = address_of(item)
    url = str(place.get("url", ""))
    attachment = _named(url, attachments)
    if attachment is None:
        if url.startswith(_ATTACHED):
            raise _no_such_file(url)
        if part["type"] == Kind.FILE:
            raise invalid_form("components", "UNFURLED_MEDIA_ITEM_REQUIRES_ATTACHMENT", "Must be an attachment")
        place |= {"id": "0", "proxy_url": url, "width": None, "height": None, "content_type": None}
        return
    about: dict[str, Any] = attachment.to_json(files)
    place |= {name: about.get(name) for name in ("url", "proxy_url", "width", "height", "content_type")}
    place |= {"id": str(attachment.id), "attachment_id": str(attachment.id)}
    if part["type"] == Kind.FILE:
        part |= {"name": attachment.name, "size": attachment.size, "spoiler": bool(part.get("spoiler"))}
    else:
        item["spoiler"] = bool(item.get("spoiler")) or attachment.spoiler


def _named(url: str, attachments: list[Attachment]) -> Attachment | None:
    name = url.removeprefix(_ATTACHED)
    for attachment in attachments:
        if name == attachment.name or attachment.path in url:
            return attachment
    return None


def _no_such_file(url: str) -> ApiError:
    words = f"The referenced attachment {url} was not found"
    return invalid_form("components", "UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND", words)
