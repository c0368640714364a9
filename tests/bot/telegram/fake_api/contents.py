"""What a request wants to show: its text within the limits, and its file, made into what the platform shows."""

from collections.abc import Mapping
from typing import Any

from tests.bot.telegram.fake_api import media
from tests.bot.telegram.fake_api.entities import units
from tests.bot.telegram.fake_api.errors import JSON, bad_request
from tests.bot.telegram.fake_api.formatting import read_html
from tests.bot.telegram.fake_api.media import Media
from tests.bot.telegram.fake_api.messages import Content
from tests.bot.telegram.fake_api.requests import Request, Upload
from tests.bot.telegram.fake_api.world import World

TEXT_LENGTH = 4096
CAPTION_LENGTH = 1024


def text_content(request: Request) -> Content:
    """Return the content of a text message, or refuse it."""
    text, entities = formatted(request.text("text"), request.text("parse_mode"), request.list("entities"))
    if not text:
        raise bad_request("message text is empty")
    if units(text) > TEXT_LENGTH:
        raise bad_request("message is too long")
    return Content(text, entities)


def media_content(world: World, request: Request, kind: str) -> Content:
    """Return the content of a message with a file of a kind, which stands in the parameter of that name."""
    caption = caption_of(request)
    options = {name: request.text(name) for name in ("emoji", "disable_content_type_detection")}
    made = _made(world, kind, request.text(kind), request.upload(kind, request.text(kind)), options)
    return Content(*caption, made)


def item_content(world: World, request: Request, item: Any, alone: bool) -> Content:
    """Return the content of an InputMedia: of an edited message when `alone`, else of an album's part."""
    kind = _kind_of(item, alone)
    caption = _caption(item.get("caption", ""), item.get("parse_mode", ""), item.get("caption_entities"))
    reference = str(item.get("media", ""))
    upload = request.upload(reference, reference) if reference.startswith("attach://") else None
    if not reference or (reference.startswith("attach://") and upload is None):
        raise bad_request("can't parse InputMedia: media not found")
    detect = str(item.get("disable_content_type_detection", not alone)).lower()
    return Content(*caption, _made(world, kind, reference, upload, {"disable_content_type_detection": detect}))


def caption_of(request: Request) -> tuple[str, list[JSON]]:
    """Return the caption of a request and its entities, or refuse it."""
    return _caption(request.text("caption"), request.text("parse_mode"), request.list("caption_entities"))


def formatted(text: str, mode: str, entities: list[JSON] | None) -> tuple[str, list[JSON]]:
    """Return a text without its markup, and its entities."""
    if mode.upper() == "HTML":
        text, entities = read_html(text)
    elif mode:
        raise bad_request("unsupported parse_mode")
    if entities or not text:
        return text.rstrip(), list(entities or [])
    return text.strip(), []


def _caption(text: str, mode: str, entities: list[JSON] | None) -> tuple[str, list[JSON]]:
    caption, found = formatted(text, mode, entities)
    if units(caption) > CAPTION_LENGTH:
        raise bad_request("message caption is too long")
    return caption, found


def _kind_of(item: Any, alone: bool) -> str:
    if not isinstance(item, dict):
        raise bad_request("can't parse InputMedia: expected an Object")
    kind = str(item.get("type", ""))
    if kind == "animation" and not alone:
        raise bad_request("can't parse InputMedia: type \"animation\" can't be used in sendMediaGroup")
    if kind not in ("photo", "video", "document", "animation"):
        raise bad_request(f'can\'t parse InputMedia: type "{kind}" is unsupported')
    return kind


def _made(world: World, kind: str, reference: str, upload: Upload | None, options: Mapping[str, str]) -> Media:
    if upload is None:
        return _known(world, kind, reference)
    if not upload.data:
        raise bad_request("file must be non-empty")
    match kind:
        case "photo":
            return media.photo(world.files, upload.data)
        case "animation":
            return media.animation(world.files, upload.data, upload.name)
        case "video":
            return media.video(world.files, upload.data, upload.name)
        case "voice":
            return media.voice(world.files, upload.data)
        case "sticker" if media.is_sticker(upload.data):
            return media.sticker(world.files, upload.data, options.get("emoji", ""))
    if kind == "sticker" or options.get("disable_content_type_detection") == "true":
        return media.document(world.files, upload.data, upload.name)
    return media.detected(world.files, upload.data, upload.name)


def _known(world: World, kind: str, reference: str) -> Media:
    if not reference:
        raise bad_request(f"there is no {kind} in the request")
    if reference.startswith(("http://", "https://")):
        raise bad_request("failed to get HTTP URL content")
    known = world.shown.get(reference)
    if known is None:
        raise bad_request("wrong remote file identifier specified: can't unserialize it. Wrong last symbol")
    if known.kind != kind:
        raise bad_request(f"can't use file of type {known.kind.capitalize()} as {kind.capitalize()}")
    return known
