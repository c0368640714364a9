"""Find what a request asks for, answer it, and put every failure into a sentence."""

import logging
from collections.abc import Mapping
from dataclasses import replace

from handlers.admit import admit_pace, admit_person, admit_pictures
from handlers.arguments import MAX_TEXT, command_name, first_word, read, split
from handlers.call import Call, open_call
from handlers.command import command_of, is_offered, load_commands
from handlers.errors import TooMuchText, UnknownCommand, UnsupportedMessage
from handlers.failures import failure, sentence
from handlers.last_picture import note_sent
from handlers.nearest import nearest_name
from handlers.palette import offer_tools
from handlers.pipeline import bind, read_asked
from handlers.presses import answered, pressed, use_up_answered
from handlers.reply import Button, Reply
from handlers.request import Request
from handlers.sentences import KNOWN
from handlers.services import Services
from handlers.submit import known_job, submit, taken
from tools.work import Step

log = logging.getLogger(__name__)

LAST_WORDS = "Something broke on our side; please try again."
"""What is said when even the texts cannot be read."""


async def answer(request: Request, services: Services) -> Reply:
    """Answer one request. Every request gets a reply, whatever happens."""
    try:
        return await _answer(request, services)
    except Exception:
        log.exception("a request failed", extra={"platform": request.identity.platform})
        return _unexpected(request, services)


async def _answer(request: Request, services: Services) -> Reply:
    try:
        call = await open_call(request, services)
    except KNOWN as error:
        language = services.texts.language(request.locale)
        return Reply(sentence(services, language, error.code, error.facts), private=True, error=error.code)
    try:
        reply = await (_press(call) if request.button or request.is_reply_to else _dispatch(call))
    except KNOWN as error:
        reply = await failure(call, error)
    # Who speaks in the group's name has no private chat to be answered in.
    private = reply.private and not call.in_groups_name
    return replace(reply, private=private, language=reply.language or call.language)


async def _press(call: Call) -> Reply:
    """Answer a pressed button, or the answer to a question, as the request that it stands for.

    A press that arrives again is answered with the job that it made. A command's button is used up once it has been
    answered: of two presses at the same moment both are, as if it had been typed twice.
    """
    if call.account:
        async with call.services.database.read() as connection:
            job = await known_job(connection, call, call.account)
        if job:
            return taken(call, job)
    call = await (pressed(call) if call.request.button else answered(call))
    try:
        reply = await _dispatch(call)
    except KNOWN as error:
        return await failure(call, error)  # with the pictures of the button, for what mends it
    if reply.job is None:  # `submit` uses up what it takes on a job for
        await use_up_answered(call)
    return reply


async def _dispatch(call: Call) -> Reply:
    """Run the command or the tools that the request names: split already, or as typed words."""
    request = call.request
    if request.command:
        return await _run(call, command_name(request.command), request.given)
    if len(request.text) > MAX_TEXT:
        raise TooMuchText(limit=MAX_TEXT)
    word, rest = first_word(request.text)
    if not word.startswith(("/", "／")):
        return await _greet(call)
    name = command_name(word)
    command = command_of(name, call)
    if command is None or command.by_button:
        await _admit(call)
        if call.services.catalog.find(name) or not request.group:  # in groups a strange command is another bot's
            await note_sent(call)
        return await submit(call, *read_asked(request.text, call.services.catalog))
    if command.whole_line:
        return await _run(call, name, {command.params[0].name: rest} if rest else {})
    words = [word for step in split(rest) for word in step]
    return await _run(call, name, read(words, command.params))


async def _run(call: Call, name: str, given: Mapping[str, object]) -> Reply:
    """Run a command or a single tool with values by name."""
    command = command_of(name, call)
    if command is None or (command.by_button and not call.request.button):
        await _admit(call)
        tool = call.services.catalog.find(name)
        if tool is None:
            raise UnknownCommand(name=name[:40], nearest=nearest_name(name, _typed_names(call)))
        await note_sent(call)
        return await submit(call, (Step(tool.name, bind(tool, given)),))
    if not command.always:
        await _admit(call)
        await note_sent(call)
    return await command(call, given)


async def _admit(call: Call) -> None:
    """Refuse who asks too fast, then who may not ask at all. The rights of a person are beyond both."""
    admit_pace(call)
    await admit_person(call)


async def _greet(call: Call) -> Reply:
    """Answer plain words, or a picture without any, with what can be done."""
    await _admit(call)
    request = call.request
    if request.unsupported:
        raise UnsupportedMessage(kind=request.unsupported)
    if request.attachments:
        await note_sent(call)
        admit_pictures(call, request.attachments, "")
        return await offer_tools(
            call, Reply(call.say("hint-picture", pictures=sum(not each.unsupported for each in request.attachments)))
        )
    if call.chat.draws_palette:
        return Reply(call.say("hint-words"), palette=True)
    button = Button(call.say("button-tools"), command="tools", style="primary")
    return Reply(call.say("hint-words"), buttons=((button,),))


def _typed_names(call: Call) -> list[str]:
    config = call.services.config
    commands = [name for name, command in load_commands().items() if is_offered(command, config, call.has_groups)]
    return [*commands, *call.services.catalog]


def _unexpected(request: Request, services: Services) -> Reply:
    try:
        text = sentence(services, services.texts.language(request.locale), "unexpected", {})
    except Exception:
        log.exception("the words for a failure are missing")
        text = LAST_WORDS
    return Reply(text, private=True, error="unexpected")
