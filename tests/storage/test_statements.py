"""An insert that gives way to a row that is there already."""

from storage import schema
from storage.database import Database
from storage.statements import insert_new


async def test_a_taken_value_returns_no_row_and_changes_nothing(database: Database, account_id: int) -> None:
    settings = schema.settings
    row = {"account_id": account_id, "name": "theme", "value": "dark"}
    async with database.write() as c:
        first = (await c.execute(insert_new(c, settings, settings.c.value), row)).first()
        second = (await c.execute(insert_new(c, settings, settings.c.value), row | {"value": "light"})).first()
        stored = (await c.execute(settings.select())).all()

    assert first == ("dark",)
    assert second is None
    assert [found.value for found in stored] == ["dark"]
