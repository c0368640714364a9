"""The bot's application."""

from tests.bot.discord.fake_discord.accounts import Account
from tests.bot.discord.fake_discord.errors import JSON
from tests.bot.discord.fake_discord.payloads import BY_GUILD, BY_USER
from tests.bot.discord.fake_discord.world import World

_OPERATOR = Account(1, "operator", is_bot=False)


def application(world: World) -> JSON:
    """Return it as the platform describes it."""
    installs: JSON = {str(BY_GUILD): {}, str(BY_USER): {}}
    about: JSON = {"id": str(world.application_id), "name": world.bot.name, "icon": None, "description": ""}
    about |= {"type": None, "verify_key": "0" * 64, "flags": 0, "flags_new": "0", "redirect_uris": [], "team": None}
    about |= {"interactions_endpoint_url": None, "role_connections_verification_url": None}
    about |= {"owner": _OPERATOR.to_json(), "bot": world.bot.to_json(), "bot_public": True}
    about |= {"bot_require_code_grant": False, "explicit_content_filter": 0, "eligible_oauth2_scopes": []}
    about |= {"approximate_guild_count": len(world.guilds), "approximate_user_authorization_count": 0}
    about |= {"approximate_user_install_count": sum(user.installed for user in world.users.values())}
    about |= {"integration_types_config": installs}
    return about | ({"privacy_policy_url": world.privacy_url} if world.privacy_url else {})
