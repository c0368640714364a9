"""The methods that the fake knows, by the names they have in the API."""

from collections.abc import Callable
from typing import Any

from tests.bot.telegram.fake_api.requests import Request
from tests.bot.telegram.fake_api.world import World

Method = Callable[[World, Request], Any]

METHODS: dict[str, Method] = {}


def method(function: Method) -> Method:
    """Let a function answer the method of its name: `send_photo` answers sendPhoto."""
    first, *rest = function.__name__.split("_")
    METHODS[first + "".join(word.capitalize() for word in rest)] = function
    return function
