"""Lets a command use the services beside a running Darkroom."""

import asyncio
import os
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, TypeVar

import click

if TYPE_CHECKING:
    from bot.config import Settings
    from handlers.services import Services

T = TypeVar("T")


def with_services(settings: "Settings", use: "Callable[[Services], Awaitable[T]]") -> T:
    """Open the services, call `use` and close them; a failure of storage ends the command with one line."""
    from bot.services import open_services
    from bot.startup import mending
    from storage.errors import StorageError

    async def opened() -> T:
        async with open_services(settings, alone=False) as (services, _):
            return await use(services)

    os.umask(0o077)
    try:
        return asyncio.run(opened())
    except StorageError as error:
        raise click.ClickException(mending(error)) from None
