"""Jobs are taken on, run, fail, are stopped, and reach their people or do not."""

from dataclasses import replace

from hypothesis import strategies as st
from hypothesis.stateful import rule

from storage import jobs, ledger, quotas
from storage.database import Connection
from storage.errors import NotEnoughCredits
from tests.storage.conftest import NOW, new_job
from tests.storage.money.model import Holder, Order
from tests.storage.money.table import CRASH, LIMIT, Table, orders, people

STALE = st.sampled_from([0, 0, 0, 0, 1, 2])  # how many attempts behind a runner is


class Orders(Table):
    """Every step of a job's life, by runners that are behind as well."""

    @rule(target=orders, who=people, price=st.integers(0, 15), free=st.booleans(), pot=st.booleans(), crash=CRASH)
    def reserve(self, who: Holder, price: int, free: bool, pot: bool, crash: int | None) -> Order | None:
        if not who.is_alive:
            return None
        payer = self.pot if pot else who
        key = f"update-{self.next()}"

        async def take_on(c: Connection) -> jobs.Job | None:
            claims = [self.claim(who)] if free else []
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
                self.give_back(order, "failed")

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
                self.give_back(order, "failed")

    @rule(order=orders, crash=CRASH)
    def cancel(self, order: Order | None, crash: int | None) -> None:
        if order:
            assert self.write(crash, jobs.cancel, order.id, NOW) == order.is_open
            if order.is_open:
                self.give_back(order, "cancelled")

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
                self.give_back(order, "undeliverable")
            elif order.waits:
                order.state = "undeliverable"

    @rule(order=orders, crash=CRASH)
    def settle_behind_the_back_of_the_job(self, order: Order | None, crash: int | None) -> None:
        """No repeated booking changes a settled job."""
        if order and not order.is_open:
            assert not self.write(crash, ledger.capture, order.id, NOW)
            assert not self.write(crash, ledger.refund, order.id, NOW)
