"""The audit tells what was done and how much of it, and has no place for whom."""

from sqlalchemy import select

from storage import audit, schema
from storage.database import Database
from storage.vault import Vault
from tests.storage.conftest import NOW


async def test_an_act_is_recorded_under_a_keyed_hash(database: Database, vault: Vault) -> None:
    subject = vault.sign(b"7", "audit")
    async with database.write() as c:
        await audit.record(c, "erase", {"jobs": 3}, NOW, subject)
        row = (await c.execute(select(schema.audit))).mappings().one()

    assert (row["act"], row["counts"], row["at"], row["subject"]) == ("erase", {"jobs": 3}, NOW, subject)
    assert "account_id" not in schema.audit.c
