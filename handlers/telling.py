"""Bring word to people who asked for nothing: notices to the owners, and announcements to everyone, a few at a time."""

import logging
import secrets
from contextlib import suppress
from datetime import timedelta

from handlers.call import Call
from handlers.errors import NotNow, SendError
from handlers.reply import Button, Reply
from handlers.request import Identity
from handlers.services import Services
from storage import accounts, announcements, jobs, notices, settings
from storage.accounts import Account
from storage.announcements import Announcement
from storage.database import Connection
from storage.errors import KeyMissing
from storage.notices import Notice
from storage.vault import Vault

log = logging.getLogger(__name__)

ANNOUNCEMENTS = "announcements"
"""The setting by which somebody takes no announcements ("off")."""

AT_ONCE = 10
"""So many people are told in one go; `bot/schedule.py` says how often that is."""

_REPORT = "report"


async def note_report(call: Call, words: str) -> None:
    """Keep what a person reports, sealed, until an owner has it."""
    identity, vault = call.request.identity, call.services.vault
    async with call.services.database.write() as connection:
        account = await accounts.find_or_open(connection, identity.platform, identity.external_id, call.now)
        body = f"{identity.platform}:{identity.external_id}\n{words}".encode()
        sealed = vault.seal(account.id, body, _REPORT)
        topic = f"{_REPORT} {secrets.token_hex(8)}"
        await notices.add(connection, topic, "notice-report", call.now, None, account.id, sealed)


def read_report(vault: Vault, account_id: int, body: bytes) -> tuple[str, str]:
    """Return who reports ("telegram:7") and their words; raises KeyMissing after an erasure."""
    who, _, words = vault.unseal(account_id, body, _REPORT).decode().partition("\n")
    return who, words


async def tell_owners(services: Services) -> None:
    """Tell the owners what waits for them; what none of them could be told stays and is tried again."""
    async with services.database.read() as connection:
        waiting = await notices.untold(connection)
    for notice in waiting:
        if await _tell_every_owner(services, notice):
            async with services.database.write() as connection:
                await notices.told(connection, notice.id, services.clock())


async def announce(services: Services) -> None:
    """Go on with the announcement that has not reached everyone; each person gets it once at most.

    Everyone is noted as told before they are: a crash leaves somebody out rather than telling them twice. Who
    cannot be reached just now is waited for, as long as an answer to a job is.
    """
    platforms = [name for name, chat in services.chats.items() if chat.person]
    async with services.database.read() as connection:
        current = await announcements.current(connection)
        if current is None:
            return
        people = await announcements.recipients(connection, current.told_up_to, platforms, AT_ONCE)
    waits = services.clock() - current.created_at < timedelta(hours=services.config.jobs.deliver_hours)
    told_up_to = current.told_up_to
    for account_id, platform, external_id in people:
        try:
            await _tell(services, account_id, Identity(platform, external_id), current)
        except NotNow as error:
            if waits and not error.begun:
                async with services.database.write() as connection:
                    await announcements.advance(connection, current.id, told_up_to)
                return
        told_up_to = account_id
    if len(people) < AT_ONCE:
        async with services.database.write() as connection:
            await announcements.end(connection, current.id, services.clock())


async def _tell_every_owner(services: Services, notice: Notice) -> bool:
    """Return whether one of them has it now."""
    told = False
    for owner in services.config.access.owners:
        platform, _, external_id = owner.partition(":")
        identity = Identity(platform, external_id)
        async with services.database.read() as connection:
            account = await accounts.find(connection, platform, external_id)
            locale = await _locale(connection, account) if account else None
        language = services.texts.language(locale)
        try:
            text = services.texts.say(language, notice.text, **_facts(services, notice))
        except KeyMissing:
            return True  # whoever reported it was erased meanwhile
        with suppress(NotNow):
            told = await _send(services, identity, Reply(text), f"notice {notice.id} {owner}") or told
    return told


def _facts(services: Services, notice: Notice) -> dict[str, object]:
    if notice.body is None or notice.account_id is None:
        return dict(notice.facts or {})
    who, words = read_report(services.vault, notice.account_id, notice.body)
    return {"id": who, "words": words}


async def _tell(services: Services, account_id: int, person: Identity, announcement: Announcement) -> None:
    """Tell one account, unless it wants no announcements; raises NotNow."""
    async with services.database.write() as connection:
        await announcements.advance(connection, announcement.id, account_id)
        chosen = await settings.get_settings(connection, account_id)
        account = await accounts.get(connection, account_id)
        locale = await _locale(connection, account) if account else None
    if account is None or account.role == "blocked" or chosen.get(ANNOUNCEMENTS) == "off":
        return
    label = services.texts.say(services.texts.language(locale), "announcement-off")
    off = Button(label, command="settings", given={ANNOUNCEMENTS: "off"})
    await _send(services, person, Reply(announcement.text, buttons=((off,),)), f"announcement {announcement.id}")


async def _locale(connection: Connection, account: Account) -> str | None:
    """Return the language that somebody chose, or else the one that their last job was answered in."""
    if account.language:
        return account.language
    last = await jobs.history(connection, [account.id], 1)
    return last[0].locale if last else None


async def _send(services: Services, person: Identity, reply: Reply, delivery: str) -> bool:
    """Send to one person; whether it may have arrived. Raises NotNow."""
    chat = services.chats.get(person.platform)
    to = chat.person(person) if chat and chat.person else None
    if chat is None or to is None:
        return False
    try:
        await chat.send.send(to, reply, delivery)
    except NotNow:
        raise
    except SendError as error:
        log.info("somebody could not be told", extra={"kind": type(error).__name__, "platform": person.platform})
        return False
    return True
