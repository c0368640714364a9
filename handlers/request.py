"""What a chat hands in, the same for every chat: who asks, what was asked, and which files came along."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field


@dataclass(frozen=True, slots=True)
class Identity:
    """Who asks. The same number on two platforms is two people."""

    platform: str
    external_id: str


@dataclass(frozen=True, slots=True)
class AttachmentRef:
    """A file that came with a message, by reference: nothing is downloaded before a job runs.

    `key` is secret (a file id, an address or an upload key). The sender's file name is not carried, so it cannot
    be used. Sizes are what the chat says of the file and are checked again on the bytes. `compressed` says that the
    chat made it smaller on the way, and that sending it as a file would not have.
    `unsupported` is the kind of what came among pictures and is none ("document"): it is not fetched, but named.
    """

    platform: str
    key: str
    bytes: int | None
    width: int | None = None
    height: int | None = None
    mime: str | None = None
    compressed: bool = False
    unsupported: str = ""


@dataclass(frozen=True, slots=True)
class ReplyTo:
    """Where an answer goes. Any process that knows the platform can deliver from this alone.

    `extra` is the chat's own, but for these: "topic" parts a chat into places, and "private" what the asker alone sees
    from what others see there; and of a job, "language" is the one that it is answered in, "form" ("photo" or "file")
    how its result was asked for, "usual" how results come in its group, "group" that others read the answer there, and
    "bytes" how large a file of it may be, where that is less than the chat takes elsewhere.
    """

    platform: str
    chat: str
    message: str | None = None
    extra: Mapping[str, str] = field(default_factory=dict)

    def to_json(self) -> bytes:
        """Write the address as UTF-8 JSON, to be sealed and stored."""
        return json.dumps(asdict(self), separators=(",", ":")).encode()

    @classmethod
    def from_json(cls, data: bytes) -> "ReplyTo":
        """Read what `to_json` wrote."""
        return cls(**json.loads(data))


@dataclass(frozen=True, slots=True)
class ChatLimits:
    """What one chat can take, so that every answer fits the first time. One constant per platform, in its adapter.

    `name` is what people call it. `formats` are the encoded picture formats that it shows, `animations` those that it
    shows moving: the first is written where an animation cannot keep its own.
    `fetches_later` says that the chat collects files by key after the reply (a web page), instead of being sent bytes.
    `photo_sides` is the most pixels of a photo's width and height together, `photo_ratio` how many times longer one
    side may be than the other; None where there is no such limit. A chat that `draws_palette` shows the tools and
    what can be done with a result by itself; any other is given buttons for it. One that `opens_forms` can ask for all
    values of a tool at once, one that `lists_commands` shows them by itself. `photo_side` is the longest side of a
    photo that is not made smaller, in a chat that writes every photo anew, with a loss; None where none is touched.
    `download_bytes` is the most that it hands out of what people sent; None where it hands out everything.
    """

    name: str
    text_length: int
    upload_bytes: int
    photo_bytes: int
    photo_keeps_alpha: bool
    formats: tuple[str, ...]
    animations: tuple[str, ...]
    fetches_later: bool
    max_side: int
    photo_sides: int | None
    photo_ratio: float | None
    draws_palette: bool
    opens_forms: bool = False
    lists_commands: bool = False
    photo_side: int | None = None
    download_bytes: int | None = None


@dataclass(frozen=True, slots=True)
class Request:
    """One message that asks for something.

    It says so in one of three ways: `text` as typed ("/blur 8"), `command` with `given` already split (a form, a
    slash command, the palette), or `button`, the single-use token of a pressed button. `idempotency_key` is the
    chat's own id of this message: the same key is the same request, however often it arrives.

    `is_reply_to` is the name that a question was bound to (`handlers.questions`), when the words may be its answer.
    `in_place` is where the answer to a job goes when it is to take the place of the message with the pressed button.
    `arrived` is the number that the message has in the chat's inbox: an erasure passes over what came after it.
    `unsupported` is the kind of a message in which there is no picture ("voice", "document"). `group` is the id of the
    group that it was sent in. `network` is a keyed hash of where a browser asks from, in a chat that knows its people
    by a cookie alone.
    """

    identity: Identity
    idempotency_key: str
    reply_to: ReplyTo
    locale: str | None = None
    text: str = ""
    command: str = ""
    given: Mapping[str, object] = field(default_factory=dict)
    attachments: tuple[AttachmentRef, ...] = ()
    button: str = ""
    group: str | None = None
    is_reply_to: str = ""
    unsupported: str = ""
    in_place: ReplyTo | None = None
    network: bytes | None = None
    arrived: int | None = None
