"""Owners are told once, everyone else a few at a time, and nobody who does not want to be."""

from handlers.errors import NotNow, Rejected
from handlers.request import Identity
from handlers.telling import AT_ONCE, announce, tell_owners
from storage import announcements, notices
from tests.handlers.conftest import ANNA, House

OWNER = Identity("chat", "1")


async def begun(house: House, people: int) -> None:
    house.change(access={"owners": ("chat:1",)})
    for number in range(100, 100 + people):
        await house.account(Identity("chat", str(number)))
    assert (await house.ask("/admin announce Tea at four", identity=OWNER)).error is None


async def test_everyone_is_told_once_a_few_at_a_time(house: House) -> None:
    await begun(house, AT_ONCE + 3)

    await announce(house.services)
    assert len(house.chat.sent) == AT_ONCE
    for _ in range(3):
        await announce(house.services)

    assert len({sent.to.chat for sent in house.chat.sent}) == len(house.chat.sent) == AT_ONCE + 3
    assert {sent.reply.text for sent in house.chat.sent} == {"Tea at four"}


async def test_whoever_wants_no_more_gets_no_more(house: House) -> None:
    await begun(house, 1)
    await announce(house.services)

    off = await house.press(house.chat.sent[0].reply, identity=Identity("chat", "100"))
    await house.ask("/admin announce Again", identity=OWNER)
    await announce(house.services)

    assert off.text == "Announcements no longer reach you."
    assert len(house.chat.sent) == 1
    assert "reach you again" in (await house.ask("/settings announcements:on", identity=Identity("chat", "100"))).text


async def test_a_chat_that_refuses_keeps_nobody_else_waiting(house: House) -> None:
    await begun(house, 3)
    house.chat.troubles.append(Rejected())

    await announce(house.services)

    assert len(house.chat.sent) == 2
    async with house.services.database.read() as c:
        assert await announcements.current(c) is None


async def test_whoever_is_out_of_reach_just_now_is_told_later(house: House) -> None:
    await begun(house, 3)
    house.chat.troubles.extend([NotNow(), NotNow()])

    await announce(house.services)
    await announce(house.services)
    assert house.chat.sent == []
    await announce(house.services)

    assert [sent.to.chat for sent in house.chat.sent] == ["chat-of-100", "chat-of-101", "chat-of-102"]


async def test_what_has_arrived_in_part_is_not_said_again(house: House) -> None:
    await begun(house, 2)
    house.chat.troubles.append(NotNow(begun=True))

    await announce(house.services)

    assert [sent.to.chat for sent in house.chat.sent] == ["chat-of-101"]


async def test_nobody_is_waited_for_longer_than_for_an_answer(house: House) -> None:
    await begun(house, 2)
    house.clock.pass_by(hours=house.services.config.jobs.deliver_hours)
    house.chat.troubles.append(NotNow())

    await announce(house.services)

    assert [sent.to.chat for sent in house.chat.sent] == ["chat-of-101"]


async def test_what_no_owner_could_be_told_waits(house: House) -> None:
    house.change(access={"owners": ("chat:1", "page:2", "nowhere:3")})
    async with house.services.database.write() as c:
        await notices.add(c, "books today", "notice-books", house.clock(), {"count": 1})
    house.chat.troubles.append(NotNow())

    await tell_owners(house.services)
    assert house.chat.sent == []
    await tell_owners(house.services)

    assert house.chat.sent[0].reply.text.startswith("The nightly look at the books found one place that does not agree")


async def test_a_report_of_somebody_who_was_erased_is_gone(house: House) -> None:
    house.change(access={"owners": ("chat:1",)})
    await house.ask("/report bad")
    await house.press(await house.ask("/delete", identity=ANNA))

    await tell_owners(house.services)

    assert house.chat.sent == []


async def test_who_chose_no_language_is_told_in_that_of_their_last_job(house: House, png: bytes) -> None:
    house.change(access={"owners": ("chat:1",)})
    await house.ask("/blur 2", png, identity=OWNER, locale="de")
    async with house.services.database.write() as c:
        await announcements.begin(c, "Tee um vier", house.clock())
        await notices.add(c, "books today", "notice-books", house.clock(), {"count": 1})

    await announce(house.services)
    await tell_owners(house.services)

    announced, told = (sent.reply for sent in house.chat.sent)
    assert announced.buttons[0][0].label == "Keine mehr davon"
    assert told.text.startswith("Der nächtliche Blick in die Bücher")
