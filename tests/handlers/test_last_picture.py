"""A tool without a picture takes the last one of the same person in the same place."""

import pytest

from handlers.last_picture import LAST_PICTURE_HOURS
from handlers.request import AttachmentRef, Identity, ReplyTo
from tests.handlers.conftest import ANNA, RITA, House, picture
from tests.handlers.test_panel import steps_of

OTHER = Identity("room", "8")


def there(chat: str, topic: str = "") -> ReplyTo:
    return ReplyTo("room", chat, "1", {"topic": topic} if topic else {})


async def test_the_picture_that_was_sent_last_is_taken(house: House) -> None:
    await house.ask("", picture(20, 20), identity=RITA)
    await house.ask("", picture(30, 10), identity=RITA)

    assert (await house.ask("/flip", identity=RITA)).job
    await house.work()

    (file,) = house.room.sent[0].reply.files
    assert (file.width, file.height) == (30, 10)


async def test_the_last_result_is_gone_on_with(house: House, png: bytes) -> None:
    await house.ask("/resize 20", png, identity=RITA)
    await house.work()
    await house.ask("/blur 2", identity=RITA)
    await house.work()
    await house.ask("/flip | sharpen 3", identity=RITA)
    await house.work()

    assert [name for name, _ in steps_of(house)] == ["resize", "blur", "flip", "sharpen"]
    assert house.room.sent[-1].reply.files[0].width == 20


async def test_a_result_made_of_nothing_is_gone_on_with_too(house: House) -> None:
    await house.ask("/placeholder 30x20", identity=RITA)
    await house.work()
    await house.ask("/flip", identity=RITA)
    await house.work()

    assert [name for name, _ in steps_of(house)] == ["placeholder", "flip"]


async def test_what_failed_is_not_gone_on_with_but_its_picture_is(house: House, png: bytes) -> None:
    await house.ask("", png, identity=RITA)
    await house.ask("/blur 2", b"this is no picture", identity=RITA)
    await house.work()

    await house.ask("/flip", identity=RITA)
    await house.work()

    assert [sent.reply.error for sent in house.room.sent] == ["unsupported"] * 2


@pytest.mark.parametrize("text", ["/info", "/blur 9999", "/blurr", "/do blur 9999", "/settings language:xx"])
async def test_a_picture_with_whatever_words_is_the_last_one(house: House, png: bytes, text: str) -> None:
    await house.ask("/resize 20", png, identity=RITA)
    await house.work()
    await house.ask(text, picture(30, 10), identity=RITA)
    await house.work()

    await house.ask("/flip", identity=RITA)
    await house.work()

    (file,) = house.room.sent[-1].reply.files
    assert (file.width, file.height) == (30, 10)


async def test_of_those_who_speak_to_another_bot_nothing_is_remembered(house: House, png: bytes) -> None:
    await house.ask("/somebody", png, identity=OTHER, group="-100", reply_to=there("family"))

    assert (await house.ask("/flip", identity=OTHER, reply_to=there("family"))).error == "picture_missing"


async def test_a_picture_that_comes_along_is_taken_first(house: House, png: bytes) -> None:
    await house.ask("", picture(99, 9), identity=RITA)
    await house.ask("/flip", png, identity=RITA)
    await house.work()

    assert house.room.sent[0].reply.files[0].width == 40


@pytest.mark.parametrize(
    ("identity", "to"),
    [(OTHER, there("family")), (RITA, there("work")), (RITA, there("family", "5")), (RITA, there("chat-of-7"))],
    ids=["another person", "another chat", "another topic", "the private chat"],
)
async def test_nobody_elses_and_no_other_places_picture_is_taken(
    house: House, png: bytes, identity: Identity, to: ReplyTo
) -> None:
    await house.ask("", png, identity=RITA, reply_to=there("family"))

    assert (await house.ask("/flip", identity=identity, reply_to=to)).error == "picture_missing"
    assert (await house.ask("/flip", identity=RITA, reply_to=there("family"))).job


def alone() -> ReplyTo:
    return ReplyTo("room", "family", "1", {"private": "yes"})


async def test_what_the_asker_alone_saw_is_not_taken_where_others_see_the_answer(house: House, png: bytes) -> None:
    await house.ask("/blur 2", png, identity=RITA, reply_to=alone())
    await house.work()

    assert (await house.ask("/flip", identity=RITA, reply_to=there("family"))).error == "picture_missing"
    assert (await house.ask("/flip", identity=RITA, reply_to=alone())).job


async def test_where_the_asker_alone_sees_the_answer_the_later_of_both_is_taken(house: House) -> None:
    for width, to in ((20, alone()), (30, there("family")), (50, alone())):
        await house.ask("", picture(width, 10), identity=RITA, reply_to=to)
        house.clock.pass_by(minutes=1)
        await house.ask("/flip", identity=RITA, reply_to=alone())
        await house.work()
        house.clock.pass_by(minutes=1)
        assert house.room.sent[-1].reply.files[0].width == width


@pytest.mark.parametrize(("minutes", "error"), [(-1, None), (1, "picture_missing")])
async def test_it_is_forgotten_after_a_day(house: House, png: bytes, minutes: int, error: str | None) -> None:
    await house.ask("", png, identity=RITA)
    house.clock.pass_by(hours=LAST_PICTURE_HOURS, minutes=minutes)

    assert (await house.ask("/flip", identity=RITA)).error == error


async def test_it_goes_with_an_erasure(house: House, png: bytes) -> None:
    await house.ask("", png, identity=RITA)
    erased = await house.press(await house.ask("/delete", identity=RITA), identity=RITA)

    assert "0 entries and 0 files are left" in erased.text
    assert (await house.ask("/flip", identity=RITA)).error == "picture_missing"


async def test_a_tool_that_only_tells_of_a_picture_does_not_follow_a_result(house: House, png: bytes) -> None:
    await house.ask("/blur 2", png, identity=RITA)
    await house.work()

    reply = await house.ask("/info", identity=RITA)

    assert reply.text == "info works on a picture; send one together with the command."


async def test_a_chain_has_an_end(house: House, png: bytes) -> None:
    await house.ask("/" + " | ".join(["flip"] * 8), png, identity=RITA)
    await house.work()
    for _ in range(2):
        await house.ask("/" + " | ".join(["flip"] * 8), identity=RITA)
        await house.work()

    assert (await house.ask("/flip", identity=RITA)).error == "too_many_steps"


async def test_a_chat_that_draws_its_own_palette_remembers_none(house: House, png: bytes) -> None:
    await house.ask("", png, identity=ANNA)
    await house.ask("/blur 2", png, identity=ANNA)
    await house.work()

    assert (await house.ask("/flip", identity=ANNA)).error == "picture_missing"


async def test_a_file_that_is_no_picture_is_not_replaced_by_the_last_one(house: House, png: bytes) -> None:
    await house.ask("", png, identity=RITA)

    assert (await house.ask("/flip", identity=RITA, unsupported="document")).error == "unsupported_message"


async def test_a_bare_picture_that_is_too_large_is_refused_at_once(house: House) -> None:
    large = AttachmentRef("room", "picture", 25_000_000)

    assert (await house.ask("", attachments=(large,), identity=RITA)).error == "too_large"
