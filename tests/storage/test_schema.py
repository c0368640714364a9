"""The schema: every column has its class of data, and times mean one moment on every database."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import Column, Table, select

from storage import schema
from storage.classification import DataClass, Erase
from storage.database import Database
from storage.personal_data import classification

COLUMNS = [column for table in schema.metadata.sorted_tables for column in table.columns]


@pytest.mark.parametrize("column", COLUMNS, ids=str)
def test_every_column_has_its_class_of_data(column: Column[object]) -> None:
    assert isinstance(column.info.get("data"), DataClass), f'{column} needs info={{"data": DataClass.X}} in schema.py'
    assert isinstance(column.info["sealed"], bool)


@pytest.mark.parametrize("table", schema.metadata.sorted_tables, ids=str)
def test_a_table_is_erased_by_rows_or_by_columns_but_not_by_both(table: Table) -> None:
    kinds = {classification(column).erase for column in table.columns}

    assert len(kinds & {Erase.ROW, Erase.SENDER, Erase.CLEAR}) <= 1
    if Erase.ROW in kinds:
        assert "account_id" in table.c, "rows that are erased must say whose they are"
    if Erase.SENDER in kinds:
        assert "sender" in table.c, "rows that are erased must say whose they are"


def test_every_class_of_data_is_in_use() -> None:
    assert {column.info["data"] for column in COLUMNS} == set(DataClass)


async def test_times_come_back_aware_and_in_utc(database: Database, account_id: int) -> None:
    berlin = datetime(2026, 11, 22, 13, 30, tzinfo=timezone(timedelta(hours=1)))
    accounts = schema.accounts
    async with database.write() as c:
        await c.execute(accounts.update().values(seen_at=berlin))
        back = (await c.execute(select(accounts.c.seen_at))).scalar_one()
        found = (await c.execute(select(accounts.c.id).where(accounts.c.seen_at == berlin))).all()

    assert back == berlin
    assert back.tzinfo is UTC or back.utcoffset() == timedelta(0)
    assert len(found) == 1


async def test_a_time_without_a_zone_is_refused(database: Database, account_id: int) -> None:
    with pytest.raises(Exception, match="must be aware"):
        async with database.write() as c:
            await c.execute(schema.accounts.update().values(seen_at=datetime(2026, 11, 22)))  # noqa: DTZ001 - on purpose


async def test_account_numbers_are_never_given_twice(database: Database, account_id: int) -> None:
    accounts = schema.accounts
    async with database.write() as c:
        new = accounts.insert().returning(accounts.c.id)
        row = {"created_at": datetime(2026, 11, 22, tzinfo=UTC)}
        second = (await c.execute(new, row)).scalar_one()
        await c.execute(accounts.delete().where(accounts.c.id == second))

        assert (await c.execute(new, row)).scalar_one() > second
