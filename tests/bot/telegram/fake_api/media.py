"""What a message can carry besides text, as the platform makes it of the bytes it is given."""

from dataclasses import dataclass
from typing import Literal

from tests.bot.telegram.fake_api.errors import JSON, bad_request
from tests.bot.telegram.fake_api.files import FileStore, StoredFile, mime_of
from tests.bot.telegram.fake_api.pictures import Shape, as_clip, clip_shape, photo_sizes, picture_size

Kind = Literal["photo", "document", "animation", "video", "sticker", "voice"]

PHOTO_BYTES = 10 << 20
PHOTO_SIDES = 10_000
PHOTO_RATIO = 20
STICKER_BYTES = 512_000
STICKER_SIDE = 512


@dataclass(frozen=True)
class Media:
    """A picture, clip or file of a message: what stands in the message, the bytes everybody gets, and those sent."""

    kind: Kind
    fields: JSON
    main: StoredFile
    upload: bytes

    @property
    def data(self) -> bytes:
        """The bytes that whoever looks at the message gets: of a photo, the largest JPEG."""
        return self.main.data

    @property
    def name(self) -> str:
        """The file's name, empty where it has none."""
        return self.main.name


def photo(files: FileStore, upload: bytes) -> Media:
    """Make a photo, or refuse it as the platform does."""
    if len(upload) > PHOTO_BYTES:
        raise bad_request(
            f"file of size {len(upload)} bytes is too big for a photo; the maximum size is {PHOTO_BYTES} bytes"
        )
    size = picture_size(upload)
    if size is None:
        raise bad_request("IMAGE_PROCESS_FAILED")
    if sum(size) > PHOTO_SIDES or max(size) > PHOTO_RATIO * min(size):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
    try:
        sizes = photo_sizes(upload)
    except OSError:
        raise bad_request("IMAGE_PROCESS_FAILED") from None
    stored = [files.keep(size.data, "photos", "photo.jpg") for size in sizes]
    shown = [
        {**file.facts(), "width": size.width, "height": size.height} for file, size in zip(stored, sizes, strict=True)
    ]
    return Media("photo", {"photo": shown}, stored[-1], upload)


def any_photo(files: FileStore, upload: bytes) -> Media:
    """Make a person's photo, even of bytes that are no picture, as of a file that was damaged on its way."""
    if picture_size(upload):
        return photo(files, upload)
    file = files.keep(upload, "photos", "photo.jpg")
    return Media("photo", {"photo": [{**file.facts(), "width": 320, "height": 240}]}, file, upload)


def document(files: FileStore, upload: bytes, name: str, mime: str = "", size: int | None = None) -> Media:
    """Make a file that is shown as a file."""
    file = files.keep(upload, "documents", name, mime or mime_of(name), size)
    return Media("document", {"document": _named(file)}, file, upload)


def animation(files: FileStore, upload: bytes, name: str = "", size: int | None = None) -> Media:
    """Make a moving picture without sound: an MP4, whatever was given, shown as a file as well."""
    data = as_clip(upload)
    name = name or "animation.mp4"
    if data is not upload and not name.endswith(".mp4"):
        name += ".mp4"
    file = files.keep(data, "animations", name, "video/mp4", size)
    fields = {"animation": {**_named(file), **_shape(data)}, "document": _named(file)}
    return Media("animation", fields, file, upload)


def video(files: FileStore, upload: bytes, name: str = "", size: int | None = None) -> Media:
    """Make a video."""
    file = files.keep(upload, "videos", name or "video.mp4", "video/mp4", size)
    return Media("video", {"video": {**_named(file), **_shape(upload)}}, file, upload)


def voice(files: FileStore, upload: bytes, seconds: int = 3) -> Media:
    """Make a voice message."""
    file = files.keep(upload, "voice", "file.oga", "audio/ogg")
    return Media("voice", {"voice": {**file.facts(), "duration": seconds, "mime_type": file.mime}}, file, upload)


def sticker(files: FileStore, upload: bytes, emoji: str = "") -> Media:
    """Make a sticker: a WebP that stands, a gzipped Lottie, or a WebM."""
    moves, films = upload[:2] == b"\x1f\x8b", upload[:4] == b"\x1a\x45\xdf\xa3"
    suffix = ".tgs" if moves else ".webm" if films else ".webp"
    file = files.keep(upload, "stickers", f"sticker{suffix}")
    width, height = picture_size(upload) or (STICKER_SIDE, STICKER_SIDE)
    about: JSON = {**file.facts(), "type": "regular", "width": width, "height": height}
    about |= {"is_animated": moves, "is_video": films}
    if emoji:
        about |= {"emoji": emoji, "set_name": "Darkroom_tests"}
    return Media("sticker", {"sticker": about}, file, upload)


def detected(files: FileStore, upload: bytes, name: str) -> Media:
    """Make of a file what the platform takes it for when a bot does not forbid it: a GIF moves, some WebPs stick."""
    if upload[:4] == b"GIF8":
        return animation(files, upload, name)
    if is_sticker(upload):
        return sticker(files, upload)
    return document(files, upload, name)


def is_sticker(upload: bytes) -> bool:
    """Whether a file has the form of a sticker."""
    if upload[:2] == b"\x1f\x8b" or upload[:4] == b"\x1a\x45\xdf\xa3":
        return True
    size = picture_size(upload) if upload[8:12] == b"WEBP" and len(upload) <= STICKER_BYTES else None
    return size is not None and max(size) == STICKER_SIDE


def _named(file: StoredFile) -> JSON:
    named = {"file_name": file.name} if file.name else {}
    return {**file.facts(), **named, "mime_type": file.mime}


def _shape(data: bytes) -> JSON:
    shape = clip_shape(data) or Shape(320, 240, 1)
    return {"width": shape.width, "height": shape.height, "duration": shape.seconds}
