"""What an export holds: every column is in it or says why not, and the rows are those of one person."""

import pytest
from sqlalchemy import Table, func, select

from storage import accounts, exports, ledger, schema, settings, usage
from storage.classification import ExportFile, LeftOut
from storage.database import Database
from storage.exports import Row, fields_of, left_out, page, tables_of
from tests.storage.conftest import NOW

ENTRIES = 5


@pytest.mark.parametrize("table", schema.metadata.sorted_tables, ids=str)
def test_a_table_names_its_file_where_something_of_it_is_exported(table: Table) -> None:
    exported = [column for column in table.columns if column.info["left_out"] is None]

    assert isinstance(table.info.get("export"), ExportFile) is bool(exported), f"{table} needs info, or a reason each"
    if exported:
        assert table is schema.accounts or "account_id" in table.c, "rows that are exported must say whose they are"
        assert set(table.primary_key) <= set(exported), "rows are read in the order of their key"


def test_every_column_is_exported_or_says_why_it_is_not() -> None:
    inside = {(field.table, field.name) for file in ExportFile for name in tables_of(file) for field in fields_of(name)}
    outside = {(field.table, field.name) for why in LeftOut for field in left_out(why)}
    columns = {(table.name, column.name) for table in schema.metadata.sorted_tables for column in table.columns}

    assert inside | outside == columns
    assert not inside & outside


def test_every_file_and_every_reason_is_in_use() -> None:
    assert all(tables_of(file) for file in ExportFile)
    assert all(left_out(why) for why in LeftOut)


async def test_a_table_is_read_page_by_page_without_a_row_of_anyone_else(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exports, "PAGE", 2)
    async with database.write() as c:
        mine, other = [(await accounts.find_or_open(c, "web", name, NOW)).id for name in ("visitor-1", "visitor-2")]
        for account_id in (mine, other):
            for number in range(ENTRIES):
                await ledger.grant(c, account_id, 1, f"gift {number} for {account_id}", NOW)
                await settings.set_setting(c, account_id, f"name {number}", f"value of {account_id}")
                await usage.count(c, account_id, f"tool-{number}", NOW.date())

    async with database.read() as c:
        for file in ExportFile:
            for table in tables_of(file):
                found: list[Row] = []
                while more := await page(c, table, [mine], found[-1] if found else None):
                    assert len(more) <= 2
                    found += more
                owner = "id" if table == "accounts" else "account_id"
                assert {row[owner] for row in found} <= {mine}
                of_mine = schema.metadata.tables[table].c[owner] == mine
                count = select(func.count()).select_from(schema.metadata.tables[table]).where(of_mine)
                assert len(found) == (await c.execute(count)).scalar_one()
                assert len({str(row) for row in found}) == len(found)
