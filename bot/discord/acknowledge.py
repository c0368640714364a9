"""Tells Discord at once how an interaction will be answered."""

import logging

import discord

from bot.discord.asked import AnyInteraction
from bot.discord.choice import Choice, Defer, OpenForm, Propose, Refuse
from bot.discord.failures import came_too_late, had_arrived, send_error
from bot.discord.layout import pages_of
from bot.discord.rest import TROUBLES
from handlers.errors import Uncertain
from tools.catalog import Catalog

log = logging.getLogger(__name__)


async def acknowledge(interaction: AnyInteraction, choice: Choice, catalog: Catalog) -> bool:
    """Acknowledge it. False when Discord did not take that: then nobody waits for an answer any more.

    Where the connection broke on the way it may have: the answer is tried.
    """
    try:
        await _acknowledge(interaction, choice, catalog)
    except TROUBLES as error:
        if had_arrived(error):
            return True
        told = log.info if came_too_late(error) else log.warning
        told("an interaction was not acknowledged", extra={"kind": type(error).__name__})
        return isinstance(send_error(error), Uncertain)
    return True


async def _acknowledge(interaction: AnyInteraction, choice: Choice, catalog: Catalog) -> None:
    response = interaction.response
    if isinstance(choice, Refuse):
        page = pages_of(choice.reply, catalog, str(interaction.user.id))[0]
        await response.send_message(view=page.view(), ephemeral=True)
    elif isinstance(choice, Propose):
        await response.autocomplete([discord.app_commands.Choice(name=word, value=word) for word in choice.words])
    elif isinstance(choice, OpenForm):
        await response.send_modal(choice.modal)
    elif isinstance(choice, Defer) and not choice.here:
        await response.defer(thinking=True, ephemeral=choice.private)
    else:
        await response.defer()
