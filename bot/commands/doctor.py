"""`python -m bot doctor`: what works here and what does not."""

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.commands._options import config_option, settings_from

if TYPE_CHECKING:
    from bot.config import Settings


@click.command()
@config_option
def command(config: Path | None) -> None:
    """Say what works here and what does not.

    Each line that is not ok tells the way to mend it; exits with 1 where something must be mended.
    """
    settings = settings_from(config)
    raise SystemExit(1 if asyncio.run(_print(settings)) else 0)


async def _print(settings: "Settings") -> bool:
    """Print every finding; return whether one is a failure."""
    from bot.doctor import examine

    failed = False
    async for finding in examine(settings):
        click.echo(str(finding))
        failed = failed or finding.level == "fail"
    return failed
