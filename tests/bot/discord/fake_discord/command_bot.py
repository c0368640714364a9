"""A small bot for the fake's own tests."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

import discord
from discord import app_commands
from discord.app_commands import Choice, Range

from tests.bot.discord.fake_discord.happenings import PATIENCE
from tests.bot.discord.fake_discord.library import Client

Itx = discord.Interaction[discord.Client]
Act = Callable[[Itx], Coroutine[Any, Any, object]]


class Bot(Client):
    """Has one command of each kind. What the plain ones do is `act`; what it is asked for is kept in `asked`."""

    def __init__(self) -> None:
        super().__init__()
        self.act: Act = nothing
        self.asked: asyncio.Queue[tuple[Itx, Any]] = asyncio.Queue()
        for command in (self._go(), self._image(), self._quote(), self._face()):
            self.tree.add_command(command)

    async def on_interaction(self, itx: Itx) -> None:
        """Do what buttons ask for."""
        if itx.type is discord.InteractionType.component:
            await self.take(itx, itx.data)

    async def take(self, itx: Itx, what: Any = None) -> None:
        """Keep what is asked, and act."""
        self.asked.put_nowait((itx, what))
        await self.act(itx)

    async def given(self) -> Itx:
        """Return the next interaction as the client has it."""
        return (await asyncio.wait_for(self.asked.get(), PATIENCE))[0]

    def _go(self) -> app_commands.Command[Any, ..., None]:
        @app_commands.command(description="Does what the test wants.")
        async def go(itx: Itx) -> None:
            await self.take(itx)

        return go

    def _image(self) -> app_commands.Group:
        image = app_commands.Group(name="image", description="Pictures.")

        @image.command(name="blur", description="Blurs.")
        @app_commands.choices(shape=[Choice(name="Round", value="r"), Choice(name="Square", value="s")])
        async def blur(
            itx: Itx,
            image: discord.Attachment,
            radius: Range[float, 0.5, 50.0] = 4.0,
            times: Range[int, 1, 5] = 1,
            shape: str = "r",
            title: Range[str, 1, 10] = "none",
            private: bool = False,
            person: discord.User | None = None,
            place: discord.TextChannel | None = None,
            role: discord.Role | None = None,
        ) -> None:
            await self.take(itx, (image, radius, times, shape, title, private, person, place, role))

        @blur.autocomplete("title")
        async def titles(itx: Itx, typed: str) -> list[Choice[str]]:
            radius = itx.namespace.radius
            return [Choice(name=f"{typed} {word} {radius}", value=word) for word in ("one", "two")]

        return image

    def _quote(self) -> app_commands.ContextMenu:
        async def quote(itx: Itx, message: discord.Message) -> None:
            await self.take(itx, message)

        return app_commands.ContextMenu(name="Edit picture", callback=quote)

    def _face(self) -> app_commands.ContextMenu:
        async def face(itx: Itx, member: discord.User) -> None:
            await self.take(itx, member)

        return app_commands.ContextMenu(name="Avatar", callback=face)


async def nothing(itx: Itx) -> None:
    """Leave an interaction without a response."""


async def defer(itx: Itx) -> None:
    await itx.response.defer(thinking=True)


def saying(words: str, **more: Any) -> Act:
    """Return what responds with words."""

    async def act(itx: Itx) -> None:
        await itx.response.send_message(words, **more)

    return act


def pressing(label: str = "Again") -> discord.ui.View:
    return discord.ui.View().add_item(discord.ui.Button(label=label, custom_id="again"))
