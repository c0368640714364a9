"""Work on pieces keeps its order, runs at the same time, and may be asked for from within such work."""

import threading
from collections.abc import Iterator

import pytest

from tools.threads import ahead, end_threads, threads


def test_results_come_in_the_order_of_the_items() -> None:
    assert list(ahead(lambda number: number * number, range(50))) == [number * number for number in range(50)]


@pytest.mark.skipif(threads() < 2, reason="one processor does one thing at a time")
def test_items_are_worked_on_at_the_same_time() -> None:
    meeting = threading.Barrier(2, timeout=10)

    assert len(list(ahead(lambda _: meeting.wait(), range(2)))) == 2


def test_no_more_is_taken_on_than_there_are_threads() -> None:
    taken: list[int] = []

    def items() -> Iterator[int]:
        for number in range(20):
            taken.append(number)
            yield number

    next(ahead(lambda number: number, items()))
    assert len(taken) == threads() + 1


def test_work_within_such_work_does_not_wait_for_itself() -> None:
    def make(number: int) -> list[int]:
        return list(ahead(lambda inner: number * inner, range(5)))

    assert list(ahead(make, range(8))) == [[number * inner for inner in range(5)] for number in range(8)]


def test_what_goes_wrong_is_raised_where_its_result_is_taken() -> None:
    made = ahead(lambda number: 1 // number, [1, 0])

    assert next(made) == 1
    with pytest.raises(ZeroDivisionError):
        next(made)


def test_threads_end_and_start_again() -> None:
    list(ahead(int, "12"))
    end_threads()

    assert not [thread for thread in threading.enumerate() if thread.name.startswith("piece")]
    assert list(ahead(int, "34")) == [3, 4]
