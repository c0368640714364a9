"""Answer a request that cannot be done: one sentence, whether it cost anything, and the likely way to mend it."""

from collections.abc import Mapping
from typing import Any

from handlers.call import Call
from handlers.errors import TooFast, UnknownCommand, WrongValue
from handlers.reply import Button, Mend, Reply
from handlers.sentences import Known, Sentences
from handlers.services import Services
from handlers.single_use import Rows, make_token, presser
from tools.params import json_value

_NEVER_CHARGED = frozenset({"blocked", "no_such_account", "not_admitted", "wrong_act"})
"""Errors after which nobody wonders whether something was charged."""


async def failure(call: Call, error: Known) -> Reply:
    """Return the reply to a request that could not be answered; a near miss gets a button that mends it."""
    facts = sentences(call.services, call.language).facts_of(error)
    text = sentence(call.services, call.language, error.code, facts)
    rows: Rows = ()
    mend = None
    if isinstance(error, WrongValue):
        mend = _mend(call, error)
        rows = ((await _mending_button(call, error),),) if error.nearest is not None else ()
    elif isinstance(error, UnknownCommand):
        rows = ((Button(f"/{error.facts['nearest']}", command="help", given={"tool": error.facts["nearest"]}),),)
    quiet = isinstance(error, TooFast) and not _may_tell(call)
    return Reply(text, buttons=rows, private=True, error=error.code, mend=mend, quiet=quiet)


def _may_tell(call: Call) -> bool:
    to = call.request.reply_to
    return call.services.rates.may_tell((to.platform, to.chat))


def sentences(services: Services, language: str) -> Sentences:
    """Return the sentences of a language."""
    return Sentences(services.texts, services.catalog, language)


def sentence(services: Services, language: str, code: str, facts: Mapping[str, Any], *tools: str) -> str:
    """Say what went wrong, and that it cost nothing where things cost something. `tools` are those of a failed job."""
    text = sentences(services, language).reason(code, facts, *tools)
    if code in _NEVER_CHARGED or not services.config.prices.enabled:
        return text
    return f"{text} {services.texts.say(language, 'nothing-charged')}"


def stored_facts(error: Known) -> dict[str, object]:
    """Return an error's facts as JSON values, to be kept with a failed job."""
    return _plain(error.facts)


def nearest_label(name: str, nearest: object) -> str:
    """Say which value a button offers, as a person would write it: 100 instead of 100.0."""
    return f"{name} {nearest:.10g}" if isinstance(nearest, float) else f"{name} {nearest}"


def _mend(call: Call, error: WrongValue) -> Mend | None:
    """Return what a form of the tool may be filled with; None where a command or several steps were asked for."""
    tool, _ = error.retry
    if tool not in call.services.catalog:
        return None
    return Mend(tool, _plain(error.values), error.name, error.missing)


async def _mending_button(call: Call, error: WrongValue) -> Button:
    """Offer the nearest value that will do: the whole request again, pictures and all, by one press."""
    command, given = error.retry
    label = nearest_label(error.name, error.nearest)
    if call.account is None and call.chat.draws_palette:
        # The page still holds the pictures and sends them again, so that nothing needs to be kept of a stranger.
        return Button(label, command=command, given=_plain(given))
    async with call.services.database.write() as connection:
        account = await presser(connection, call)
        token = await make_token(connection, call, account, command, given, call.request.attachments)
    return Button(label, token=token, command=command, given=_plain(given), style="primary")


def _plain(values: Mapping[str, object]) -> dict[str, object]:
    return {name: json_value(value) for name, value in values.items()}
