"""Put what a job made into the answer that a chat shows."""

from handlers import sealing
from handlers.delivery_plan import plan_delivery
from handlers.errors import NotDelivered
from handlers.extras import Extras
from handlers.failures import nearest_label, sentence, sentences
from handlers.outcome import Made, Outcome
from handlers.pipeline import ORIGINAL
from handlers.reply import Button, Form, OutFile, Reply
from handlers.request import ChatLimits
from handlers.sentences import size
from handlers.services import Services
from handlers.words import button_label_of
from storage.errors import KeyMissing
from storage.jobs import Job
from tools.errors import BadValue
from tools.formats import FORMATS
from tools.params import json_value

_BARE = Extras()


def result_reply(
    job: Job, outcome: Outcome, services: Services, data: tuple[bytes | None, ...], extras: Extras = _BARE
) -> Reply:
    """Return the answer to a finished job; `data` are the bytes of its files, None for those fetched later."""
    limits = services.chats[job.platform].limits
    deliveries = [plan_delivery(made, limits, extras.wanted) for made in outcome.files]
    files = tuple(
        _out_file(job, services, made, index, outcome, delivery.form, each)
        for index, (made, delivery, each) in enumerate(zip(outcome.files, deliveries, data, strict=True), start=1)
    )
    notes = [*(delivery.note for delivery in deliveries if delivery.note), *(["note-send-file"] if extras.hint else [])]
    text = _text(job, outcome, services, limits, tuple(dict.fromkeys(notes)), extras.balance)
    return Reply(
        text[: limits.text_length],
        buttons=extras.buttons,
        job=job.public_id,
        files=files,
        title=_title(job, services),
        sources=extras.sources,
    )


def failure_reply(job: Job, services: Services) -> Reply:
    """Return the answer to a job that failed."""
    code = job.error or "unexpected"
    language = services.texts.language(job.locale)
    text = sentence(services, language, code, job.error_facts or {}, *job.tools.split("|"))
    return Reply(text, buttons=_nearest(job, services), job=job.public_id, error=code)


def undelivered_reply(job: Job, services: Services) -> Reply:
    """Return what is said where the chat refused the result."""
    code = NotDelivered.code
    text = sentence(services, services.texts.language(job.locale), code, {})
    return Reply(text, job=job.public_id, error=code)


def stopped_reply(job: Job, services: Services) -> Reply:
    """Return the answer to a job that was cancelled."""
    return Reply(services.texts.say(services.texts.language(job.locale), "cancelled", count=1), job=job.public_id)


def _nearest(job: Job, services: Services) -> tuple[tuple[Button, ...], ...]:
    """Offer the nearest value to one that turned out wrong only at work, for a job of one tool."""
    facts, tool = job.error_facts or {}, services.catalog.get(job.tools)
    if job.error != BadValue.code or tool is None or facts.get("nearest") is None:
        return ()
    try:
        (step,) = sealing.unseal_steps(services.vault, job.account_id, job.steps, services.catalog)
    except (BadValue, KeyMissing):  # the tool takes other values since then, or the person was erased
        return ()
    given = {param.name: step.given[param.name] for param in tool.params if step.given[param.name] != param.default}
    name = str(facts["name"])
    plain = {key: json_value(value) for key, value in given.items()} | {name: facts["nearest"]}
    return ((Button(nearest_label(name, facts["nearest"]), command=tool.name, given=plain, style="primary"),),)


def _text(
    job: Job,
    outcome: Outcome,
    services: Services,
    limits: ChatLimits,
    planned: tuple[str, ...],
    balance: int | None,
) -> str:
    texts, language = services.texts, services.texts.language(job.locale)
    lines = [_made_line(job, outcome.files, services, language)] if outcome.goes_on else []
    said = sentences(services, language)
    lines += [said.fact(name, value) for name, value in outcome.report]
    lines += dict.fromkeys(said.note(note) for note in outcome.notes)
    lines += [texts.say(language, key, chat=limits.name) for key in planned]
    lines += [
        said.reason(failed.code, {**failed.facts, "number": failed.number}, *job.tools.split("|"))
        for failed in outcome.failed
    ]
    if job.price:
        lines.append(_price(job, services, language, balance))
    return "\n".join(lines)


def _price(job: Job, services: Services, language: str, balance: int | None) -> str:
    """Say what it cost, and what is left where that is known."""
    if job.payer_id is not None:
        return services.texts.say(language, "result-price-pot", price=job.price)
    if balance is None:
        return services.texts.say(language, "result-price", price=job.price)
    return services.texts.say(language, "result-price-left", price=job.price, balance=balance)


def _made_line(job: Job, files: tuple[Made, ...], services: Services, language: str) -> str:
    made = files[0]
    if len(files) > 1:
        return services.texts.say(language, "result-several", tools=_tools(job, services, language), count=len(files))
    return services.texts.say(
        language,
        "result-one",
        tools=_tools(job, services, language),
        width=str(made.width),
        height=str(made.height),
        format=made.format.upper(),
        size=size(made.bytes),
        frames=made.frames,
    )


def _title(job: Job, services: Services) -> str:
    """Return what was done, in words: "Resize, Blur"."""
    language = services.texts.language(job.locale)
    if job.tools == ORIGINAL:
        return services.texts.say(language, "result-original")
    tools = [services.catalog.get(name) for name in job.tools.split("|")]
    return ", ".join(button_label_of(services.texts, language, tool) for tool in tools if tool)


def _tools(job: Job, services: Services, language: str) -> str:
    return services.texts.say(language, "result-original") if job.tools == ORIGINAL else ", ".join(job.tools.split("|"))


def _out_file(
    job: Job, services: Services, made: Made, index: int, outcome: Outcome, form: Form, data: bytes | None
) -> OutFile:
    written = FORMATS[made.format]
    number = f"-{index}" if len(outcome.files) > 1 else ""
    language = services.texts.language(job.locale)
    alt = services.texts.say(
        language,
        "alt-report" if outcome.report else "alt-original" if job.tools == ORIGINAL else "alt-result",
        tools=_tools(job, services, language),
        width=str(made.width),
        height=str(made.height),
    )
    return OutFile(
        data=data,
        key=made.key if data is None else None,
        format=made.format,
        mime=written.mime,
        width=made.width,
        height=made.height,
        frames=made.frames,
        bytes=made.bytes,
        has_alpha=made.has_alpha,
        form=form,
        alt=alt,
        name=f"darkroom-{job.public_id}{number}.{written.extension}",
    )
