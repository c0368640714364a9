"""The pictures in a message, by reference. What is no picture is named by its kind."""

from telegram import Animation, Document, ExternalReplyInfo, Message, PhotoSize, Sticker, Video

from bot.telegram.limits import PLATFORM
from handlers.request import AttachmentRef

_KINDS = ("voice", "audio", "video_note", "contact", "location", "venue", "poll", "dice", "story", "paid_media")
_PICTURE_SUFFIXES = (
    ".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".apng", ".gif", ".webp", ".avif", ".heic", ".heif", ".bmp", ".tif",
    ".tiff", ".mp4", ".m4v", ".mov", ".webm",
)  # fmt: skip
_UNTOLD = ("", "application/octet-stream")
_CLIPS = ("video/mp4", "video/webm", "video/quicktime", "video/x-m4v")


def picture_of(message: Message | ExternalReplyInfo) -> AttachmentRef | None:
    """Return the picture or clip that a message carries, None where it has none that could be opened."""
    if message.photo:
        return _sized(message.photo[-1], mime="image/jpeg", compressed=True)
    if message.animation:  # before the document, which Telegram sets as well for older bots
        return _sized(message.animation)
    if message.sticker:
        return None if message.sticker.is_animated else _sticker(message.sticker)
    if message.video:
        return _sized(message.video)
    if message.document and _may_be_picture(message.document):
        document = message.document
        return AttachmentRef(PLATFORM, document.file_id, document.file_size, mime=document.mime_type)
    return None


def unsupported_of(message: Message | ExternalReplyInfo) -> str:
    """Return the kind of what cannot be opened ("voice", "document", "sticker"), empty where there is no such thing."""
    if picture_of(message):
        return ""
    if message.sticker:
        return "sticker"
    if message.document:
        return "document"
    return next((kind for kind in _KINDS if getattr(message, kind, None)), "")


def _sized(file: PhotoSize | Animation | Video, mime: str | None = None, compressed: bool = False) -> AttachmentRef:
    stated = mime or getattr(file, "mime_type", None)
    return AttachmentRef(PLATFORM, file.file_id, file.file_size, file.width, file.height, stated, compressed)


def _sticker(sticker: Sticker) -> AttachmentRef:
    mime = "video/webm" if sticker.is_video else "image/webp"
    return AttachmentRef(PLATFORM, sticker.file_id, sticker.file_size, sticker.width, sticker.height, mime)


def _may_be_picture(document: Document) -> bool:
    mime = document.mime_type or ""
    if mime.startswith("image/"):
        return not mime.startswith("image/svg")
    # Some programs name no kind, or the kind of everything: its name tells, or else only trying.
    name = (document.file_name or "").lower()
    if mime in _CLIPS or (mime in _UNTOLD and "." not in name):
        return True
    return name.endswith(_PICTURE_SUFFIXES)
