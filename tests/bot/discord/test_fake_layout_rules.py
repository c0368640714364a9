"""Layouts that the platform does not take."""

from collections.abc import AsyncIterator
from typing import Any

import discord
import pytest
from discord import ui

from tests.bot.discord.fake_discord import FakeDiscord, Guild, User
from tests.bot.discord.fake_discord.library import Client, running


@pytest.fixture
def family(fake: FakeDiscord, anna: User) -> Guild:
    return fake.guild("Family", members=[anna])


@pytest.fixture
async def client(fake: FakeDiscord, family: Guild) -> AsyncIterator[Client]:
    client = Client()
    async with running(fake, client):
        yield client
    fake.check_answers()


@pytest.fixture
def general(client: Client, family: Guild) -> discord.PartialMessageable:
    return client.get_partial_messageable(family.general.id)


class Raw(ui.LayoutView):
    """Whatever the library would not build."""

    def __init__(self, *components: dict[str, Any]) -> None:
        super().__init__()
        self.raw = components

    def to_components(self) -> Any:
        return list(self.raw)

    def has_components_v2(self) -> bool:
        return True


def button(**more: Any) -> dict[str, Any]:
    return {"type": 2, "style": 1, "label": "x", "custom_id": "x", **more}


def text(content: str = "x") -> dict[str, Any]:
    return {"type": 10, "content": content}


def row(*components: dict[str, Any]) -> dict[str, Any]:
    return {"type": 1, "components": list(components)}


def menu(*values: str, **more: Any) -> dict[str, Any]:
    options = [{"label": value, "value": value} for value in values]
    return {"type": 3, "custom_id": "menu", "options": options, **more}


@pytest.mark.parametrize(
    "components",
    [
        [text() for _ in range(41)],
        [{"type": 17, "components": [text() for _ in range(40)]}],
        [text("x" * 2001), text("x" * 2000)],
        [text(" ")],
        [row(button(), button())],
        [row(button(custom_id="x" * 101))],
        [row(button(custom_id=""))],
        [row(button(url="https://example.org"))],
        [row(button(style=5))],
        [row(button(label=""))],
        [row(*(button(custom_id=str(number)) for number in range(6)))],
        [row()],
        [row(menu("a"), button())],
        [row(menu())],
        [row(menu("a", "a"))],
        [row(menu("a", max_values=2))],
        [row(menu(*map(str, range(26))))],
        [{"type": 12, "items": []}],
        [{"type": 12, "items": [{"media": {"url": "attachment://none.png"}}]}],
        [{"type": 13, "file": {"url": "https://example.org/a.png"}}],
        [{"type": 9, "components": [], "accessory": button()}],
        [{"type": 17, "components": [{"type": 17, "components": [text()]}]}],
        [button()],
        [{**text(), "id": 3}, {**text(), "id": 3}],
    ],
    ids=range(24),
)
async def test_what_no_layout_can_be(
    fake: FakeDiscord, general: discord.PartialMessageable, components: list[dict[str, Any]]
) -> None:
    with pytest.raises(discord.HTTPException, match="50035"):
        await general.send(view=Raw(*components))
    assert len(fake.violations) == 1
    fake.violations.clear()


async def test_forty_components_and_four_thousand_letters_are_enough(general: discord.PartialMessageable) -> None:
    await general.send(view=Raw(*(text("x" * 100) for _ in range(40))))


async def test_text_and_embeds_do_not_go_with_components(fake: FakeDiscord, client: Client, family: Guild) -> None:
    for more in ({"content": "x"}, {"embeds": [{"title": "x"}]}):
        route = discord.http.Route("POST", "/channels/{channel_id}/messages", channel_id=family.general.id)
        with pytest.raises(discord.HTTPException, match="cannot be used"):
            await client.http.request(route, json={"flags": 1 << 15, "components": [text()], **more})
    fake.violations.clear()


async def test_old_rows_are_five_at_most(fake: FakeDiscord, client: Client, family: Guild) -> None:
    route = discord.http.Route("POST", "/channels/{channel_id}/messages", channel_id=family.general.id)
    many = [row(button(custom_id=str(number))) for number in range(6)]
    await client.http.request(route, json={"content": "x", "components": many[:5]})
    for components in (many, [text()]):
        with pytest.raises(discord.HTTPException, match="50035"):
            await client.http.request(route, json={"content": "x", "components": components})
    fake.violations.clear()
