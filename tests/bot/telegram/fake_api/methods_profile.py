"""The methods about the bot itself: who it is, its menus, its texts."""

from tests.bot.telegram.fake_api.errors import JSON
from tests.bot.telegram.fake_api.registry import method
from tests.bot.telegram.fake_api.requests import Request
from tests.bot.telegram.fake_api.world import World


@method
def get_me(world: World, request: Request) -> JSON:
    """Describe the bot."""
    may = {"can_join_groups": True, "can_read_all_group_messages": not world.privacy_mode}
    cannot = ("supports_inline_queries", "can_connect_to_business", "has_main_web_app", "has_topics_enabled")
    return {**world.bot.to_json(), **may, **dict.fromkeys(cannot, False)}


@method
def set_my_commands(world: World, request: Request) -> bool:
    """Set the menu of a scope and language."""
    world.profile.set_commands(request.list("commands"), request.object("scope"), request.text("language_code"))
    return True


@method
def get_my_commands(world: World, request: Request) -> list[JSON]:
    """Tell the menu of a scope and language."""
    return world.profile.commands(request.object("scope"), request.text("language_code"))


@method
def delete_my_commands(world: World, request: Request) -> bool:
    """Remove the menu of a scope and language."""
    world.profile.forget_commands(request.object("scope"), request.text("language_code"))
    return True


def _set(world: World, request: Request, what: str) -> bool:
    world.profile.set_text(what, request.text(what), request.text("language_code"))
    return True


def _get(world: World, request: Request, what: str) -> JSON:
    return {what: world.profile.text(what, request.text("language_code"))}


@method
def set_my_name(world: World, request: Request) -> bool:
    """Set the bot's name in a language."""
    return _set(world, request, "name")


@method
def get_my_name(world: World, request: Request) -> JSON:
    """Tell the bot's name in a language."""
    return {"name": world.profile.text("name", request.text("language_code")) or world.bot.first_name}


@method
def set_my_description(world: World, request: Request) -> bool:
    """Set what an empty chat with the bot shows."""
    return _set(world, request, "description")


@method
def get_my_description(world: World, request: Request) -> JSON:
    """Tell what an empty chat with the bot shows."""
    return _get(world, request, "description")


@method
def set_my_short_description(world: World, request: Request) -> bool:
    """Set what the bot's page shows."""
    return _set(world, request, "short_description")


@method
def get_my_short_description(world: World, request: Request) -> JSON:
    """Tell what the bot's page shows."""
    return _get(world, request, "short_description")
