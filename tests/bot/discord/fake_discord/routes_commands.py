"""The operations on commands and on what was bought."""

from tests.bot.discord.fake_discord.command_rules import check_commands
from tests.bot.discord.fake_discord.commands import Command
from tests.bot.discord.fake_discord.entitlements import Entitlement
from tests.bot.discord.fake_discord.errors import JSON, ApiError, unknown
from tests.bot.discord.fake_discord.places import guild_of
from tests.bot.discord.fake_discord.registry import operation
from tests.bot.discord.fake_discord.requests import Request
from tests.bot.discord.fake_discord.world import World

MOST_CREATIONS = 200  # a day
_APPLICATION = "/applications/{application_id}"
_COMMANDS = _APPLICATION + "/commands"
_GUILD_COMMANDS = _APPLICATION + "/guilds/{guild_id}/commands"
_ENTITLEMENT = _APPLICATION + "/entitlements/{entitlement_id}"


@operation("GET", _COMMANDS)
def list_application_commands(world: World, request: Request) -> list[JSON]:
    """Return the commands that are offered everywhere."""
    return _listed(world, request)


@operation("PUT", _COMMANDS)
def bulk_set_application_commands(world: World, request: Request) -> list[JSON]:
    """Put these in the place of all commands that are offered everywhere."""
    return _set(world, request)


@operation("POST", _COMMANDS)
def create_application_command(world: World, request: Request) -> JSON:
    """Offer one command more, or another under a known name."""
    request.check_application(world.application_id)
    before = world.commands.of(None)
    same = [c for c in before if (c.kind, c.name) == (request.fields.get("type") or 1, request.fields.get("name"))]
    check_commands([*(c.definition for c in before if c not in same), request.fields])
    for command in same:
        world.commands.remove(command)
    return world.commands.put(None, request.fields, {(c.kind, c.name): c for c in same}).to_json()


@operation("DELETE", _COMMANDS + "/{command_id}")
def delete_application_command(world: World, request: Request) -> None:
    """Take a command back."""
    request.check_application(world.application_id)
    world.commands.remove(_command(world, request))


@operation("GET", _GUILD_COMMANDS)
def list_guild_application_commands(world: World, request: Request) -> list[JSON]:
    """Return the commands of a guild."""
    return _listed(world, request)


@operation("PUT", _GUILD_COMMANDS)
def bulk_set_guild_application_commands(world: World, request: Request) -> list[JSON]:
    """Put these in the place of all commands of a guild."""
    guild_of(world, request)
    return _set(world, request)


@operation("GET", _APPLICATION + "/entitlements")
def get_entitlements(world: World, request: Request) -> list[JSON]:
    """Return what was bought."""
    request.check_application(world.application_id)
    found = [e for e in world.entitlements.all() if request.query.get("user_id", str(e.user.id)) == str(e.user.id)]
    return [entitlement.to_json() for entitlement in found]


@operation("POST", _APPLICATION + "/entitlements")
def create_entitlement(world: World, request: Request) -> JSON:
    """Pretend that somebody bought something."""
    request.check_application(world.application_id)
    body = request.fields
    user = world.users.get(int(body["owner_id"]))
    if user is None:
        raise unknown("User")
    made = Entitlement(world.ids.next(), world.application_id, int(body["sku_id"]), user)
    return world.entitlements.add(made).to_json()


@operation("POST", _ENTITLEMENT + "/consume")
def consume_entitlement(world: World, request: Request) -> None:
    """Say that what was bought is handed out."""
    world.entitlements.consume(_entitlement(world, request))


@operation("DELETE", _ENTITLEMENT)
def delete_entitlement(world: World, request: Request) -> None:
    """Take back what was only pretended to be bought."""
    world.entitlements.delete(_entitlement(world, request))


def _guild(request: Request) -> int | None:
    return request.id("guild_id") if "guild_id" in request.ids else None


def _listed(world: World, request: Request) -> list[JSON]:
    request.check_application(world.application_id)
    return [command.to_json() for command in world.commands.of(_guild(request))]


def _set(world: World, request: Request) -> list[JSON]:
    request.check_application(world.application_id)
    check_commands(request.body)
    before = world.commands.creations
    made = world.commands.set(_guild(request), request.body)
    if world.commands.creations > MOST_CREATIONS:
        world.commands.creations = before
        words = f"Max number of daily application command creates has been reached ({MOST_CREATIONS})"
        raise ApiError(400, 30034, words)
    return [command.to_json() for command in made]


def _command(world: World, request: Request) -> Command:
    found = next((c for c in world.commands.of(_guild(request)) if c.id == request.id("command_id")), None)
    if found is None:
        raise unknown("application command")
    return found


def _entitlement(world: World, request: Request) -> Entitlement:
    request.check_application(world.application_id)
    found = world.entitlements.find(request.id("entitlement_id"))
    if found is None or found.deleted:
        raise unknown("Entitlement")
    return found
