"""The world behind the API: who there is, what was said where, and what the bot is told of it."""

from __future__ import annotations

import re

from tests.bot.discord.fake_discord.accounts import Account
from tests.bot.discord.fake_discord.channels import Channel, ChannelKind, PrivateChannel
from tests.bot.discord.fake_discord.clock import Clock, Snowflakes, Tokens, snowflake_at
from tests.bot.discord.fake_discord.commands import Commands
from tests.bot.discord.fake_discord.entitlements import Entitlements
from tests.bot.discord.fake_discord.errors import JSON
from tests.bot.discord.fake_discord.files import Attachment, FileStore, Upload
from tests.bot.discord.fake_discord.gateway import Gateway
from tests.bot.discord.fake_discord.guild_channels import GuildChannel
from tests.bot.discord.fake_discord.guilds import Guild
from tests.bot.discord.fake_discord.intents import Intent, needed, needed_for, shows_to
from tests.bot.discord.fake_discord.interactions import TOKEN_SECONDS, Interaction
from tests.bot.discord.fake_discord.messages import PLAIN, REPLY, Content, Message
from tests.bot.discord.fake_discord.payloads import payload
from tests.bot.discord.fake_discord.people import User
from tests.bot.discord.fake_discord.sessions import Session, Told

_MENTION = re.compile(r"<@!?(\d+)>")
_YEAR = 365 * 24 * 3600


class World:
    """Everything there is. Accounts and guilds are a year old when they are added."""

    def __init__(self, token: str, name: str, pace: float) -> None:
        self.clock = Clock(pace)
        self.ids = Snowflakes(self.clock)
        self.old_ids = iter(range(snowflake_at(self.clock.now() - _YEAR), 1 << 63, 1 << 24))
        self.tokens = Tokens()
        self.bot = Account(next(self.old_ids), name)
        self.application_id = self.bot.id
        self.files = FileStore(self.clock)
        self.gateway = Gateway(self.clock, token, self._ready, self._guilds_of)
        self.commands = Commands(self.application_id, self.ids.next)
        self.entitlements = Entitlements(self.tell)
        self.users: dict[int, User] = {}
        self.guilds: dict[int, Guild] = {}
        self.channels: dict[int, Channel] = {}
        self.interactions: dict[str, Interaction] = {}
        self.gateway_url = ""
        self.privacy_url: str | None = None

    def add_user(self, name: str, locale: str, installed: bool) -> User:
        """Add a person, with whom the bot has spoken before."""
        user = User(self, next(self.old_ids), name, locale, installed)
        self.users[user.id] = user
        user.dm = self.add_private([user, self.bot], ChannelKind.DM)
        return user

    def add_guild(self, name: str, owner: User, locale: str) -> Guild:
        """Add a guild with one channel."""
        guild = Guild(self, next(self.old_ids), name, owner, locale)
        self.guilds[guild.id] = guild
        return guild

    def add_private(self, people: list[Account], kind: ChannelKind, name: str = "") -> PrivateChannel:
        """Add a conversation outside of guilds."""
        channel = PrivateChannel(self.ids.next(), people, kind, name)
        self.channels[channel.id] = channel
        return channel

    def account(self, number: int) -> Account | None:
        """Return whoever has this id, or None."""
        return self.bot if number == self.bot.id else self.users.get(number)

    def forget_channel(self, channel: GuildChannel) -> None:
        """Let a channel be gone with all its messages."""
        del self.channels[channel.id]
        for message in channel.messages:
            self.remove(message, told=False)

    def keep(self, upload: Upload, channel: Channel, private: bool = False) -> Attachment:
        """Keep a file of a message, or one that only the bot is given."""
        folder = f"ephemeral-attachments/{self.application_id}" if private else f"attachments/{channel.id}"
        return self.files.keep(self.ids.next(), upload, folder, private)

    def say(self, author: Account, channel: Channel, content: Content, reply_to: Message | None = None) -> Message:
        """Show a message of a person and tell the bot of it."""
        message = self.write(author, channel, content, reply_to)
        message.kind = REPLY if reply_to else PLAIN
        message.pings = self.mentioned(content.text)
        if reply_to and reply_to.author not in message.pings:
            message.pings.append(reply_to.author)
        self.tell_message("MESSAGE_CREATE", message)
        return message

    def write(self, author: Account, channel: Channel, content: Content, reply_to: Message | None = None) -> Message:
        """Show a message and tell nobody."""
        message = Message(channel, self.ids.next(), author, self.clock.now(), content, self.files, reply_to=reply_to)
        channel.add(message)
        return message

    def remove(self, message: Message, told: bool = True) -> None:
        """Delete a message with its files."""
        message.deleted = True
        if message.cause:
            message.cause.note()
        for attachment in message.content.attachments:
            attachment.gone = True
        if told and not message.private:
            about = {"id": str(message.id), "channel_id": str(message.channel.id)} | _guild_of(message.channel)
            guild = message.channel.guild
            self.tell("MESSAGE_DELETE", about, needs=needed_for(message), guild=guild)

    def mentioned(self, text: str) -> list[Account | str]:
        """Return whom a text names."""
        found = [self.account(int(number)) for number in dict.fromkeys(_MENTION.findall(text))]
        everyone: list[Account | str] = [word for word in ("everyone", "here") if f"@{word}" in text]
        return [*(account for account in found if account), *everyone]

    def tell(self, event: str, data: Told, needs: Intent | None = None, guild: Guild | None = None) -> None:
        """Tell the bot of an event, unless it is one of a guild in which it is not."""
        if guild is None or guild.has_bot:
            asked = needed(event) if needs is None else needs
            self.gateway.tell(event, data, asked, guild.id if guild else None)

    def tell_message(self, event: str, message: Message) -> None:
        """Tell the bot of a message that is new or was changed, where it is to be told."""
        if message.private or not message.channel.holds(self.bot):
            return

        def told(session: Session) -> JSON:
            about = message.to_json(shows_to(self.bot, session.intents)) | _guild_of(message.channel)
            return about | _member_of(message)

        self.tell(event, told, needs=needed_for(message), guild=message.channel.guild)

    def ask(self, interaction: Interaction) -> None:
        """Tell the bot of an interaction."""
        old = [t for t, i in self.interactions.items() if i.age > TOKEN_SECONDS]
        for token in old:
            del self.interactions[token]
        self.interactions[interaction.token] = interaction
        guild = interaction.channel.guild
        self.gateway.tell("INTERACTION_CREATE", payload(self, interaction), guild=guild.id if guild else None)

    def _ready(self, session: Session) -> JSON:
        guilds = [{"id": str(g.id), "unavailable": True} for g in self._known(session)]
        about: JSON = {"v": 10, "user": self.bot.to_json() | {"verified": True, "mfa_enabled": False, "email": None}}
        about |= {"guilds": guilds, "session_id": session.id, "session_type": "normal", "shard": list(session.shard)}
        about |= {"resume_gateway_url": self.gateway_url, "private_channels": [], "relationships": [], "_trace": []}
        return about | {"application": {"id": str(self.application_id), "flags": 0}, "geo_ordered_rtc_regions": []}

    def _guilds_of(self, session: Session) -> list[JSON]:
        return [guild.available() for guild in self._known(session) if not guild.unavailable]

    def _known(self, session: Session) -> list[Guild]:
        return [guild for guild in self.guilds.values() if guild.has_bot and session.serves(guild.id)]


def _guild_of(channel: Channel) -> JSON:
    return {"guild_id": str(channel.guild.id)} if channel.guild else {}


def _member_of(message: Message) -> JSON:
    guild = message.channel.guild
    member = guild.members.get(message.author.id) if guild else None
    return {"member": {n: v for n, v in member.to_json().items() if n != "user"}} if member else {}
