"""An adapter's notes: what was written last counts, each chat has its own."""

from storage import adapter_state
from storage.database import Database


async def test_the_last_text_counts(database: Database) -> None:
    async with database.write() as c:
        assert await adapter_state.get(c, "telegram", "menus") is None

        await adapter_state.put(c, "telegram", "menus", "first")
        await adapter_state.put(c, "telegram", "menus", "second")
        await adapter_state.put(c, "discord", "menus", "another")

        assert await adapter_state.get(c, "telegram", "menus") == "second"
        assert await adapter_state.get(c, "telegram", "commands") is None
        assert await adapter_state.get(c, "discord", "menus") == "another"
