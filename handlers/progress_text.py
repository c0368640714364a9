"""How far a job is, in words, with the way to stop it."""

from handlers.ports import Progress
from handlers.reply import Button, Reply
from handlers.services import Services


def progress_reply(services: Services, locale: str | None, job: str, state: Progress) -> Reply:
    """Return what a status message shows of the job with this public id."""
    texts, language = services.texts, services.texts.language(locale)
    waits = state.place is not None and not state.running
    text = texts.say(language, "job-waits", place=state.place) if waits else texts.say(language, "job-runs")
    cancel = Button(texts.say(language, "button-cancel"), command="cancel", given={"job": job})
    return Reply(text, buttons=((cancel,),), job=job)
