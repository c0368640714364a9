"""`python -m bot run`: Darkroom itself."""

import asyncio
import errno
import os
from pathlib import Path

import click

from bot.commands._options import config_option, settings_from


@click.command()
@config_option
def command(config: Path | None) -> None:
    """Run Darkroom until Ctrl+C.

    The playground is always served; chats are as soon as they are configured.
    """
    from bot.app import serve
    from bot.config import ConfigError
    from bot.memory import share_arenas
    from bot.startup import mending
    from storage.errors import StorageError

    settings = settings_from(config)
    os.umask(0o077)
    share_arenas()
    try:
        asyncio.run(serve(settings))
    except StorageError as error:
        raise click.ClickException(mending(error)) from None
    except ConfigError as error:
        raise click.ClickException(str(error)) from None
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            taken = f"port {settings.web.port} is in use already; end what uses it, or set [web] port to another one"
            raise click.ClickException(taken) from None
        raise click.ClickException(f"Darkroom cannot start: {error.strerror or error}") from None
