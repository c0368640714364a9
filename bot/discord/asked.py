"""What an interaction asks, read from what Discord sent alone: by whom, where, and with which values and pictures."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import discord

from bot.discord.limits import PLATFORM
from bot.discord.options import PRIVATE, SPOILER, is_about_pictures, picture_names
from bot.discord.pictures import hidden, picture_of, pictures_of, unsupported_of
from bot.discord.place import NEW, NEXT, PRESSED, by_interaction
from bot.discord.slash_commands import AVATAR, EDIT, INFO, SLASH, SUBCOMMAND, TO_GIF, USER_MENU, Asked, find, menu_named
from handlers.request import AttachmentRef, Identity, ReplyTo, Request
from handlers.services import Services

AnyInteraction = discord.Interaction[Any]

_AVATAR_SIZE = 1024
_MENU_COMMANDS = {EDIT: "", INFO: "info", TO_GIF: "gif", AVATAR: ""}
_SUBCOMMAND_GROUP = 2


@dataclass(frozen=True, slots=True)
class Where:
    """Who asked where. `present`: the bot itself is there; `silent`: what it answers only the asker may see."""

    interaction: AnyInteraction
    asker: str
    guild: str
    present: bool
    silent: bool
    is_direct: bool

    @classmethod
    def of(cls, interaction: AnyInteraction) -> "Where":
        """Read it off an interaction."""
        guild = str(interaction.guild_id or "")
        present = interaction.is_guild_integration() if guild else bool(interaction.context.dm_channel)
        may_show = interaction.app_permissions.attach_files if present else interaction.permissions.use_external_apps
        return cls(
            interaction,
            str(interaction.user.id),
            guild,
            present,
            bool(guild) and not may_show,
            not guild and present,
        )

    @property
    def group(self) -> str | None:
        """The server whose settings apply; none where the bot was brought along by a person."""
        return self.guild if self.guild and self.present else None

    def address(self, answer: str, private: bool, spoiler: bool = False, before: bool = False) -> ReplyTo:
        """Return where the answer goes."""
        beside = before or private or self.is_direct
        return by_interaction(self.interaction, self.present, answer, private, spoiler=spoiler, before=beside)

    def request(self, to: ReplyTo, **asked: Any) -> Request:
        """Return a request from here."""
        asked.setdefault("group", self.group)
        number, locale = self.interaction.id, str(self.interaction.locale)
        person, key = Identity(PLATFORM, self.asker), f"{PLATFORM}:{number}"
        return Request(person, key, to, locale, arrived=number, **asked)


def read_slash(interaction: AnyInteraction, services: Services) -> Request | None:
    """Return what a slash command asks; None for one that we do not have (any more)."""
    data = _data(interaction)
    path, options = _path(data)
    asked = find(services.catalog, path)
    if asked is None:
        return None
    where, values = Where.of(interaction), {str(each["name"]): each.get("value") for each in options}
    about_pictures = is_about_pictures(asked.each)
    private, spoiler = (values.pop(name, None) is True for name in (PRIVATE, SPOILER))
    to = where.address(NEW, private or where.silent or not about_pictures, spoiler)
    given, pictures, unsupported = _given(asked, values, data)
    return where.request(
        to,
        command=asked.each.name,
        given=given,
        attachments=tuple(hidden(each) for each in pictures) if spoiler else pictures,
        unsupported=unsupported,
        group=where.group if about_pictures or asked.of_server else None,
    )


def read_menu(interaction: AnyInteraction, services: Services) -> Request | None:
    """Return what a menu command asks of a message's pictures or of a person's; None for one we do not have."""
    data, where = _data(interaction), Where.of(interaction)
    name = menu_named(services.texts, str(data.get("name", "")))
    if not name:
        return None
    pictures = _avatar(data) if int(data["type"]) == USER_MENU else _pictures_of_message(data)
    private = where.silent or name == INFO
    # What everyone in the channel sees already may be shown beside what was made of it.
    to = where.address(NEW, private, before=True)
    return where.request(to, command=_MENU_COMMANDS[name], attachments=pictures)


def read_typing(interaction: AnyInteraction, services: Services) -> tuple[Asked, str, str] | None:
    """Return the command in which something is being typed, the option's name and what stands in it."""
    path, options = _path(_data(interaction))
    asked = find(services.catalog, path)
    typed = next((each for each in options if each.get("focused")), None)
    return (asked, str(typed["name"]), str(typed.get("value") or "")) if asked and typed else None


def kind_of(interaction: AnyInteraction) -> int:
    """Return whether it is a slash command, or of which kind of menu."""
    return int(_data(interaction).get("type", SLASH))


def of_press(interaction: AnyInteraction, *, here: bool, **asked: Any) -> Request:
    """Return what a pressed button or a filled form asks. `here`: the answer may take the pressed message's place."""
    where = Where.of(interaction)
    message = interaction.message
    private = where.silent or bool(message and message.flags.ephemeral)
    spoiler = bool(message and any(each.is_spoiler() for each in message.attachments))
    to = where.address(NEXT if here else NEW, private, spoiler)
    return where.request(to, in_place=where.address(PRESSED, private) if here else None, **asked)


def is_asker(interaction: AnyInteraction) -> bool:
    """Whether Discord says that the pressed message answers this person: their interaction, or their message."""
    message = interaction.message
    if message is None:
        return False
    if message.interaction_metadata:
        return message.interaction_metadata.user.id == interaction.user.id
    answered = message.reference.resolved if message.reference else None
    return isinstance(answered, discord.Message) and answered.author.id == interaction.user.id


def _data(interaction: AnyInteraction) -> Mapping[str, Any]:
    data: Mapping[str, Any] = interaction.data or {}
    return data


def _path(data: Mapping[str, Any]) -> tuple[tuple[str, ...], Sequence[Mapping[str, Any]]]:
    """Return the words of a slash command and the options behind them."""
    path: tuple[str, ...] = (str(data.get("name", "")),)
    options = data.get("options") or []
    while options and options[0].get("type") in (SUBCOMMAND, _SUBCOMMAND_GROUP):
        path, options = (*path, str(options[0]["name"])), options[0].get("options") or []
    return path, options


def _given(
    asked: Asked, values: Mapping[str, Any], data: Mapping[str, Any]
) -> tuple[dict[str, object], tuple[AttachmentRef, ...], str]:
    """Part the options of a command into values and pictures, and name what is no picture."""
    names = picture_names(asked.each)
    known = (data.get("resolved") or {}).get("attachments") or {}
    files = [known[str(values[name])] for name in names if name in values and str(values[name]) in known]
    pictures = pictures_of(files)
    unsupported = "" if len(pictures) == len(files) else unsupported_of(files)
    return {name: value for name, value in values.items() if name not in names}, pictures, unsupported


def _pictures_of_message(data: Mapping[str, Any]) -> tuple[AttachmentRef, ...]:
    messages = (data.get("resolved") or {}).get("messages") or {}
    return pictures_of((messages.get(str(data.get("target_id"))) or {}).get("attachments") or ())


def _avatar(data: Mapping[str, Any]) -> tuple[AttachmentRef, ...]:
    """Return the picture that a person has of them, the one of this server where they chose one."""
    resolved, target = data.get("resolved") or {}, str(data.get("target_id"))
    member = (resolved.get("members") or {}).get(target) or {}
    user = (resolved.get("users") or {}).get(target) or {}
    base = discord.Asset.BASE
    if member.get("avatar") and data.get("guild_id"):
        address = f"{base}/guilds/{data['guild_id']}/users/{target}/avatars/{member['avatar']}.png?size={_AVATAR_SIZE}"
    elif user.get("avatar"):
        address = f"{base}/avatars/{target}/{user['avatar']}.png?size={_AVATAR_SIZE}"
    else:
        address = f"{base}/embed/avatars/{(int(target) >> 22) % 6}.png"
    found = picture_of({"url": address, "content_type": "image/png"})
    return (found,) if found else ()
