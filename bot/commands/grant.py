"""`python -m bot grant ACCOUNT N`: give credits."""

import secrets
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.commands._options import config_option, settings_from
from bot.commands._services import with_services

if TYPE_CHECKING:
    from handlers.services import Services


_CREDITS = click.IntRange(min=1)
_CREDITS.name = "whole number"  # what a refusal says that it should be


@click.command()
@click.argument("account")
@click.argument("credits", type=_CREDITS, metavar="N")
@click.option("--cause", help="A word that makes this grant count once, however often it is given.")
@config_option
def command(account: str, credits: int, cause: str | None, config: Path | None) -> None:
    """Give credits to an account.

    ACCOUNT is platform:id (telegram:4242) or the number of an account, N how many credits. People see their
    platform:id in the answer to /usage.
    """

    async def give(services: "Services") -> int | None:
        from handlers.administration import COMMAND_LINE, actor_of, give_credits
        from handlers.errors import NoSuchAccount, WrongAct

        actor = actor_of(services, COMMAND_LINE)
        try:
            return await give_credits(services, account, credits, cause or secrets.token_hex(8), actor)
        except NoSuchAccount:
            return None
        except WrongAct as error:
            raise click.ClickException(f"N is {error.facts['names']}") from None

    balance = with_services(settings_from(config), give)
    if balance is None:
        raise click.ClickException(f"there is no account {account}; people appear when they first write to Darkroom")
    click.echo(f"{account} has {balance} credits.")
