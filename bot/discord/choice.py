"""How an interaction is acknowledged: chosen from what Discord sent alone, before anything is read, written or fetched.

Discord waits three seconds. A form or proposed values are the answer itself; what cannot be done is refused at once, so
that only the asker sees it; anything else is deferred, and answered by an edit of what the deferral shows.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import discord

from bot.discord.asked import AnyInteraction, is_asker, kind_of, of_press, read_menu, read_slash, read_typing
from bot.discord.buttons import COMMAND, FORM, QUESTION, REMOVE, TURN, Pressed
from bot.discord.limits import CHOICES
from bot.discord.modals import form_of, read_form
from bot.discord.options import is_about_pictures, proposals
from bot.discord.place import is_private
from bot.discord.slash_commands import MESSAGE_MENU, SLASH
from bot.press_data import PRESSED_COMMANDS, read_command
from handlers.command import is_offered, load_commands
from handlers.refusal import refusal
from handlers.reply import Reply
from handlers.request import Request
from handlers.services import Services


@dataclass(frozen=True, slots=True)
class Refuse:
    """Answer at once, for the asker alone. `request`: what was asked, for a button that mends it."""

    reply: Reply
    request: Request | None = None


@dataclass(frozen=True, slots=True)
class Propose:
    """Propose values for what is being typed."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OpenForm:
    """Open a form."""

    modal: discord.ui.Modal


@dataclass(frozen=True, slots=True)
class Defer:
    """Say that the answer comes: as a new message, or `here`, in the place of the pressed one."""

    request: Request
    private: bool
    here: bool = False


@dataclass(frozen=True, slots=True)
class Remove:
    """Delete the pressed message: the right of who asked for it, and of a moderator, whoever's answer it is."""


Choice = Refuse | Propose | OpenForm | Defer | Remove


def choose(interaction: AnyInteraction, services: Services) -> Choice | None:
    """Return how a slash command, a menu command, typing in an option or a filled form is acknowledged.

    None for what is no interaction of ours.
    """
    if interaction.type is discord.InteractionType.autocomplete:
        return Propose(_proposed(interaction, services))
    if interaction.type is discord.InteractionType.application_command:
        return _command(interaction, services)
    if interaction.type is discord.InteractionType.modal_submit:
        return _filled(interaction, services)
    return None


def choose_for_press(interaction: AnyInteraction, pressed: Pressed, services: Services) -> Choice:
    """Return how a press is acknowledged: only its owner's counts, but that moderators may delete.

    Whose message it is, Discord says: deleting it needs no token, which would be forgotten before the message is.
    """
    is_mine = pressed.owner == str(interaction.user.id)
    may_delete = is_asker(interaction) if is_mine else interaction.permissions.manage_messages
    if pressed.kind == REMOVE and may_delete:
        return Remove()
    if not is_mine:
        return _refused(interaction, services, "discord-not-yours")
    if pressed.kind in (FORM, QUESTION):
        modal = form_of(pressed, services, services.texts.language(str(interaction.locale)))
        return OpenForm(modal) if modal else _refused(interaction, services, "discord-expired")
    if pressed.kind == COMMAND:
        return _open_press(interaction, pressed, services)
    here = pressed.kind in (TURN, REMOVE)
    return _deferred(of_press(interaction, here=here, button=pressed.token), here)


def _command(interaction: AnyInteraction, services: Services) -> Choice:
    kind = kind_of(interaction)
    request = read_slash(interaction, services) if kind == SLASH else read_menu(interaction, services)
    if request is None:
        return _refused(interaction, services, "discord-expired")
    if kind == MESSAGE_MENU and not request.attachments:
        return _refused(interaction, services, "discord-no-picture")
    reply = refusal(request, services)
    return Refuse(reply, request) if reply else _deferred(request)


def _open_press(interaction: AnyInteraction, pressed: Pressed, services: Services) -> Choice:
    command, given = read_command(pressed.rest)
    if command in services.catalog:
        return _deferred(of_press(interaction, here=False, command=command, given=given))
    if command not in PRESSED_COMMANDS:
        return _refused(interaction, services, "discord-expired")
    # As where it is a slash command: what is not about pictures is about the person, in a server too.
    about = {} if is_about_pictures(load_commands()[command]) else {"group": None}
    return _deferred(of_press(interaction, here=True, command=command, given=given, **about), here=True)


def _filled(interaction: AnyInteraction, services: Services) -> Choice | None:
    filled = read_form(interaction.data or {}, services.catalog)
    if filled is None:
        return None
    if filled.pressed.owner != str(interaction.user.id):
        return _refused(interaction, services, "discord-not-yours")
    here = filled.pressed.kind == QUESTION
    request = of_press(
        interaction, here=here, button=filled.pressed.token, text=filled.words, attachments=filled.pictures
    )
    return _deferred(request, here)


def _proposed(interaction: AnyInteraction, services: Services) -> tuple[str, ...]:
    typing = read_typing(interaction, services)
    if typing is None:
        return ()
    asked, name, text = typing
    param = next((each for each in asked.each.params if each.name == name), None)
    offered = [each.name for each in load_commands().values() if is_offered(each, services.config)]
    words = proposals(asked.each, param, services.catalog, services.texts, offered) if param else ()
    return _matching(words, text)


def _matching(words: Sequence[str], text: str) -> tuple[str, ...]:
    """Return the words that what was typed may become: those that begin with it, then those that hold it."""
    typed = text.strip().casefold()
    begin = [word for word in words if word.casefold().startswith(typed)]
    within = [word for word in words if typed in word.casefold() and word not in begin]
    return tuple([*begin, *within][:CHOICES])


def _deferred(request: Request, here: bool = False) -> Defer:
    return Defer(request, is_private(request.reply_to), here)


def _refused(interaction: AnyInteraction, services: Services, key: str) -> Refuse:
    return Refuse(Reply(services.texts.say(str(interaction.locale), key), private=True, error=key))
