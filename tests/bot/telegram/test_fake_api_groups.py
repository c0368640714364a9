"""The fake platform's groups: what a bot in privacy mode hears, and what it may do."""

import pytest
from telegram import Bot, Update
from telegram.error import BadRequest, ChatMigrated, Forbidden

from tests.bot.pictures import picture_bytes
from tests.bot.telegram.fake_api import FakeTelegram, Group, User


@pytest.fixture
def anna(fake: FakeTelegram) -> User:
    return fake.user("Anna")


@pytest.fixture
def bert(fake: FakeTelegram) -> User:
    return fake.user("Bert")


@pytest.fixture
def family(fake: FakeTelegram, anna: User, bert: User) -> Group:
    return fake.group("Family", members=[anna, bert], admins=[anna])


async def heard(bot: Bot) -> list[str]:
    updates = await bot.get_updates()
    if updates:
        await bot.get_updates(offset=updates[-1].update_id + 1)
    messages = [update.message for update in updates if update.message]
    return [message.text or message.caption or "" for message in messages]


async def test_only_what_is_meant_for_the_bot_is_heard(bot: Bot, bert: User, family: Group) -> None:
    photo = bert.send_photo(picture_bytes(), "look", in_chat=family)
    bert.send_text("a / b, mail@darkroom_test_bot.example", in_chat=family)
    bert.send_text("/blur@other_bot", in_chat=family)
    assert await heard(bot) == []
    bert.send_text("/blur", in_chat=family)
    bert.send_text("/Blur@Darkroom_Test_Bot 3", reply_to=photo, in_chat=family)
    bert.send_text("@darkroom_test_bot blur", in_chat=family)
    bert.send_photo(picture_bytes(), "/blur 4", in_chat=family)
    assert await heard(bot) == ["/blur", "/Blur@Darkroom_Test_Bot 3", "@darkroom_test_bot blur", "/blur 4"]


async def test_a_reply_brings_the_picture_along_and_replies_to_the_bot_are_heard(
    bot: Bot, anna: User, bert: User, family: Group
) -> None:
    photo = anna.send_photo(picture_bytes(), in_chat=family)
    bert.send_text("/blur", reply_to=photo, in_chat=family)
    (update,) = await bot.get_updates()
    assert update.message
    assert update.message.reply_to_message
    assert update.message.reply_to_message.photo
    await bot.send_message(family.id, "done")
    bert.send_text("thanks", reply_to=family.last, in_chat=family)
    assert "thanks" in await heard(bot)


async def test_a_bare_command_goes_to_the_bot_that_spoke_last(bot: Bot, bert: User, family: Group) -> None:
    family.other_bot_says("It will rain.")
    bert.send_text("/start", in_chat=family)
    bert.send_text("/start@darkroom_test_bot", in_chat=family)
    assert await heard(bot) == ["/start@darkroom_test_bot"]
    await bot.send_message(family.id, "Hello")
    bert.send_text("/start", in_chat=family)
    assert await heard(bot) == ["/start"]


async def test_of_an_album_only_the_part_with_the_command_is_heard(bot: Bot, bert: User, family: Group) -> None:
    bert.send_album([picture_bytes(), picture_bytes((9, 9))], "/blur", in_chat=family)
    assert await heard(bot) == ["/blur"]


async def test_an_admin_bot_hears_everything_and_may_delete(bot: Bot, bert: User, family: Group) -> None:
    talk = bert.send_text("nice weather", in_chat=family)
    with pytest.raises(BadRequest, match="Message can't be deleted"):
        await bot.delete_message(family.id, talk.id)
    family.promote_bot()
    bert.send_text("very nice", in_chat=family)
    assert await heard(bot) == ["very nice"]
    await bot.delete_message(family.id, talk.id)
    assert talk.deleted
    assert "administrator" in [member.status for member in await bot.get_chat_administrators(family.id)]


async def test_who_somebody_is(fake: FakeTelegram, bot: Bot, anna: User, bert: User, family: Group) -> None:
    family.promote(bert)
    cora = fake.user("Cora")
    family.join(cora)
    people = [(await bot.get_chat_member(family.id, person.id)).status for person in (anna, bert, cora)]
    assert people == ["creator", "administrator", "member"]
    assert {admin.user.id for admin in await bot.get_chat_administrators(family.id)} == {anna.id, bert.id}
    assert (await bot.get_chat_member(family.id, fake.bot.id)).status == "member"
    family.demote(bert)
    family.leave(cora)
    people = [(await bot.get_chat_member(family.id, person.id)).status for person in (bert, cora)]
    assert people == ["member", "left"]
    with pytest.raises(BadRequest, match=r"(?i)participant_id_invalid"):
        await bot.get_chat_member(family.id, 99)
    family.members_hidden = True
    with pytest.raises(BadRequest, match="Member list is inaccessible"):
        await bot.get_chat_member(family.id, bert.id)


async def test_an_anonymous_admin_speaks_as_the_group_and_presses_as_themself(
    bot: Bot, anna: User, family: Group
) -> None:
    family.make_anonymous(anna)
    anna.send_text("/settings@darkroom_test_bot", in_chat=family)
    anna.forge(family.last, "x")
    said, pressed = await bot.get_updates()
    assert said.message
    assert said.message.sender_chat
    assert said.message.from_user
    assert (said.message.sender_chat.id, said.message.from_user.username) == (family.id, "GroupAnonymousBot")
    assert pressed.callback_query
    assert pressed.callback_query.from_user.id == anna.id
    (owner,) = await bot.get_chat_administrators(family.id)
    assert owner.to_dict()["is_anonymous"] is True


async def test_what_the_channel_posts_comes_from_nobody(bot: Bot, family: Group) -> None:
    family.post_from_channel("News", "/blur", picture_bytes())
    (update,) = await bot.get_updates()
    assert update.message
    assert update.message.is_automatic_forward
    assert update.message.from_user
    assert update.message.from_user.id == 777000


async def test_topics(fake: FakeTelegram, bot: Bot, anna: User) -> None:
    club = fake.group("Club", admins=[anna], forum=True)
    topic = club.topic("Pictures")
    anna.send_text("/blur", in_chat=topic)
    (opened, said) = await bot.get_updates()
    assert opened.message
    assert opened.message.forum_topic_created
    assert said.message
    assert said.message.reply_to_message
    assert (said.message.message_thread_id, said.message.is_topic_message) == (topic.id, True)
    assert said.message.reply_to_message.forum_topic_created
    await bot.send_message(club.id, "in it", message_thread_id=topic.id)
    assert (await anna.wait_for("in it", in_chat=topic)).topic is topic
    topic.close()
    with pytest.raises(BadRequest, match=r"(?i)topic_closed"):
        await bot.send_message(club.id, "x", message_thread_id=topic.id)
    topic.delete()
    for thread in (topic.id, 1, 555):
        with pytest.raises(BadRequest, match="Message thread not found"):
            await bot.send_message(club.id, "x", message_thread_id=thread)
    assert await bot.send_chat_action(club.id, "upload_photo", message_thread_id=1)


async def test_a_reply_in_a_supergroup_names_a_thread_that_is_no_topic(bot: Bot, bert: User, family: Group) -> None:
    talk = bert.send_text("hello", in_chat=family)
    bert.send_text("/blur", reply_to=talk, in_chat=family)
    (update,) = await bot.get_updates()
    assert update.message
    assert (update.message.message_thread_id, update.message.is_topic_message) == (talk.id, None)
    await bot.send_message(family.id, "x", message_thread_id=talk.id)


async def test_a_bot_comes_and_goes(bot: Bot, anna: User, bert: User, family: Group) -> None:
    family.remove_bot(by=anna)
    with pytest.raises(Forbidden, match="bot was kicked from the supergroup chat"):
        await bot.send_message(family.id, "x")
    bert.send_text("/blur", in_chat=family)
    family.add_bot(by=bert)
    states = [u.my_chat_member for u in await bot.get_updates() if u.my_chat_member]
    changes = [(s.old_chat_member.status, s.new_chat_member.status, s.from_user.first_name) for s in states]
    assert changes == [("member", "kicked", "Anna"), ("kicked", "member", "Bert")]
    await bot.leave_chat(family.id)
    with pytest.raises(Forbidden, match="bot is not a member of the supergroup chat"):
        await bot.get_chat_administrators(family.id)


async def test_a_bot_that_may_not_write(bot: Bot, family: Group) -> None:
    family.mute_bot("photo", "document")
    with pytest.raises(BadRequest, match="Not enough rights to send photos to the chat"):
        await bot.send_photo(family.id, picture_bytes())
    await bot.send_message(family.id, "words")
    family.mute_bot()
    with pytest.raises(BadRequest, match="Not enough rights to send text messages to the chat"):
        await bot.send_message(family.id, "words")
    family.unmute_bot()
    await bot.send_photo(family.id, picture_bytes())


async def test_a_group_becomes_a_supergroup(fake: FakeTelegram, bot: Bot, anna: User, bert: User) -> None:
    small = fake.group("Small", members=[bert], admins=[anna], supergroup=False)
    large = small.upgrade()
    updates: tuple[Update, ...] = await bot.get_updates()
    told = [update.message for update in updates if update.message]
    assert [message.migrate_to_chat_id for message in told] == [large.id, None]
    assert [message.migrate_from_chat_id for message in told] == [None, small.id]
    with pytest.raises(ChatMigrated) as moved:
        await bot.send_message(small.id, "x")
    assert moved.value.new_chat_id == large.id
    await bot.send_message(large.id, "here")
    await bert.wait_for("here", in_chat=large)
