"""What people send."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from tests.bot.telegram.fake_api import media
from tests.bot.telegram.fake_api.chats import Chat, Topic
from tests.bot.telegram.fake_api.errors import JSON
from tests.bot.telegram.fake_api.messages import Content, Message

if TYPE_CHECKING:
    from tests.bot.telegram.fake_api.world import World

Place = Chat | Topic | None


class Speaker(ABC):
    """Says things in the private chat with the bot, unless `in_chat` names a group or topic."""

    def __init__(self, world: World) -> None:
        self._world = world

    def start(self, payload: str = "") -> Message:
        """Press Start, perhaps from a link with a payload."""
        assert re.fullmatch("[A-Za-z0-9_-]{0,64}", payload), f"{payload!r} cannot be in a link"
        return self.send_text(f"/start {payload}".strip())

    def send_text(self, text: str, *, in_chat: Place = None, reply_to: Message | None = None) -> Message:
        """Write something."""
        return self._say(Content(text), in_chat, reply_to)

    def send_photo(
        self, data: bytes, caption: str = "", *, in_chat: Place = None, reply_to: Message | None = None
    ) -> Message:
        """Send a picture as a photo: the platform makes a JPEG of it. What is no picture arrives as it is."""
        return self._say(Content(caption, media=media.any_photo(self._world.files, data)), in_chat, reply_to)

    def send_document(
        self,
        data: bytes,
        name: str,
        mime: str | None = None,
        caption: str = "",
        *,
        size: int | None = None,
        in_chat: Place = None,
        reply_to: Message | None = None,
    ) -> Message:
        """Send a file. With `size` the platform says that it has that many bytes."""
        file = media.document(self._world.files, data, name, mime or "", size)
        return self._say(Content(caption, media=file), in_chat, reply_to)

    def send_sticker(
        self, data: bytes, *, emoji: str = "🙂", in_chat: Place = None, reply_to: Message | None = None
    ) -> Message:
        """Send a sticker: a WebP, a TGS or a WebM."""
        return self._say(Content(media=media.sticker(self._world.files, data, emoji)), in_chat, reply_to)

    def send_animation(
        self,
        data: bytes,
        caption: str = "",
        *,
        size: int | None = None,
        in_chat: Place = None,
        reply_to: Message | None = None,
    ) -> Message:
        """Send a GIF or a silent MP4: the bot gets an MP4."""
        clip = media.animation(self._world.files, data, size=size)
        return self._say(Content(caption, media=clip), in_chat, reply_to)

    def send_video(
        self,
        data: bytes,
        caption: str = "",
        *,
        size: int | None = None,
        in_chat: Place = None,
        reply_to: Message | None = None,
    ) -> Message:
        """Send a video."""
        return self._say(Content(caption, media=media.video(self._world.files, data, size=size)), in_chat, reply_to)

    def send_voice(self, data: bytes = b"OggS", *, in_chat: Place = None, reply_to: Message | None = None) -> Message:
        """Say something."""
        return self._say(Content(media=media.voice(self._world.files, data)), in_chat, reply_to)

    def send_other(self, *, in_chat: Place = None, reply_to: Message | None = None, **fields: Any) -> Message:
        """Send any other message by its fields, such as `location={...}` or `dice={...}`."""
        return self._say(Content(other=fields), in_chat, reply_to)

    def send_album(
        self,
        pictures: Sequence[bytes],
        caption: str = "",
        *,
        as_files: Sequence[str] | None = None,
        in_chat: Place = None,
        reply_to: Message | None = None,
        late_for: Message | None = None,
    ) -> list[Message]:
        """Send photos together, or files with the names in `as_files`; the caption stands at the first.

        Those that are `late_for` a message belong to the same album.
        """
        files = self._world.files
        album = (late_for and late_for.album) or str(13_000_000_000_000_000 + self._world.number())
        if as_files is None:
            parts = [media.any_photo(files, data) for data in pictures]
        else:
            parts = [media.document(files, data, name) for data, name in zip(pictures, as_files, strict=True)]
        captions = [caption] + [""] * (len(parts) - 1)
        return [
            self._say(Content(words, media=part), in_chat, reply_to, album)
            for words, part in zip(captions, parts, strict=True)
        ]

    @abstractmethod
    def _say(
        self,
        content: Content,
        place: Place,
        reply_to: Message | None,
        album: str | None = None,
        origin: JSON | None = None,
    ) -> Message: ...
