"""The files the platform keeps, and the names and links under which it gives them out."""

import itertools
import mimetypes
import secrets
from dataclasses import dataclass
from pathlib import PurePosixPath

from tests.bot.telegram.fake_api.errors import JSON, bad_request
from tests.log_canaries import log_canaries

DOWNLOAD_BYTES = 20 << 20
LINK_SECONDS = 3600.0
_OTHER = {".webp": "image/webp", ".avif": "image/avif", ".heic": "image/heic", ".tgs": "application/x-tgsticker"}


@dataclass(frozen=True)
class StoredFile:
    """One file. `size` is what the platform says of it, `path` what its link ends in once getFile was called."""

    file_id: str
    unique_id: str
    data: bytes
    size: int
    name: str
    mime: str
    path: str

    def facts(self) -> JSON:
        """Return what every object of a file says."""
        return {"file_id": self.file_id, "file_unique_id": self.unique_id, "file_size": self.size}


def mime_of(name: str) -> str:
    """Return the media type that the platform guesses from a file's name."""
    suffix = PurePosixPath(name).suffix.lower()
    return _OTHER.get(suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"


class FileStore:
    """All files of the platform."""

    def __init__(self) -> None:
        self._numbers = itertools.count()
        self._files: dict[str, StoredFile] = {}
        self._lost: set[str] = set()
        self._links: dict[str, tuple[StoredFile, float]] = {}

    def keep(self, data: bytes, folder: str, name: str = "", mime: str = "", size: int | None = None) -> StoredFile:
        """Keep a file. With `size` the platform claims another size than its bytes have."""
        number = next(self._numbers)
        suffix = PurePosixPath(name).suffix
        file = StoredFile(
            file_id=f"AgACAgIAAxkBAAI{number:06d}{secrets.token_urlsafe(24)}",
            unique_id=f"AQAD{secrets.token_urlsafe(8)}",
            data=data,
            size=len(data) if size is None else size,
            name=name,
            mime=mime or mime_of(name),
            path=f"{folder}/file_{number}{suffix}",
        )
        self._files[file.file_id] = file
        log_canaries.add(file.file_id, file.path, name)
        return file

    def link(self, file_id: str, now: float) -> JSON:
        """Make the link of a file, which works for an hour, and describe it."""
        if not file_id:
            raise bad_request("file_id not specified")
        if file_id in self._lost:
            raise bad_request("wrong file_id or the file is temporarily unavailable")
        file = self._files.get(file_id)
        if file is None:
            raise bad_request("invalid file_id")
        if file.size > DOWNLOAD_BYTES:
            raise bad_request("file is too big")
        self._links[file.path] = (file, now + LINK_SECONDS)
        return {**file.facts(), "file_path": file.path}

    def follow(self, path: str, now: float) -> StoredFile | None:
        """Return the file behind a link, or None when the link does not work, or no longer."""
        file, expires = self._links.get(path, (None, 0.0))
        return file if now < expires else None

    def expire_links(self) -> None:
        """Let every link that was given out stop working."""
        self._links.clear()

    def lose(self, file_id: str) -> None:
        """Let a file be out of reach."""
        self._lost.add(file_id)
