"""The gateway's end of a websocket: it greets, lets sessions begin and go on, and closes with the platform's codes."""

from __future__ import annotations

import asyncio
import contextlib
import json
import secrets
from dataclasses import dataclass

from aiohttp import WSMsgType, web

from tests.bot.discord.fake_discord.errors import JSON
from tests.bot.discord.fake_discord.gateway import HEARTBEAT, INVALID, WRONG_TOKEN, Gateway
from tests.bot.discord.fake_discord.intents import HIGHEST, PRIVILEGED
from tests.bot.discord.fake_discord.sessions import Connection, Session

IDENTIFY, PRESENCE, VOICE, RESUME, MEMBERS, HELLO, ACK = 2, 3, 4, 6, 8, 10, 11
UNKNOWN_OPCODE, UNREADABLE, NOT_IDENTIFIED, IDENTIFIED_TWICE = 4001, 4002, 4003, 4005
INVALID_NUMBER, INVALID_SHARD, SHARDS_NEEDED, INVALID_INTENTS, DISALLOWED_INTENTS = 4007, 4010, 4011, 4013, 4014
_GOODBYES = (1000, 1001)  # after these of the bot a session cannot go on
_WORDS = {
    UNKNOWN_OPCODE: "Unknown opcode.",
    UNREADABLE: "Error while decoding payload.",
    NOT_IDENTIFIED: "Not authenticated.",
    WRONG_TOKEN: "Authentication failed.",
    IDENTIFIED_TWICE: "Already authenticated.",
    INVALID_NUMBER: "Invalid seq.",
    INVALID_SHARD: "Invalid shard.",
    SHARDS_NEEDED: "Sharding required.",
    INVALID_INTENTS: "Invalid intent(s).",
    DISALLOWED_INTENTS: "Disallowed intent(s).",
}


@dataclass
class Handshakes:
    """Answers websockets."""

    gateway: Gateway
    token: str

    async def serve(self, http: web.Request) -> web.WebSocketResponse:
        """Answer one."""
        socket = web.WebSocketResponse(timeout=1, max_msg_size=0, compress=False)
        await socket.prepare(http)
        connection = Connection(http, socket)
        self.gateway.connections.append(connection)
        beat = int(self.gateway.heartbeat_seconds * 1000)
        connection.send({"op": HELLO, "d": {"heartbeat_interval": beat, "_trace": []}})
        writer = asyncio.create_task(connection.run())
        try:
            async for message in socket:
                if message.type is WSMsgType.TEXT and (code := self._receive(connection, message.data)):
                    connection.close(code, _WORDS.get(code, ""))
        finally:
            writer.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await writer
            self._leave(connection)
        return socket

    def _receive(self, connection: Connection, text: str) -> int | None:
        """Do what a message asks; return the code with which the connection is to be closed, or None."""
        try:
            message = json.loads(text)
            code, data = message["op"], message.get("d")
        except (ValueError, KeyError, TypeError, AttributeError):
            return UNREADABLE
        if code == HEARTBEAT:
            self.gateway.heartbeats += 1
            if self.gateway.acks:
                connection.send({"op": ACK})
            return None
        if code in (IDENTIFY, RESUME) and self.gateway.refusal:
            return self.gateway.refusal
        if code in (IDENTIFY, RESUME):
            return self._identify(connection, data) if code == IDENTIFY else self._resume(connection, data)
        if code not in (PRESENCE, VOICE, MEMBERS):
            return UNKNOWN_OPCODE
        return None if self.gateway.session_of(connection) else NOT_IDENTIFIED

    def _identify(self, connection: Connection, data: JSON) -> int | None:
        counted = self.gateway.count_identify(data)
        number, count = data.get("shard", (0, 1))
        intents = data.get("intents", -1)
        wrong = {
            WRONG_TOKEN: not counted or data.get("token") != self.token,
            IDENTIFIED_TWICE: self.gateway.session_of(connection) is not None,
            INVALID_SHARD: not 0 <= number < count,
            SHARDS_NEEDED: count < self.gateway.shards_needed,
            INVALID_INTENTS: not 0 <= intents < HIGHEST << 1,
            DISALLOWED_INTENTS: bool(intents & PRIVILEGED & ~self.gateway.privileged),
        }
        for code, is_wrong in wrong.items():
            if is_wrong:
                return code
        self.gateway.begin(Session(secrets.token_hex(16), intents, (number, count), connection))
        return None

    def _resume(self, connection: Connection, data: JSON) -> int | None:
        session = self.gateway.resumable(data.get("session_id"))
        if data.get("token") != self.token or self.gateway.revoked:
            return WRONG_TOKEN
        after = data.get("seq") or 0
        if session is None or not session.knows(after):
            connection.send({"op": INVALID, "d": False})
        elif after > session.last:
            return INVALID_NUMBER
        else:
            self.gateway.resume(session, connection, after)
        return None

    def _leave(self, connection: Connection) -> None:
        self.gateway.connections.remove(connection)
        session = self.gateway.session_of(connection)
        if session is None:
            return
        session.connection, session.alone_since = None, self.gateway.clock.now()
        if connection.socket.close_code in _GOODBYES and not connection.ended_here:
            self.gateway.sessions.remove(session)
