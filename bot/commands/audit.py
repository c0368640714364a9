"""`python -m bot audit`: do the books agree, and what do they say of one account or job?"""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.commands._options import config_option, settings_from
from bot.commands._services import with_services

if TYPE_CHECKING:
    from handlers.services import Services
    from storage.books import Discrepancy


@click.command()
@click.argument("name", default="")
@config_option
def command(name: str, config: Path | None) -> None:
    """Recompute the books, or explain one account or job.

    NAME is a job (J-7K3QX2), platform:id (telegram:4242) or the number of an account. Without one every balance,
    settlement, transfer and quota is recomputed from its rows; exits with 1 where something does not agree.
    """
    settings = settings_from(config)
    if name:
        lines = with_services(settings, lambda services: _explained(services, name))
        if lines is None:
            raise click.ClickException(f"there is no account or job {name}")
        click.echo("\n".join(lines))
        return
    wrong = with_services(settings, _checked)
    for each in wrong:
        job = f", job {each.job_id}" if each.job_id is not None else ""
        click.echo(f"{each.what} of account {each.account_id}{job}: expected {each.expected}, found {each.found}")
    if wrong:
        raise SystemExit(1)
    click.echo("Every balance, settlement, transfer and quota agrees with the rows.")


async def _checked(services: "Services") -> "list[Discrepancy]":
    from handlers.bookkeeping import find_discrepancies

    return await find_discrepancies(services)


async def _explained(services: "Services", name: str) -> "list[str] | None":
    from bot.explanation import explain

    async with services.database.read() as connection:
        return await explain(connection, name)
