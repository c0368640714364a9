"""One account or one job in words, from its rows alone: what an operator reads who has to answer for a credit."""

from collections.abc import Sequence

from storage import accounts, jobs, ledger
from storage.accounts import Account
from storage.database import Connection
from storage.jobs import Job
from storage.ledger import Entry

_MEANING = {
    "grant": "was given {amount} ({cause})",
    "purchase": "bought {amount} ({cause})",
    "chargeback": "had {amount} taken back ({cause})",
    "hold": "had {amount} held for job {job}",
    "capture": "was charged what was held for job {job}",
    "refund": "got {amount} back, as job {job} came to nothing",
    "reversal": "got {amount} back, as the result of job {job} could not be delivered",
}


async def explain_account(c: Connection, account: Account) -> list[str]:
    """Tell an account's money entry by entry, and whether its balance is their sum."""
    booked = await ledger.entries(c, account_id=account.id)
    lines = [f"Account {account.id}: {_standing(account)}."]
    total = 0
    for entry in booked:
        total += entry.amount
        lines.append(f"{entry.at:%Y-%m-%d %H:%M:%S} it {_told(entry)}; that makes {total}.")
    held = account.credits - account.debt
    verdict = "which is the sum of its entries" if total == held else f"but its entries make {total}"
    return [*lines, f"It holds {account.credits} and owes {account.debt}, {verdict}."]


async def explain_job(c: Connection, job: Job) -> list[str]:
    """Tell what became of a job, who paid for it, and whether that is what its state demands."""
    booked = await ledger.entries(c, job_id=job.id)
    lines = [
        f"Job {job.public_id} (number {job.id}) of account {job.account_id}: {job.tools}, price {job.price}.",
        f"It was taken on at {job.created_at:%Y-%m-%d %H:%M:%S} and is {job.state} after {job.attempt} attempts.",
    ]
    if job.payer_id is not None:
        lines.append(f"The pot of account {job.payer_id} pays.")
    if job.error:
        lines.append(f"It failed with {job.error}.")
    lines += [f"{entry.at:%Y-%m-%d %H:%M:%S} account {entry.account_id} {_told(entry)}." for entry in booked]
    for name, _, since, units in job.claims or ():
        lines.append(f"It took {units} of the quota {name!r} that began on {str(since)[:10]}.")
    return [*lines, _verdict(job, booked)]


async def explain(c: Connection, name: str) -> list[str] | None:
    """Explain what a name stands for: a job (J-7K3QX2), "platform:id" or an account's number. None for nothing."""
    if name.upper().startswith("J-"):
        job = await jobs.find_any(c, name.upper())
        return await explain_job(c, job) if job else None
    account = await accounts.named(c, name)
    return await explain_account(c, account) if account else None


def _standing(account: Account) -> str:
    if account.erased_at:
        return "erased; its entries name nobody"
    if account.merged_into is not None:
        return f"joined to account {account.merged_into}"
    return account.role


def _told(entry: Entry) -> str:
    if entry.kind == "transfer":
        moved = "got" if entry.amount > 0 else "gave"
        return f"{moved} {abs(entry.amount)} in a transfer ({entry.pair})"
    return _MEANING[entry.kind].format(amount=abs(entry.amount), cause=entry.cause, job=entry.job_id)


def _verdict(job: Job, booked: Sequence[Entry]) -> str:
    paid = -sum(entry.amount for entry in booked)
    settled = sum(entry.kind in ("capture", "refund") for entry in booked)
    wanted = 0 if job.state in ("failed", "cancelled", "undeliverable") else job.price
    is_right = paid == wanted and (not job.price or settled == (0 if job.is_open else 1))
    return f"It has cost {paid}, {'as it should' if is_right else f'but should have cost {wanted}'}."
