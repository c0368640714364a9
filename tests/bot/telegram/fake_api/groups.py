"""Groups, and what their members do to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.bot.telegram.fake_api import media
from tests.bot.telegram.fake_api.accounts import LINKED_CHANNEL, OTHER_BOT
from tests.bot.telegram.fake_api.chats import GroupChat, Numbers, Topic
from tests.bot.telegram.fake_api.errors import JSON
from tests.bot.telegram.fake_api.membership import standing_of_bot
from tests.bot.telegram.fake_api.messages import Content, Message, Sender

if TYPE_CHECKING:
    from tests.bot.telegram.fake_api.people import User
    from tests.bot.telegram.fake_api.world import World

_EVERYTHING = frozenset({"everything"})


class Group(GroupChat):
    """A group or supergroup. Its first admin is its creator."""

    def __init__(self, world: World, chat_id: int, numbers: Numbers, title: str, supergroup: bool, forum: bool) -> None:
        super().__init__(chat_id, numbers, title, supergroup, forum)
        self._world = world

    @property
    def owner(self) -> User:
        """The creator of the group."""
        return self.admins[0]

    def join(self, user: User) -> None:
        """Let a person in without a word."""
        if user not in self.members:
            self.members.append(user)
        user.met_in_group = True

    def leave(self, user: User) -> None:
        """Let a person go, of which everybody is told."""
        self.members.remove(user)
        self.demote(user)
        self._tell(user, left_chat_member=user.to_json())

    def promote(self, user: User) -> None:
        """Make a person an administrator."""
        self.join(user)
        if user not in self.admins:
            self.admins.append(user)

    def demote(self, user: User) -> None:
        """Make an administrator a member again."""
        self.admins = [admin for admin in self.admins if admin is not user]
        self.anonymous.discard(user.id)

    def make_anonymous(self, user: User) -> None:
        """Let an administrator speak as the group from now on. Their presses still tell who they are."""
        assert user in self.admins, f"{user.name} is no admin"
        self.anonymous.add(user.id)

    def add_bot(self, by: User | None = None) -> None:
        """Add the bot, which is told so."""
        self._change_bot("member", by)
        self._tell(by or self.owner, new_chat_members=[self._world.bot.to_json()])

    def place_bot(self) -> None:
        """Let the bot have been here for long: it is told nothing."""
        self.bot_status = "member"

    def remove_bot(self, by: User | None = None) -> None:
        """Throw the bot out, which is told so."""
        if not self.supergroup:
            self._tell(by or self.owner, left_chat_member=self._world.bot.to_json())
        self._change_bot("kicked", by)

    def promote_bot(self, may_delete: bool = True, by: User | None = None) -> None:
        """Make the bot an administrator: it sees everything from now on."""
        self.bot_may_delete = may_delete
        self._change_bot("administrator", by)

    def demote_bot(self, by: User | None = None) -> None:
        """Make the bot a member again."""
        self.bot_may_delete = False
        self._change_bot("member", by)

    def mute_bot(self, *kinds: str) -> None:
        """Forbid the bot to send: everything, or only these kinds (text, photo, document, animation, ...)."""
        before = self.standing_of_bot()
        self.muted_kinds = frozenset(kinds) or _EVERYTHING
        self._world.tell_membership(self, self.owner, before, self.standing_of_bot())

    def unmute_bot(self) -> None:
        """Let the bot send again."""
        before = self.standing_of_bot()
        self.muted_kinds = frozenset()
        self._world.tell_membership(self, self.owner, before, self.standing_of_bot())

    def rename(self, title: str) -> Message:
        """Give the group another name, of which everybody is told."""
        self.title = title
        return self._tell(self.owner, new_chat_title=title)

    def topic(self, name: str) -> Topic:
        """Open a topic."""
        assert self.forum, f"{self.title} is no forum"
        about = {"forum_topic_created": {"name": name, "icon_color": 7322096}}
        root = self._world.write(self.owner, self, Content(other=about))
        topic = self.topics[root.id] = Topic(self, name, root)
        root.topic, root.thread = topic, topic.id
        self._world.updates.put("message", root.to_json())
        return topic

    def upgrade(self, forum: bool = False) -> Group:
        """Make a supergroup of it: another chat with the same members. Return that."""
        assert not self.supergroup, f"{self.title} is a supergroup already"
        new = self._world.add_group(self.title, supergroup=True, forum=forum)
        new.members, new.admins, new.anonymous = list(self.members), list(self.admins), set(self.anonymous)
        new.bot_status, new.bot_may_delete = self.bot_status, self.bot_may_delete
        self._tell(self.owner, migrate_to_chat_id=new.id)
        self.upgraded_to = new.id
        new._tell(self.owner, migrate_from_chat_id=self.id)
        return new

    def post_from_channel(self, title: str, text: str = "", photo: bytes | None = None) -> Message:
        """Show what the linked channel posted, as the platform does by itself."""
        channel = {"id": -1_009_000_000_001, "type": "channel", "title": title}
        picture = media.photo(self._world.files, photo) if photo else None
        origin: JSON = {"type": "channel", "date": int(self._world.clock.now()), "chat": channel, "message_id": 5}
        content = Content(text, media=picture)
        return self._world.say(LINKED_CHANNEL, self, content, sender_chat=channel, origin=origin, automatic=True)

    def other_bot_says(self, text: str) -> Message:
        """Let another bot speak, of which bots are not told: bare commands go to it from now on."""
        self.other_bot_spoke_last = True
        return self._world.write(OTHER_BOT, self, Content(text))

    def standing_of_bot(self) -> JSON:
        """Return the ChatMember of the bot."""
        muted = self.muted_kinds == _EVERYTHING
        return standing_of_bot(self.bot_status, self._world.bot.to_json(), self.bot_may_delete, muted)

    def let_bot_leave(self) -> None:
        """Let the bot leave by itself."""
        self.bot_status = "left"

    def _change_bot(self, status: str, by: User | None) -> None:
        before, self.bot_status = self.standing_of_bot(), status
        self._world.tell_membership(self, by or self.owner, before, self.standing_of_bot())

    def _tell(self, by: Sender, **fields: object) -> Message:
        return self._world.say(by, self, Content(other=dict(fields)))
