"""What INTERACTION_CREATE tells the bot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.bot.discord.fake_discord.channels import Channel, ChannelKind
from tests.bot.discord.fake_discord.errors import JSON
from tests.bot.discord.fake_discord.permissions import USUAL, Permission

if TYPE_CHECKING:
    from tests.bot.discord.fake_discord.interactions import Interaction
    from tests.bot.discord.fake_discord.people import User
    from tests.bot.discord.fake_discord.world import World

IN_GUILD, IN_BOT_DM, IN_PRIVATE = 0, 1, 2
BY_GUILD, BY_USER = 0, 1
DEFAULT_BYTES = 10 << 20


def context_of(world: World, channel: Channel) -> int:
    """Return in what kind of place a channel is."""
    if channel.guild:
        return IN_GUILD
    return IN_BOT_DM if channel.kind == ChannelKind.DM and channel.holds(world.bot) else IN_PRIVATE


def owners_of(world: World, user: User, channel: Channel, installs: list[int]) -> dict[str, str]:
    """Return who installed the app so that it may be used here: the guild, the person, or both."""
    owners: dict[str, str] = {}
    if BY_GUILD in installs:
        if channel.guild and channel.guild.has_bot:
            owners[str(BY_GUILD)] = str(channel.guild.id)
        elif context_of(world, channel) == IN_BOT_DM:
            owners[str(BY_GUILD)] = "0"
    if BY_USER in installs and user.installed:
        owners[str(BY_USER)] = str(user.id)
    return owners


def app_permissions(world: World, channel: Channel, user: User) -> Permission:
    """Return what the bot may do here, as a member or as a guest of the person who has installed it."""
    if channel.guild and not channel.guild.has_bot:
        return channel.permissions_of(user) & USUAL
    return channel.permissions_of(world.bot)


def payload(world: World, interaction: Interaction) -> JSON:
    """Return the whole of an interaction as the bot is told."""
    user, channel, guild = interaction.user, interaction.channel, interaction.channel.guild
    about: JSON = {"id": str(interaction.id), "application_id": str(world.application_id), "version": 1}
    about |= {
        "type": int(interaction.kind),
        "data": interaction.data,
        "token": interaction.token,
        "locale": user.locale,
    }
    about |= {"channel_id": str(channel.id), "channel": channel.told_in_interaction(user)}
    about |= {"context": context_of(world, channel), "authorizing_integration_owners": interaction.owners}
    about |= {"attachment_size_limit": interaction.size_limit, "entitlement_sku_ids": []}
    about |= {"app_permissions": str(int(app_permissions(world, channel, user)))}
    about |= {"entitlements": world.entitlements.of(user)}
    if guild:
        about |= {"guild_id": str(guild.id), "guild_locale": guild.locale}
        about["guild"] = {"id": str(guild.id), "locale": guild.locale, "features": []}
        about["member"] = guild.members[user.id].to_json() | {"permissions": str(int(channel.permissions_of(user)))}
    else:
        about["user"] = user.to_json()
    if interaction.message:
        about["message"] = interaction.message.to_json()
    return about
