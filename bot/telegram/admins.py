"""Who may change a group's settings: Telegram is asked, and believed for a minute."""

import time
from collections.abc import Callable

from telegram import Bot, ChatMember
from telegram.error import BadRequest, Forbidden, TelegramError

from handlers.errors import AdminsUnknown
from handlers.request import Identity

BELIEVED_SECONDS = 60.0
_MOST = 1_000
_ADMINS = (ChatMember.ADMINISTRATOR, ChatMember.OWNER)


class TelegramAdmins:
    """Asks Telegram whether somebody administers a group."""

    def __init__(self, bot: Bot, clock: Callable[[], float] = time.monotonic) -> None:
        self._bot = bot
        self._clock = clock
        self._known: dict[tuple[str, str], tuple[bool, float]] = {}

    async def is_admin(self, group: str, identity: Identity) -> bool:
        """Whether this person administers the group. Who speaks in the group's own name does, a channel never.

        Raises AdminsUnknown where Telegram gave no answer; that is not remembered.
        """
        person = identity.external_id
        if person.startswith("-"):
            return person == group
        known, until = self._known.get((group, person), (False, 0.0))
        if until > self._clock():
            return known
        answer = await self._ask(group, person)
        if len(self._known) >= _MOST:
            self._known.clear()
        self._known[group, person] = answer, self._clock() + BELIEVED_SECONDS
        return answer

    async def _ask(self, group: str, person: str) -> bool:
        try:
            # Telegram answers this for every member only where the bot is an admin; the list it always gives.
            return (await self._bot.get_chat_member(group, int(person))).status in _ADMINS
        except TelegramError:
            pass
        try:
            return int(person) in {admin.user.id for admin in await self._bot.get_chat_administrators(group)}
        except (BadRequest, Forbidden):
            return False
        except TelegramError:
            raise AdminsUnknown from None
