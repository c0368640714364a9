"""Finished pictures as messages: photo, document, animation, or albums of them."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from telegram import (
    InlineKeyboardMarkup,
    InputMediaAnimation,
    InputMediaDocument,
    InputMediaPhoto,
    Message,
)
from telegram.error import BadRequest

from bot.telegram.failures import says
from bot.telegram.limits import ALBUM_SIZE, CAPTION_LENGTH
from bot.telegram.messenger import Messenger
from bot.telegram.pacing import Priority
from bot.telegram.parts import Parts
from bot.telegram.place import placed
from handlers.reply import OutFile
from handlers.request import ReplyTo

_ALBUM_FORMS = ("photo", "file")
_NO_PHOTO = ("photo_invalid_dimensions", "photo_", "image_process_failed", "wrong file", "failed to get http")
_NOT_THIS = (*_NO_PHOTO, "not enough rights to send", "chat_send_")
"""What Telegram says where a file may still go through."""


class MediaSender:
    """Sends pictures. What Telegram will not take as a photo goes out as a file."""

    def __init__(self, messenger: Messenger) -> None:
        self._messenger = messenger
        self._bot = messenger.bot

    async def send_one(
        self, to: ReplyTo, file: OutFile, caption: str, keys: InlineKeyboardMarkup | None
    ) -> Sequence[Message]:
        """Send one picture with its words and buttons; raises Rejected, NotNow, Uncertain or BadRequest."""
        try:
            return [await self._send(to, file, file.form, caption, keys)]
        except BadRequest as error:
            if file.form == "file" or not says(error, *_NOT_THIS):
                raise
            return [await self._send(to, file, "file", caption, keys)]

    async def replace(
        self, chat: str, message_id: int, file: OutFile, caption: str, keys: InlineKeyboardMarkup | None
    ) -> None:
        """Put a picture in the place of a message of ours; as often as one likes, it stays one message."""
        media = _input(file, caption)
        await self._messenger.act(
            chat,
            Priority.ANSWER,
            lambda there: self._bot.edit_message_media(media, there, message_id, reply_markup=keys),
        )

    async def send_all(self, to: ReplyTo, files: Sequence[OutFile], parts: Parts) -> None:
        """Send several pictures, together where Telegram groups them, except what went out before.

        Each bears what it shows in words, for those who cannot see it; what was done is said below all of them.
        """
        first = 0
        for album in _albums(files):
            await self._send_some(to, album, first, parts)
            first += len(album)

    async def _send_some(self, to: ReplyTo, files: Sequence[OutFile], first: int, parts: Parts) -> None:
        album = f"album {first}"
        if len(files) > 1 and album not in parts.refused:
            try:
                await parts.once(album, lambda: self._send_group(to, files))
                return
            except BadRequest:  # one that Telegram will not have would keep all the others back
                parts.refused.add(album)
        for number, file in enumerate(files, first):
            await parts.once(f"file {number}", lambda file=file: self.send_one(to, file, alt_of(file), None))  # type: ignore[misc]  # mypy cannot infer a lambda's defaults

    async def _send_group(self, to: ReplyTo, files: Sequence[OutFile]) -> Sequence[Message]:
        media: list[Any] = [_input(file, alt_of(file)) for file in files]
        return await self._messenger.act(
            to.chat,
            Priority.ANSWER,
            lambda chat: self._bot.send_media_group(chat, media, **placed(to)),
            weight=len(media),
        )

    async def _send(
        self, to: ReplyTo, file: OutFile, form: str, caption: str, keys: InlineKeyboardMarkup | None
    ) -> Message:
        common: dict[str, Any] = {"caption": caption or None, "reply_markup": keys, "filename": file.name, **placed(to)}
        data = file.data or b""
        bot = self._bot

        async def send(chat: str) -> Message:
            if form == "photo":
                return await bot.send_photo(chat, data, **common)
            if form == "animation":
                return await bot.send_animation(chat, data, width=file.width, height=file.height, **common)
            if form == "sticker":
                return await bot.send_sticker(chat, data, reply_markup=keys, **placed(to))
            return await bot.send_document(chat, data, disable_content_type_detection=True, **common)

        return await self._messenger.act(to.chat, Priority.ANSWER, send)


def caption_of(text: str) -> tuple[str, str]:
    """Return the words that fit under a picture, and all of them again where they do not: those need a message."""
    return (text, "") if len(text) <= CAPTION_LENGTH else ("", text)


def alt_of(file: OutFile) -> str:
    """Return what a picture shows in words, as long as a caption may be."""
    return file.alt[:CAPTION_LENGTH]


def _input(file: OutFile, caption: str) -> InputMediaPhoto | InputMediaDocument | InputMediaAnimation:
    data, words = file.data or b"", caption or None
    if file.form == "photo":
        return InputMediaPhoto(data, words, filename=file.name)
    if file.form == "animation":
        return InputMediaAnimation(data, caption=words, width=file.width, height=file.height, filename=file.name)
    return InputMediaDocument(data, caption=words, disable_content_type_detection=True, filename=file.name)


def _albums(files: Sequence[OutFile]) -> Iterator[list[OutFile]]:
    """Part pictures into what Telegram takes together: two to ten photos, or two to ten files; animations go alone."""
    for form, same in groupby(files, key=lambda file: file.form):
        alike = list(same)
        size = ALBUM_SIZE if form in _ALBUM_FORMS else 1
        for start in range(0, len(alike), size):
            yield alike[start : start + size]
