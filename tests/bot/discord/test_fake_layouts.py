"""Messages made of components: what people see of them."""

from collections.abc import AsyncIterator
from io import BytesIO
from typing import Any

import discord
import pytest
from discord import ui

from tests.bot.discord.fake_discord import FakeDiscord, Guild, User
from tests.bot.discord.fake_discord.library import Client, running
from tests.bot.pictures import picture_bytes

Itx = discord.Interaction[discord.Client]


class Again(ui.DynamicItem[ui.Button[Any]], template=r"again:(?P<job>[0-9]+)"):
    """A button that works without its view."""

    pressed: list[str]

    def __init__(self, job: str) -> None:
        self.job = job
        super().__init__(ui.Button(label="Again", custom_id=f"again:{job}"))

    @classmethod
    async def from_custom_id(cls, itx: Itx, item: Any, match: Any, /) -> "Again":
        return cls(match["job"])

    async def callback(self, itx: Itx) -> Any:
        """Keep the number and change the message."""
        type(self).pressed = [self.job]
        await itx.response.edit_message(view=ui.LayoutView().add_item(ui.TextDisplay("Once more.")))


def picture(name: str = "after.png", **more: Any) -> discord.File:
    return discord.File(BytesIO(picture_bytes()), name, **more)


def result() -> ui.LayoutView:
    """Return a title, two pictures, a file and buttons."""
    gallery: ui.MediaGallery[Any] = ui.MediaGallery()
    gallery.add_item(media="attachment://before.png", description="Before").add_item(
        media="attachment://after.png", description="After", spoiler=True
    )
    row: ui.ActionRow[Any] = ui.ActionRow(
        Again("7"), ui.Button(label="Delete", custom_id="delete", style=discord.ButtonStyle.red)
    )
    section: ui.Section[Any] = ui.Section(
        "Facts", accessory=ui.Thumbnail("attachment://after.png", description="Small")
    )
    file: ui.File[Any] = ui.File("attachment://all.zip")
    return ui.LayoutView().add_item(
        ui.Container(ui.TextDisplay("# Blurred"), gallery, section, ui.Separator(), file, row)
    )


@pytest.fixture
def family(fake: FakeDiscord, anna: User) -> Guild:
    return fake.guild("Family", members=[anna])


@pytest.fixture
async def client(fake: FakeDiscord, family: Guild) -> AsyncIterator[Client]:
    client = Client()
    client.add_dynamic_items(Again)
    async with running(fake, client):
        yield client
    fake.check_answers()


@pytest.fixture
def general(client: Client, family: Guild) -> discord.PartialMessageable:
    return client.get_partial_messageable(family.general.id)


async def test_people_see_texts_pictures_and_buttons(
    family: Guild, general: discord.PartialMessageable, anna: User
) -> None:
    files = [picture("before.png"), picture(), picture("all.zip"), picture("hidden.png")]
    await general.send(view=result(), files=files)
    shown = await anna.wait_for("Blurred", in_channel=family.general)
    assert shown.words == "# Blurred\nFacts"
    assert [(p.description, p.spoiler) for p in shown.pictures] == [
        ("Before", False),
        ("After", True),
        ("Small", False),
    ]
    assert [file.name for file in shown.files] == ["before.png", "after.png", "all.zip"]
    assert shown.labels == ["Again", "Delete"]
    assert (shown.button("Delete").custom_id, shown.button("Delete").style) == ("delete", 4)


async def test_a_button_works_when_nothing_is_remembered_of_its_message(
    client: Client, family: Guild, general: discord.PartialMessageable, anna: User
) -> None:
    await general.send(view=result(), files=[picture("before.png"), picture(), picture("all.zip")])
    pressed = anna.press(family.general.last, "Again")
    assert (await pressed.shown("Once more.")) is family.general.last
    assert (Again.pressed, family.general.last.labels) == (["7"], [])


async def test_a_plain_message_becomes_one_of_components_for_good(general: discord.PartialMessageable) -> None:
    sent = await general.send("plain")
    layout = ui.LayoutView().add_item(ui.TextDisplay("laid out"))
    await sent.edit(content=None, view=layout)
    assert sent.channel.id == general.id
    fetched = await general.fetch_message(sent.id)
    assert fetched.flags.components_v2
    assert fetched.content == ""
