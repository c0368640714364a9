"""Credits come, are taken back, and go into a pot."""

from hypothesis import strategies as st
from hypothesis.stateful import rule

from storage import ledger
from storage.errors import NotEnoughCredits
from tests.storage.conftest import NOW
from tests.storage.money.model import Holder, Paid
from tests.storage.money.table import AMOUNTS, CRASH, Table, causes, people


class Credits(Table):
    """Gifts, purchases, chargebacks and transfers, each of them repeated too."""

    @rule(target=causes, who=people, amount=AMOUNTS, kind=st.sampled_from(["grant", "purchase"]), crash=CRASH)
    def credit(self, who: Holder, amount: int, kind: str, crash: int | None) -> str:
        return self.credited(who, amount, kind, crash)

    def credited(self, who: Holder, amount: int, kind: str, crash: int | None) -> str:
        cause = f"{kind} {self.next()}"
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
        assert self.write(crash, ledger.take_back, who.id, most, f"take {self.next()}", NOW) == expected
        who.net -= expected
        self.totals.taken += expected

    @rule(who=people, amount=AMOUNTS, crash=CRASH)
    def fund(self, who: Holder, amount: int, crash: int | None) -> None:
        pair = f"fund {self.next()}"
        try:
            assert self.write(crash, ledger.transfer, who.id, self.pot.id, amount, pair, NOW)
        except NotEnoughCredits:
            assert amount > who.net
            return
        assert amount <= who.net
        who.net -= amount
        self.pot.net += amount
        assert not self.write(crash, ledger.transfer, who.id, self.pot.id, amount, pair, NOW)
