"""The operations that the fake knows, by the names they have in the official description."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.bot.discord.fake_discord.requests import Request
from tests.bot.discord.fake_discord.world import World

Answer = Callable[[World, Request], Any]


@dataclass(frozen=True)
class Operation:
    """What answers a method at a path. `signed` says that it takes the bot's token."""

    name: str
    method: str
    path: str
    answer: Answer
    signed: bool


OPERATIONS: dict[str, Operation] = {}


def operation(method: str, path: str, *, signed: bool = True) -> Callable[[Answer], Answer]:
    """Let a function answer the operation of its name. What it returns is the answer's body; None is a 204."""

    def register(answer: Answer) -> Answer:
        OPERATIONS[answer.__name__] = Operation(answer.__name__, method, path, answer, signed)
        return answer

    return register
