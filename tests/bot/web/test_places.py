"""No network holds every place."""

import asyncio
from contextlib import AsyncExitStack

import pytest

from bot.web.places import Places


async def takes(places: Places, network: bytes, held: AsyncExitStack) -> bool:
    """Try to take a place that stays taken; tell whether there was one."""
    try:
        async with asyncio.timeout(0.05):
            await held.enter_async_context(places.take(network))
    except TimeoutError:
        return False
    return True


async def test_a_network_gets_half_of_the_places_and_leaves_the_rest_to_others() -> None:
    places = Places(4)
    async with AsyncExitStack() as held:
        assert [await takes(places, b"slow", held) for _ in range(3)] == [True, True, False]
        assert [await takes(places, b"other", held) for _ in range(3)] == [True, True, False]


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
