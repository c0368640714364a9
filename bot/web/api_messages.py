"""A message from the page: typed words, a command with its values, or a pressed button, and pictures."""

from collections.abc import Sequence

from aiohttp import web
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from bot.web.chat import PLATFORM, attachment
from bot.web.context import WEB, identity_of
from bot.web.errors import Refused
from bot.web.reply_json import reply_json
from bot.web.uploads import own_uploads
from handlers.config import MOST_PICTURES
from handlers.request import AttachmentRef, ReplyTo, Request
from handlers.router import answer

routes = web.RouteTableDef()

Value = str | int | float | bool | None


class Message(BaseModel):
    """The body of POST /api/v1/messages. The same `id` again is the same message, and is done once.

    An upload comes along once, however small a message is that names it a hundred times.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)

    id: str = Field(pattern=r"^[A-Za-z0-9_-]{8,64}$")
    text: str = Field("", max_length=20_000)
    command: str = Field("", max_length=100)
    given: dict[str, Value] = Field(default_factory=dict, max_length=100)
    button: str = Field("", max_length=200)
    uploads: tuple[str, ...] = Field((), max_length=MOST_PICTURES)
    locale: str | None = Field(None, max_length=20)

    @field_validator("uploads")
    @classmethod
    def _are_different(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        if len(set(value)) < len(value):
            raise ValueError("should name each upload once")
        return value


@routes.post("/api/v1/messages")
async def receive(request: web.Request) -> web.Response:
    """Answer a message. A job's result comes later as an event. After an erasure the visitor's cookie is taken."""
    identity, here = identity_of(request), request.app[WEB]
    if not here.messages.take(identity.external_id.encode()):
        raise Refused(429, "too_many")
    message = await _message(request)
    asked = Request(
        identity=identity,
        idempotency_key=f"{PLATFORM}:{identity.external_id}:{message.id}",
        reply_to=ReplyTo(PLATFORM, identity.external_id, message.id),
        locale=message.locale,
        text=message.text,
        command=message.command,
        given=message.given,
        attachments=await _attachments(request, message.uploads),
        button=message.button,
        network=None if here.clients.is_local(request) else here.clients.network(request),
    )
    reply = await answer(asked, request.app[WEB].services)
    response = web.json_response(reply_json(reply))
    if reply.erased:
        _forget(request, response)
    return response


def _forget(request: web.Request, response: web.Response) -> None:
    """Let nothing tie the visitor to who was erased: the next session is a new visitor's."""
    here, visitor = request.app[WEB], identity_of(request).external_id
    here.outbox.forget(visitor)
    here.sessions.dismiss(response)


async def _message(request: web.Request) -> Message:
    if request.content_type != "application/json":
        raise Refused(415, "bad_request")
    try:
        # Not request.json(): Python's reader takes NaN, halves of characters, and any encoding that is named.
        return Message.model_validate_json(await request.read())
    except ValidationError:
        raise Refused(400, "bad_request") from None


async def _attachments(request: web.Request, names: Sequence[str]) -> tuple[AttachmentRef, ...]:
    return tuple(map(attachment, await own_uploads(request, names))) if names else ()
