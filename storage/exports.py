"""What a data export holds, as the data classes say: the fields of each table, and the rows of one person alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import JSON, Column, Date, Integer, select, tuple_

from storage import schema
from storage.classification import DataClass, ExportFile, LeftOut
from storage.database import Connection

PAGE = 500
"""So many rows are read at a time."""

Row = Mapping[str, Any]
"""The exported fields of one row, by name, as they are stored."""

Kind = Literal["text", "number", "time", "day", "json"]


@dataclass(frozen=True, slots=True)
class Field:
    """A column. `kind` is what stands in it; in one that `is_sealed`, after it was opened."""

    table: str
    name: str
    data: DataClass
    kind: Kind
    is_sealed: bool


def tables_of(file: ExportFile) -> list[str]:
    """Return the tables whose rows go into this file."""
    return [table.name for table in schema.metadata.sorted_tables if table.info.get("export") is file]


def fields_of(table: str) -> list[Field]:
    """Return the fields of a table that are exported."""
    return [_field(column) for column in _columns(table)]


def left_out(why: LeftOut) -> list[Field]:
    """Return what is in no export for this reason."""
    tables = schema.metadata.sorted_tables
    return [_field(column) for table in tables for column in table.columns if column.info["left_out"] is why]


async def page(c: Connection, table: str, account_ids: Sequence[int], after: Row | None = None) -> list[Row]:
    """Return these accounts' rows of a table in the order of its key: up to `PAGE` of those that follow `after`."""
    found = schema.metadata.tables[table]
    owner = found.c.id if found is schema.accounts else found.c.account_id
    keys = list(found.primary_key)
    query = select(*_columns(table)).where(owner.in_(account_ids)).order_by(*keys).limit(PAGE)
    if after:
        query = query.where(tuple_(*keys) > tuple_(*[after[key.name] for key in keys]))
    return [dict(row) for row in (await c.execute(query)).mappings()]


def _columns(table: str) -> list[Column[Any]]:
    return [column for column in schema.metadata.tables[table].columns if column.info["left_out"] is None]


def _field(column: Column[Any]) -> Field:
    info = column.info
    return Field(column.table.name, column.name, info["data"], _kind(column), info["sealed"])


def _kind(column: Column[Any]) -> Kind:
    if column.info["sealed"] or isinstance(column.type, JSON):
        return "json"
    if isinstance(column.type, schema.UtcDateTime):
        return "time"
    if isinstance(column.type, Date):
        return "day"
    return "number" if isinstance(column.type, Integer) else "text"
