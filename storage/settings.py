"""What a user chose with /settings: short texts by name."""

from sqlalchemy import delete, literal, select

from storage import schema
from storage.database import Connection
from storage.statements import insert

_settings = schema.settings


async def get_settings(c: Connection, account_id: int) -> dict[str, str]:
    """Return the settings that this account changed; what is missing has its default."""
    query = select(_settings.c.name, _settings.c.value).where(_settings.c.account_id == account_id)
    return {name: value for name, value in await c.execute(query)}


async def set_setting(c: Connection, account_id: int, name: str, value: str | None) -> None:
    """Set one setting; None goes back to the default."""
    if value is None:
        await c.execute(delete(_settings).where(_settings.c.account_id == account_id, _settings.c.name == name))
        return
    statement = insert(c, _settings).values(account_id=account_id, name=name, value=value)
    await c.execute(
        statement.on_conflict_do_update(index_elements=["account_id", "name"], set_={"value": statement.excluded.value})
    )


async def copy_settings(c: Connection, source: int, target: int) -> None:
    """Give an account what another chose, where it has chosen nothing itself."""
    chosen = select(literal(target), _settings.c.name, _settings.c.value).where(_settings.c.account_id == source)
    copied = insert(c, _settings).from_select(["account_id", "name", "value"], chosen)
    await c.execute(copied.on_conflict_do_nothing())
