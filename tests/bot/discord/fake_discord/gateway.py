"""The gateway: over it the bot is told what happens."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.bot.discord.fake_discord.clock import Clock
from tests.bot.discord.fake_discord.errors import JSON
from tests.bot.discord.fake_discord.happenings import PATIENCE
from tests.bot.discord.fake_discord.intents import ALWAYS, Intent
from tests.bot.discord.fake_discord.sessions import Connection, Session, Told

DAY = 24 * 3600
SESSION_SECONDS = 180
RECONNECT, HEARTBEAT, INVALID = 7, 1, 9
WRONG_TOKEN = 4004


@dataclass
class Gateway:
    """What tells the bot of events. A test breaks it by its methods, and reads what the bot asked of it.

    `shards` is how many /gateway/bot recommends, `shards_needed` with how few it refuses.
    `acks` says whether heartbeats are answered, `privileged` which of the privileged intents the bot may have,
    `identifies` holds the bodies of all IDENTIFYs, `heartbeats` and `resumes` are counted.
    """

    clock: Clock
    token: str
    ready: Callable[[Session], JSON]
    after_ready: Callable[[Session], list[JSON]]
    heartbeat_seconds: float = 41.25
    acks: bool = True
    privileged: Intent = ALWAYS
    most_identifies: int = 1000
    shards: int = 1
    shards_needed: int = 1
    identifies: list[JSON] = field(default_factory=list)
    heartbeats: int = 0
    resumes: int = 0
    refusal: int | None = None
    revoked: bool = False
    sessions: list[Session] = field(default_factory=list)
    connections: list[Connection] = field(default_factory=list)
    _times: list[float] = field(default_factory=list)
    _news: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def left(self) -> int:
        """How many sessions may still begin within a day."""
        self._times = [moment for moment in self._times if moment > self.clock.now() - DAY]
        return max(self.most_identifies - len(self._times), 0)

    @property
    def connected(self) -> list[Session]:
        """The sessions of which the bot listens to."""
        return [session for session in self.sessions if session.connection]

    def tell(self, event: str, data: Told, needs: Intent = ALWAYS, guild: int | None = None) -> None:
        """Tell of an event whoever asked for it."""
        self._forget_old()
        for session in self.sessions:
            if needs & session.intents == needs and session.serves(guild):
                session.tell(event, data)

    def send_raw(self, event: str, data: Any) -> None:
        """Tell of any event with any content, also one that makes no sense."""
        for session in self.connected:
            session.tell(event, data)

    def send_text(self, text: str) -> None:
        """Send any text, also what is no JSON."""
        for connection in self.connections:
            connection.send_text(text)

    def ask_to_reconnect(self) -> None:
        """Ask the bot to come again, as before a restart of the platform's servers."""
        for connection in self.connections:
            connection.send({"op": RECONNECT, "d": None})

    def ask_for_heartbeat(self) -> None:
        """Ask for a heartbeat at once."""
        for connection in self.connections:
            connection.send({"op": HEARTBEAT, "d": None})

    def invalidate(self, resumable: bool = False) -> None:
        """Tell the bot that its session is no more; when `resumable`, that it may go on with it all the same."""
        for session in self.connected:
            if session.connection:
                session.connection.send({"op": INVALID, "d": resumable})
        if not resumable:
            self.sessions.clear()

    def forget_sessions(self) -> None:
        """Let no session be resumed."""
        for session in self.sessions:
            session.id = secrets.token_hex(16)

    def revoke_token(self) -> None:
        """Answer 401 and close 4004 from now on, as when the bot's owner asked for another token."""
        self.revoked = True
        self.close(WRONG_TOKEN, "Authentication failed.")

    def close(self, code: int, reason: str = "") -> None:
        """Close all connections with a code."""
        for connection in self.connections:
            connection.close(code, reason)

    def drop(self) -> None:
        """Break all connections without a word."""
        for connection in self.connections:
            connection.abort()

    def refuse(self, code: int | None) -> None:
        """Close every connection that identifies or resumes with this code, until it is None again."""
        self.refusal = code

    async def until_connected(self, sessions: int = 1, seconds: float = PATIENCE) -> None:
        """Wait until the bot listens."""
        async with asyncio.timeout(seconds):
            while len(self.connected) < sessions:
                self._news.clear()
                await self._news.wait()

    def begin(self, session: Session) -> None:
        """Let a session begin: tell of the bot itself, and then of every guild."""
        self.sessions.append(session)
        session.tell("READY", self.ready(session))
        for guild in self.after_ready(session):
            session.tell("GUILD_CREATE", guild)
        self._news.set()

    def resume(self, session: Session, connection: Connection, after: int) -> None:
        """Let a session go on."""
        self.resumes += 1
        session.replay(connection, after)
        self._news.set()

    def count_identify(self, data: JSON) -> bool:
        """Note an IDENTIFY; False when there were too many of them in a day, which costs the bot its token."""
        self.identifies.append(data)
        if not self.left:
            self.revoked = True
        self._times.append(self.clock.now())
        return not self.revoked

    def session_of(self, connection: Connection) -> Session | None:
        """Return the session that a connection is for, or None."""
        return next((session for session in self.sessions if session.connection is connection), None)

    def resumable(self, number: object) -> Session | None:
        """Return the session with an id, if it can still go on."""
        self._forget_old()
        return next((session for session in self.sessions if session.id == number), None)

    def _forget_old(self) -> None:
        now = self.clock.now()
        old = [s for s in self.sessions if s.alone_since is not None and now - s.alone_since > SESSION_SECONDS]
        for session in old:
            self.sessions.remove(session)
