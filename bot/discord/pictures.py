"""The pictures in what Discord sends, by reference. What is no picture is named by its kind.

A picture's key is its address. Where it stands in a message that we may read again (one to us, or our own), the key
also says which, before a space: Discord's addresses expire, and a fresh one can be asked for. A picture that is hidden
until one clicks has a key that begins with Discord's own mark for that: whatever is made of it is hidden, too.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from bot.discord.limits import PLATFORM
from handlers.request import AttachmentRef

_PICTURE_SUFFIXES = (
    ".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".apng", ".gif", ".webp", ".avif", ".heic", ".heif", ".bmp", ".tif",
    ".tiff", ".mp4", ".m4v", ".mov", ".webm",
)  # fmt: skip
_CLIPS = ("video/mp4", "video/webm", "video/quicktime", "video/x-m4v")
_LONGEST_KIND = 40
_SPOILER, _SPOILER_NAME, _SPOILER_FLAG = "||", "SPOILER_", 1 << 3


def picture_of(attachment: Mapping[str, Any], place: str = "") -> AttachmentRef | None:
    """Return an attachment that may be a picture or a clip; `place` is "channel/message" where it can be found again.

    None for what cannot be opened, and for what is no attachment at all.
    """
    address, size = attachment.get("url"), attachment.get("size")
    if not isinstance(address, str) or " " in address or not _may_be_picture(attachment):
        return None
    key = f"{place}/{attachment.get('id')} {address}" if place else address
    mime = str(attachment.get("content_type") or "")[:_LONGEST_KIND] or None
    sides = attachment.get("width"), attachment.get("height")
    width, height = (side if isinstance(side, int) else None for side in sides)
    found = AttachmentRef(PLATFORM, key, size if isinstance(size, int) else None, width, height, mime)
    return hidden(found) if _is_hidden(attachment) else found


def pictures_of(attachments: Iterable[Mapping[str, Any]], place: str = "") -> tuple[AttachmentRef, ...]:
    """Return the pictures among attachments."""
    return tuple(picture for each in attachments if (picture := picture_of(each, place)))


def unsupported_of(attachments: Iterable[Mapping[str, Any]]) -> str:
    """Return the kind of what cannot be opened ("voice", "document"), empty where there is no such thing."""
    kinds = [str(each.get("content_type") or "") for each in attachments]
    if not kinds:
        return ""
    return "audio" if all(kind.startswith("audio/") for kind in kinds) else "document"


def hidden(ref: AttachmentRef) -> AttachmentRef:
    """Return the reference of a picture that stays hidden until one clicks."""
    return ref if is_hidden(ref) else replace(ref, key=f"{_SPOILER}{ref.key}")


def is_hidden(ref: AttachmentRef) -> bool:
    """Whether a picture is hidden until one clicks."""
    return ref.key.startswith(_SPOILER)


def address_of(ref: AttachmentRef) -> tuple[str, str]:
    """Return where a picture's message can be found again, empty where it cannot, and its address, which may be too."""
    place, _, address = ref.key.removeprefix(_SPOILER).rpartition(" ")
    return place, address


def lasting(ref: AttachmentRef) -> AttachmentRef:
    """Return the reference to keep when its job is settled: without the address, where one can be asked for again."""
    place, address = address_of(ref)
    return replace(ref, key=ref.key.removesuffix(address)) if place else ref


def _is_hidden(attachment: Mapping[str, Any]) -> bool:
    flags = attachment.get("flags")
    marked = isinstance(flags, int) and bool(flags & _SPOILER_FLAG)
    return marked or str(attachment.get("filename") or "").startswith(_SPOILER_NAME)


def _may_be_picture(attachment: Mapping[str, Any]) -> bool:
    mime = str(attachment.get("content_type") or "").partition(";")[0].strip().lower()
    if mime.startswith("image/"):
        return not mime.startswith("image/svg")
    if mime in _CLIPS:
        return True
    return str(attachment.get("filename") or "").lower().endswith(_PICTURE_SUFFIXES)
