"""The operations that answer interactions. They are signed by the interaction's own token."""

from tests.bot.discord.fake_discord import replies
from tests.bot.discord.fake_discord.errors import JSON, unknown
from tests.bot.discord.fake_discord.interactions import Callback, Interaction
from tests.bot.discord.fake_discord.messages import Message
from tests.bot.discord.fake_discord.registry import operation
from tests.bot.discord.fake_discord.requests import Request
from tests.bot.discord.fake_discord.world import World

_WEBHOOK = "/webhooks/{webhook_id}/{webhook_token}"


@operation("POST", "/interactions/{interaction_id}/{interaction_token}/callback", signed=False)
def create_interaction_response(world: World, request: Request) -> JSON | None:
    """Respond first."""
    asked = replies.unanswered(world, request)
    request.in_channel = asked.channel.id
    replies.respond(world, asked, request)
    return _told(asked) if request.flag("with_response") else None


@operation("POST", _WEBHOOK, signed=False)
def execute_webhook(world: World, request: Request) -> JSON:
    """Show a follow-up."""
    message = replies.follow_up(world, replies.living(world, request), request)
    return message.to_json()


@operation("GET", _WEBHOOK + "/messages/@original", signed=False)
def get_original_webhook_message(world: World, request: Request) -> JSON:
    """Return the answer."""
    return _original(replies.living(world, request)).to_json()


@operation("PATCH", _WEBHOOK + "/messages/@original", signed=False)
def update_original_webhook_message(world: World, request: Request) -> JSON:
    """Change the answer."""
    asked = replies.living(world, request)
    return _edit(world, asked, _original(asked), request)


@operation("DELETE", _WEBHOOK + "/messages/@original", signed=False)
def delete_original_webhook_message(world: World, request: Request) -> None:
    """Delete the answer."""
    asked = replies.living(world, request)
    _delete(world, asked, _original(asked))


@operation("GET", _WEBHOOK + "/messages/{message_id}", signed=False)
def get_webhook_message(world: World, request: Request) -> JSON:
    """Return an answer or a follow-up."""
    return _named(replies.living(world, request), request).to_json()


@operation("PATCH", _WEBHOOK + "/messages/{message_id}", signed=False)
def update_webhook_message(world: World, request: Request) -> JSON:
    """Change an answer or a follow-up."""
    asked = replies.living(world, request)
    return _edit(world, asked, _named(asked, request), request)


@operation("DELETE", _WEBHOOK + "/messages/{message_id}", signed=False)
def delete_webhook_message(world: World, request: Request) -> None:
    """Delete an answer or a follow-up."""
    asked = replies.living(world, request)
    _delete(world, asked, _named(asked, request))


def _original(asked: Interaction) -> Message:
    if asked.original is None:
        raise unknown("Webhook")
    if asked.original.deleted:
        raise unknown("Message")
    return asked.original


def _named(asked: Interaction, request: Request) -> Message:
    there = [*asked.messages, *([asked.message] if asked.message and not asked.message.deleted else [])]
    found = next((message for message in there if message.id == request.id("message_id")), None)
    if found is None:
        raise unknown("Message")
    return found


def _edit(world: World, asked: Interaction, message: Message, request: Request) -> JSON:
    replies.edit(world, message, request, request.fields, asked.size_limit)
    asked.note()
    return message.to_json()


def _delete(world: World, asked: Interaction, message: Message) -> None:
    world.remove(message)
    message.channel.note("deleted", message)
    asked.note()


def _told(asked: Interaction) -> JSON:
    assert asked.response
    about: JSON = {"id": str(asked.id), "type": int(asked.kind)}
    answer: JSON = {"interaction": about}
    message = asked.original
    if message and asked.response.kind in (Callback.MESSAGE, Callback.DEFERRED, Callback.UPDATE):
        about |= {"response_message_id": str(message.id), "response_message_ephemeral": message.private}
        about["response_message_loading"] = message.loading
        if asked.response.kind != Callback.DEFERRED:
            answer["resource"] = {"type": int(asked.response.kind), "message": message.to_json()}
    return answer
