"""Buttons as tokens: pressing one asks for a command with the values and pictures it was made with.

A button works once and is used up together with what it leads to, so that a request which is refused leaves it to be
pressed again. One that stays works again, but for as long as what it led to is on its way: a double tap is one job.
"""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta

from handlers import sealing
from handlers.call import Call
from handlers.errors import ButtonSpent
from handlers.reply import Button, Style
from handlers.request import AttachmentRef
from handlers.sealing import SealedButton
from handlers.services import Services
from storage import accounts, buttons, jobs
from storage.accounts import Account
from storage.database import Connection
from storage.jobs import Job
from tools.work import Step

BUTTON_MINUTES = 10
"""How long a button waits that confirms or repeats something; /privacy says it."""

EDIT_HOURS = 48
"""How long the buttons wait that choose a tool, set it, or go on from a result; /privacy says it."""

MOST_LETTERS = 40

Rows = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True, slots=True)
class Offer:
    """A button to be made: what it says, and the command and values that pressing it asks for.

    In a panel, pressing one uses up the others too. One that `stays` may be pressed again, and leaves them as they are.
    """

    label: str
    command: str
    given: Mapping[str, object] = field(default_factory=dict)
    style: Style = "plain"
    stays: bool = False


async def make_token(
    connection: Connection,
    call: Call,
    account: Account,
    command: str,
    given: Mapping[str, object],
    pictures: Sequence[AttachmentRef] = (),
    time: timedelta = timedelta(minutes=BUTTON_MINUTES),
) -> str:
    """Return the token of a new button, which only this account can press, for some time."""
    sealed = sealing.seal_button(call.services.vault, account.id, SealedButton(given, tuple(pictures)))
    return await buttons.make(connection, account.id, command, sealed, call.now + time)


async def presser(connection: Connection, call: Call) -> Account:
    """Return whose the buttons of an answer are: of whose button was pressed, the group's for its admins, or the asker.

    An anonymous admin presses under their own name and writes in the group's, so that both must come to the same.
    """
    identity = call.request.identity
    return call.owner or await accounts.find_or_open(connection, identity.platform, identity.external_id, call.now)


async def make_panel(call: Call, rows: Sequence[Sequence[Offer]]) -> Rows:
    """Make the buttons of a panel for the asker, with the pictures of the request."""
    async with call.services.database.write() as connection:
        account = await presser(connection, call)
        return await make_buttons(
            connection, call.services, account.id, rows, call.request.attachments, panel=secrets.token_hex(8)
        )


async def make_buttons(
    connection: Connection,
    services: Services,
    account_id: int,
    rows: Sequence[Sequence[Offer]],
    pictures: Sequence[AttachmentRef],
    panel: str | None = None,
) -> Rows:
    """Make buttons that this account can press for `EDIT_HOURS`, those that do not stay once, of a `panel` only one."""
    offers = [offer for row in rows for offer in row]
    until = services.clock() + timedelta(hours=EDIT_HOURS)
    tokens = [""] * len(offers)
    for stays in (False, True):
        mine = [number for number, offer in enumerate(offers) if offer.stays is stays]
        sealed = [SealedButton(offers[number].given, tuple(pictures), stays) for number in mine]
        asked = [
            (offers[number].command, sealing.seal_button(services.vault, account_id, button))
            for number, button in zip(mine, sealed, strict=True)
        ]
        made = await buttons.make_many(connection, account_id, asked, until, None if stays else panel)
        for number, token in zip(mine, made, strict=True):
            tokens[number] = token
    line = iter(tokens)
    return tuple(tuple(_button(offer, next(line)) for offer in row) for row in rows)


def _button(offer: Offer, token: str) -> Button:
    return Button(
        shortened(offer.label), token=token, command=offer.command, given=dict(offer.given), style=offer.style
    )


def shortened(label: str) -> str:
    """Return a label that a button can show."""
    return label if len(label) <= MOST_LETTERS else f"{label[: MOST_LETTERS - 1].rstrip()}…"


async def use_up(connection: Connection, call: Call) -> None:
    """Use up the button that was pressed, where one was; raises ButtonSpent when another press was first."""
    if call.owner and await buttons.redeem(connection, call.request.button, call.owner.id, call.now) is None:
        raise ButtonSpent


async def leave(connection: Connection, call: Call, job: Job) -> None:
    """Let a button that stays be pressed again under the same token, once `job`, which it led to, is over."""
    if call.owner is None or call.button is None or not call.button.stays:
        return
    vault, owner, until = call.services.vault, call.owner.id, call.now + timedelta(hours=EDIT_HOURS)
    sealed = sealing.seal_button(vault, owner, replace(call.button, job=job.public_id))
    await buttons.make(connection, owner, call.request.command, sealed, until, token=call.request.button)


async def job_on_its_way(
    connection: Connection, call: Call, account: Account, steps: Sequence[Step], pictures: Sequence[AttachmentRef]
) -> Job | None:
    """Return the job of the press before, while its answer is still to come: another press asks for nothing new.

    But where a form was filled in otherwise, it does.
    """
    if call.owner is None or call.button is None or not call.button.stays:
        return None
    now = await buttons.find(connection, call.request.button, call.owner.id, call.now)
    public_id = sealing.unseal_button(call.services.vault, call.owner.id, now[1]).job if now else ""
    job = await jobs.find(connection, public_id, account.id) if public_id else None
    return job if job and job.awaits_answer and _asked_for(call.services, job, steps, pictures) else None


def _asked_for(services: Services, job: Job, steps: Sequence[Step], pictures: Sequence[AttachmentRef]) -> bool:
    """Whether a job is that of these steps on these pictures, as far as it still knows them."""
    before = sealing.unseal_steps(services.vault, job.account_id, job.steps, services.catalog)
    sources = sealing.unseal_sources(services.vault, job.account_id, job.sources)
    return before == tuple(steps) and sources in ((), tuple(pictures))
