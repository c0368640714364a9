"""What a message asks for depends on where it is, whether or not Discord has told of that place."""

import pytest

from bot.app import App
from tests.bot.discord.fake_discord import FakeDiscord, Guild, Message, User
from tests.bot.pictures import picture_bytes


@pytest.fixture
def new(app: App, fake: FakeDiscord, anna: User) -> Guild:
    """A server that has the bot, of which the bot has not been told yet."""
    guild = fake.guild("New", members=[anna], with_bot=False)
    guild.place_bot()
    return guild


async def test_a_server_of_which_nothing_is_known_yet_is_not_taken_for_direct_messages(new: Guild, anna: User) -> None:
    anna.send("what a day", picture_bytes(), in_channel=new.general)
    anna.send("@bot usage", in_channel=new.general)
    told = await anna.wait_for("between the two of us", in_channel=new.general)
    assert [message for message in new.general.messages if message.from_bot] == [told]


async def test_a_reply_to_what_discord_does_not_show_us_never_works_on_another_picture(
    app: App, fake: FakeDiscord, anna: User, bert: User
) -> None:
    there = fake.guild("There", members=[anna, bert]).general
    result = await anna.slash("image blur", image=picture_bytes((40, 30)), in_channel=there).shown()
    for picture in (bert.send("mine", picture_bytes((90, 60)), in_channel=there), bert.send("words", in_channel=there)):
        for words in ("@bot flip", "@bot"):
            anna.send(words, reply_to=picture)
            assert "Edit picture" in (await anna.wait_for(in_channel=there)).words
    anna.send("@bot help", reply_to=picture)
    assert "Edit picture" not in (await anna.wait_for(in_channel=there)).words
    anna.send("@bot flip", reply_to=result)
    assert (await anna.wait_for(lambda message: bool(message.files), in_channel=there)).files


async def test_a_mention_there_is_answered(new: Guild, anna: User) -> None:
    def has_file(message: Message) -> bool:
        return bool(message.files)

    anna.send("@bot flip", picture_bytes(), in_channel=new.general)
    assert has_file(await anna.wait_for(has_file, in_channel=new.general))
