"""The parts that a handler may use, built once in bot/app.py and passed in."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from handlers.config import HandlersConfig
from handlers.ports import Admins, Clock, Fetch, Queue, Send
from handlers.rates import Rates
from handlers.request import AttachmentRef, ChatLimits, Identity, ReplyTo
from handlers.texts import Texts
from handlers.turns import Turns
from storage.database import Database
from storage.files import Files
from storage.vault import Vault
from tools.catalog import Catalog
from tools.engine import Engine


def _as_it_is(ref: AttachmentRef) -> AttachmentRef:
    return ref


@dataclass(frozen=True, slots=True)
class Chat:
    """One chat platform: what it can take, and the ways to fetch from it, send to it, and ask who runs a group.

    `person` is where a message to one person goes that answers nothing; None where there is no such place. `lasting`
    returns what is kept of a reference when its job is settled: no more than fetching it again takes.
    """

    limits: ChatLimits
    fetch: Fetch
    send: Send
    admins: Admins | None = None
    person: Callable[[Identity], ReplyTo | None] | None = None
    lasting: Callable[[AttachmentRef], AttachmentRef] = _as_it_is


@dataclass(frozen=True, slots=True)
class Services:
    """Everything a handler is given besides the request. `chats` is keyed by platform."""

    database: Database
    vault: Vault
    files: Files
    engine: Engine
    queue: Queue
    catalog: Catalog
    texts: Texts
    config: HandlersConfig
    chats: Mapping[str, Chat]
    clock: Clock
    rates: Rates = field(default_factory=Rates)
    exporting: Turns = field(default_factory=Turns)
