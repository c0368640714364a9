"""What an owner does, in chat with /admin and on the command line with `python -m bot admin`: one line, one act.

Every act that changes something is written to the audit table in its own transaction: what, how much, on whom and by
whom, the last two as keyed hashes.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta

from handlers.arguments import first_word
from handlers.errors import NoSuchAccount, WrongAct
from handlers.services import Services
from handlers.times import moment
from storage import accounts, announcements, audit, codes, gate, jobs, ledger, persons, statistics
from storage.accounts import Account
from storage.database import Connection

CODE_DAYS = 30
"""How long a code for credits is good unless the owner says else."""

COMMAND_LINE = "the command line"
"""The name of whoever acts from the server's own command line."""

MOST_CREDITS = 1_000_000
"""So many can be given at a time; no other number of an act is larger either."""

_ENTRIES = 5


@dataclass(frozen=True, slots=True)
class Act:
    """An act to be done: the words after its name, who does it (a keyed hash), and a cause by which it counts once."""

    services: Services
    language: str
    words: str
    actor: bytes
    cause: str

    def say(self, key: str, **facts: object) -> str:
        """Return a text in the owner's language."""
        return self.services.texts.say(self.language, key, **facts)


def actor_of(services: Services, name: str) -> bytes:
    """Return the keyed hash of who acts: an owner's "platform:id", or the command line."""
    return services.vault.sign(name.encode(), "audit")


async def administer(services: Services, language: str, line: str, actor: bytes, cause: str) -> str:
    """Do what the line says and return the answer; raises NoSuchAccount and WrongAct."""
    name, words = first_word(line)
    act = ACTS.get(name)
    if act is None:
        raise WrongAct(name=name[:40] or "?", names=", ".join(ACTS))
    return await act(Act(services, language, words, actor, cause))


async def give_credits(services: Services, name: str, amount: int, cause: str, actor: bytes) -> int:
    """Give credits to an account, once for a cause, and return what it holds.

    Raises NoSuchAccount, and WrongAct for more than can be given at a time.
    """
    if not 1 <= amount <= MOST_CREDITS:
        raise _no_amount(str(amount))
    now = services.clock()
    async with services.database.write() as connection:
        account = await _account(connection, name, locked=True)
        if await ledger.grant(connection, account.id, amount, f"grant {cause}", now):
            await audit.record(connection, "grant", {"credits": amount}, now, _subject(services, account), actor)
        return await ledger.balance(connection, account.id)


async def _find(act: Act) -> str:
    name, _ = first_word(act.words)
    async with act.services.database.read() as connection:
        account = await _account(connection, name, locked=False)
        names = [
            f"{platform}:{external_id}" for platform, external_id in await accounts.identities(connection, account.id)
        ]
        booked = await ledger.recent(connection, account.id, _ENTRIES)
        count = await jobs.count(connection, await accounts.family(connection, account.id))
    lines = [
        act.say(
            "admin-entry",
            at=moment(entry.at),
            kind=entry.kind,
            amount=f"{entry.amount:+}",
            cause=str(entry.cause or entry.pair or entry.job_id),
        )
        for entry in reversed(booked)
    ]
    return act.say(
        "admin-found",
        id=str(account.id),
        names=", ".join(names) or "-",
        role=act.say("admin-role", role=account.role),
        credits=account.credits,
        debt=account.debt,
        jobs=count,
        entries="\n".join(lines) or "-",
    )


async def _grant(act: Act) -> str:
    name, rest = first_word(act.words)
    amount = _number(rest.strip())
    held = await give_credits(act.services, name, amount, act.cause, act.actor)
    return act.say("admin-granted", name=name, credits=amount, balance=held)


async def _take(act: Act) -> str:
    name, rest = first_word(act.words)
    amount = _number(rest.strip())
    async with act.services.database.write() as connection:
        account = await _account(connection, name, locked=True)
        taken = await ledger.take_back(connection, account.id, amount, f"take {act.cause}", act.services.clock())
        if taken:
            await _note(connection, act, "take", account, credits=taken)
        held = await ledger.balance(connection, account.id)
    return act.say("admin-taken", name=name, credits=taken, balance=held)


async def _block(act: Act) -> str:
    name, _ = first_word(act.words)
    async with act.services.database.write() as connection:
        account = await _known(connection, name, locked=True)
        await gate.ban(connection, await _persons(connection, act, name, account), act.services.clock())
        if account:
            await accounts.block(connection, account.id)
        await _note(connection, act, "block", account)
    return act.say("admin-blocked", name=name)


async def _unblock(act: Act) -> str:
    name, _ = first_word(act.words)
    async with act.services.database.write() as connection:
        account = await _known(connection, name, locked=True)
        await gate.lift(connection, await _persons(connection, act, name, account))
        if account:
            await accounts.unblock(connection, account.id)
        await _note(connection, act, "unblock", account)
    return act.say("admin-unblocked", name=name)


async def _code(act: Act) -> str:
    credits, rest = first_word(act.words)
    uses, days = first_word(rest)
    worth, times, lasts = _number(credits), _number(uses or "1"), _number(days.strip() or str(CODE_DAYS))
    until = act.services.clock() + timedelta(days=min(lasts, 3650))
    async with act.services.database.write() as connection:
        code = await codes.make_credits(connection, act.services.vault, worth, times, until)
        await _note(connection, act, "code", None, credits=worth, uses=times)
    return act.say("admin-code", code=code, credits=worth, uses=times, until=moment(until))


async def _maintenance(act: Act) -> str:
    switch, words = first_word(act.words)
    if switch not in ("on", "off"):
        raise WrongAct(name=switch[:40] or "?", names="on, off")
    async with act.services.database.write() as connection:
        await (gate.close(connection, _as_sentence(words)) if switch == "on" else gate.reopen(connection))
        await _note(connection, act, f"maintenance {switch}", None)
    return act.say("admin-maintenance", switch=switch)


async def _announce(act: Act) -> str:
    if not act.words:
        raise WrongAct(name="?", names="announce …")
    async with act.services.database.write() as connection:
        await announcements.begin(connection, act.words, act.services.clock())
        await _note(connection, act, "announce", None)
    return act.say("admin-announced")


async def _stats(act: Act) -> str:
    since = act.services.clock() - timedelta(days=1)
    async with act.services.database.read() as connection:
        found = await statistics.count(connection, since)
    waiting = sum(lane.waiting for lane in act.services.queue.depth().values())
    return act.say(
        "admin-stats",
        accounts=", ".join(f"{act.say('admin-role', role=role)} {count}" for role, count in found.roles.items()) or "-",
        jobs=", ".join(f"{act.say('admin-state', state=each)} {count}" for each, count in found.states.items()) or "-",
        waiting=waiting,
        credits=found.credits,
        debt=found.debt,
    )


ACTS: dict[str, Callable[[Act], Awaitable[str]]] = {
    "find": _find,
    "grant": _grant,
    "take": _take,
    "block": _block,
    "unblock": _unblock,
    "code": _code,
    "maintenance": _maintenance,
    "announce": _announce,
    "stats": _stats,
}
"""What an owner can do, by the first word of the line; the sentence `admin-help` lists them."""


async def _account(connection: Connection, name: str, locked: bool) -> Account:
    found = await _known(connection, name, locked)
    if found is None:
        raise NoSuchAccount(name=name[:80])
    return found


async def _known(connection: Connection, name: str, locked: bool) -> Account | None:
    """Return whose account a name stands for now; None for somebody who was erased.

    `locked`: nobody joins it to another, or erases it, before the act is done.
    """
    named = await accounts.named(connection, name)
    found = await accounts.holder(connection, named.id, locked) if named else None
    return None if found is None or found.erased_at else found


async def _persons(connection: Connection, act: Act, name: str, account: Account | None) -> list[bytes]:
    """Return whom a name stands for; somebody who never wrote can be kept out too."""
    if account:
        return await persons.persons_of(connection, act.services.vault, account.id)
    platform, _, external_id = name.rpartition(":")
    if not platform:
        raise NoSuchAccount(name=name[:80])
    return [persons.person_of(act.services.vault, platform, external_id)]


async def _note(connection: Connection, act: Act, name: str, account: Account | None, **counts: int) -> None:
    subject = _subject(act.services, account) if account else None
    await audit.record(connection, name, counts, act.services.clock(), subject, act.actor)


def _subject(services: Services, account: Account) -> bytes:
    return services.vault.sign(str(account.id).encode(), "audit")


def _number(word: str) -> int:
    """Read a whole number of at least 1, and nothing behind it: "10 000" is not ten."""
    if not (word.isascii() and word.isdecimal() and len(word) < 9 and 1 <= int(word) <= MOST_CREDITS):
        raise _no_amount(word)
    return int(word)


def _no_amount(word: str) -> WrongAct:
    return WrongAct(name=word[:40] or "?", names=f"1 … {MOST_CREDITS}")


def _as_sentence(words: str) -> str:
    return f"{words}." if words[-1:].isalnum() else words
