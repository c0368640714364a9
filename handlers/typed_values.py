"""Values that no button has: a panel asks for them, and takes what was typed."""

from datetime import timedelta

from handlers.errors import UnknownValue, WrongValue
from handlers.failures import sentences
from handlers.panel import Panel
from handlers.reply import Button, Reply
from handlers.single_use import EDIT_HOURS, make_token, presser
from handlers.words import help_of, range_of
from tools.errors import BadValue
from tools.params import Param


async def ask_value(panel: Panel, name: str) -> Reply:
    """Ask for a parameter's value."""
    param, texts, language = _param(panel, name), panel.call.services.texts, panel.call.language
    help = help_of(texts, language, panel.tool, param)
    text = panel.call.say("ask-value", name=name, range=range_of(texts, language, param), help=help)
    return await _question(panel, name, text)


async def take_value(panel: Panel, name: str, words: str) -> Reply:
    """Return the panel with the value that was typed; ask again where it will not do, and say what would."""
    param, said = _param(panel, name), sentences(panel.call.services, panel.call.language)
    typed = words.strip()
    try:
        # Where a comma parts a number, people type one.
        value = param.parse(typed.replace(",", ".") if param.kind in (int, float) else typed)
    except BadValue as error:
        wrong = WrongValue(panel.tool.name, param, typed, None, {}, error)
        return await _question(panel, name, said.reason(wrong.code, said.facts_of(wrong)))
    return await panel.with_value(name, value).reply(edit=panel.call.chat.opens_forms)


async def _question(panel: Panel, name: str, text: str) -> Reply:
    call = panel.call
    given = {"step": panel.step, "param": name, "pipeline": panel.chain}
    async with call.services.database.write() as connection:
        account = await presser(connection, call)
        pictures, time = call.request.attachments, timedelta(hours=EDIT_HOURS)
        token = await make_token(connection, call, account, "typed", given, pictures, time)
    if not call.chat.opens_forms:
        return Reply(text, ask=token)
    return Reply(text, buttons=((Button(f"✎ {name}", token=token, command="typed", given=given),),), ask=token)


def _param(panel: Panel, name: str) -> Param:
    found = next((param for param in panel.tool.params if param.name == name), None)
    if found is None:
        raise UnknownValue(name=name[:40], names=", ".join(param.name for param in panel.tool.params) or "-")
    return found
