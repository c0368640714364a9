"""Refuse what can be seen to fail from the request alone: for a chat that wants its answer before anything is read."""

from handlers.admit import check_stated
from handlers.arguments import command_name
from handlers.command import is_offered, load_commands
from handlers.errors import UnsupportedMessage
from handlers.failures import sentence, sentences
from handlers.pipeline import Bindable, bind, read_asked
from handlers.reply import Reply
from handlers.request import Request
from handlers.sentences import KNOWN
from handlers.services import Services


def refusal(request: Request, services: Services) -> Reply | None:
    """Return why a request that names its command cannot be done; None where that takes looking things up.

    It is said in the language of the chat: what the asker chose is stored. Nothing is read, written or fetched.
    """
    try:
        _check(request, services)
    except KNOWN as error:
        language = services.texts.language(request.locale)
        text = sentence(services, language, error.code, sentences(services, language).facts_of(error))
        return Reply(text, private=True, error=error.code, language=language)
    return None


def _check(request: Request, services: Services) -> None:
    target = _target(request, services)
    if target is None:
        return
    values = bind(target, request.given)
    if target is load_commands().get("do"):
        read_asked(values["pipeline"], services.catalog)
    if request.unsupported and not request.attachments:
        raise UnsupportedMessage(kind=request.unsupported)
    check_stated(request.attachments, services.config.limits.bytes_in, services.config)


def _target(request: Request, services: Services) -> Bindable | None:
    """Return the tool or the typed command that a request names; None for a button or for words."""
    if request.button or not request.command:
        return None
    name = command_name(request.command)
    command = load_commands().get(name)
    return command if command and is_offered(command, services.config) else services.catalog.find(name)
