"""The methods about chats and who is in them."""

from tests.bot.telegram.fake_api.chats import Chat, GroupChat
from tests.bot.telegram.fake_api.errors import JSON, bad_request
from tests.bot.telegram.fake_api.groups import Group
from tests.bot.telegram.fake_api.membership import standing
from tests.bot.telegram.fake_api.places import chat_of
from tests.bot.telegram.fake_api.registry import method
from tests.bot.telegram.fake_api.requests import Request
from tests.bot.telegram.fake_api.world import World

_GIFTS = dict.fromkeys(
    ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels"), True
)


@method
def get_chat(world: World, request: Request) -> JSON:
    """Describe a chat."""
    about = {"accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": _GIFTS}
    return {**chat_of(world, request).to_json(), **about}


@method
def get_chat_member(world: World, request: Request) -> JSON:
    """Describe somebody's standing in a chat."""
    chat, number = chat_of(world, request), request.integer("user_id")
    user = world.person(number or 0)
    if not number or user is None:
        raise bad_request("invalid user_id specified" if not number else "PARTICIPANT_ID_INVALID")
    if not isinstance(chat, Group):
        return {"user": user, "status": "member"}
    if number == world.bot.id:
        return chat.standing_of_bot()
    _check_list(chat)
    return standing(chat, user)


@method
def get_chat_administrators(world: World, request: Request) -> list[JSON]:
    """Describe all people who administer a group, and the bot if it does."""
    chat = _group(chat_of(world, request), "there are no administrators in the private chat")
    people = [standing(chat, admin.to_json()) for admin in chat.admins]
    return people + ([chat.standing_of_bot()] if chat.bot_status == "administrator" else [])


@method
def get_chat_member_count(world: World, request: Request) -> int:
    """Count the members."""
    chat = chat_of(world, request)
    return len(chat.members) + 1 if isinstance(chat, GroupChat) else 2


@method
def leave_chat(world: World, request: Request) -> bool:
    """Leave a group."""
    chat = _group(chat_of(world, request), "chat member status can't be changed in private chats")
    chat.let_bot_leave()
    return True


def _group(chat: Chat, otherwise: str) -> Group:
    if not isinstance(chat, Group):
        raise bad_request(otherwise)
    return chat


def _check_list(chat: Group) -> None:
    if chat.members_hidden and chat.bot_status != "administrator":
        raise bad_request("member list is inaccessible")
