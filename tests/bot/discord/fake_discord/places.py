"""Where the bot may act: channels and messages of a request, or the refusal."""

from tests.bot.discord.fake_discord.channels import Channel, ChannelKind, PrivateChannel
from tests.bot.discord.fake_discord.errors import (
    cannot_message_user,
    forum_channel,
    missing_access,
    missing_permissions,
    unknown,
)
from tests.bot.discord.fake_discord.guilds import Guild
from tests.bot.discord.fake_discord.messages import Message
from tests.bot.discord.fake_discord.people import User
from tests.bot.discord.fake_discord.permissions import NOTHING, Permission
from tests.bot.discord.fake_discord.requests import Request
from tests.bot.discord.fake_discord.world import World


def channel_of(world: World, request: Request, needs: Permission = NOTHING) -> Channel:
    """Return the channel of a request in which the bot has these permissions."""
    channel = world.channels.get(request.id("channel_id"))
    if channel is None:
        raise unknown("Channel")
    if not channel.holds(world.bot):
        raise missing_access()
    if channel.guild and channel.permissions_of(world.bot) & needs != needs:
        raise missing_permissions()
    return channel


def check_speaking(world: World, channel: Channel, with_files: bool) -> None:
    """Hold that the bot may write in a channel, with files where there are some."""
    if isinstance(channel, PrivateChannel):
        _check_people(channel)
        return
    if channel.kind == ChannelKind.FORUM:
        raise forum_channel()
    needs = Permission.SEND_MESSAGES_IN_THREADS if channel.is_thread else Permission.SEND_MESSAGES
    needs |= Permission.ATTACH_FILES if with_files else NOTHING
    if channel.permissions_of(world.bot) & needs != needs:
        raise missing_permissions()


def message_of(channel: Channel, number: int) -> Message:
    """Return a message of a channel that everybody there sees."""
    message = channel.find(number)
    if message is None or message.private:
        raise unknown("Message")
    return message


def guild_of(world: World, request: Request) -> Guild:
    """Return the guild of a request, in which the bot is."""
    guild = world.guilds.get(request.id("guild_id"))
    if guild is None:
        raise unknown("Guild")
    if not guild.has_bot:
        raise missing_access()
    return guild


def file_limit(channel: Channel) -> int:
    """Return how many bytes a file in a channel may have."""
    return channel.guild.attachment_bytes if channel.guild else 10 << 20


def _check_people(channel: PrivateChannel) -> None:
    people = [person for person in channel.people if isinstance(person, User)]
    if channel.kind != ChannelKind.DM or not all(person.takes_messages for person in people):
        raise cannot_message_user()
