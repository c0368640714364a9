"""A person is known again by a hash that names nobody."""

from storage import accounts
from storage.database import Database
from storage.persons import person_of, persons_of
from storage.vault import Vault
from tests.storage.conftest import NOW


def test_the_same_number_on_two_chats_is_two_people(vault: Vault) -> None:
    assert person_of(vault, "telegram", "1") == person_of(vault, "telegram", "1")
    assert person_of(vault, "telegram", "1") != person_of(vault, "discord", "1")


async def test_an_account_is_everyone_who_leads_to_it(database: Database, vault: Vault) -> None:
    async with database.write() as c:
        account = await accounts.find_or_open(c, "telegram", "1", NOW)

        assert await persons_of(c, vault, account.id) == [person_of(vault, "telegram", "1")]
