"""A flood is stopped, and what was used up comes back with time."""

from bot.web import rates
from bot.web.rates import Rate


class Time:
    """A clock that stands still until it is set."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_no_more_than_the_hours_share_at_once() -> None:
    rate = Rate(3, Time())

    assert [rate.take(b"one") for _ in range(5)] == [True, True, True, False, False]


def test_one_key_does_not_use_up_anothers() -> None:
    rate = Rate(1, Time())
    rate.take(b"one")

    assert rate.take(b"other")


def test_it_comes_back_evenly() -> None:
    time = Time()
    rate = Rate(60, time)
    for _ in range(60):
        rate.take(b"one")

    time.now = 59
    assert not rate.take(b"one")
    time.now = 61
    assert rate.take(b"one")


def test_asking_takes_nothing() -> None:
    rate = Rate(1, Time())

    assert rate.allows(b"one")
    assert rate.allows(b"one")


def test_memory_is_bounded() -> None:
    rate = Rate(1, Time())
    for number in range(rates.MOST_KEYS + 50):
        rate.take(str(number).encode())

    assert len(rate._left) == rates.MOST_KEYS
