"""Which messages of a group a bot is told of while its privacy mode is on, as it is unless somebody turns it off."""

from tests.bot.telegram.fake_api.chats import GroupChat
from tests.bot.telegram.fake_api.entities import commands_in, mentions_in
from tests.bot.telegram.fake_api.messages import Message


def reaches_bot(message: Message, username: str, privacy_mode: bool) -> bool:
    """Whether the bot is told of a message of somebody else."""
    chat = message.chat
    if not isinstance(chat, GroupChat):
        return True
    if chat.refusal() is not None:
        return False
    if chat.bot_status == "administrator" or not privacy_mode or _is_service(message):
        return True
    return message.meant_for_bot


def is_meant_for_bot(message: Message, username: str) -> bool:
    """Whether a message of a group speaks to the bot: by a command, by its name, or as a reply in such a talk."""
    text, entities = message.content.text, message.content.entities
    commands = commands_in(text, entities)
    name = username.lower()
    addressed = {command.partition("@")[2].lower() for command in commands}
    if name in addressed or name in mentions_in(text, entities):
        return True
    if message.reply_to and (message.reply_to.from_bot or message.reply_to.meant_for_bot):
        return not (addressed - {""})
    spoke_last = isinstance(message.chat, GroupChat) and not message.chat.other_bot_spoke_last
    return "" in addressed and text.startswith("/") and spoke_last


def _is_service(message: Message) -> bool:
    return message.kind == "other" and bool(message.content.other.keys() & _SERVICE)


_SERVICE = {
    "new_chat_members",
    "left_chat_member",
    "new_chat_title",
    "group_chat_created",
    "supergroup_chat_created",
    "migrate_to_chat_id",
    "migrate_from_chat_id",
    "pinned_message",
    "forum_topic_created",
    "forum_topic_closed",
}
