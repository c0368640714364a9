"""People: what they say, ask, press and see."""

from __future__ import annotations

from collections.abc import Coroutine
from typing import TYPE_CHECKING, Any, TypeVar, overload

from tests.bot.discord.fake_discord.accounts import Account
from tests.bot.discord.fake_discord.asking import Asker
from tests.bot.discord.fake_discord.channels import Channel, PrivateChannel
from tests.bot.discord.fake_discord.files import Upload
from tests.bot.discord.fake_discord.happenings import PATIENCE, What
from tests.bot.discord.fake_discord.messages import Content, Message
from tests.bot.discord.fake_discord.permissions import Permission
from tests.bot.discord.fake_discord.waiting import Watch

if TYPE_CHECKING:
    from tests.bot.discord.fake_discord.guilds import Guild
    from tests.bot.discord.fake_discord.world import World

T = TypeVar("T")
Waiting = Coroutine[Any, Any, T]


class User(Asker):
    """A person. Everything is said in the direct messages with the bot unless `in_channel` names another channel."""

    dm: PrivateChannel

    def __init__(self, world: World, number: int, name: str, locale: str, installed: bool) -> None:
        Account.__init__(self, number, name.lower(), name, is_bot=False)
        self._world = world
        self.locale = locale
        self.installed = installed
        self.attachment_bytes = 10 << 20
        self.takes_messages = True
        self._watch = Watch(self)

    def send(
        self, text: str = "", *files: Upload | bytes, in_channel: Channel | None = None, reply_to: Message | None = None
    ) -> Message:
        """Write something, perhaps with files. "@bot" in the text names the bot."""
        channel = in_channel or (reply_to.channel if reply_to else self.dm)
        assert channel.holds(self), f"{self.name} is not in {channel.name or channel.kind.name}"
        uploads = [file if isinstance(file, Upload) else Upload("picture.png", file) for file in files]
        content = Content(self._named(text), [self._world.keep(upload, channel) for upload in uploads])
        message = self._world.say(self, channel, content, reply_to)
        self._watch.look_up(channel)
        return message

    def edit(self, message: Message, text: str) -> None:
        """Change the words of one of their own messages."""
        assert message.author is self, f"{message!r} is not by {self.name}"
        message.content.text = self._named(text)
        message.pings = self._world.mentioned(message.content.text)
        message.edits.append(self._world.clock.now())
        self._world.tell_message("MESSAGE_UPDATE", message)

    def delete(self, message: Message) -> None:
        """Delete one of their own messages, or, as a moderator, somebody else's."""
        may = message.author is self or message.channel.permissions_of(self) & Permission.MANAGE_MESSAGES
        assert (may and message.channel.guild) or message.author is self, f"{self.name} may not delete {message!r}"
        self._world.remove(message)

    def install(self) -> None:
        """Install the app for oneself, so that it can be used everywhere."""
        self.installed = True

    def uninstall(self) -> None:
        """Take the app from one's account, of which the gateway tells nothing."""
        self.installed = False

    def set_avatar(self, data: bytes) -> None:
        """Show a picture of oneself."""
        self.avatar = f"{self._world.ids.next():032x}"
        self._world.files.keep_avatar(f"/avatars/{self.id}/{self.avatar}.png", data)

    def sees(self, channel: Channel | None = None) -> list[Message]:
        """Return what the person sees in a channel now, oldest first."""
        place = channel or self.dm
        return [message for message in place.messages if message.seen_by(self)] if place.holds(self) else []

    def joined(self, guild: Guild) -> bool:
        """Whether the person is a member."""
        return self.id in guild.members

    @overload
    def wait_for(
        self, what: int, seconds: float = PATIENCE, *, in_channel: Channel | None = None
    ) -> Waiting[list[Message]]: ...

    @overload
    def wait_for(
        self, what: What = None, seconds: float = PATIENCE, *, in_channel: Channel | None = None
    ) -> Waiting[Message]: ...

    def wait_for(
        self, what: int | What = None, seconds: float = PATIENCE, *, in_channel: Channel | None = None
    ) -> Waiting[Message] | Waiting[list[Message]]:
        """Wait for what the bot sends or edits after this person's last act, or after what was waited for last.

        Returns the message that fits: one with words in it, one for which a predicate holds, or any. With a number
        it waits for so many different messages. Raises AssertionError with the channel as it stands when none comes.
        """
        channel = in_channel or self.dm
        if isinstance(what, int):
            return self._watch.many(channel, what, seconds)
        return self._watch.one(channel, what, seconds)

    async def sees_nothing(self, seconds: float = 0.3, *, in_channel: Channel | None = None) -> None:
        """Hold that the bot shows the person nothing for this time."""
        await self._watch.nothing(in_channel or self.dm, seconds)

    def _named(self, text: str) -> str:
        return text.replace("@bot", self._world.bot.mention)
