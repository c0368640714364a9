"""What the platform says of somebody's standing in a chat."""

from tests.bot.telegram.fake_api.chats import GroupChat
from tests.bot.telegram.fake_api.errors import JSON

_RIGHTS = (
    "can_be_edited",
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
    "can_pin_messages",
    "can_manage_topics",
)
_MAY = (
    "can_send_messages",
    "can_send_audios",
    "can_send_documents",
    "can_send_photos",
    "can_send_videos",
    "can_send_video_notes",
    "can_send_voice_notes",
    "can_send_polls",
    "can_send_other_messages",
    "can_add_web_page_previews",
    "can_react_to_messages",
    "can_edit_tag",
    "can_change_info",
    "can_invite_users",
    "can_pin_messages",
    "can_manage_topics",
)


def standing(group: GroupChat, user: JSON) -> JSON:
    """Return the ChatMember of a person in a group."""
    number = user["id"]
    anonymous = number in group.anonymous
    if group.admins and number == group.admins[0].id:
        return {"user": user, "status": "creator", "is_anonymous": anonymous}
    if any(number == admin.id for admin in group.admins):
        return administrator(user, anonymous)
    if any(number == member.id for member in group.members):
        return {"user": user, "status": "member"}
    if number in group.banned:
        return {"user": user, "status": "kicked", "until_date": 0}
    return {"user": user, "status": "left"}


def standing_of_bot(status: str, bot: JSON, may_delete: bool = False, muted: bool = False) -> JSON:
    """Return the ChatMember of the bot."""
    if status == "administrator":
        return {**administrator(bot, False), "can_delete_messages": may_delete}
    if status == "kicked":
        return {"user": bot, "status": status, "until_date": 0}
    if muted and status == "member":
        allowed = dict.fromkeys(_MAY, False)
        return {"user": bot, "status": "restricted", "is_member": True, "until_date": 0, **allowed}
    return {"user": bot, "status": status}


def administrator(user: JSON, anonymous: bool) -> JSON:
    """Return the ChatMember of an administrator with every right."""
    return {"user": user, "status": "administrator", "is_anonymous": anonymous, **dict.fromkeys(_RIGHTS, True)}
