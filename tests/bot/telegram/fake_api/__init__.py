"""The Bot API of Telegram on this machine: a world of people, groups and files, and the server that a bot talks to.

A test plays the people; the bot is the real one, told to use `fake.base_url` and `fake.base_file_url`. The fake
answers, refuses and holds back as the platform does, and in its words. A conversation reads like a chat:

    async def test_a_picture_becomes_small(fake: FakeTelegram, house: House) -> None:
        anna = fake.user("Anna", language="de")
        anna.send_photo(picture_bytes((800, 600)), "/resize 100")
        result = await anna.wait_for(lambda message: message.kind == "photo")
        assert dimensions(result.data) == (100, 75)
        press = anna.press(result, "Rückgängig")
        assert (await press.answered()).text == ""
        family = fake.group("Family", members=[anna])
        anna.send_text("what a day", in_chat=family)
        await anna.sees_nothing(in_chat=family)

Acts of people return at once; waiting is for what the bot does. `fake.faults` breaks things, `fake.requests` is
everything the bot asked for, and `fake.violations` is what it asked otherwise than the official description says.
"""

from tests.bot.telegram.fake_api.chats import Chat, PrivateChat, Topic
from tests.bot.telegram.fake_api.errors import ApiError
from tests.bot.telegram.fake_api.groups import Group
from tests.bot.telegram.fake_api.keyboards import Button
from tests.bot.telegram.fake_api.messages import Message
from tests.bot.telegram.fake_api.people import User
from tests.bot.telegram.fake_api.pictures import dimensions
from tests.bot.telegram.fake_api.presses import Checkout, Press, Toast
from tests.bot.telegram.fake_api.requests import Request
from tests.bot.telegram.fake_api.server import FakeTelegram

__all__ = [
    "ApiError",
    "Button",
    "Chat",
    "Checkout",
    "FakeTelegram",
    "Group",
    "Message",
    "Press",
    "PrivateChat",
    "Request",
    "Toast",
    "Topic",
    "User",
    "dimensions",
]
