"""What becomes of an interaction: its first response, the message that answers it, and the follow-ups."""

from __future__ import annotations

from tests.bot.discord.fake_discord.commands import SLASH
from tests.bot.discord.fake_discord.component_rules import check_modal
from tests.bot.discord.fake_discord.components import numbered
from tests.bot.discord.fake_discord.contents import changed_content, new_content
from tests.bot.discord.fake_discord.errors import (
    JSON,
    already_acknowledged,
    invalid_form,
    invalid_webhook_token,
    too_many_follow_ups,
    unknown,
)
from tests.bot.discord.fake_discord.interactions import (
    MOST_FOLLOW_UPS,
    TOKEN_SECONDS,
    Asked,
    Callback,
    Interaction,
    Response,
)
from tests.bot.discord.fake_discord.messages import COMMAND, EPHEMERAL, MENU, REPLY, Content, Message
from tests.bot.discord.fake_discord.modals import Modal
from tests.bot.discord.fake_discord.pings import pinged
from tests.bot.discord.fake_discord.requests import Request
from tests.bot.discord.fake_discord.world import World

_FITTING = {
    Asked.COMMAND: (Callback.MESSAGE, Callback.DEFERRED, Callback.MODAL),
    Asked.AUTOCOMPLETE: (Callback.CHOICES,),
    Asked.COMPONENT: (
        *(Callback.MESSAGE, Callback.DEFERRED, Callback.DEFERRED_UPDATE, Callback.UPDATE),
        Callback.MODAL,
    ),
    Asked.FORM: (Callback.MESSAGE, Callback.DEFERRED, Callback.DEFERRED_UPDATE, Callback.UPDATE),
}


def unanswered(world: World, request: Request) -> Interaction:
    """Return the interaction that a response is for; refuse one that comes too late or for the second time."""
    asked = world.interactions.get(request.token)
    if asked is None or asked.id != request.id("interaction_id") or asked.failed or asked.age > TOKEN_SECONDS:
        raise unknown("interaction")
    if asked.response:
        raise already_acknowledged()
    return asked


def living(world: World, request: Request) -> Interaction:
    """Return the interaction that a webhook's path is about; refuse a token that is none or no more."""
    request.check_application(world.application_id)
    asked = world.interactions.get(request.token)
    if asked is None or asked.age > TOKEN_SECONDS:
        raise invalid_webhook_token()
    if asked.response is None:
        raise unknown("Webhook")
    request.in_channel = asked.channel.id
    return asked


def respond(world: World, asked: Interaction, request: Request) -> None:
    """Do what the first response says."""
    kind = _callback(asked, request.fields.get("type"))
    data: JSON = request.fields.get("data") or {}
    took, private = asked.age, _private(asked, data)
    if kind == Callback.DEFERRED and (data.get("flags") or 0) & ~EPHEMERAL:
        raise invalid_form("data.flags", "MESSAGE_FLAGS_INVALID", "A deferral takes no other flag than EPHEMERAL")
    match kind:
        case Callback.MESSAGE:
            asked.original = _show(world, asked, request, data, private)
        case Callback.DEFERRED:
            asked.original = _write(world, asked, Content(), private)
            asked.original.loading = True
            _announce(world, asked.original)
        case Callback.DEFERRED_UPDATE:
            asked.original = asked.message
        case Callback.UPDATE:
            assert asked.message
            asked.original = asked.message
            edit(world, asked.message, request, data, asked.size_limit)
        case Callback.MODAL:
            check_modal(data["components"])
            modal = Modal(data["title"], data["custom_id"], numbered(data["components"]), asked)
            return asked.note(Response(kind, took, modal=modal))
        case Callback.CHOICES:
            return asked.note(Response(kind, took, choices=data.get("choices") or []))
    return asked.note(Response(kind, took, private))


def follow_up(world: World, asked: Interaction, request: Request) -> Message:
    """Show another message; the first one after a deferral takes the place of what said that the bot thinks."""
    if asked.original and asked.original.loading and not asked.original.deleted:
        edit(world, asked.original, request, request.fields, asked.size_limit)
        asked.note()
        return asked.original
    if asked.user_only and len(asked.follow_ups) >= MOST_FOLLOW_UPS:
        raise too_many_follow_ups()
    message = _show(world, asked, request, request.fields, _private(asked, request.fields))
    message.reply_to, message.kind = asked.original, REPLY
    asked.follow_ups.append(message)
    asked.note()
    return message


def edit(world: World, message: Message, request: Request, body: JSON, most: int) -> None:
    """Change a message of the bot's."""
    thinking = message.loading
    about = (body, request.files, message.channel, most, message.private)
    message.content = changed_content(world, message.content, *about)
    if "allowed_mentions" in body or "content" in body:
        message.allowed_mentions = body.get("allowed_mentions")
        message.pings = pinged(world, message) if thinking else message.pings
    message.loading = False
    message.edits.append(world.clock.now())
    message.channel.note("edited", message)
    if message.cause:
        message.cause.note()
    world.tell_message("MESSAGE_UPDATE", message)


def _callback(asked: Interaction, given: object) -> Callback:
    fitting = [*_FITTING[asked.kind]]
    if asked.kind == Asked.FORM and asked.message is None:
        fitting = [Callback.MESSAGE, Callback.DEFERRED]
    if given not in fitting:
        words = f'Value of field "type" must be one of {{{", ".join(str(int(kind)) for kind in fitting)}}}.'
        raise invalid_form("type", "UNION_TYPE_CHOICES", words)
    return Callback(int(str(given)))


def _private(asked: Interaction, body: JSON) -> bool:
    return bool((body.get("flags") or 0) & EPHEMERAL) or asked.forced_private


def _show(world: World, asked: Interaction, request: Request, body: JSON, private: bool) -> Message:
    most = asked.size_limit
    content = new_content(world, body, request.files, asked.channel, most, private)
    message = _write(world, asked, content, private)
    message.allowed_mentions = body.get("allowed_mentions")
    message.pings = pinged(world, message)
    _announce(world, message)
    return message


def _announce(world: World, message: Message) -> None:
    message.channel.note("sent", message)
    world.tell_message("MESSAGE_CREATE", message)


def _write(world: World, asked: Interaction, content: Content, private: bool) -> Message:
    message = world.write(world.bot, asked.channel, content)
    message.only_for, message.cause = asked.user if private else None, asked
    if asked.kind == Asked.COMMAND:
        message.kind = COMMAND if asked.data["type"] == SLASH else MENU
    elif asked.message:
        message.kind, message.reply_to = REPLY, asked.message
    return message
