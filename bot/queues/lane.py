"""The waiting line of one lane: a turn for each account, and the urgent before the rest, but never they alone."""

from collections import deque
from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass, field

IN_A_ROW = 3
"""After so many urgent jobs one of the rest has its turn, so that both keep moving."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A job in line. `since` is on the caller's own clock, in seconds."""

    job_id: int
    account_id: Hashable
    priority: int
    since: float


@dataclass(slots=True)
class _Rotation:
    """The accounts that wait with one priority. The first in the dict has the next turn."""

    accounts: dict[Hashable, deque[Waiting]] = field(default_factory=dict)

    def in_order(self) -> Iterator[Waiting]:
        """Yield the jobs as they start when each account starts one a turn."""
        turns = deque(iter(jobs) for jobs in self.accounts.values())
        while turns:
            own = turns.popleft()
            if job := next(own, None):
                yield job
                turns.append(own)


class Line:
    """Jobs that wait, taken in turns: nobody waits for a second job of anyone who had a first."""

    def __init__(self) -> None:
        self._jobs: dict[int, Waiting] = {}
        self._rotations: dict[int, _Rotation] = {}
        self._in_a_row = 0

    def __len__(self) -> int:
        return len(self._jobs)

    def __contains__(self, job_id: int) -> bool:
        return job_id in self._jobs

    def add(self, job: Waiting) -> None:
        """Put `job` behind its account's others; a new account's turn comes last."""
        self._jobs[job.job_id] = job
        rotation = self._rotations.setdefault(job.priority, _Rotation())
        rotation.accounts.setdefault(job.account_id, deque()).append(job)

    def take(self, may_run: Callable[[Hashable], bool]) -> Waiting | None:
        """Remove and return the next job of an account that may run one more; None when there is none.

        An account that may not keeps its turn.
        """
        for priority in self._turns():
            accounts = self._rotations[priority].accounts
            account_id = next(filter(may_run, accounts), None)
            if account_id is not None:
                job = accounts[account_id][0]
                is_urgent = len(self._rotations) > 1 and priority == max(self._rotations)
                self._in_a_row = self._in_a_row + 1 if is_urgent else 0
                self.discard(job.job_id)
                if account_id in accounts:
                    accounts[account_id] = accounts.pop(account_id)
                return job
        return None

    def discard(self, job_id: int) -> bool:
        """Remove a job wherever it stands. Returns whether it was here."""
        job = self._jobs.pop(job_id, None)
        if job is None:
            return False
        rotation = self._rotations[job.priority]
        rotation.accounts[job.account_id].remove(job)
        if not rotation.accounts[job.account_id]:
            del rotation.accounts[job.account_id]
        if not rotation.accounts:
            del self._rotations[job.priority]
        return True

    def place(self, job_id: int) -> int | None:
        """Return 1 for the job that starts next, and so on; None for one that is not here."""
        if job_id not in self._jobs:
            return None
        return next(place for place, job in self._in_order() if job.job_id == job_id)

    def places(self) -> dict[int, int]:
        """Return the place of every job, in one pass: to ask for each in turn takes seconds when thousands wait."""
        return {job.job_id: place for place, job in self._in_order()}

    def oldest(self) -> float | None:
        """Return since when the job that was added first waits; None when nobody does."""
        return next((job.since for job in self._jobs.values()), None)

    def _turns(self) -> list[int]:
        """Return the priorities in the order in which they are looked at for the next job."""
        found = sorted(self._rotations, reverse=True)
        return [*found[1:], found[0]] if len(found) > 1 and self._in_a_row >= IN_A_ROW else found

    def _in_order(self) -> Iterator[tuple[int, Waiting]]:
        return enumerate(self._as_they_start(), start=1)

    def _as_they_start(self) -> Iterator[Waiting]:
        lines = [deque(self._rotations[each].in_order()) for each in sorted(self._rotations, reverse=True)]
        in_a_row = self._in_a_row
        while lines:
            several = len(lines) > 1
            turn = 1 if several and in_a_row >= IN_A_ROW else 0
            in_a_row = in_a_row + 1 if several and turn == 0 else 0
            yield lines[turn].popleft()
            lines = [line for line in lines if line]
