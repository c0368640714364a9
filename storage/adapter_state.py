"""What a chat's adapter remembers of its own doing over a restart: short texts by name, nothing of any person."""

from sqlalchemy import select

from storage import schema
from storage.database import Connection
from storage.statements import insert

_state = schema.adapter_state


async def get(c: Connection, platform: str, name: str) -> str | None:
    """Return what was stored under this name, or None."""
    query = select(_state.c.value).where(_state.c.platform == platform, _state.c.name == name)
    value: str | None = (await c.execute(query)).scalar_one_or_none()
    return value


async def put(c: Connection, platform: str, name: str, value: str) -> None:
    """Store a text under a name in the place of the one before."""
    statement = insert(c, _state).values(platform=platform, name=name, value=value)
    await c.execute(statement.on_conflict_do_update(index_elements=["platform", "name"], set_={"value": value}))
