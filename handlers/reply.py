"""What a chat is to show: words, buttons, and finished pictures."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from handlers.request import AttachmentRef, ReplyTo

Style = Literal["plain", "primary", "danger"]
Form = Literal["photo", "file", "animation", "sticker"]


@dataclass(frozen=True, slots=True)
class Button:
    """A choice under a reply.

    With a `token` it works once, for the person it was made for, until it expires; `command` and `given` may then say
    what it stands for. Without one, pressing it asks for `command` with `given`, as typing them would.
    """

    label: str
    token: str | None = None
    command: str | None = None
    given: Mapping[str, object] = field(default_factory=dict)
    style: Style = "plain"


@dataclass(frozen=True, slots=True)
class OutFile:
    """One finished picture, encoded to fit the chat.

    Either `data` holds the bytes, or `key` names a stored file that the chat fetches later. `bytes` is the size,
    `alt` says in a sentence what it is, and `name` is ours, never the sender's.
    """

    data: bytes | None
    key: str | None
    format: str
    mime: str
    width: int
    height: int
    frames: int
    bytes: int
    has_alpha: bool
    form: Form
    alt: str
    name: str


@dataclass(frozen=True, slots=True)
class Mend:
    """A tool that was asked for with a value that will not do, for a chat that can show it as a form.

    `given` are the values as they were given, and `wrong` the parameter to look at: its value, or that it has none
    (`missing`).
    """

    tool: str
    given: Mapping[str, object]
    wrong: str
    missing: bool


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer.

    `job` is the public id of a job that was taken on; its result comes or came through `Send`, to the address `to`,
    which names its language as well. `place` is where it stands in line. `error` is the code of what went wrong, and
    `mend` how a form could ask again for it. `palette` asks the chat to show its tools. `private` answers are for the
    asker's eyes only. `erased` says that nothing of the asker is stored any more: a chat that keeps what it shows
    forgets it. `language` is the one that it is written in. `title` names the tools of a result, and `sources` are the
    pictures that it was made of, for a chat that shows such things.
    After a pressed button, `edit` asks to show the answer in place of the message with that button, and `remove` to
    delete that message instead of showing anything; `removes` are the chat's numbers of others that belong to it
    (`handlers.removing`). `ask` is the token of a question: the chat shows it so that it is
    answered by a reply, and then binds the token to its message (`handlers.questions.bind`). A `quiet` one
    says what this chat was told a moment ago: a chat that can leave a message unanswered shows nothing.
    """

    text: str = ""
    buttons: tuple[tuple[Button, ...], ...] = ()
    private: bool = False
    job: str | None = None
    to: ReplyTo | None = None
    files: tuple[OutFile, ...] = ()
    error: str | None = None
    palette: bool = False
    edit: bool = False
    remove: bool = False
    removes: tuple[str, ...] = ()
    ask: str | None = None
    place: int | None = None
    mend: Mend | None = None
    erased: bool = False
    language: str | None = None
    quiet: bool = False
    title: str = ""
    sources: tuple[AttachmentRef, ...] = ()
