"""`python -m bot purge`: erase what has expired."""

from pathlib import Path

import click

from bot.commands._options import config_option, settings_from
from bot.commands._services import with_services


@click.command()
@config_option
def command(config: Path | None) -> None:
    """Erase what has expired.

    A running Darkroom does this by itself every minute.
    """
    from handlers.upkeep import purge

    with_services(settings_from(config), purge)
    click.echo("What had expired is erased.")
