"""A database that may crash before any statement, and the model that it is compared with after every step."""

import asyncio
import shutil
import tempfile
from collections.abc import Awaitable, Callable
from functools import cache
from pathlib import Path
from typing import TypeVar

from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant
from sqlalchemy import event, select

from storage import accounts, books, quotas, schema
from storage.books import GIVEN_BACK
from storage.database import Database
from storage.migrate import migrate
from storage.quotas import Claim, day_of
from tests.storage.conftest import NOW
from tests.storage.money.model import Holder, Order, Paid, Totals

T = TypeVar("T")
LIMIT = 3
"""So many free runs has each person."""

EVERY = 5

CRASH = st.one_of(st.none(), st.integers(0, 12))
"""Before which statement of its transaction a call crashes, to be made again; None for one that does not."""

AMOUNTS = st.integers(1, 20)
_MEMORY = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108 - a proof waits for no disk

people: Bundle[Holder] = Bundle("people")
causes: Bundle[str] = Bundle("causes")
orders: Bundle[Order | None] = Bundle("orders")


class Crashed(Exception):
    """The process is gone in the middle of a transaction."""


class Table(RuleBasedStateMachine):
    """Several people, a pot, and what always holds of them."""

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
        self.pot = self.opened("pot")
        self.group = self.pot.name

    def teardown(self) -> None:
        self._check_books()
        self.runner.run(self.database.close())
        self.runner.close()
        self.folder.cleanup()

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

    def opened(self, kind: str) -> Holder:
        name = f"{kind}-{self.next()}"
        account = self.write(None, accounts.find_or_open, "web", name, NOW)
        holder = Holder(account.id, name)
        self.holders.append(holder)
        return holder

    def claim(self, who: Holder) -> Claim:
        return Claim("free", who.name.encode(), day_of(NOW), 1)

    def give_back(self, order: Order, state: str) -> None:
        order.state = state
        order.payer.now.net += order.price
        order.owner.used -= order.free

    def next(self) -> int:
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
