"""The registration of commands: what the platform keeps, and what it refuses."""

from collections.abc import AsyncIterator
from typing import Any

import discord
import pytest
from discord import app_commands
from discord.app_commands import locale_str

from tests.bot.discord.fake_discord import FakeDiscord, Guild, User
from tests.bot.discord.fake_discord.command_rules import length_of
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


def option(kind: int = 3, name: str = "title", **more: Any) -> dict[str, Any]:
    return {"type": kind, "name": name, "description": "Text.", **more}


async def register(client: Client, *commands: dict[str, Any]) -> list[Any]:
    assert client.application_id is not None
    return await client.http.bulk_upsert_global_commands(client.application_id, payload=list(commands))


async def test_commands_keep_their_ids_when_they_are_registered_again(fake: FakeDiscord, client: Client) -> None:
    first = await register(client, command(), command(name="crop"))
    second = await register(client, command(description="Blurs more."))
    assert [made["id"] for made in second] == [first[0]["id"]]
    assert second[0]["version"] != first[0]["version"]
    assert fake.command_names() == ["blur"]
    assert [known.name for known in await client.tree.fetch_commands()] == ["blur"]


async def test_words_in_other_languages_are_kept(fake: FakeDiscord, client: Client) -> None:
    class German(app_commands.Translator):
        async def translate(self, string: Any, locale: Any, context: Any) -> str | None:
            return "weich" if locale is discord.Locale.german else None

    @client.tree.command(name=locale_str("blur"), description=locale_str("Blurs."))
    async def blur(itx: Itx) -> None: ...

    await client.tree.set_translator(German())
    await client.tree.sync()
    (known,) = await client.tree.fetch_commands()
    assert known.name_localizations == {discord.Locale.german: "weich"}


async def test_a_guild_has_commands_of_its_own(fake: FakeDiscord, client: Client, family: Guild, anna: User) -> None:
    guild = discord.Object(family.id)

    @client.tree.command(description="Only here.", guild=guild)
    async def here(itx: Itx) -> None:
        await itx.response.send_message("here")

    await client.tree.sync(guild=guild)
    assert (fake.command_names(), fake.command_names(family)) == ([], ["here"])
    await anna.slash("here", in_channel=family.general).shown("here")
    with pytest.raises(AssertionError, match="none of the commands"):
        anna.slash("here")


async def test_at_most_two_hundred_are_made_in_a_day(client: Client) -> None:
    for first in range(0, 200, 100):
        await register(client, *(command(name=f"c{number}") for number in range(first, first + 100)))
    with pytest.raises(discord.HTTPException, match="30034"):
        await register(client, command(name="one-more"))


@pytest.mark.parametrize(
    "wrong",
    [
        command(name="Blur"),
        command(name="two words"),
        command(name="x" * 33),
        command(description=""),
        command(description="x" * 101),
        command(name_localizations={"de": "Weich"}),
        command(name_localizations={"xx": "weich"}),
        command(options=[option(name=f"o{number}") for number in range(26)]),
        command(options=[option(), option(name="other", required=True)]),
        command(options=[option(), option()]),
        command(options=[option(name="Title")]),
        command(options=[option(1, "sub"), option()]),
        command(options=[option(1, "sub", options=[option(1, "subsub")])]),
        command(options=[option(2, "group", options=[option(2, "group")])]),
        command(options=[option(choices=[{"name": str(n), "value": str(n)} for n in range(26)])]),
        command(options=[option(choices=[{"name": "x" * 101, "value": "x"}])]),
        command(options=[option(choices=[{"name": "a", "value": "x"}, {"name": "b", "value": "x"}])]),
        command(options=[option(choices=[{"name": "a", "value": "x"}], autocomplete=True)]),
        command(options=[option(11, autocomplete=True)]),
        command(name=""),
        command(type=3, description="no"),
        command(contexts=[]),
        command(contexts=[7]),
        command(integration_types=[0, 0]),
    ],
    ids=range(24),
)
async def test_what_no_command_can_be(fake: FakeDiscord, client: Client, wrong: dict[str, Any]) -> None:
    with pytest.raises(discord.HTTPException, match="50035"):
        await register(client, wrong)
    assert fake.command_names() == []
    fake.violations.clear()


def talkative(letters: int) -> dict[str, Any]:
    """Return a command with so many letters in all."""
    choices = [{"name": f"{number:0100}", "value": f"{number}"} for number in range(25)]
    made = command(options=[option(name=f"o{number}", choices=choices) for number in range(3)])
    made["options"] += [option(name=f"p{number}", description="x") for number in range(22)]
    for part in made["options"][3:]:
        part["description"] += "x" * min(letters - length_of(made), 99)
    return made


async def test_eight_thousand_letters_are_the_most(fake: FakeDiscord, client: Client) -> None:
    assert length_of(talkative(8000)) == 8000
    await register(client, talkative(8000))
    with pytest.raises(discord.HTTPException, match="50035"):
        await register(client, talkative(8001))
    fake.violations.clear()


async def test_too_many_commands(client: Client) -> None:
    with pytest.raises(discord.HTTPException, match="30032"):
        await register(client, *(command(name=f"c{number}") for number in range(101)))
    menus = [command(type=3, name=f"Menu {number}", description="") for number in range(16)]
    with pytest.raises(discord.HTTPException, match="30032"):
        await register(client, *menus)


async def test_two_of_a_name(fake: FakeDiscord, client: Client) -> None:
    with pytest.raises(discord.HTTPException, match="50035"):
        await register(client, command(), command())
    fake.violations.clear()


async def test_purchases_are_told_handed_out_and_taken_back(fake: FakeDiscord, client: Client, anna: User) -> None:
    bought = fake.buy(anna, 77)
    (known,) = [entitlement async for entitlement in client.entitlements()]
    assert (known.id, known.sku_id, known.user_id) == (bought.id, 77, anna.id)
    await known.consume()
    assert bought.consumed
    fake.refund(bought)
    assert [entitlement async for entitlement in client.entitlements()] == []
