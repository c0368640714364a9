"""What a job must remember, sealed with its account's key: steps, pictures by reference, the way back, the outcome.

Rows hold only sealed bytes, each for its own purpose, so that one cannot be put in the place of another.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from handlers.outcome import Outcome
from handlers.request import AttachmentRef, ReplyTo
from storage.vault import Vault
from tools.catalog import Catalog
from tools.params import json_value
from tools.work import Step

STEPS = "job.steps"
SOURCES = "job.sources"
REPLY_TO = "job.reply_to"
RESULT = "job.result"
BUTTON = "button"
LAST_PICTURE = "last picture"


def seal_steps(vault: Vault, account_id: int, steps: Sequence[Step]) -> bytes:
    """Seal bound steps; values are written as they would be typed."""
    return _seal(vault, account_id, _plain_steps(steps), STEPS)


def unseal_steps(vault: Vault, account_id: int, sealed: bytes, catalog: Catalog) -> tuple[Step, ...]:
    """Return the steps, their values bound again; raises KeyMissing, or KeyError for a tool that is no more."""
    return _bound_steps(_unseal(vault, account_id, sealed, STEPS), catalog)


def unseal_plain_steps(vault: Vault, account_id: int, sealed: bytes) -> list[list[object]]:
    """Return the steps as they were sealed, [tool, values] each: also of a tool that is no more."""
    plain: list[list[object]] = _unseal(vault, account_id, sealed, STEPS)
    return plain


def seal_sources(vault: Vault, account_id: int, sources: Sequence[AttachmentRef]) -> bytes:
    """Seal the references of a job's pictures."""
    return _seal(vault, account_id, [asdict(source) for source in sources], SOURCES)


def unseal_sources(vault: Vault, account_id: int, sealed: bytes | None) -> tuple[AttachmentRef, ...]:
    """Return the references; none once the job is settled and they are erased."""
    if sealed is None:
        return ()
    return tuple(AttachmentRef(**each) for each in _unseal(vault, account_id, sealed, SOURCES))


def seal_reply_to(vault: Vault, account_id: int, to: ReplyTo) -> bytes:
    """Seal the way back to the chat."""
    return vault.seal(account_id, to.to_json(), REPLY_TO)


def unseal_reply_to(vault: Vault, account_id: int, sealed: bytes) -> ReplyTo:
    """Return the way back; raises KeyMissing after an erasure."""
    return ReplyTo.from_json(vault.unseal(account_id, sealed, REPLY_TO))


def seal_outcome(vault: Vault, account_id: int, outcome: Outcome) -> bytes:
    """Seal what a job made."""
    return _seal(vault, account_id, outcome.to_plain(), RESULT)


def unseal_outcome(vault: Vault, account_id: int, sealed: bytes) -> Outcome:
    """Return what a job made."""
    return Outcome.from_plain(_unseal(vault, account_id, sealed, RESULT))


@dataclass(frozen=True, slots=True)
class SealedButton:
    """What pressing a button asks for: a command's values, and pictures.

    One that `stays` may be pressed again; `job` is the public id of the job that the last press made.
    """

    given: Mapping[str, object]
    pictures: tuple[AttachmentRef, ...] = ()
    stays: bool = False
    job: str = ""


def seal_button(vault: Vault, account_id: int, button: SealedButton) -> bytes:
    """Seal what pressing a button asks for."""
    given = {name: json_value(value) for name, value in button.given.items()}
    return _seal(vault, account_id, asdict(button) | {"given": given}, BUTTON)


def unseal_button(vault: Vault, account_id: int, sealed: bytes) -> SealedButton:
    """Return what pressing a button asks for."""
    plain = _unseal(vault, account_id, sealed, BUTTON)
    return SealedButton(**plain | {"pictures": tuple(AttachmentRef(**each) for each in plain["pictures"])})


def seal_last_picture(vault: Vault, account_id: int, pictures: Sequence[AttachmentRef], steps: Sequence[Step]) -> bytes:
    """Seal pictures by reference, and what was done to them."""
    plain = {"pictures": [asdict(picture) for picture in pictures], "steps": _plain_steps(steps)}
    return _seal(vault, account_id, plain, LAST_PICTURE)


def unseal_last_picture(
    vault: Vault, account_id: int, sealed: bytes, catalog: Catalog
) -> tuple[tuple[AttachmentRef, ...], tuple[Step, ...]]:
    """Return the pictures and the steps."""
    plain = _unseal(vault, account_id, sealed, LAST_PICTURE)
    return tuple(AttachmentRef(**each) for each in plain["pictures"]), _bound_steps(plain["steps"], catalog)


def _plain_steps(steps: Sequence[Step]) -> list[list[object]]:
    return [[step.tool, {name: json_value(value) for name, value in step.given.items()}] for step in steps]


def _bound_steps(plain: Sequence[tuple[str, Mapping[str, object]]], catalog: Catalog) -> tuple[Step, ...]:
    return tuple(Step(tool, catalog[tool].bind(given)) for tool, given in plain)


def _seal(vault: Vault, account_id: int, plain: object, purpose: str) -> bytes:
    return vault.seal(account_id, json.dumps(plain, separators=(",", ":")).encode(), purpose)


def _unseal(vault: Vault, account_id: int, sealed: bytes, purpose: str) -> Any:
    return json.loads(vault.unseal(account_id, sealed, purpose))
