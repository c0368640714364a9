"""Rows of a data export as JSON values. What is sealed for the person is opened for them."""

from collections.abc import Callable
from datetime import date
from typing import Any

from handlers import sealing
from handlers.pipeline import write_chain
from handlers.services import Services
from handlers.telling import read_report
from storage.errors import KeyMissing
from storage.exports import Field, Row, fields_of
from tools.errors import ToolError


def plain_row(table: str, row: Row, services: Services) -> dict[str, Any]:
    """Return a row's values by name as JSON knows them; times in ISO 8601, None for what was erased."""
    return {field.name: _plain(field, row, services) for field in fields_of(table)}


def _plain(field: Field, row: Row, services: Services) -> object:
    value = row[field.name]
    if not field.is_sealed:
        return value.isoformat() if isinstance(value, date) else value
    try:
        return OPENED[field.table, field.name](services, row) if value else None
    except KeyMissing:
        return None


def _steps(services: Services, row: Row) -> object:
    """Return what was asked for as it would be typed, or as it was stored where that can be typed no more."""
    asked = services.vault, row["account_id"], row["steps"]
    try:
        return write_chain(sealing.unseal_steps(*asked, services.catalog), services.catalog)
    except (KeyError, ToolError, ValueError):
        return sealing.unseal_plain_steps(*asked)


def _result(services: Services, row: Row) -> object:
    """Return what a job made, while that is kept."""
    if row["keep_until"] and row["keep_until"] <= services.clock():
        return None
    made = sealing.unseal_outcome(services.vault, row["account_id"], row["result"]).to_plain()
    for file in made["files"]:
        del file["key"]
    return made


def _report(services: Services, row: Row) -> object:
    _, words = read_report(services.vault, row["account_id"], row["body"])
    return words


OPENED: dict[tuple[str, str], Callable[[Services, Row], object]] = {
    ("jobs", "steps"): _steps,
    ("jobs", "result"): _result,
    ("notices", "body"): _report,
}
"""How each sealed field that is exported is opened, by table and name."""
