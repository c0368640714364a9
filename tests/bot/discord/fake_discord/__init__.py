"""Discord on this machine: a world of people, guilds and files, and the server that a bot talks to.

A test plays the people; the bot is the real one, told to use `fake.api_url` and `fake.gateway_url`. The fake answers,
refuses and holds back as the platform does, and with its codes. A conversation reads like a chat:

    async def test_a_picture_becomes_small(fake: FakeDiscord, house: House) -> None:
        anna = fake.user("Anna", locale="de")
        family = fake.guild("Family", members=[anna])
        asked = anna.slash("image resize", image=picture_bytes((800, 600)), width=100, in_channel=family.general)
        result = await asked.shown()
        assert dimensions(result.data) == (100, 75)
        modal = await anna.press(result, "Adjust").modal()
        smaller = await anna.submit(modal, {"Width": "50"}).shown()
        private = await anna.slash("privacy").shown()
        assert private.private
        anna.send("@bot what is this?", picture_bytes(), in_channel=family.general)
        palette = await anna.wait_for("What should I do", in_channel=family.general)

Acts of people return at once; waiting is for what the bot does. `fake.gateway` breaks connections and tells things that
make no sense, `fake.faults` breaks requests, `fake.requests` is everything the bot asked for, and `fake.violations` is
what it asked otherwise than the platform allows.
"""

from tests.bot.discord.fake_discord.accounts import Account
from tests.bot.discord.fake_discord.channels import Channel, ChannelKind, PrivateChannel
from tests.bot.discord.fake_discord.components import Button, Option, Picture, Select
from tests.bot.discord.fake_discord.errors import ApiError
from tests.bot.discord.fake_discord.files import Attachment, Upload
from tests.bot.discord.fake_discord.gateway import Gateway
from tests.bot.discord.fake_discord.guild_channels import GuildChannel
from tests.bot.discord.fake_discord.guilds import Guild
from tests.bot.discord.fake_discord.intents import Intent
from tests.bot.discord.fake_discord.interactions import Callback, Interaction, Response
from tests.bot.discord.fake_discord.members import Role
from tests.bot.discord.fake_discord.messages import Message
from tests.bot.discord.fake_discord.modals import Field, Modal
from tests.bot.discord.fake_discord.people import User
from tests.bot.discord.fake_discord.requests import Request
from tests.bot.discord.fake_discord.server import FakeDiscord

__all__ = [
    "Account",
    "ApiError",
    "Attachment",
    "Button",
    "Callback",
    "Channel",
    "ChannelKind",
    "FakeDiscord",
    "Field",
    "Gateway",
    "Guild",
    "GuildChannel",
    "Intent",
    "Interaction",
    "Message",
    "Modal",
    "Option",
    "Picture",
    "PrivateChannel",
    "Request",
    "Response",
    "Role",
    "Select",
    "Upload",
    "User",
]
