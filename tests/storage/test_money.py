"""Any order of events, repeated and stale ones too, with crashes between any two statements, leaves every credit
accounted for.

A state machine drives the real storage beside a model that keeps the same books in a few plain lines. The invariants
are those of docs/money.md.
"""

import asyncio
import shutil
import tempfile
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, multiple, rule
from sqlalchemy import event, select

from storage import accounts, books, jobs, ledger, linking, personal_data, quotas, schema
from storage.books import GIVEN_BACK
from storage.database import Connection, Database
from storage.errors import NotEnoughCredits
from storage.migrate import migrate
from storage.quotas import Claim, day_of
from tests.proofs.counts import WHOLE
from tests.storage.conftest import NOW, new_job

T = TypeVar("T")
RUNS = 2000 if WHOLE else 10
STEPS = 50
LIMIT = 3
"""So many free runs has each person."""

EVERY = 5

STALE = st.sampled_from([0, 0, 0, 0, 1, 2])  # how many attempts behind a runner is
CRASH = st.one_of(st.none(), st.integers(0, 12))
"""Before which statement of its transaction a call crashes, to be made again; None for one that does not."""

AMOUNTS = st.integers(1, 20)
_MEMORY = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108 - a proof waits for no disk


class Crashed(Exception):
    """The process is gone in the middle of a transaction."""


@dataclass
class Holder:
    """An account as it should be: what it holds less what it owes, and how many free runs were used."""

    id: int
    name: str
    net: int = 0
    used: int = 0
    joined: "Holder | None" = None
    erased: bool = False

    @property
    def is_alive(self) -> bool:
        return self.joined is None and not self.erased

    @property
    def now(self) -> "Holder":
        return self.joined.now if self.joined else self


@dataclass
class Order:
    """A job as it should be."""

    id: int
    owner: Holder
    payer: Holder
    price: int
    free: bool
    state: str = "reserved"
    attempt: int = 0
    delivered: bool = False
    gone: bool = False

    @property
    def is_open(self) -> bool:
        return not self.gone and self.state in ("reserved", "running")

    @property
    def waits(self) -> bool:
        return not self.gone and self.state in ("done", "failed") and not self.delivered


@dataclass
class Paid:
    """What was granted or bought for a cause."""

    kind: str
    holder: Holder
    amount: int
    taken_back: bool = False


@dataclass
class Totals:
    """What came into all accounts together, and what left them."""

    given: int = 0
    taken: int = 0
    orders: list[Order] = field(default_factory=list)


class Money(RuleBasedStateMachine):
    """Several people, a pot, their credits and their jobs."""

    people = Bundle("people")
    causes = Bundle("causes")
    orders = Bundle("orders")

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory(dir=_MEMORY)
        self.runner = asyncio.Runner()
        path = Path(self.folder.name) / "darkroom.db"
        shutil.copy(_migrated(), path)
        self.database = Database(f"sqlite:///{path}")
        self.runner.run(self.database.open())
        self.crash_in: int | None = None
        event.listen(self.database._writer.sync_engine, "before_cursor_execute", self._crash)
        self.holders: list[Holder] = []
        self.paid: dict[str, Paid] = {}
        self.totals = Totals()
        self.number = 0
        self.pot = self._opened("pot")

    def teardown(self) -> None:
        self._check_books()
        self.runner.run(self.database.close())
        self.runner.close()
        self.folder.cleanup()

    @initialize(target=people)
    def two_arrive(self) -> Any:
        return multiple(self._opened("person"), self._opened("person"))

    @initialize(target=causes, amount=AMOUNTS)
    def the_first_buys(self, amount: int) -> str:
        return self._credited(self.holders[-1], amount, "purchase", None)

    @rule(target=people)
    def arrive(self) -> Holder:
        return self._opened("person")

    @rule(target=causes, who=people, amount=AMOUNTS, kind=st.sampled_from(["grant", "purchase"]), crash=CRASH)
    def credit(self, who: Holder, amount: int, kind: str, crash: int | None) -> str:
        return self._credited(who, amount, kind, crash)

    def _credited(self, who: Holder, amount: int, kind: str, crash: int | None) -> str:
        cause = f"{kind} {self._next()}"
        if who.is_alive:
            assert self.write(crash, getattr(ledger, kind), who.id, amount, cause, NOW)
            who.net += amount
            self.totals.given += amount
            self.paid[cause] = Paid(kind, who, amount)
        return cause

    @rule(cause=causes, amount=AMOUNTS, crash=CRASH)
    def credit_again(self, cause: str, amount: int, crash: int | None) -> None:
        if paid := self.paid.get(cause):
            assert not self.write(crash, getattr(ledger, paid.kind), paid.holder.id, amount, cause, NOW)

    @rule(cause=causes, crash=CRASH)
    def charge_back(self, cause: str, crash: int | None) -> None:
        paid = self.paid.get(cause)
        expected = paid.amount if paid and not paid.taken_back else 0
        assert self.write(crash, ledger.chargeback, cause, NOW) == expected
        if paid and expected:
            paid.taken_back = True
            paid.holder.now.net -= expected
            self.totals.taken += expected

    @rule(who=people, most=AMOUNTS, crash=CRASH)
    def take_back(self, who: Holder, most: int, crash: int | None) -> None:
        expected = max(0, min(most, who.net))
        assert self.write(crash, ledger.take_back, who.id, most, f"take {self._next()}", NOW) == expected
        who.net -= expected
        self.totals.taken += expected

    @rule(who=people, amount=AMOUNTS, crash=CRASH)
    def fund(self, who: Holder, amount: int, crash: int | None) -> None:
        pair = f"fund {self._next()}"
        try:
            assert self.write(crash, ledger.transfer, who.id, self.pot.id, amount, pair, NOW)
        except NotEnoughCredits:
            assert amount > who.net
            return
        assert amount <= who.net
        who.net -= amount
        self.pot.net += amount
        assert not self.write(crash, ledger.transfer, who.id, self.pot.id, amount, pair, NOW)

    @rule(target=orders, who=people, price=st.integers(0, 15), free=st.booleans(), pot=st.booleans(), crash=CRASH)
    def reserve(self, who: Holder, price: int, free: bool, pot: bool, crash: int | None) -> Order | None:
        if not who.is_alive:
            return None
        payer = self.pot if pot else who
        key = f"update-{self._next()}"

        async def take_on(c: Connection) -> jobs.Job | None:
            claims = [self._claim(who)] if free else []
            for claim in claims:
                if not await quotas.take(c, claim, LIMIT):
                    return None
            new = replace(
                new_job(who.id, key, price),
                payer_id=payer.id if pot else None,
                claims=[claim.to_plain() for claim in claims] or None,
            )
            return await jobs.reserve(c, new, NOW)

        try:
            job = self.write(crash, take_on)
        except NotEnoughCredits:
            assert price > payer.net
            return None
        if job is None:
            assert free
            assert who.used == LIMIT
            return None
        assert price <= max(0, payer.net)
        payer.net -= price
        who.used += free
        order = Order(job.id, who, payer, price, free)
        self.totals.orders.append(order)
        assert self.write(crash, jobs.reserve, new_job(who.id, key, price), NOW) is None, "the same request again"
        return order

    @rule(order=orders, times=st.integers(1, jobs.MAX_ATTEMPTS + 1), crash=CRASH)
    def begin(self, order: Order | None, times: int, crash: int | None) -> None:
        """Begin as often as runners died with the job."""
        for _ in range(times if order else 0):
            assert order
            begun = self.write(crash, jobs.begin, order.id, NOW)
            assert (begun is not None) == (order.is_open and order.attempt < jobs.MAX_ATTEMPTS)
            if begun:
                order.state, order.attempt = "running", order.attempt + 1
            elif order.is_open:
                self._give_back(order, "failed")

    @rule(order=orders, stale=STALE, crash=CRASH)
    def succeed(self, order: Order | None, stale: int, crash: int | None) -> None:
        if order:
            done = self.write(crash, jobs.succeed, order.id, order.attempt - stale, None, None, NOW) is not None
            assert done == (order.is_open and order.state == "running" and stale == 0)
            order.state = "done" if done else order.state

    @rule(order=orders, stale=STALE, crash=CRASH)
    def fail(self, order: Order | None, stale: int, crash: int | None) -> None:
        if order:
            failed = self.write(crash, jobs.fail, order.id, order.attempt - stale, "crashed", {}, NOW)
            assert failed == (order.is_open and order.state == "running" and stale == 0)
            if failed:
                self._give_back(order, "failed")

    @rule(order=orders, crash=CRASH)
    def cancel(self, order: Order | None, crash: int | None) -> None:
        if order:
            assert self.write(crash, jobs.cancel, order.id, NOW) == order.is_open
            if order.is_open:
                self._give_back(order, "cancelled")

    @rule(order=orders, crash=CRASH)
    def deliver(self, order: Order | None, crash: int | None) -> None:
        if order:
            assert self.write(crash, jobs.delivered, order.id, NOW) == order.waits
            if order.waits:
                order.delivered = True
                order.state = "delivered" if order.state == "done" else order.state

    @rule(order=orders, crash=CRASH)
    def give_up_delivery(self, order: Order | None, crash: int | None) -> None:
        if order:
            assert self.write(crash, jobs.undeliverable, order.id, NOW) == order.waits
            if order.waits and order.state == "done":
                self._give_back(order, "undeliverable")
            elif order.waits:
                order.state = "undeliverable"

    @rule(order=orders, crash=CRASH)
    def settle_behind_the_back_of_the_job(self, order: Order | None, crash: int | None) -> None:
        """No repeated booking changes a settled job."""
        if order and not order.is_open:
            assert not self.write(crash, ledger.capture, order.id, NOW)
            assert not self.write(crash, ledger.refund, order.id, NOW)

    @rule(source=people, into=people, crash=CRASH)
    def join(self, source: Holder, into: Holder, crash: int | None) -> None:
        if source is into or not (source.is_alive and into.is_alive):
            return

        async def merge(c: Connection) -> int | None:
            await linking.lock_both(c, source.id, into.id)
            if await linking.is_busy(c, source.id):
                return None
            one, other = await accounts.get(c, source.id), await accounts.get(c, into.id)
            assert one
            assert other
            return await linking.merge(c, one, other, NOW)

        moved = self.write(crash, merge)
        busy = any(order.owner is source and (order.is_open or order.waits) for order in self.totals.orders)
        assert moved == (None if busy else source.net)
        if moved is not None:
            source.net, into.net, source.joined = 0, into.net + moved, into

    @rule(who=people, crash=CRASH)
    def erase(self, who: Holder, crash: int | None) -> None:
        if not who.is_alive:
            return
        self.write(crash, personal_data.erase, who.id, NOW)
        who.erased = True
        for order in self.totals.orders:
            if order.owner is who:
                if order.is_open:
                    self._give_back(order, "cancelled")
                order.gone = True

    @invariant()
    def every_account_holds_what_it_should(self) -> None:
        async def compare() -> None:
            async with self.database.read() as c:
                columns = (schema.accounts.c.id, schema.accounts.c.credits, schema.accounts.c.debt)
                stored = {number: (credits, debt) for number, credits, debt in await c.execute(select(*columns))}
                states = (schema.jobs.c.id, schema.jobs.c.state, schema.jobs.c.attempt)
                found = {number: (state, attempt) for number, state, attempt in await c.execute(select(*states))}
                used = await quotas.everything(c, day_of(NOW))
            assert stored == {who.id: (max(0, who.net), max(0, -who.net)) for who in self.holders}
            assert found == {o.id: (o.state, o.attempt) for o in self.totals.orders if not o.gone}
            counted = [used.get(("free", who.name.encode(), day_of(NOW)), 0) for who in self.holders]
            assert counted == [who.used for who in self.holders]
            assert all(count <= LIMIT for count in counted)

        self.runner.run(compare())

    @invariant()
    def the_books_agree(self) -> None:
        """Recomputed now and then, and at the end of each run: it takes longer than a step."""
        if self.number % EVERY == 0:
            self._check_books()

    @invariant()
    def nothing_is_made_or_lost(self) -> None:
        """What came in is what is held, and what was taken back or spent on jobs that came to something."""
        spent = sum(order.price for order in self.totals.orders if order.state not in GIVEN_BACK)
        assert sum(who.net for who in self.holders) == self.totals.given - self.totals.taken - spent

    def write(self, crash: int | None, operation: Callable[..., Awaitable[T]], *args: object) -> T:
        """Call it in a transaction; with `crash` it fails in the middle first, and is called again after that."""

        async def transaction() -> T:
            async with self.database.write() as c:
                return await operation(c, *args)

        if crash is not None:
            self.crash_in = crash
            try:
                return self.runner.run(transaction())
            except Crashed:
                self.every_account_holds_what_it_should()
            finally:
                self.crash_in = None
        return self.runner.run(transaction())

    def _check_books(self) -> None:
        async def check() -> None:
            async with self.database.read() as c:
                assert await books.check(c, day_of(NOW)) == []

        self.runner.run(check())

    def _crash(self, *_: object) -> None:
        if self.crash_in is not None:
            self.crash_in -= 1
            if self.crash_in < 0:
                raise Crashed

    def _opened(self, kind: str) -> Holder:
        name = f"{kind}-{self._next()}"
        account = self.write(None, accounts.find_or_open, "web", name, NOW)
        holder = Holder(account.id, name)
        self.holders.append(holder)
        return holder

    def _claim(self, who: Holder) -> Claim:
        return Claim("free", who.name.encode(), day_of(NOW), 1)

    def _give_back(self, order: Order, state: str) -> None:
        order.state = state
        order.payer.net += order.price
        order.owner.used -= order.free

    def _next(self) -> int:
        self.number += 1
        return self.number


@cache
def _migrated() -> Path:
    """Return an empty database of this schema, to be copied."""
    path = Path(tempfile.mkdtemp(dir=_MEMORY)) / "darkroom.db"

    async def make() -> None:
        database = Database(f"sqlite:///{path}")
        await database.open()
        await migrate(database)
        await database.truncate_wal()
        await database.close()

    asyncio.run(make())
    return path


TestMoney = pytest.mark.proof(pytest.mark.timeout(3600)(Money.TestCase))
TestMoney.settings = settings(
    max_examples=RUNS, stateful_step_count=STEPS, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
