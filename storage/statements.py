"""The statements that SQLite and PostgreSQL share but SQLAlchemy spells per dialect."""

from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import Column, Table
from sqlalchemy.sql.dml import ReturningInsert

from storage.database import Connection

if TYPE_CHECKING:
    from sqlalchemy.dialects.postgresql import Insert as PostgresInsert
    from sqlalchemy.dialects.sqlite import Insert as SqliteInsert


def insert(connection: Connection, table: Table) -> "SqliteInsert | PostgresInsert":
    """An INSERT that can be followed by `on_conflict_do_nothing` or `on_conflict_do_update`."""
    return insert_into(connection.dialect.name, table)


def insert_new(connection: Connection, table: Table, *returning: Column[Any]) -> ReturningInsert[*tuple[Any, ...]]:
    """An INSERT that returns a row, or none and changes nothing where a unique value is taken."""
    return _insert_new(connection.dialect.name, table, returning)


@cache
def insert_into(dialect: str, table: Table) -> "SqliteInsert | PostgresInsert":
    """An INSERT as `insert` returns it, by the name of the dialect: for statements that are built once."""
    if dialect == "sqlite":
        from sqlalchemy.dialects.sqlite import insert as sqlite_insert

        return sqlite_insert(table)
    from sqlalchemy.dialects.postgresql import insert as postgres_insert

    return postgres_insert(table)


@cache  # built once: to build it takes longer than to run it
def _insert_new(dialect: str, table: Table, returning: tuple[Column[Any], ...]) -> ReturningInsert[*tuple[Any, ...]]:
    return insert_into(dialect, table).on_conflict_do_nothing().returning(*returning)
