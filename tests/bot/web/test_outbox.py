"""A visitor hears every event once and in order, also after the stream broke."""

import asyncio
import re
from collections.abc import AsyncGenerator

from bot.web import outbox
from bot.web.outbox import Outbox


async def hear(stream: AsyncGenerator[bytes, None], count: int) -> list[str]:
    heard: list[str] = []
    while len(heard) < count:
        text = (await asyncio.wait_for(anext(stream), 2)).decode()
        if not text.startswith(":"):
            heard.append(text)
    return heard


def numbers(heard: list[str]) -> list[int]:
    return [int(found[1]) for text in heard if (found := re.search(r'"n":(\d+)', text))]


async def begin(box: Outbox, visitor: str = "me", last: str | None = None) -> AsyncGenerator[bytes, None]:
    stream = box.follow(visitor, last, pulse=0.05)
    assert (await anext(stream)).startswith(b":")
    return stream


async def test_events_come_in_order() -> None:
    box = Outbox()
    stream = await begin(box)
    for number in range(3):
        box.put("me", "progress", {"n": number})

    assert numbers(await hear(stream, 3)) == [0, 1, 2]


async def test_a_stream_goes_on_after_the_last_event_that_was_heard() -> None:
    box = Outbox()
    stream = await begin(box)
    for number in range(2):
        box.put("me", "progress", {"n": number})
    first = (await hear(stream, 2))[0]
    await stream.aclose()
    box.put("me", "progress", {"n": 2})

    last = first.split("\n")[0].removeprefix("id: ")
    assert numbers(await hear(await begin(box, last=last), 2)) == [1, 2]


async def test_an_id_of_an_earlier_process_misses_nothing_of_this_one() -> None:
    box = Outbox()
    box.put("me", "progress", {"n": 0})

    assert numbers(await hear(await begin(box, last="deadbeef-900"), 1)) == [0]


async def test_an_id_that_nobody_was_given_starts_from_the_first_event() -> None:
    box = Outbox()
    stream = await begin(box)
    box.put("me", "progress", {"n": 0})
    run = (await hear(stream, 1))[0].removeprefix("id: ").partition("-")[0]

    assert numbers(await hear(await begin(box, last=f"{run}-{'9' * 5_000}"), 1)) == [0]


async def test_the_same_delivery_is_told_once() -> None:
    box = Outbox()
    stream = await begin(box)
    box.put("me", "reply", {"n": 1}, delivery="J-1")
    box.put("me", "reply", {"n": 1}, delivery="J-1")
    box.put("me", "reply", {"n": 2}, delivery="J-2")

    assert numbers(await hear(stream, 2)) == [1, 2]


async def test_what_is_forgotten_is_told_to_nobody() -> None:
    box = Outbox()
    slow = await begin(box)
    for number in range(3):
        box.put("me", "reply", {"n": number})
    box.put("you", "reply", {"n": 7})
    assert numbers(await hear(slow, 1)) == [0]

    box.forget("me")
    box.put("me", "reply", {"n": 9})

    assert numbers(await hear(slow, 1)) == [9]
    assert numbers(await hear(await begin(box, last="other-0"), 1)) == [9]
    assert numbers(await hear(await begin(box, "you", last="other-0"), 1)) == [7]


async def test_a_forgotten_visitor_who_has_gone_leaves_no_line() -> None:
    box = Outbox()
    box.put("me", "reply", {"n": 0})
    box.forget("me")
    box.forget("me")

    assert box._lines == {}


async def test_nobody_hears_anothers_events() -> None:
    box = Outbox()
    mine = await begin(box, "me")
    box.put("you", "reply", {"n": 1})
    box.put("me", "reply", {"n": 2})

    assert numbers(await hear(mine, 1)) == [2]


async def test_a_line_break_in_a_text_cannot_make_an_event() -> None:
    box = Outbox()
    stream = await begin(box)
    box.put("me", "reply", {"n": 1, "text": "a\n\nevent: reply\ndata: {}"})

    assert (await hear(stream, 1))[0].count("event:") == 2  # the second inside the JSON string
    assert "\ndata: {}" not in (await _again(box))[0]


async def _again(box: Outbox) -> list[str]:
    return await hear(await begin(box, last="other-0"), 1)


async def test_a_quiet_stream_says_that_it_is_alive() -> None:
    stream = await begin(Outbox())

    assert (await asyncio.wait_for(anext(stream), 2)).startswith(b":")


async def test_what_was_told_can_be_forgotten() -> None:
    box = Outbox()
    for visitor in ("me", "other"):
        await begin(box, visitor)
        box.put(visitor, "progress", {"n": 1})
    box.forget("me")
    box.forget("nobody")
    box.put("me", "progress", {"n": 2})

    assert numbers(await hear(await begin(box, "me", last="other-0"), 1)) == [2]
    assert numbers(await hear(await begin(box, "other", last="other-0"), 1)) == [1]


async def test_memory_is_bounded() -> None:
    box = Outbox()
    for number in range(outbox.MOST_EVENTS * 3):
        box.put("me", "progress", {"n": number})
    for number in range(outbox.MOST_VISITORS + 20):
        box.put(f"visitor {number}", "progress", {"n": 1})

    assert len(box._lines) == outbox.MOST_VISITORS
    assert max(len(line.events) for line in box._lines.values()) <= outbox.MOST_EVENTS


async def test_closing_ends_every_stream() -> None:
    box = Outbox()
    streams = [await begin(box, name) for name in "abc"]
    box.close()

    for stream in streams:
        assert [text async for text in stream if not text.startswith(b":")] == []
