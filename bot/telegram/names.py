"""The bot's name in each language, where the operator wants another than the one that BotFather has.

Telegram lets a name be changed a few times a day and then asks for a pause of many hours: each language is told apart
and only when it changed, and such a pause is remembered over a restart.
"""

import json
import logging
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from telegram import Bot
from telegram.error import RetryAfter, TelegramError

from bot.telegram.failures import retry_seconds
from bot.telegram.limits import PLATFORM
from handlers.services import Services
from handlers.texts import FALLBACK
from storage import adapter_state

log = logging.getLogger(__name__)

_STATE = "names"


class Names:
    """Sets the names that are `wanted`, by language; none leaves the name as BotFather has it."""

    def __init__(self, bot: Bot, services: Services, wanted: Mapping[str, str]) -> None:
        self._bot = bot
        self._services = services
        self._wanted = wanted

    async def set(self) -> None:
        """Tell Telegram the names that it was not told yet, unless it asked for a pause that is not over."""
        told = await self._told() if self._wanted else {}
        changed = {language: name for language, name in self._wanted.items() if told.get(language) != name}
        if changed and self._may_ask(told):
            await self._set(changed, told)

    def _may_ask(self, told: Mapping[str, str]) -> bool:
        if "not_before" not in told or self._services.clock() >= datetime.fromisoformat(told["not_before"]):
            return True
        log.warning("Telegram takes no new name yet; a start after that tries again", extra={"at": told["not_before"]})
        return False

    async def _set(self, changed: Mapping[str, str], told: dict[str, str]) -> None:
        told.pop("not_before", None)
        try:
            for language, name in changed.items():
                await self._bot.set_my_name(name, language_code=None if language == FALLBACK else language)
                told[language] = name
        except RetryAfter as error:
            told["not_before"] = (self._services.clock() + timedelta(seconds=retry_seconds(error))).isoformat()
            log.warning("Telegram takes no new name yet", extra={"at": told["not_before"]})
        except TelegramError as error:
            log.warning("the name could not be set; the next start tries again", extra={"kind": type(error).__name__})
        async with self._services.database.write() as connection:
            await adapter_state.put(connection, PLATFORM, _STATE, json.dumps(told))

    async def _told(self) -> dict[str, str]:
        """Return what this bot, and no other one, was told before."""
        bot = str(self._bot.id)
        async with self._services.database.read() as connection:
            told: dict[str, Any] = json.loads(await adapter_state.get(connection, PLATFORM, _STATE) or "{}")
        return told if told.get("bot") == bot else {"bot": bot}
