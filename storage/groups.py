"""What the admins of a group chose for it. A group that changed nothing has no row."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, delete, literal, select, update

from storage import schema
from storage.database import Connection
from storage.statements import insert

_groups = schema.groups


@dataclass(frozen=True, slots=True)
class Group:
    """A group's settings; None and an empty tuple are the defaults. `result` is "photo" or "file".

    `pot_cap` is how many credits of the group's pot one member may use a day.
    """

    platform: str
    group_id: str
    language: str | None = None
    result: str | None = None
    auto_delete_minutes: int | None = None
    off_tools: tuple[str, ...] = ()
    pot_cap: int | None = None


async def get(c: Connection, platform: str, group_id: str) -> Group | None:
    """Return what the group chose, or None where it changed nothing."""
    chosen = (_groups.c.language, _groups.c.result, _groups.c.auto_delete_minutes, _groups.c.off_tools)
    row = (await c.execute(select(*chosen, _groups.c.pot_cap).where(_is(platform, group_id)))).one_or_none()
    if row is None:
        return None
    language, result, minutes, off_tools, pot_cap = row
    return Group(platform, group_id, language, result, minutes, tuple(off_tools), pot_cap)


async def put(c: Connection, group: Group, now: datetime) -> None:
    """Store a group's settings in the place of those before."""
    chosen = {
        "language": group.language,
        "result": group.result,
        "auto_delete_minutes": group.auto_delete_minutes,
        "off_tools": list(group.off_tools),
        "pot_cap": group.pot_cap,
        "changed_at": now,
    }
    statement = insert(c, _groups).values(platform=group.platform, group_id=group.group_id, **chosen)
    await c.execute(statement.on_conflict_do_update(index_elements=["platform", "group_id"], set_=chosen))


async def known(c: Connection, platform: str) -> list[tuple[str, bool]]:
    """Return every group that chose something, and whether we left it."""
    query = select(_groups.c.group_id, _groups.c.removed_at.is_not(None)).where(_groups.c.platform == platform)
    return [(group_id, bool(is_left)) for group_id, is_left in await c.execute(query)]


async def is_left(c: Connection, platform: str, group_id: str) -> bool:
    """Whether the group's settings wait for their purge."""
    query = select(_groups.c.group_id).where(_is(platform, group_id), _groups.c.removed_at.is_not(None))
    return (await c.execute(query)).first() is not None


async def removed(c: Connection, platform: str, group_id: str, now: datetime) -> None:
    """Note that we are no longer in the group: from now on its settings wait for their purge."""
    still_there = _groups.c.removed_at.is_(None)
    await c.execute(update(_groups).where(_is(platform, group_id), still_there).values(removed_at=now))


async def returned(c: Connection, platform: str, group_id: str) -> None:
    """Note that we are in the group again, so that its settings stay."""
    await c.execute(update(_groups).where(_is(platform, group_id)).values(removed_at=None))


async def migrated(c: Connection, platform: str, old_id: str, new_id: str) -> None:
    """Move the settings of a group that got another id. What was chosen under the new one already counts more."""
    names = [column.name for column in _groups.c]
    moved = select(*(_groups.c[name] if name != "group_id" else literal(new_id) for name in names))
    statement = insert(c, _groups).from_select(names, moved.where(_is(platform, old_id)))
    await c.execute(statement.on_conflict_do_nothing())
    await c.execute(delete(_groups).where(_is(platform, old_id)))


async def purge(c: Connection, removed_before: datetime) -> int:
    """Delete the settings of groups that we left before this moment; return how many."""
    return (await c.execute(delete(_groups).where(_groups.c.removed_at < removed_before))).rowcount


def _is(platform: str, group_id: str) -> ColumnElement[bool]:
    return and_(_groups.c.platform == platform, _groups.c.group_id == group_id)
