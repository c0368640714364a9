"""The waiting line keeps every account's turn."""

import time
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from bot.queues.lane import IN_A_ROW, Line, Waiting

Jobs = list[tuple[int, int]]
jobs = st.lists(st.tuples(st.integers(1, 4), st.integers(0, 1)), max_size=40)  # (account, priority)


def line_of(jobs: Jobs) -> Line:
    line = Line()
    for number, (account, priority) in enumerate(jobs):
        line.add(Waiting(number, account, priority, since=float(number)))
    return line


def drain(line: Line) -> list[Waiting]:
    taken = []
    while job := line.take(lambda _: True):
        taken.append(job)
    return taken


@given(jobs)
def test_every_job_is_taken_once(jobs: Jobs) -> None:
    assert sorted(job.job_id for job in drain(line_of(jobs))) == list(range(len(jobs)))


@given(jobs)
def test_the_place_that_was_told_is_the_place_in_which_a_job_starts(jobs: Jobs) -> None:
    line = line_of(jobs)
    told = {number: line.place(number) for number in range(len(jobs))}
    assert line.places() == told
    assert told == {job.job_id: place for place, job in enumerate(drain(line), 1)}


def test_thousands_who_wait_are_placed_in_a_moment() -> None:
    line = line_of([(account, 0) for account in range(20_000)])
    started = time.perf_counter()

    assert line.places() == {number: number + 1 for number in range(20_000)}
    assert time.perf_counter() - started < 1


@given(jobs)
def test_no_account_gets_a_second_turn_while_another_waits_for_its_first(jobs: Jobs) -> None:
    line = line_of([(account, 0) for account, _ in jobs])
    waiting = Counter(account for account, _ in jobs)
    served: Counter[object] = Counter()
    for job in drain(line):
        served[job.account_id] += 1
        still_waiting = [account for account in waiting if served[account] < waiting[account]]
        assert all(served[job.account_id] - served[account] <= 1 for account in still_waiting)


@given(jobs)
def test_an_account_keeps_the_order_in_which_it_asked(jobs: Jobs) -> None:
    taken = drain(line_of([(account, 0) for account, _ in jobs]))
    for account in {account for account, _ in jobs}:
        own = [job.job_id for job in taken if job.account_id == account]
        assert own == sorted(own)


@given(jobs)
def test_the_urgent_come_first_and_every_fourth_turn_is_the_others(jobs: Jobs) -> None:
    waiting = Counter(priority for _, priority in jobs)
    in_a_row = 0
    for job in drain(line_of(jobs)):
        both_wait = waiting[0] > 0 and waiting[1] > 0
        if both_wait:
            assert job.priority == (0 if in_a_row == IN_A_ROW else 1)
        in_a_row = in_a_row + 1 if both_wait and job.priority else 0
        waiting[job.priority] -= 1


@given(jobs, st.sets(st.integers(0, 39)))
def test_a_discarded_job_leaves_the_others_as_they_were(jobs: Jobs, gone: set[int]) -> None:
    line = line_of(jobs)
    discarded = {number for number in gone if line.discard(number)}
    assert discarded == gone & set(range(len(jobs)))
    assert len(line) == len(jobs) - len(discarded)
    assert {job.job_id for job in drain(line)} == set(range(len(jobs))) - discarded


def test_an_account_that_may_not_run_keeps_its_turn() -> None:
    line = line_of([(1, 0), (2, 0), (2, 0)])
    first = line.take(lambda account: account != 1)
    assert first is not None
    assert first.account_id == 2
    second = line.take(lambda _: True)
    assert second is not None
    assert second.account_id == 1


def test_the_oldest_is_the_one_that_waits_longest() -> None:
    line = line_of([(1, 0), (2, 0)])
    assert line.oldest() == 0.0
    line.discard(0)
    assert line.oldest() == 1.0
    line.discard(1)
    assert line.oldest() is None
