"""People arrive, become one, and are erased."""

from hypothesis.stateful import rule

from storage import accounts, linking, personal_data, pots
from storage.database import Connection
from tests.storage.conftest import NOW
from tests.storage.money.model import Holder
from tests.storage.money.table import CRASH, Table, people


class Visitors(Table):
    """Accounts that come, are joined to others, and go."""

    @rule(target=people)
    def arrive(self) -> Holder:
        return self.opened("person")

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

    @rule(crash=CRASH)
    def move_the_group(self, crash: int | None) -> None:
        """The pot is joined to an older one of the same group, while jobs that it pays for are open."""
        newer, older = self.pot, self.opened("pot")
        self.write(crash, pots.move, "web", older.name, self.group, NOW)
        newer.net, older.net, newer.joined, self.pot = 0, newer.net, older, older

    @rule(who=people, crash=CRASH)
    def erase(self, who: Holder, crash: int | None) -> None:
        if not who.is_alive:
            return
        self.write(crash, personal_data.erase, who.id, NOW)
        who.erased = True
        for order in self.totals.orders:
            if order.owner is who:
                if order.is_open:
                    self.give_back(order, "cancelled")
                order.gone = True
