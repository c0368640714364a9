"""/export answers with ZIPs, in private and for everyone."""

import pytest

from handlers.commands import export as module
from handlers.request import Identity, ReplyTo
from storage import accounts
from tests.handlers.conftest import ANNA, RITA, House, said
from tests.handlers.exports import exported

PAGE = Identity("page", "visitor-1")


async def test_of_a_stranger_there_is_nothing_to_copy(house: House) -> None:
    reply = await house.ask("/export")

    assert (reply.text, reply.files) == ("Nothing is stored about you.", ())


@pytest.mark.parametrize("asker", [RITA, Identity("room", "the-group")], ids=["member", "in the group's name"])
async def test_in_a_group_it_leads_to_the_private_chat_and_makes_nothing(house: House, asker: Identity) -> None:
    await house.account(asker)

    reply = await house.ask("/export", identity=asker, group="the-group")

    assert (reply.files, reply.error) == ((), None)
    assert "private chat" in reply.text
    assert await house.services.files.list("export") == []


async def test_a_link_from_a_group_brings_it(house: House) -> None:
    await house.account()

    assert "account.json" in exported(await house.ask("/start go_export"))


async def test_who_is_blocked_gets_it(house: House) -> None:
    account = await house.account()
    async with house.services.database.write() as connection:
        await accounts.block(connection, account.id)

    reply = await house.ask("/export")

    assert b'"role": "blocked"' in exported(reply)["account.json"]
    assert reply.private


async def test_where_the_chat_fetches_files_itself_they_are_named_and_not_read(house: House) -> None:
    await house.account(PAGE)

    (file,) = (await house.ask("/export", identity=PAGE)).files

    assert file.data is None
    assert [file.key] == await house.services.files.list("export")
    assert (file.name, file.form) == ("darkroom-export-2026-11-22.zip", "file")


async def place_of_small_files(house: House, monkeypatch: pytest.MonkeyPatch) -> ReplyTo:
    """Return where an export of the asker needs several parts, of which one answer brings one."""
    account = await house.account()
    monkeypatch.setattr(module, "AT_ONCE", 1)
    async with house.services.database.write() as connection:
        for number in range(200):
            await accounts.agree(connection, account.id, f"version {number}", house.clock())
    return ReplyTo("chat", "chat-of-7", "1", {"bytes": "12000"})


async def test_many_parts_come_a_few_at_a_time(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    to = await place_of_small_files(house, monkeypatch)

    replies = [await house.ask("/export", reply_to=to)]
    while replies[-1].buttons:
        (label,) = said(replies[-1])
        assert label == f"Next, from number {len(replies) + 1}"
        replies.append(await house.press(replies[-1], reply_to=to))

    names = [file.name for reply in replies for file in reply.files]
    assert len(names) > 1
    assert names == [f"darkroom-export-2026-11-22-{n}-of-{len(names)}.zip" for n in range(1, len(names) + 1)]


async def test_the_button_works_where_the_first_parts_were_seen_by_the_asker_alone(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An answer in a server that only its asker sees has the button; a press there names the server."""
    to = await place_of_small_files(house, monkeypatch)

    reply = await house.press(await house.ask("/export", reply_to=to), reply_to=to, group="server")

    assert "-2-of-" in reply.files[0].name


async def test_one_person_gets_nothing_of_the_other(house: House) -> None:
    await house.account(ANNA)
    await house.account(Identity("chat", "8"))

    mine = exported(await house.ask("/export"))
    other = exported(await house.ask("/export", identity=Identity("chat", "8")))

    assert mine["account.json"] != other["account.json"]
    assert b'"external_id": "8"' in other["account.json"]
    assert b'"external_id": "8"' not in mine["account.json"]
