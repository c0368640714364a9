"""What goes with a job's answer besides its pictures: the form they come in, buttons to go on with, a hint."""

from collections.abc import Sequence
from dataclasses import dataclass

from handlers import sealing
from handlers.delivery_plan import ANYHOW, Wanted
from handlers.outcome import Outcome
from handlers.pipeline import needs_picture
from handlers.request import AttachmentRef, ReplyTo
from handlers.result_buttons import result_offers
from handlers.services import Services
from handlers.single_use import Rows, make_buttons
from storage import jobs, ledger, settings
from storage.database import Connection
from storage.jobs import Job

RESULT_SETTING = "result"

HINTED = "hinted"
"""The setting that says that somebody was told already to send pictures as files."""


@dataclass(frozen=True, slots=True)
class Extras:
    """All that. `hint`: tell this person, once, that a picture sent as a file keeps its full quality. `sources` are the
    pictures that the result was made of. `balance` are the credits that are left, where the job cost some of the
    person's own and nobody else reads it.
    """

    wanted: Wanted = ANYHOW
    buttons: Rows = ()
    hint: bool = False
    balance: int | None = None
    sources: tuple[AttachmentRef, ...] = ()


async def extras_of(job: Job, to: ReplyTo, outcome: Outcome, services: Services) -> Extras:
    """Make what goes with the answer to a job. The caller keeps it for another try: each call makes new buttons."""
    if services.chats[job.platform].limits.draws_palette or not outcome.goes_on:
        async with services.database.read() as connection:
            return Extras(Wanted(await _form(connection, job, to)), balance=await _left(connection, job, to))
    sources = sealing.unseal_sources(services.vault, job.account_id, job.sources)
    steps = sealing.unseal_steps(services.vault, job.account_id, job.steps, services.catalog)
    async with services.database.write() as connection:
        left = await _left(connection, job, to)
        wanted = Wanted(
            form=await _form(connection, job, to),
            whole=bool(sources) and not any(source.compressed for source in sources),
            exact=bool(steps) and services.catalog[steps[-1].tool].exact,
        )
        has_all = sources or not needs_picture(steps, services.catalog)
        if not has_all or not await _is_wanted(connection, job):
            return Extras(wanted, balance=left)
        rows = result_offers(job, steps, len(sources), outcome, wanted, services)
        kept = [services.chats[source.platform].lasting(source) for source in sources]
        buttons = await make_buttons(connection, services, job.account_id, rows, kept)
        return Extras(wanted, buttons, await _hint(connection, job, sources), left, sources)


async def _left(connection: Connection, job: Job, to: ReplyTo) -> int | None:
    if not job.price or job.payer_id is not None or to.extra.get("group"):
        return None
    return await ledger.balance(connection, job.account_id)


async def wants_files(connection: Connection, account_id: int) -> bool:
    """Whether this person chose to get every result as a file."""
    return (await settings.get_settings(connection, account_id)).get(RESULT_SETTING) == "file"


async def _form(connection: Connection, job: Job, to: ReplyTo) -> str:
    """Return the form asked for with the job, or else as the group or this person chose: files, or what fits."""
    if form := to.extra.get("form"):
        return form
    usual = to.extra.get("usual")
    return "file" if usual == "file" or (not usual and await wants_files(connection, job.account_id)) else ""


async def _is_wanted(connection: Connection, job: Job) -> bool:
    """Whether the job is neither cancelled nor erased meanwhile: then nothing may be stored for it any more."""
    now = await jobs.get(connection, job.id)
    return now is not None and now.state in ("running", "done") and now.attempt == job.attempt


async def _hint(connection: Connection, job: Job, sources: Sequence[AttachmentRef]) -> bool:
    if not any(source.compressed for source in sources):
        return False
    if HINTED in await settings.get_settings(connection, job.account_id):
        return False
    await settings.set_setting(connection, job.account_id, HINTED, "yes")
    return True
