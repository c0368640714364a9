"""Settings: what was chosen last counts, and None goes back to the default."""

from storage.database import Database
from storage.settings import get_settings, set_setting


async def test_the_last_choice_counts(database: Database, account_id: int) -> None:
    async with database.write() as c:
        await set_setting(c, account_id, "history", "on")
        await set_setting(c, account_id, "history", "off")
        await set_setting(c, account_id, "format", "png")

        assert await get_settings(c, account_id) == {"history": "off", "format": "png"}

        await set_setting(c, account_id, "history", None)

        assert await get_settings(c, account_id) == {"format": "png"}
