"""The gate: bans that outlive accounts, and maintenance."""

from storage import gate
from storage.database import Database
from storage.gate import Gate
from tests.storage.conftest import NOW


async def test_the_gate_is_open(database: Database) -> None:
    async with database.read() as c:
        assert await gate.look(c, b"anna") == Gate()


async def test_a_ban_holds_until_it_is_lifted(database: Database) -> None:
    async with database.write() as c:
        await gate.ban(c, [b"anna", b"anna at work"], NOW)
        await gate.ban(c, [b"anna"], NOW)
        assert await gate.look(c, b"anna") == Gate(banned=True)
        assert await gate.look(c, b"bert") == Gate()

        await gate.lift(c, [b"anna"])

        assert await gate.look(c, b"anna") == Gate()


async def test_maintenance_says_what_its_owner_says(database: Database) -> None:
    async with database.write() as c:
        await gate.close(c, "back at noon")
        assert await gate.look(c, b"anna") == Gate(maintenance="back at noon")

        await gate.reopen(c)

        assert await gate.look(c, b"anna") == Gate()
