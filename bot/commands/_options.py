"""What several commands share: the settings, and mistakes told in one line."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from bot.config import Settings

config_option = click.option(
    "--config",
    type=click.Path(path_type=Path),
    help="The config file; else DARKROOM_CONFIG, else config.toml where there is one.",
)


def settings_from(path: Path | None) -> "Settings":
    """Load the settings, or end the command with the one line that says what is wrong with them."""
    from bot.config import ConfigError, load_settings

    try:
        return load_settings(path)
    except ConfigError as error:
        raise click.ClickException(str(error)) from None
