"""Who is offered which command where."""

from collections.abc import AsyncIterator
from typing import Any

import discord
import pytest

from tests.bot.discord.fake_discord import FakeDiscord, Guild, User
from tests.bot.discord.fake_discord.library import Client, running

Itx = discord.Interaction[discord.Client]


@pytest.fixture
def family(fake: FakeDiscord, anna: User) -> Guild:
    return fake.guild("Family", members=[anna])


@pytest.fixture
async def client(fake: FakeDiscord, family: Guild) -> AsyncIterator[Client]:
    client = Client()
    async with running(fake, client):
        yield client
    fake.check_answers()


def command(**more: Any) -> dict[str, Any]:
    return {"name": "blur", "description": "Blurs.", "type": 1, **more}


async def register(client: Client, *commands: dict[str, Any]) -> list[Any]:
    assert client.application_id is not None
    return await client.http.bulk_upsert_global_commands(client.application_id, payload=list(commands))


@pytest.mark.parametrize(
    ("contexts", "installs", "offered"),
    [
        ([0, 1, 2], [0, 1], "guild dm group"),
        ([0], [0, 1], "guild"),
        ([1], [0], "dm"),
        ([0, 1, 2], [1], "guild dm group"),
        ([0, 1, 2], [0], "guild dm"),
    ],
)
async def test_commands_are_offered_where_they_say(
    fake: FakeDiscord,
    client: Client,
    family: Guild,
    anna: User,
    contexts: list[int],
    installs: list[int],
    offered: str,
) -> None:
    await register(client, command(contexts=contexts, integration_types=installs))
    anna.install()
    group = fake.group("Friends", anna, fake.user("Bert"))
    places = {"guild": family.general, "dm": anna.dm, "group": group}
    for name, place in places.items():
        if name in offered.split():
            anna.slash("blur", in_channel=place)
        else:
            with pytest.raises(AssertionError, match="is not offered 'blur'"):
                anna.slash("blur", in_channel=place)


async def test_who_may_not_is_not_offered_it_unless_the_guild_says_otherwise(
    fake: FakeDiscord, client: Client, anna: User
) -> None:
    olga, cleo = fake.user("Olga"), fake.user("Cleo")
    club = fake.guild("Club", members=[anna], admins=[olga, cleo])
    await register(client, command(default_member_permissions=1 << 5))
    for admin in (olga, cleo):
        admin.slash("blur", in_channel=club.general)
    with pytest.raises(AssertionError, match=r"it needs .*MANAGE_GUILD"):
        anna.slash("blur", in_channel=club.general)
    club.commands_for_everyone.add("blur")
    anna.slash("blur", in_channel=club.general)
    club.general.deny(anna.id, "use_application_commands")
    with pytest.raises(AssertionError, match="may not use commands"):
        anna.slash("blur", in_channel=club.general)
