"""Who waits as long as they are told is answered, and a refusal drains nothing."""

from dataclasses import dataclass, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.config import RatesConfig
from handlers.rates import NOTICE_SECONDS, Rates
from handlers.request import Identity
from tests.handlers.conftest import RITA, House

SLOW = {"user_per_minute": 2, "group_per_minute": 3, "bot_per_minute": 4}


@dataclass
class Seconds:
    """A clock that counts seconds and stands still until it is moved."""

    now: float = 1000.0

    def __call__(self) -> float:
        return self.now


def test_as_many_at_once_as_a_minute_gives_then_at_its_pace() -> None:
    clock = Seconds()
    rates = Rates(clock)
    assert [rates.take([("anna", 2)]) for _ in range(3)] == [0, 0, 30]

    clock.now += 30

    assert rates.take([("anna", 2)]) == 0


def test_what_one_bucket_refuses_drains_no_other() -> None:
    rates = Rates(Seconds())
    assert rates.take([("anna", 1), ("all", 2)]) == 0
    for _ in range(100):
        assert rates.take([("anna", 1), ("all", 2)]) > 0

    assert rates.take([("bert", 1), ("all", 2)]) == 0


@given(st.lists(st.tuples(st.sampled_from("ab"), st.floats(0, 100)), max_size=60), st.integers(1, 5))
def test_whoever_waits_as_told_is_answered(asked: list[tuple[str, float]], per_minute: int) -> None:
    clock = Seconds()
    rates = Rates(clock)
    for name, pause in asked:
        clock.now += pause
        if wait := rates.take([(name, per_minute), ("all", 7)]):
            clock.now += wait + 1e-6
            assert rates.take([(name, per_minute), ("all", 7)]) == 0


def test_a_chat_is_told_once_in_a_while() -> None:
    clock = Seconds()
    rates = Rates(clock)
    assert [rates.may_tell("room"), rates.may_tell("room"), rates.may_tell("other")] == [True, False, True]

    clock.now += NOTICE_SECONDS

    assert rates.may_tell("room")


def slowed(house: House) -> Seconds:
    clock = Seconds()
    house.change(rates=SLOW)
    house.services = replace(house.services, rates=Rates(clock))
    return clock


async def test_the_answer_names_the_time_and_comes_once(house: House, png: bytes) -> None:
    clock = slowed(house)
    replies = [await house.ask("/flip", png) for _ in range(4)]

    assert [reply.error for reply in replies] == [None, None, "too_fast", "too_fast"]
    assert replies[2].text.startswith("That is faster than I can follow; please wait 30 seconds.")
    assert [reply.quiet for reply in replies] == [False, False, False, True]

    clock.now += 30
    assert (await house.ask("/flip", png)).job


async def test_the_rights_of_a_person_are_answered_at_any_pace(house: House) -> None:
    slowed(house)

    assert [(await house.ask("/privacy")).error for _ in range(10)] == [None] * 10


async def test_a_group_and_everyone_together_have_a_pace_too(house: House) -> None:
    slowed(house)
    people = [Identity("room", str(number)) for number in range(5)]

    in_a_group = [(await house.ask("/tools", identity=each, group="g")).error for each in people[:4]]
    alone = [(await house.ask("/tools", identity=each)).error for each in people[3:]]

    assert in_a_group == [None, None, None, "too_fast"]
    assert alone == [None, "too_fast"]


async def test_guests_of_one_network_share_a_pace_and_members_do_not(house: House) -> None:
    slowed(house)
    house.change(rates={**SLOW, "bot_per_minute": 100})
    await house.ask("/agree", identity=RITA)
    guests = [(await house.ask("/tools", identity=Identity("page", str(n)), network=b"net")).error for n in range(3)]

    assert guests == [None, None, "too_fast"]
    assert (await house.ask("/tools", identity=RITA, network=b"net")).error is None


@pytest.mark.parametrize("key", list(SLOW))
def test_a_pace_of_nothing_is_no_setting(key: str) -> None:
    with pytest.raises(ValueError, match=key):
        RatesConfig.model_validate({key: 0})
