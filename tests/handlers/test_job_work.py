"""The work runs in real worker processes: one that dies is one clear answer, and cancelling ends it."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from handlers.errors import FetchLater
from handlers.jobs import JobRunner
from handlers.request import AttachmentRef, Identity, ReplyTo
from tests.handlers.conftest import RITA, House, picture
from tools.engine import Engine

PERSON = Identity("page", "visitor-1")
"""Somebody whose results are kept, for the page to fetch."""


@pytest.fixture
async def factory(house: House) -> AsyncIterator[House]:
    """A house whose work is done by real worker processes."""
    engine = Engine(house.services.config.limits, 1)
    await engine.start()
    house.services = replace(house.services, engine=engine)
    house.runner = JobRunner(house.services, send_pauses=(0, 0))
    await house.queue.start({"cpu": house.runner.run, "deliver": house.runner.deliver})
    yield house
    await engine.stop()


async def test_good_and_bad_pictures_through_real_workers(factory: House) -> None:
    await factory.ask("/resize 20 | blur 2", picture(40, 30), b"GIF89a and no more", picture(80, 40, "RGBA"))
    await factory.work()

    (sent,) = factory.chat.sent
    assert [(file.width, file.height, file.form) for file in sent.reply.files] == [(20, 15, "photo"), (20, 10, "file")]
    assert "Picture 2:" in sent.reply.text


async def test_what_is_no_picture_or_too_large_is_named_and_the_others_are_done(house: House, png: bytes) -> None:
    good, pdf, large = (house.attach(house.room, "room", png) for _ in range(3))
    album = (good, replace(pdf, unsupported="document"), replace(large, bytes=25_000_000))
    await house.ask("/resize 20", identity=RITA, attachments=album)
    await house.work()

    (sent,) = house.room.sent
    assert [(file.width, file.height) for file in sent.reply.files] == [(20, 15)]
    assert "Picture 2: I cannot open this kind of file" in sent.reply.text
    assert "Picture 3: " in sent.reply.text
    assert "25MB" in sent.reply.text


async def test_pictures_that_come_together_are_refused_by_their_number(house: House, png: bytes) -> None:
    good, large = (house.attach(house.room, "room", png) for _ in range(2))
    await house.ask("/gif", identity=RITA, attachments=(good, replace(large, bytes=25_000_000)))
    await house.work()

    (sent,) = house.room.sent
    assert sent.reply.text.startswith("Picture 2: ")


async def test_a_new_picture_needs_no_source(factory: House) -> None:
    await factory.ask("/placeholder 60x40")
    await factory.work()

    (file,) = factory.chat.sent[0].reply.files
    assert (file.width, file.height) == (60, 40)


async def test_several_pictures_become_one_gif(factory: House) -> None:
    await factory.ask("/gif fps:5", picture(20, 20), picture(20, 20, "RGBA"))
    await factory.work()

    (file,) = factory.chat.sent[0].reply.files
    assert (file.format, file.form) == ("gif", "animation")


async def test_while_a_chat_asks_to_wait_for_a_picture_others_have_the_place(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    fetch, left = house.chat.fetch, [FetchLater(0)] * 3

    async def later(ref: AttachmentRef, max_bytes: int) -> bytes:
        if left:
            raise left.pop()
        return await fetch(ref, max_bytes)

    monkeypatch.setattr(house.chat, "fetch", later)
    await house.ask("/blur 2", picture(40, 30))
    await house.work()

    assert len(house.chat.sent[0].reply.files) == 1
    assert len(house.queue.retaken) == 3
    assert house.queue.released == [house.queue.retaken[0]] * 4, "and once more for the sending"


async def test_a_chat_that_never_gives_out_a_picture_has_lost_it(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    async def later(ref: AttachmentRef, max_bytes: int) -> bytes:
        raise FetchLater(0)

    monkeypatch.setattr(house.chat, "fetch", later)
    await house.ask("/blur 2", picture(40, 30))
    await house.work()

    assert house.chat.sent[0].reply.error == "source_gone"


async def test_all_pictures_of_a_job_together_have_a_limit(house: House) -> None:
    house.change(jobs={"job_bytes": 3000})
    data = picture(40, 30)

    await house.ask("/gif", *[data] * 40)
    await house.work()

    assert house.chat.sent[0].reply.error == "too_large"
    assert house.engine.works == []


async def stored(house: House) -> int:
    """Return how many bytes of results lie in the store, as they were before sealing."""
    account = await house.account(PERSON)
    keys = await house.services.files.list("out")
    return sum([len(await house.services.files.get(key, account.id)) for key in keys])


async def size_of_one(house: House, picture: bytes) -> int:
    """Let a person have a result, and return its size."""
    await house.ask("/blur 2", picture, identity=PERSON)
    await house.work()
    return await stored(house)


async def test_all_results_of_a_job_together_have_a_limit_where_they_are_kept_too(house: House, png: bytes) -> None:
    size = await size_of_one(house, png)
    house.change(jobs={"job_bytes": 2 * size + 1})

    await house.ask("/blur 2", *[png] * 5, identity=PERSON)
    await house.work()

    reply = house.page.sent[1].reply
    assert len(reply.files) == 2
    assert "Picture 3: The results of one request may take" in reply.text
    assert await stored(house) == 3 * size


async def test_a_result_that_does_not_fit_into_a_persons_share_is_refused_and_refunded(
    house: House, png: bytes
) -> None:
    size = await size_of_one(house, png)
    house.change(jobs={"stored_bytes": 3 * size - 1}, prices={"enabled": True, "tools": {"blur": 1}})
    await house.give(5, PERSON)

    await house.ask("/blur 2", png, png, identity=PERSON)
    await house.work()

    reply = house.page.sent[1].reply
    assert reply.error == "storage_full"
    assert "Nothing was charged." in reply.text
    assert await house.credits(PERSON) == 5
    assert await stored(house) == size  # the first of the two did fit, and is gone again


async def test_what_one_person_stores_leaves_anothers_share_alone(house: House, png: bytes) -> None:
    size = await size_of_one(house, png)
    house.change(jobs={"stored_bytes": size})

    mine = await house.ask("/blur 2", png, identity=PERSON)
    theirs = await house.ask("/blur 2", png, identity=Identity("page", "somebody else"))
    await house.work()

    errors = {sent.reply.job: sent.reply.error for sent in house.page.sent}
    assert (errors[mine.job], errors[theirs.job]) == ("storage_full", None)


async def test_a_result_that_is_only_sent_takes_no_share(house: House, png: bytes) -> None:
    house.change(jobs={"stored_bytes": 1})

    await house.ask("/blur 2", png)
    await house.work()

    assert house.chat.sent[0].reply.error is None


async def test_the_facts_of_several_pictures_tell_which_is_which(house: House, png: bytes) -> None:
    await house.ask("/info", png, png)
    await house.ask("/info", png)
    await house.work()

    several, one = (sent.reply.text for sent in house.chat.sent)
    assert several.startswith("Picture: 1\nFormat: PNG")
    assert "\nPicture: 2\nFormat: PNG" in several
    assert "Picture" not in one


async def test_a_place_that_takes_less_than_its_chat_gets_less(house: House) -> None:
    noisy = picture(400, 300)
    to = ReplyTo("chat", "7", "1", {"bytes": "700"})
    await house.ask("/filter grain", noisy, reply_to=to)
    await house.work()

    (file,) = house.chat.sent[0].reply.files
    assert file.bytes <= 700


async def test_what_is_kept_of_a_reference_is_what_its_chat_says(house: House, png: bytes) -> None:
    chats = dict(house.services.chats)
    chats["room"] = replace(chats["room"], lasting=lambda ref: replace(ref, key=f"{ref.key} again"))
    house.services = replace(house.services, chats=chats)
    house.change()
    await house.ask("/flip", png, identity=RITA)
    await house.work()
    house.room.pictures = {f"{key} again": data for key, data in house.room.pictures.items()}

    await house.press_on(house.room.sent[-1].reply, "Again")
    await house.ask("/flip", identity=RITA)
    await house.work()

    assert [bool(sent.reply.files) for sent in house.room.sent] == [True, True, True]
