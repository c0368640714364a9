"""Messages go out in order of urgency and never faster than Telegram takes them."""

import asyncio
import selectors
from collections import Counter
from collections.abc import Callable, Coroutine
from typing import Any

import pytest

from bot.telegram.pacing import Pacer, Priority, Rates
from tests.bot.telegram.fake_api.flood import Window

FAST = Rates(per_second=1000, chat_per_second=50, group_per_minute=1200)


async def timed(pacer: Pacer, chat: str, times: list[tuple[str, float]], priority: Priority = Priority.ANSWER) -> None:
    await pacer.turn(chat, priority)
    times.append((chat, asyncio.get_running_loop().time()))


async def test_a_short_burst_to_one_person_goes_out_at_once_and_the_rest_at_the_rate() -> None:
    pacer, times = Pacer(FAST), list[tuple[str, float]]()
    began = asyncio.get_running_loop().time()
    await asyncio.gather(*(timed(pacer, "1", times) for _ in range(13)))
    at = [time - began for _, time in times]
    assert at[2] < 0.02
    assert 0.18 <= at[-1] < 0.4  # ten more at fifty a second


async def test_over_all_chats_no_more_go_out_than_the_whole_bot_may() -> None:
    pacer, times = Pacer(Rates(per_second=100, chat_per_second=100, group_per_minute=6000)), list[tuple[str, float]]()
    began = asyncio.get_running_loop().time()
    await asyncio.gather(*(timed(pacer, str(number % 60), times) for number in range(150)))
    assert asyncio.get_running_loop().time() - began >= 0.48  # a hundred at once, fifty more at a hundred a second
    assert Counter(chat for chat, _ in times) == Counter(str(number % 60) for number in range(150))


async def test_one_busy_chat_keeps_nobody_else_waiting() -> None:
    pacer, times = Pacer(FAST), list[tuple[str, float]]()
    busy = [asyncio.create_task(timed(pacer, "-5", times)) for _ in range(40)]
    await asyncio.sleep(0.01)
    began = asyncio.get_running_loop().time()
    await pacer.turn("7", Priority.ANSWER)
    assert asyncio.get_running_loop().time() - began < 0.05
    for task in busy:
        task.cancel()


async def test_answers_go_before_edits_and_edits_before_hints() -> None:
    pacer, order = Pacer(FAST), list[str]()

    async def go(priority: Priority) -> None:
        await pacer.turn("1", priority)
        order.append(priority.name)

    for _ in range(4):
        await pacer.turn("1", Priority.ANSWER)
    await asyncio.gather(*(go(priority) for priority in (Priority.HINT, Priority.EDIT, Priority.ANSWER)))
    assert order == ["ANSWER", "EDIT", "HINT"]


async def test_nothing_goes_to_a_chat_that_is_held_until_its_time_is_over() -> None:
    pacer = Pacer(FAST)
    pacer.hold("1", 0.2)
    began = asyncio.get_running_loop().time()
    await pacer.turn("2", Priority.ANSWER)
    assert asyncio.get_running_loop().time() - began < 0.1
    await pacer.turn("1", Priority.ANSWER)
    assert asyncio.get_running_loop().time() - began >= 0.2


async def test_who_loses_patience_leaves_the_line_and_takes_no_turn() -> None:
    pacer = Pacer(FAST)
    pacer.hold("1", 0.15)
    assert not await pacer.turn("1", Priority.HINT, patience=0.02)
    assert await pacer.turn("1", Priority.ANSWER, patience=1)


async def test_a_turn_whose_owner_was_cancelled_is_given_to_the_next() -> None:
    pacer = Pacer(FAST)
    pacer.hold("1", 0.1)
    first = asyncio.create_task(pacer.turn("1", Priority.ANSWER))
    second = asyncio.create_task(pacer.turn("1", Priority.ANSWER))
    await asyncio.sleep(0)
    first.cancel()
    assert await asyncio.wait_for(second, 1)


class QuickLoop(asyncio.SelectorEventLoop):
    """A loop in which nobody waits: its clock jumps to whatever comes next."""

    def __init__(self) -> None:
        loop, self.now = self, 0.0

        class Jump(selectors.DefaultSelector):
            def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
                loop.now += timeout or 0
                return super().select(0)

        super().__init__(Jump())

    def time(self) -> float:
        return self.now


def quickly(run: Callable[[Pacer], Coroutine[Any, Any, None]]) -> None:
    """Run this with a pacer of the rates that an operator has who sets none."""

    async def with_pacer() -> None:
        await run(Pacer(Rates(), asyncio.get_running_loop().time))

    with asyncio.Runner(loop_factory=QuickLoop) as runner:
        runner.run(with_pacer())


@pytest.mark.parametrize(("chat", "limit", "number"), [("-5", (20, 60), 66), ("5", (4, 4), 30)])
def test_the_rates_that_are_set_keep_within_what_telegram_takes(
    chat: str, limit: tuple[int, float], number: int
) -> None:
    async def run(pacer: Pacer) -> None:
        times, platform = list[tuple[str, float]](), Window(*limit)
        await asyncio.gather(*(timed(pacer, chat, times) for _ in range(number)))
        for _, at in times:
            assert platform.wait(at, 1) == 0
            platform.note(at, 1)
        assert times[-1][1] == pytest.approx(limit[1] * (number // limit[0]), rel=0.1)

    quickly(run)


def test_over_all_chats_the_rate_that_is_set_keeps_within_what_telegram_takes() -> None:
    async def run(pacer: Pacer) -> None:
        times, platform = list[tuple[str, float]](), Window(30, 1)
        await asyncio.gather(*(timed(pacer, str(number), times) for number in range(200)))
        for _, at in times:
            assert platform.wait(at, 1) == 0
            platform.note(at, 1)

    quickly(run)


def test_an_album_counts_as_its_parts() -> None:
    async def run(pacer: Pacer) -> None:
        now = asyncio.get_running_loop().time
        for _ in range(2):
            await pacer.turn("-5", Priority.ANSWER, weight=10)
        assert now() == 0
        await pacer.turn("-5", Priority.ANSWER)
        assert now() >= 60

    quickly(run)


def test_an_album_of_more_than_a_person_is_sent_at_once_makes_the_next_wait_longer() -> None:
    async def run(pacer: Pacer) -> None:
        now = asyncio.get_running_loop().time
        await pacer.turn("5", Priority.ANSWER, weight=10)
        assert now() == 0
        await pacer.turn("5", Priority.ANSWER)
        assert 7 <= now() < 8

    quickly(run)


def test_edits_leave_room_for_answers() -> None:
    async def run(pacer: Pacer) -> None:
        now = asyncio.get_running_loop().time
        edits = [asyncio.create_task(pacer.turn("-5", Priority.EDIT)) for _ in range(40)]
        await asyncio.sleep(1)
        assert sum(task.done() for task in edits) == 15
        for _ in range(5):
            await pacer.turn("-5", Priority.ANSWER)
        assert now() == 1
        for task in edits:
            task.cancel()

    quickly(run)
