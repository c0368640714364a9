"""Servers, threads, groups of people, and an app that a person brings along."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.app import App
from handlers.upkeep import GROUP_DAYS, purge_rows
from storage import schema
from tests.bot.discord.fake_discord import FakeDiscord, Guild, Message, User
from tests.bot.discord.running import darkroom
from tests.bot.discord.test_slash import dimensions, settled
from tests.bot.pictures import picture_bytes

RIGHTS = {"moderator": "manage_messages", "manager": "manage_guild", "administrator": "administrator"}


@pytest.fixture
def olga(fake: FakeDiscord) -> User:
    return fake.user("Olga")


@pytest.fixture
def family(fake: FakeDiscord, anna: User, bert: User, olga: User) -> Guild:
    return fake.guild("Family", members=[anna, bert], admins=[olga])


def has_file(message: Message) -> bool:
    return bool(message.files)


async def until(holds: Callable[[], Awaitable[bool]], seconds: float = 20) -> None:
    async with asyncio.timeout(seconds):
        while not await holds():  # noqa: ASYNC110 - the rows are the truth, and nobody tells of them
            await asyncio.sleep(0.05)


async def removed_at(app: App) -> list[object]:
    async with app.services.database.read() as connection:
        return list((await connection.execute(select(schema.groups.c.removed_at))).scalars())


async def settings(olga: User, family: Guild) -> Message:
    return await olga.slash("config", in_channel=family.general).shown("These settings")


async def test_who_manages_the_server_switches_a_tool_off_for_everyone(
    app: App, anna: User, olga: User, family: Guild
) -> None:
    panel = await settings(olga, family)
    assert panel.private
    tools = await olga.press(panel, "Tools").shown("Press a tool")
    await olga.press(tools, "✓ Blur").shown(lambda message: "✗ Blur" in message.labels)
    refused = await anna.slash("image blur", image=picture_bytes(), in_channel=family.general).shown()
    assert refused.private
    assert "switched blur off" in refused.words
    assert has_file(await anna.slash("image blur", image=picture_bytes()).shown(has_file)), "its rules end at its door"


async def test_the_options_of_config_set_it_at_once(app: App, anna: User, olga: User, family: Guild) -> None:
    panel = await olga.slash("config", language="de", result="file", in_channel=family.general).shown()
    assert "Sprache: Deutsch" in panel.words
    result = await anna.slash("image flip", image=picture_bytes(), in_channel=family.general).shown()
    assert not result.pictures
    assert "Löschen" in result.labels


async def test_answers_are_deleted_when_the_server_wants_it(
    fake: FakeDiscord, tmp_path: Path, anna: User, olga: User, family: Guild
) -> None:
    async with darkroom(fake, tmp_path) as app:
        await olga.press(await settings(olga, family), "5 min").shown("after 5 minutes")
        result = await anna.slash("image flip", image=picture_bytes(), in_channel=family.general).shown()

        async def is_noted() -> bool:
            async with app.services.database.read() as connection:
                return bool((await connection.execute(select(schema.shown_messages.c.id))).all())

        await until(is_noted)
        assert app.discord is not None
        await app.discord.upkeep()
        assert not result.deleted
        async with app.services.database.write() as connection:
            await connection.execute(schema.shown_messages.update().values(delete_at=app.services.clock()))
    async with darkroom(fake, tmp_path) as app:
        assert app.discord is not None
        await app.discord.upkeep()
        assert result.deleted


@pytest.mark.parametrize("role", ["member", "moderator", "manager", "administrator", "owner"])
async def test_only_who_manages_the_server_may_change_it_whoever_sees_the_command(
    app: App, fake: FakeDiscord, bert: User, olga: User, family: Guild, role: str
) -> None:
    family.commands_for_everyone.add("config")
    person = olga if role == "owner" else bert
    if rights := {"moderator": "manage_messages", "manager": "manage_guild", "administrator": "administrator"}.get(
        role
    ):
        family.give(bert, family.role(role, rights))
    shown = await person.slash("config", result="file", in_channel=family.general).shown()
    assert shown.private
    may = role in ("manager", "administrator", "owner")
    assert ("These settings" in shown.words) is may
    assert bool(await removed_at(app)) is may, "a row is there once something was chosen"


async def test_the_buttons_of_ones_own_settings_change_nothing_for_others(
    app: App, anna: User, bert: User, olga: User, family: Guild
) -> None:
    for person in (anna, olga):
        panel = await person.slash("account settings", in_channel=family.general).shown()
        assert "Sprache" in (await person.press(panel, "Deutsch").shown()).words
    assert await removed_at(app) == [], "a row is there once something was chosen for the server"
    result = await bert.slash("image flip", image=picture_bytes(), in_channel=family.general).shown(has_file)
    assert "Delete" in result.labels


async def test_a_role_that_was_taken_counts_no_more(app: App, bert: User, family: Guild) -> None:
    family.commands_for_everyone.add("config")
    managers = family.role("managers", "manage_guild")
    family.give(bert, managers)
    panel = await bert.slash("config", in_channel=family.general).shown("These settings")
    family.take(bert, managers)
    told = await bert.press(panel, "As files").shown("Only admins")
    assert told.private


async def test_config_is_offered_in_servers_alone(app: App, fake: FakeDiscord, olga: User) -> None:
    olga.install()
    with pytest.raises(AssertionError, match="contexts"):
        olga.slash("config")
    foreign = fake.guild("Elsewhere", admins=[olga], with_bot=False)
    with pytest.raises(AssertionError, match="not installed"):
        olga.slash("config", in_channel=foreign.general)


async def test_settings_go_thirty_days_after_the_bot_was_put_out_and_no_outage_counts(
    app: App, olga: User, family: Guild
) -> None:
    await olga.slash("config", result="file", in_channel=family.general).shown()
    family.fail()
    await asyncio.sleep(0.3)
    assert await removed_at(app) == [None]
    family.recover()
    family.remove_bot()

    async def is_gone() -> bool:
        return await removed_at(app) != [None]

    await until(is_gone)
    async with app.services.database.write() as connection:
        long_ago = app.services.clock() - timedelta(days=GROUP_DAYS, minutes=1)
        await connection.execute(schema.groups.update().values(removed_at=long_ago))
    await purge_rows(app.services)
    assert await removed_at(app) == []


async def test_a_removal_that_nobody_told_of_is_seen_at_the_next_start(
    fake: FakeDiscord, tmp_path: Path, olga: User, family: Guild
) -> None:
    async with darkroom(fake, tmp_path):
        await olga.slash("config", result="file", in_channel=family.general).shown()
    family.remove_bot()
    async with darkroom(fake, tmp_path) as app:

        async def is_gone() -> bool:
            return await removed_at(app) != [None]

        await until(is_gone)
    family.add_bot()
    async with darkroom(fake, tmp_path) as app:

        async def is_back() -> bool:
            return await removed_at(app) == [None]

        await until(is_back)


async def test_threads_and_posts_of_forums_are_places_of_their_own(app: App, anna: User, family: Guild) -> None:
    thread = family.thread(family.general, "holidays")
    post = family.thread(family.forum("pictures"), "sunset")
    await anna.slash("image resize", image=picture_bytes((400, 300)), width=200, in_channel=thread).shown()
    await anna.slash("image resize", image=picture_bytes((100, 100)), width=50, in_channel=post).shown()
    await settled(app)
    there = await anna.slash("image flip", in_channel=thread).shown()
    assert dimensions(there.data) == (200, 150)
    elsewhere = await anna.slash("image flip", in_channel=family.general).shown()
    assert "send one together" in elsewhere.words
    anna.send("@bot flip", picture_bytes((30, 20)), in_channel=post)
    assert dimensions((await anna.wait_for(has_file, in_channel=post)).data) == (30, 20)


async def test_a_person_brings_it_along_to_a_group_and_to_others_servers(
    app: App, fake: FakeDiscord, anna: User, bert: User
) -> None:
    anna.install()
    friends = fake.group("Friends", anna, bert)
    result = await anna.slash("image flip", image=picture_bytes(), in_channel=friends).shown()
    assert has_file(result)
    assert not result.private
    foreign = fake.guild("Elsewhere", members=[anna], with_bot=False)
    again = await anna.press(result, "Original").shown()
    assert has_file(again)
    assert has_file(await anna.slash("image flip", image=picture_bytes(), in_channel=foreign.general).shown())


async def test_where_apps_from_outside_may_not_speak_only_the_asker_sees_the_answer(
    app: App, fake: FakeDiscord, anna: User, bert: User
) -> None:
    anna.install()
    foreign = fake.guild("Elsewhere", members=[anna, bert], with_bot=False)
    foreign.everyone.permissions &= ~type(foreign.everyone.permissions).USE_EXTERNAL_APPS
    result = await anna.slash("image flip", image=picture_bytes(), in_channel=foreign.general).shown()
    assert result.private
    assert has_file(result)
    failed = await anna.slash("image flip", image=b"no picture", in_channel=foreign.general).shown()
    assert failed.private


async def test_where_the_bot_may_attach_nothing_only_the_asker_sees_the_answer(
    app: App, anna: User, bert: User, family: Guild
) -> None:
    family.limit_bot("view_channel", "send_messages")
    family.everyone.permissions &= ~type(family.everyone.permissions).ATTACH_FILES
    result = await anna.slash("image flip", image=picture_bytes(), in_channel=family.general).shown()
    assert result.private


async def test_private_matters_are_answered_to_the_asker_alone(app: App, anna: User, bert: User, family: Guild) -> None:
    for words in ("privacy", "help", "delete", "account usage", "account settings", "account terms"):
        assert (await anna.slash(words, in_channel=family.general).shown()).private, words
    anna.send("@bot usage", in_channel=family.general)
    told = await bert.wait_for("between the two of us", in_channel=family.general)
    assert "Today" not in told.words


async def test_the_policy_is_leafed_through_in_place(app: App, anna: User) -> None:
    policy = await anna.slash("privacy").shown("Privacy at this Darkroom")
    label = next(label for label in policy.labels if "Rights" in label or "rights" in label)
    assert await anna.press(policy, label).shown() is policy


async def test_delete_asks_first_and_erases(app: App, anna: User) -> None:
    await anna.slash("image flip", image=picture_bytes()).shown(has_file)
    asked = await anna.slash("delete").shown("now and for good")
    erased = await anna.press(asked, "Erase everything").shown("0 entries")
    assert erased is asked
