"""`python -m bot admin`: what an owner does in chat with /admin, for those who run the server."""

import secrets
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.commands._options import config_option, settings_from
from bot.commands._services import with_services

if TYPE_CHECKING:
    from handlers.services import Services


@click.command()
@click.argument("words", nargs=-1)
@config_option
def command(words: tuple[str, ...], config: Path | None) -> None:
    """Find and mend accounts, make codes, announce.

    Without WORDS it lists what there is; ACCOUNT is platform:id (telegram:4242) or the number of an account.
    """

    async def act(services: "Services") -> str:
        from handlers.administration import COMMAND_LINE, actor_of, administer
        from handlers.errors import HandlerError
        from handlers.failures import sentences

        if not words:
            return services.texts.say("en", "admin-help")
        actor = actor_of(services, COMMAND_LINE)
        try:
            return await administer(services, "en", " ".join(words), actor, secrets.token_hex(16))
        except HandlerError as error:
            raise click.ClickException(sentences(services, "en").reason(error.code, error.facts)) from None

    click.echo(with_services(settings_from(config), act))
