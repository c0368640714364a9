"""The menus of commands and what the bot says of itself, in every language, told to Telegram only when they changed."""

import hashlib
import json
import logging
from collections.abc import Mapping, Sequence
from typing import Any

from telegram import (
    Bot,
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllChatAdministrators,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
)
from telegram.error import TelegramError

from bot.telegram.limits import PLATFORM
from handlers.command import is_offered, load_commands
from handlers.services import Services
from handlers.texts import FALLBACK
from handlers.words import summary_of
from storage import adapter_state

log = logging.getLogger(__name__)

_STATE = "menus"
_PRIVATE = (
    "start", "help", "tools", "resize", "crop", "blur", "filter", "convert", "compress", "gif", "settings", "usage",
    "balance", "redeem", "history", "link", "cancel", "report", "privacy", "terms", "export", "delete", "paysupport",
)  # fmt: skip
_GROUP = ("help", "resize", "crop", "blur", "pixelate", "filter", "convert", "gif", "pot", "cancel", "privacy")
_DESCRIPTION, _SHORT, _COMMAND = 512, 120, 256

Menu = Sequence[tuple[str, str]]


class Menus:
    """Sets the menus. Which commands a chat shows is cosmetic: what one may do is checked when one asks for it."""

    def __init__(self, bot: Bot, services: Services) -> None:
        self._bot = bot
        self._services = services

    async def set(self) -> None:
        """Tell Telegram the menus and descriptions unless it was told the same before."""
        wanted = self._wanted()
        mark = hashlib.sha256(json.dumps([self._bot.id, wanted], sort_keys=True).encode()).hexdigest()
        async with self._services.database.read() as connection:
            if await adapter_state.get(connection, PLATFORM, _STATE) == mark:
                return
        try:
            for language, said in wanted.items():
                await self._tell(None if language == FALLBACK else language, said)
        except TelegramError as error:
            log.warning("the menus could not be set; the next start tries again", extra={"kind": type(error).__name__})
            return
        async with self._services.database.write() as connection:
            await adapter_state.put(connection, PLATFORM, _STATE, mark)

    async def _tell(self, language: str | None, said: Mapping[str, Any]) -> None:
        """Say it in one language; None is for everyone whose language we do not speak."""
        bot = self._bot
        for scope, name in _SCOPES:
            await bot.set_my_commands(_commands(said[name]), scope=scope, language_code=language)
        await bot.set_my_description(said["description"], language_code=language)
        await bot.set_my_short_description(said["short"], language_code=language)

    def _wanted(self) -> dict[str, dict[str, Any]]:
        texts = self._services.texts
        return {
            language: {
                "private": self._menu(language, _PRIVATE),
                "group": self._menu(language, _GROUP),
                "admins": self._menu(language, (*_GROUP, "settings")),
                "description": texts.say(language, "telegram-description")[:_DESCRIPTION],
                "short": texts.say(language, "telegram-short-description")[:_SHORT],
            }
            for language in texts.locales
        }

    def _menu(self, language: str, names: Sequence[str]) -> Menu:
        catalog, texts = self._services.catalog, self._services.texts
        commands = {n: each for n, each in load_commands().items() if is_offered(each, self._services.config)}
        described = [(name, commands.get(name) or catalog.find(name)) for name in names]
        return [(name, summary_of(texts, language, each)[:_COMMAND]) for name, each in described if each]


_SCOPES: tuple[tuple[BotCommandScope, str], ...] = (
    (BotCommandScopeAllPrivateChats(), "private"),
    (BotCommandScopeAllGroupChats(), "group"),
    (BotCommandScopeAllChatAdministrators(), "admins"),
)


def _commands(menu: Menu) -> list[BotCommand]:
    return [BotCommand(name, text) for name, text in menu]
