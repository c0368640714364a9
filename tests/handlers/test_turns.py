"""Turns: one at a time, and few who wait."""

import asyncio

from handlers.turns import MOST, Turns


async def test_one_turn_follows_another() -> None:
    turns, order = Turns(), list[str]()

    async def take(name: str) -> None:
        async with turns.turn():
            order.append(f"{name} begins")
            await asyncio.sleep(0)
            order.append(f"{name} ends")

    await asyncio.gather(take("first"), take("second"))

    assert order == ["first begins", "first ends", "second begins", "second ends"]


async def test_it_is_full_until_one_of_too_many_has_ended() -> None:
    turns, go = Turns(), asyncio.Event()

    async def take() -> None:
        async with turns.turn():
            await go.wait()

    taken = [asyncio.ensure_future(take()) for _ in range(MOST)]
    await asyncio.sleep(0)
    assert turns.is_full

    go.set()
    await asyncio.gather(*taken)
    assert not turns.is_full
