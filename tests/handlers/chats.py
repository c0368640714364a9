"""Chats without a network, and the two people who talk there: pictures by key, and all that was sent."""

from collections import deque
from dataclasses import dataclass, field, replace

from handlers.errors import SourceGone
from handlers.ports import Progress
from handlers.reply import Reply
from handlers.request import AttachmentRef, ChatLimits, Identity, ReplyTo

CHAT = ChatLimits(
    name="Test",
    text_length=4096,
    upload_bytes=50_000_000,
    photo_bytes=10_000_000,
    photo_keeps_alpha=False,
    formats=("jpeg", "png", "webp", "gif"),
    animations=("gif",),
    fetches_later=False,
    max_side=10_000,
    photo_sides=10_000,
    photo_ratio=20,
    draws_palette=True,
)
PAGE = replace(CHAT, name="Page", photo_keeps_alpha=True, fetches_later=True)
ROOM = replace(CHAT, name="Room", formats=("jpeg", "png"), draws_palette=False)
ANNA = Identity("chat", "7")
RITA = Identity("room", "7")


@dataclass
class Sent:
    """What a chat was shown."""

    to: ReplyTo
    reply: Reply
    delivery: str


@dataclass
class TestChat:
    """A chat that keeps pictures by key and what it was sent; `troubles` are raised by the next sends, in order."""

    __test__ = False

    pictures: dict[str, bytes] = field(default_factory=dict)
    sent: list[Sent] = field(default_factory=list)
    told: list[tuple[str, Progress]] = field(default_factory=list)
    forgotten: list[Identity] = field(default_factory=list)
    stops: list[tuple[ReplyTo, Reply]] = field(default_factory=list)
    troubles: deque[BaseException] = field(default_factory=deque)

    async def fetch(self, ref: AttachmentRef, max_bytes: int) -> bytes:
        if ref.key not in self.pictures:
            raise SourceGone
        return self.pictures[ref.key]

    async def send(self, to: ReplyTo, reply: Reply, delivery: str) -> None:
        if self.troubles:
            raise self.troubles.popleft()
        self.sent.append(Sent(to, reply, delivery))

    async def progress(self, to: ReplyTo, job: str, state: Progress) -> None:
        self.told.append((job, state))

    async def forget(self, person: Identity) -> None:
        self.forgotten.append(person)

    async def stopped(self, to: ReplyTo, reply: Reply) -> None:
        self.stops.append((to, reply))


class TestAdmins:
    """Knows who runs which group, and counts how often it was asked."""

    __test__ = False

    def __init__(self) -> None:
        self.known: set[tuple[str, str]] = set()
        self.asked = 0

    async def is_admin(self, group: str, identity: Identity) -> bool:
        self.asked += 1
        return (group, identity.external_id) in self.known
