"""Groups: what was chosen last counts, follows the group to another id, and goes some time after we left."""

from datetime import timedelta

from storage import groups
from storage.database import Database
from storage.groups import Group
from tests.storage.conftest import NOW

CHOSEN = Group("telegram", "-1001", "de", "file", 60, ("blur", "resize"))


async def test_a_group_that_chose_nothing_has_no_row(database: Database) -> None:
    async with database.write() as c:
        assert await groups.get(c, "telegram", "-1001") is None

        await groups.removed(c, "telegram", "-1001", NOW)
        await groups.returned(c, "telegram", "-1001")
        await groups.migrated(c, "telegram", "-1001", "-1002")

        assert await groups.get(c, "telegram", "-1001") is None
        assert await groups.get(c, "telegram", "-1002") is None


async def test_the_last_choice_counts_and_only_for_this_group(database: Database) -> None:
    async with database.write() as c:
        await groups.put(c, CHOSEN, NOW)
        assert await groups.get(c, "telegram", "-1001") == CHOSEN
        assert await groups.get(c, "discord", "-1001") is None

        plain = Group("telegram", "-1001", off_tools=("pixelate",))
        await groups.put(c, plain, NOW)

        assert await groups.get(c, "telegram", "-1001") == plain


async def test_settings_go_after_their_days_unless_we_are_back(database: Database) -> None:
    async with database.write() as c:
        for group in ("left", "back", "here"):
            await groups.put(c, Group("telegram", group), NOW)
        for group in ("left", "back"):
            await groups.removed(c, "telegram", group, NOW)
        await groups.removed(c, "telegram", "left", NOW + timedelta(days=5))  # told twice: the first time counts
        await groups.returned(c, "telegram", "back")

        assert await groups.purge(c, NOW) == 0
        assert await groups.purge(c, NOW + timedelta(seconds=1)) == 1

        found = [await groups.get(c, "telegram", group) for group in ("left", "back", "here")]
        assert [group.group_id for group in found if group] == ["back", "here"]


async def test_settings_follow_a_group_to_its_new_id(database: Database) -> None:
    async with database.write() as c:
        await groups.put(c, CHOSEN, NOW)

        for _ in range(2):  # a chat may tell it on both sides
            await groups.migrated(c, "telegram", "-1001", "-1002")

        assert await groups.get(c, "telegram", "-1001") is None
        assert await groups.get(c, "telegram", "-1002") == Group(
            "telegram", "-1002", "de", "file", 60, CHOSEN.off_tools
        )


async def test_what_was_chosen_under_the_new_id_already_counts_more(database: Database) -> None:
    new = Group("telegram", "-1002", "en")
    async with database.write() as c:
        await groups.put(c, CHOSEN, NOW)
        await groups.put(c, new, NOW)

        await groups.migrated(c, "telegram", "-1001", "-1002")

        assert await groups.get(c, "telegram", "-1001") is None
        assert await groups.get(c, "telegram", "-1002") == new
