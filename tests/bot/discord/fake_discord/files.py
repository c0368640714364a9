"""The files of messages, and the signed addresses under which the platform gives them out for a while."""

from __future__ import annotations

import hashlib
import hmac
import mimetypes
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import PurePosixPath
from urllib.parse import quote

from PIL import Image

from tests.bot.discord.fake_discord.clock import Clock
from tests.bot.discord.fake_discord.errors import JSON

ADDRESS_SECONDS = 24 * 3600
SPOILER = "SPOILER_"
_SPOILER_FLAG = 1 << 3
_SECRET = b"of the fake"
_OTHER = {".webp": "image/webp", ".avif": "image/avif", ".heic": "image/heic"}


@dataclass(frozen=True)
class Upload:
    """A file as somebody sends it. With `size` the platform says that it has that many bytes."""

    name: str
    data: bytes = field(repr=False)
    content_type: str = ""
    size: int | None = None
    description: str | None = None
    spoiler: bool = False


@dataclass(eq=False)
class Attachment:
    """A file on the platform. `size` is what the platform says of it."""

    id: int
    name: str
    data: bytes = field(repr=False)
    size: int
    content_type: str
    dimensions: tuple[int, int] | None
    folder: str
    description: str | None = None
    spoiler: bool = False
    ephemeral: bool = False
    gone: bool = False

    @property
    def path(self) -> str:
        """Where its address leads, without what signs it."""
        return f"/{self.folder}/{self.id}/{quote(self.name)}"

    def to_json(self, files: FileStore) -> JSON:
        """Return it as the platform describes it, with an address that has just been signed."""
        url = files.address(self)
        about: JSON = {"id": str(self.id), "filename": self.name, "size": self.size, "url": url, "proxy_url": url}
        if self.content_type:
            about["content_type"] = self.content_type
        if self.dimensions:
            about |= {"width": self.dimensions[0], "height": self.dimensions[1]}
        if self.description:
            about["description"] = self.description
        if self.ephemeral:
            about["ephemeral"] = True
        return about | ({"flags": _SPOILER_FLAG} if self.spoiler else {})


class FileStore:
    """All files of the platform. `base` is where they are served."""

    def __init__(self, clock: Clock) -> None:
        self.base = ""
        self._clock = clock
        self._files: dict[str, Attachment] = {}
        self._avatars: dict[str, bytes] = {}

    def keep(self, number: int, upload: Upload, folder: str, ephemeral: bool = False) -> Attachment:
        """Keep a file under an id."""
        name = _safe(upload.name)
        spoiler = upload.spoiler or name.startswith(SPOILER)
        size = len(upload.data) if upload.size is None else upload.size
        kind = upload.content_type or _type_of(name)
        shape = picture_size(upload.data) if kind.startswith("image/") else None
        about = (number, name, upload.data, size, kind, shape, folder, upload.description, spoiler, ephemeral)
        attachment = Attachment(*about)
        self._files[attachment.path] = attachment
        return attachment

    def keep_avatar(self, path: str, data: bytes) -> None:
        """Keep somebody's picture under its path, which needs no signature."""
        self._avatars[path] = data

    def avatar(self, path: str) -> bytes | None:
        """Return somebody's picture."""
        return self._avatars.get(path)

    def address(self, attachment: Attachment) -> str:
        """Return an address that works for a day."""
        now = int(self._clock.now())
        start, end = f"{now:x}", f"{now + ADDRESS_SECONDS:x}"
        return f"{self.base}{attachment.path}?ex={end}&is={start}&hm={_signature(attachment.path, start, end)}&"

    def follow(self, path: str, query: Mapping[str, str]) -> Attachment | None:
        """Return the file behind an address, or None when it does not work, or no longer."""
        start, end, given = (query.get(name, "") for name in ("is", "ex", "hm"))
        attachment = self._files.get(path)
        if attachment is None or attachment.gone or not re.fullmatch("[0-9a-f]+", end):
            return None
        if not hmac.compare_digest(given.encode(), _signature(path, start, end).encode()):
            return None
        return attachment if self._clock.now() < int(end, 16) else None


def picture_size(data: bytes) -> tuple[int, int] | None:
    """Return the width and height of a picture in pixels, or None where the platform cannot read one."""
    try:
        with Image.open(BytesIO(data)) as image:
            return image.size
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None


def _safe(name: str) -> str:
    """Return a name with the signs that the platform keeps."""
    return re.sub(r"[^A-Za-z0-9._-]", "", name.replace(" ", "_")) or "file"


def _type_of(name: str) -> str:
    suffix = PurePosixPath(name).suffix.lower()
    return _OTHER.get(suffix) or mimetypes.guess_type(name)[0] or ""


def _signature(path: str, start: str, end: str) -> str:
    return hmac.new(_SECRET, f"{path}?{start}-{end}".encode(), hashlib.sha256).hexdigest()
