"""The playground as a chat: what it can take, how its uploads are fetched, how answers reach the page."""

from bot.web.outbox import Outbox
from bot.web.reply_json import reply_json
from handlers.errors import SourceGone
from handlers.ports import Clock, Progress
from handlers.reply import Reply
from handlers.request import AttachmentRef, ChatLimits, Identity, ReplyTo
from storage import uploads
from storage.database import Database
from storage.errors import FileGone, KeyMissing, KeyWrong
from storage.files import Files
from storage.uploads import StoredFile
from tools.errors import TooLarge

PLATFORM = "web"

WEB_LIMITS = ChatLimits(
    name="Darkroom",
    text_length=20_000,
    upload_bytes=64_000_000,
    photo_bytes=64_000_000,
    photo_keeps_alpha=True,
    formats=("jpeg", "png", "apng", "gif", "webp", "avif", "bmp", "ico"),
    animations=("gif", "webp", "apng", "avif"),
    fetches_later=True,
    max_side=32_767,
    photo_sides=None,
    photo_ratio=None,
    draws_palette=True,
)
"""A page shows what every browser draws and downloads the rest; the bytes are the engine's own largest result.

The longest side is what every browser draws: Firefox stops at 32,767 pixels.
"""


def attachment(file: StoredFile) -> AttachmentRef:
    """Refer to a visitor's upload. The owner is part of the reference, so that a fetch asks for both."""
    return AttachmentRef(PLATFORM, f"{file.account_id}:{file.key}", file.size)


def visitor(person: Identity) -> ReplyTo:
    """Return where a message to a visitor goes: into their line of events."""
    return ReplyTo(PLATFORM, person.external_id)


class WebChat:
    """Fetches a visitor's own uploads, and puts answers into the visitor's line of events."""

    def __init__(self, database: Database, files: Files, clock: Clock, outbox: Outbox) -> None:
        self._database = database
        self._files = files
        self._clock = clock
        self._outbox = outbox

    async def fetch(self, ref: AttachmentRef, max_bytes: int) -> bytes:
        """Return an upload's bytes; raises SourceGone when it is no more, TooLarge past `max_bytes`."""
        owner, _, key = ref.key.partition(":")
        async with self._database.read() as connection:
            file = await uploads.owned(connection, key, int(owner), self._clock())
        if file is None:
            raise SourceGone
        if file.size > max_bytes:
            raise TooLarge(limit_bytes=max_bytes, bytes=file.size)
        try:
            return await self._files.get(file.key, file.account_id)
        except (FileGone, KeyMissing, KeyWrong):  # KeyWrong: a power cut left a part of it
            raise SourceGone from None

    async def send(self, to: ReplyTo, reply: Reply, delivery: str) -> None:
        """Tell the page. It fetches the files by itself, now or when it is opened again."""
        self._outbox.put(to.chat, "reply", {**reply_json(reply), "delivery": delivery}, delivery)

    async def progress(self, to: ReplyTo, job: str, state: Progress) -> None:
        """Tell the page how far a job is."""
        self._outbox.put(to.chat, "progress", {"job": job, "place": state.place, "running": state.running})

    async def stopped(self, to: ReplyTo, reply: Reply) -> None:
        """Tell every page of the visitor, whichever of them cancelled the job."""
        self._outbox.put(to.chat, "reply", reply_json(reply))

    async def forget(self, person: Identity) -> None:
        """Drop the visitor's line of events."""
        self._outbox.forget(person.external_id)
