"""In a group the bot answers when it is spoken to, and is silent otherwise."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.app import App
from storage import accounts, jobs, ledger, schema
from tests.bot.pictures import picture_bytes
from tests.bot.telegram.fake_api import FakeTelegram, Group, User, dimensions
from tests.bot.telegram.running import darkroom
from tests.bot.telegram.test_private_chat import is_file, is_photo, until


@pytest.fixture
async def app(fake: FakeTelegram, tmp_path: Path) -> AsyncIterator[App]:
    async with darkroom(fake, tmp_path) as app:
        yield app


@pytest.fixture
def anna(fake: FakeTelegram) -> User:
    return fake.user("Anna", language="en")


@pytest.fixture
def bert(fake: FakeTelegram) -> User:
    return fake.user("Bert", language="en")


@pytest.fixture
def family(fake: FakeTelegram, anna: User, bert: User) -> Group:
    group = fake.group("Family", members=[anna, bert], admins=[anna])
    group.place_bot()
    return group


async def test_a_caption_command_is_acknowledged_by_a_reaction_and_answered_by_a_reply(
    app: App, fake: FakeTelegram, bert: User, family: Group
) -> None:
    photo = bert.send_photo(picture_bytes((400, 300)), "/resize 100", in_chat=family)
    result = await bert.wait_for(is_photo, in_chat=family)
    assert dimensions(result.data) == (100, 75)
    assert result.reply_to is photo
    assert [request.method for request in fake.requests if request.method == "setMessageReaction"]
    assert len([message for message in family.messages if message.from_bot]) == 1


async def test_a_reply_with_a_command_works_on_somebody_elses_picture(
    app: App, anna: User, bert: User, family: Group
) -> None:
    photo = anna.send_photo(picture_bytes((400, 300)), in_chat=family)
    await bert.sees_nothing(in_chat=family)
    bert.send_text("/resize 50", reply_to=photo, in_chat=family)
    assert dimensions((await bert.wait_for(is_photo, in_chat=family)).data) == (50, 38)


async def test_talk_pictures_and_other_bots_commands_are_left_alone(app: App, bert: User, family: Group) -> None:
    bert.send_text("what a day", in_chat=family)
    bert.send_photo(picture_bytes(), in_chat=family)
    bert.send_text("/blur@other_bot 8", in_chat=family)
    bert.send_text("/somebody", in_chat=family)
    bert.send_voice(in_chat=family)
    await bert.sees_nothing(0.6, in_chat=family)


async def test_nobody_in_a_group_reads_what_somebody_else_has(
    fake: FakeTelegram, bert: User, family: Group, tmp_path: Path
) -> None:
    async with darkroom(fake, tmp_path, PRICES__ENABLED="true", PRICES__TOOLS='{"flip": 3}') as app:
        async with app.services.database.write() as connection:
            account = await accounts.find_or_open(connection, "telegram", str(bert.id), app.services.clock())
            await ledger.grant(connection, account.id, 5, "gift", app.services.clock())
        bert.send_photo(picture_bytes((400, 300)), "/flip", in_chat=family)
        result = await bert.wait_for(is_photo, in_chat=family)
        assert "Cost: 3 credits." in result.words
        links = []
        for words in ("/flip", f"/redeem@{fake.username} WRONG", "/receipt J-ABCDEF"):
            bert.send_text(words, in_chat=family)
            link = await bert.wait_for("between the two of us", in_chat=family)
            links += [(button.url or "").partition("start=")[2] for row in link.buttons for button in row]
        assert links == ["go_balance", "go_redeem", "go_receipt"]
        bert.start("go_redeem")
        await bert.wait_for("code")
        said = " ".join(message.words for message in family.messages if message.from_bot)
        assert not [words for words in ("left", "you have", "tries") if words in said]


async def test_a_mention_with_words_is_a_command(app: App, fake: FakeTelegram, bert: User, family: Group) -> None:
    photo = bert.send_photo(picture_bytes((400, 300)), in_chat=family)
    bert.send_text(f"@{fake.username} resize 100", reply_to=photo, in_chat=family)
    assert dimensions((await bert.wait_for(is_photo, in_chat=family)).data) == (100, 75)


async def test_privacy_matters_lead_to_the_private_chat(
    app: App, fake: FakeTelegram, bert: User, family: Group
) -> None:
    bert.send_text(f"/usage@{fake.username}", in_chat=family)
    shown = await bert.wait_for(in_chat=family)
    (button,) = [button for row in shown.buttons for button in row]
    assert button.url == f"https://t.me/{fake.username}?start=go_usage"
    bert.start("go_usage")
    await bert.wait_for("Today")


async def test_privacy_matters_lead_to_the_private_chat_from_a_button_too(
    app: App, fake: FakeTelegram, bert: User, family: Group
) -> None:
    bert.send_text(f"/start@{fake.username}", in_chat=family)
    shown = await bert.wait_for(in_chat=family)
    bert.press(shown, "c:privacy")
    link = await bert.wait_for(in_chat=family)
    assert [button.url for row in link.buttons for button in row] == [f"https://t.me/{fake.username}?start=go_privacy"]


async def test_help_is_no_secret(app: App, fake: FakeTelegram, bert: User, family: Group) -> None:
    bert.send_text(f"/help@{fake.username}", in_chat=family)
    await bert.wait_for("/blur", in_chat=family)


async def test_only_who_asked_presses_and_forged_presses_show_nothing(
    app: App, fake: FakeTelegram, anna: User, bert: User, family: Group
) -> None:
    bert.send_text(f"/start@{fake.username}", in_chat=family)
    shown = await bert.wait_for(in_chat=family)
    for data in ("c:agree", "c:privacy", "c:help"):
        assert (await anna.forge(shown, data).answered()).text == "This button is not yours."
    for data in ("c:usage", "c:delete", "c:help?tool=nonsense"):
        await bert.forge(shown, data).answered()
    await bert.sees_nothing(0.5, in_chat=family)


async def test_an_album_is_whole_where_the_bot_sees_everything(app: App, anna: User, bert: User, family: Group) -> None:
    family.promote_bot()
    bert.send_album([picture_bytes((40, 30)), picture_bytes((30, 40))], in_chat=family)
    await bert.sees_nothing(1.5, in_chat=family)
    bert.send_album([picture_bytes((40, 30)), picture_bytes((30, 40))], "/flip", in_chat=family)
    await bert.wait_for(lambda message: bool(message.labels), in_chat=family)
    assert len([message for message in family.messages if message.from_bot and is_photo(message)]) == 2


async def test_of_an_album_that_is_shown_in_part_the_rest_is_not_passed_over_in_silence(
    app: App, bert: User, family: Group
) -> None:
    bert.send_album([picture_bytes((40, 30)), picture_bytes((30, 40))], "/flip", in_chat=family)
    await bert.wait_for("this picture alone", in_chat=family)


async def test_a_question_asks_only_who_pressed(
    app: App, fake: FakeTelegram, anna: User, bert: User, family: Group
) -> None:
    photo = bert.send_photo(picture_bytes((40, 30)), "/blur 2", in_chat=family)
    bert.press(await bert.wait_for(is_photo, in_chat=family), "More tools")
    palette = await bert.wait_for(lambda message: "Rotate" in str(message.labels), in_chat=family)
    assert palette.reply_to is photo
    bert.press(palette, "Rotate")
    panel = await bert.wait_for("angle", in_chat=family)
    assert (await anna.press(panel, "✎ angle").answered()).text == "This button is not yours."
    bert.press(panel, "✎ angle")
    question = await bert.wait_for(lambda message: message.asks, in_chat=family)
    assert question.reply_to is photo
    bert.send_text("180", reply_to=question, in_chat=family)
    await bert.wait_for("180", in_chat=family)


async def test_settings_are_for_admins_and_hold_for_the_group(
    app: App, fake: FakeTelegram, anna: User, bert: User, family: Group
) -> None:
    bert.send_text(f"/settings@{fake.username}", in_chat=family)
    await bert.wait_for("admin", in_chat=family)
    anna.send_text(f"/settings@{fake.username}", in_chat=family)
    panel = await anna.wait_for(lambda message: bool(message.labels), in_chat=family)
    press = bert.press(panel, "Deutsch")
    assert (await press.answered()).text
    anna.press(panel, "Deutsch")
    await anna.wait_for("Deutsch", in_chat=family)
    bert.send_photo(picture_bytes((400, 300)), "/blur 9999", in_chat=family)
    await bert.wait_for("nicht", in_chat=family)


async def test_an_admin_of_whom_telegram_said_nothing_is_told_so_and_is_one_at_the_next_try(
    app: App, fake: FakeTelegram, anna: User, family: Group
) -> None:
    fake.faults.fail(500, method="getChatMember")
    fake.faults.fail(500, method="getChatAdministrators")
    anna.send_text(f"/settings@{fake.username}", in_chat=family)
    await anna.wait_for("please try again", in_chat=family)
    anna.send_text(f"/settings@{fake.username}", in_chat=family)
    await anna.wait_for(lambda message: "Deutsch" in message.labels, in_chat=family)


async def test_an_anonymous_admin_is_one_and_a_demoted_admin_is_none(
    app: App, fake: FakeTelegram, anna: User, bert: User, family: Group
) -> None:
    family.promote(bert)
    family.make_anonymous(bert)
    bert.send_text(f"/settings@{fake.username}", in_chat=family)
    await bert.wait_for(lambda message: bool(message.labels), in_chat=family)


async def test_what_an_anonymous_admin_answers_to_a_question_counts(
    app: App, fake: FakeTelegram, bert: User, family: Group
) -> None:
    family.promote(bert)
    family.make_anonymous(bert)
    bert.send_photo(picture_bytes((40, 30)), "/blur 2", in_chat=family)
    bert.press(await bert.wait_for(is_photo, in_chat=family), "More tools")
    palette = await bert.wait_for(lambda message: "Rotate" in message.labels, in_chat=family)
    bert.press(palette, "Rotate")
    panel = await bert.wait_for(lambda message: "✎ angle" in message.labels, in_chat=family)
    bert.press(panel, "✎ angle")
    question = await bert.wait_for(lambda message: message.asks, in_chat=family)
    bert.send_text("180", reply_to=question, in_chat=family)
    turned = await bert.wait_for(lambda message: "✓ 180" in message.labels, in_chat=family)
    bert.press(turned, "Run")
    await bert.wait_for(is_photo, in_chat=family)


async def test_who_speaks_in_the_groups_name_has_the_groups_data_erased_and_not_their_own(
    app: App, fake: FakeTelegram, anna: User, bert: User, family: Group
) -> None:
    bert.start()
    await bert.wait_for()
    family.promote(bert)
    family.make_anonymous(bert)
    bert.send_photo(picture_bytes(), "/flip", in_chat=family)
    await bert.wait_for(is_photo, in_chat=family)
    bert.send_text(f"/delete@{fake.username}", in_chat=family)
    asked = await bert.wait_for(lambda message: bool(message.labels), in_chat=family)
    bert.press(asked, asked.labels[0])
    await bert.wait_for("0 entries and 0 files", in_chat=family)
    async with app.services.database.read() as connection:
        assert await accounts.find(connection, "telegram", str(family.id)) is None
        assert await accounts.find(connection, "telegram", str(bert.id)) is not None


async def test_an_answer_stays_in_its_topic(app: App, fake: FakeTelegram, anna: User) -> None:
    club = fake.group("Club", members=[anna], admins=[anna], forum=True)
    club.place_bot()
    topic = club.topic("Pictures")
    anna.send_photo(picture_bytes((400, 300)), "/resize 100", in_chat=topic)
    result = await anna.wait_for(is_photo, in_chat=club)
    assert result.topic is topic


async def test_settings_move_along_when_a_group_becomes_a_supergroup(app: App, fake: FakeTelegram, anna: User) -> None:
    small = fake.group("Small", members=[anna], admins=[anna], supergroup=False)
    small.place_bot()
    anna.send_text(f"/settings@{fake.username}", in_chat=small)
    anna.press(await anna.wait_for(lambda message: bool(message.labels), in_chat=small), "Deutsch")
    await anna.wait_for("Deutsch", in_chat=small)
    large = small.upgrade()
    anna.send_photo(picture_bytes((400, 300)), "/blur 9999", in_chat=large)
    await anna.wait_for("nicht", in_chat=large)


async def test_the_last_picture_moves_along_when_a_group_becomes_a_supergroup(
    app: App, fake: FakeTelegram, anna: User
) -> None:
    small = fake.group("Small", members=[anna], admins=[anna], supergroup=False)
    small.place_bot()
    anna.send_photo(picture_bytes((400, 300)), "/resize 100", in_chat=small)
    await anna.wait_for(is_photo, in_chat=small)
    large = small.upgrade()
    anna.send_text(f"/flip@{fake.username}", in_chat=large)
    assert dimensions((await anna.wait_for(is_photo, in_chat=large)).data) == (100, 75)


async def test_what_the_linked_channel_posts_is_left_alone(app: App, bert: User, family: Group) -> None:
    family.post_from_channel("News", "/blur", picture_bytes())
    await bert.sees_nothing(0.5, in_chat=family)


async def test_a_bot_that_was_thrown_out_keeps_the_settings_until_it_comes_back_or_a_month_is_over(
    app: App, fake: FakeTelegram, anna: User, family: Group
) -> None:
    anna.send_text(f"/settings@{fake.username}", in_chat=family)
    anna.press(await anna.wait_for(lambda message: bool(message.labels), in_chat=family), "Deutsch")
    await anna.wait_for("Deutsch", in_chat=family)
    family.remove_bot()
    await until_removed(app, family, True)
    family.add_bot(anna)
    await until_removed(app, family, False)


async def test_where_no_photos_may_be_sent_a_file_comes_and_where_no_files_either_words(
    app: App, anna: User, family: Group
) -> None:
    family.mute_bot("photo")
    anna.send_photo(picture_bytes((400, 300)), "/flip", in_chat=family)
    await anna.wait_for(is_file, in_chat=family)
    family.mute_bot("photo", "document")
    anna.send_photo(picture_bytes((400, 300)), "/flip", in_chat=family)
    await anna.wait_for("did not take the result", in_chat=family)
    async with app.services.database.read() as connection:
        assert await jobs.states(connection) == {"delivered": 1, "undeliverable": 1}


@pytest.mark.parametrize("words", ["CHAT_WRITE_FORBIDDEN", "bot was kicked from the supergroup chat"])
async def test_a_group_that_goes_on_asking_keeps_its_settings_whatever_was_refused_there(
    app: App, fake: FakeTelegram, anna: User, family: Group, words: str
) -> None:
    anna.send_text(f"/settings@{fake.username}", in_chat=family)
    anna.press(await anna.wait_for(lambda message: bool(message.labels), in_chat=family), "Deutsch")
    await anna.wait_for("Deutsch", in_chat=family)
    fault = fake.faults.fail(403, f"Forbidden: {words}", method="sendPhoto")
    anna.send_photo(picture_bytes((400, 300)), "/flip", in_chat=family)
    await until(lambda: fault.happened == 1)
    await until_removed(app, family, "kicked" in words)
    anna.send_photo(picture_bytes((400, 300)), "/flip", in_chat=family)
    await anna.wait_for(is_photo, in_chat=family)
    await until_removed(app, family, False)


async def until_removed(app: App, group: Group, wanted: bool) -> None:
    removed = select(schema.groups.c.removed_at).where(schema.groups.c.group_id == str(group.id))
    for _ in range(250):
        async with app.services.database.read() as connection:
            if ((await connection.execute(removed)).scalar_one() is not None) is wanted:
                return
        await asyncio.sleep(0.02)
    raise AssertionError("it did not come true in time")
