"""The operations on the bot itself, on people and on guilds."""

from tests.bot.discord.fake_discord.application import application
from tests.bot.discord.fake_discord.errors import JSON, unknown
from tests.bot.discord.fake_discord.places import guild_of
from tests.bot.discord.fake_discord.registry import operation
from tests.bot.discord.fake_discord.requests import Request
from tests.bot.discord.fake_discord.world import World

_DAY_MS = 24 * 3600 * 1000


@operation("GET", "/gateway", signed=False)
def get_gateway(world: World, request: Request) -> JSON:
    """Return where the gateway is."""
    return {"url": world.gateway_url}


@operation("GET", "/gateway/bot")
def get_bot_gateway(world: World, request: Request) -> JSON:
    """Return where the gateway is, and how many sessions may still begin."""
    gateway = world.gateway
    limit = {"total": gateway.most_identifies, "remaining": gateway.left, "reset_after": _DAY_MS, "max_concurrency": 1}
    return {"url": world.gateway_url, "shards": gateway.shards, "session_start_limit": limit}


@operation("GET", "/users/@me")
def get_my_user(world: World, request: Request) -> JSON:
    """Return the bot."""
    return world.bot.to_json() | {"verified": True, "mfa_enabled": False, "locale": "en-US", "email": None}


@operation("GET", "/users/{user_id}")
def get_user(world: World, request: Request) -> JSON:
    """Return a person."""
    account = world.account(request.id("user_id"))
    if account is None:
        raise unknown("User")
    return account.to_json()


@operation("GET", "/applications/@me")
def get_my_application(world: World, request: Request) -> JSON:
    """Return the bot's application."""
    return application(world)


@operation("GET", "/oauth2/applications/@me")
def get_my_oauth2_application(world: World, request: Request) -> JSON:
    """Return the bot's application."""
    return application(world)


@operation("POST", "/users/@me/channels")
def create_dm(world: World, request: Request) -> JSON:
    """Return the direct messages with a person."""
    person = world.users.get(int(request.fields.get("recipient_id") or 0))
    if person is None:
        raise unknown("User")
    return person.dm.to_json()


@operation("GET", "/guilds/{guild_id}")
def get_guild(world: World, request: Request) -> JSON:
    """Return a guild."""
    return guild_of(world, request).described()


@operation("GET", "/guilds/{guild_id}/channels")
def list_guild_channels(world: World, request: Request) -> list[JSON]:
    """Return a guild's channels without its threads."""
    return [channel.to_json() for channel in guild_of(world, request).channels.values() if not channel.is_thread]


@operation("GET", "/guilds/{guild_id}/roles")
def list_guild_roles(world: World, request: Request) -> list[JSON]:
    """Return a guild's roles."""
    return [role.to_json() for role in guild_of(world, request).roles.values()]


@operation("GET", "/guilds/{guild_id}/members/{user_id}")
def get_guild_member(world: World, request: Request) -> JSON:
    """Return what somebody is in a guild."""
    member = guild_of(world, request).members.get(request.id("user_id"))
    if member is None:
        raise unknown("Member" if world.account(request.id("user_id")) else "User")
    return member.to_json()


@operation("GET", "/users/@me/guilds")
def list_my_guilds(world: World, request: Request) -> list[JSON]:
    """Return the guilds in which the bot is."""
    mine = [guild for guild in world.guilds.values() if guild.has_bot]
    about = [(guild, str(int(guild.general.permissions_of(world.bot)))) for guild in mine]
    return [
        {
            "id": str(g.id),
            "name": g.name,
            "icon": None,
            "banner": None,
            "owner": False,
            "permissions": p,
            "features": [],
        }
        for g, p in about
    ]


@operation("DELETE", "/users/@me/guilds/{guild_id}")
def leave_guild(world: World, request: Request) -> None:
    """Leave a guild."""
    guild_of(world, request).remove_bot()
