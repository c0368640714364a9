"""No network holds every place, and no visitor every place of a network."""

import asyncio
from contextlib import AsyncExitStack

import pytest

from bot.web.places import Places


async def takes(places: Places, network: bytes, held: AsyncExitStack, visitor: str = "anna") -> bool:
    """Try to take a place that stays taken; tell whether there was one."""
    try:
        async with asyncio.timeout(0.05):
            await held.enter_async_context(places.take(network, visitor))
    except TimeoutError:
        return False
    return True


async def test_a_network_gets_half_of_the_places_and_leaves_the_rest_to_others() -> None:
    places = Places(4)
    async with AsyncExitStack() as held:
        assert [await takes(places, b"slow", held, visitor) for visitor in "abc"] == [True, True, False]
        assert [await takes(places, b"other", held, visitor) for visitor in "abc"] == [True, True, False]


async def test_a_visitor_gets_half_of_the_networks_places_and_leaves_the_rest_to_others_there() -> None:
    places = Places(4)
    async with AsyncExitStack() as held:
        assert [await takes(places, b"home", held, "slow") for _ in range(6)] == [True, *[False] * 5]
        assert await takes(places, b"home", held, "other")


async def test_visitors_who_wait_take_turns() -> None:
    places, came = Places(1), list[str]()

    async def come(visitor: str) -> None:
        async with places.take(b"home", visitor):
            came.append(visitor)

    async with places.take(b"home", "first"):
        waiting = [asyncio.create_task(come(visitor)) for visitor in ("anna", "anna", "anna", "bela", "bela")]
        await asyncio.sleep(0)
    await asyncio.gather(*waiting)

    assert came == ["anna", "bela", "anna", "bela", "anna"]


async def test_whoever_gives_up_in_the_moment_of_their_turn_leaves_the_place_to_the_next() -> None:
    places = Places(1)
    async with AsyncExitStack() as held:
        async with places.take(b"home", "first"):
            leaving = asyncio.create_task(takes(places, b"home", held, "leaving"))
            await asyncio.sleep(0)
        leaving.cancel()
        await asyncio.gather(leaving, return_exceptions=True)

        assert await takes(places, b"home", held, "next")


@pytest.mark.parametrize("most", [1, 3])
async def test_there_are_never_more_than_there_are(most: int) -> None:
    places = Places(most)
    async with AsyncExitStack() as held:
        taken = [await takes(places, bytes([number]), held) for number in range(most + 2)]

    assert sum(taken) == most


async def test_a_place_that_was_left_is_free_again() -> None:
    places = Places(1)
    for _ in range(3):
        async with AsyncExitStack() as held:
            assert await takes(places, b"one", held)
