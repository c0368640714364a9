"""A small bot with forms, for the fake's own tests."""

from typing import Any

import discord
from discord import ui

from tests.bot.discord.fake_discord.library import Client

Itx = discord.Interaction[discord.Client]
WORDS = ("One", "Two", "Three")


class Form(ui.Modal, title="Adjust"):
    """Asks in every way there is within five questions."""

    said: dict[str, Any]

    def __init__(self) -> None:
        super().__init__(custom_id="form:1")
        options = [discord.SelectOption(label=word, value=word.lower()) for word in WORDS]
        self.radius: ui.TextInput[Any] = ui.TextInput(custom_id="radius", default="4", max_length=5)
        self.shape: ui.Select[Any] = ui.Select(custom_id="shape", options=options)
        self.kind: ui.RadioGroup[Any] = ui.RadioGroup(custom_id="kind", required=False)
        self.parts: ui.CheckboxGroup[Any] = ui.CheckboxGroup(custom_id="parts", max_values=2)
        for word in WORDS:
            self.kind.add_option(label=word, value=word.lower(), default=word == "Two")
            self.parts.add_option(label=word, value=word.lower())
        self.file: ui.FileUpload[Any] = ui.FileUpload(custom_id="file", required=False, max_values=2)
        named = {"Radius": self.radius, "Shape": self.shape, "Kind": self.kind, "Parts": self.parts, "File": self.file}
        for label, component in named.items():
            self.add_item(ui.Label(text=label, component=component))

    async def on_submit(self, itx: Itx) -> None:
        """Keep what was said."""
        files = [await file.read() for file in self.file.values]
        values = {"radius": self.radius.value, "shape": self.shape.values, "kind": self.kind.value}
        type(self).said = values | {"parts": self.parts.values, "files": files}
        await itx.response.send_message("thanks")


class Ticks(ui.Modal, title="Ticks"):
    """Asks the rest."""

    text: ui.TextDisplay[Any] = ui.TextDisplay("Think well.")
    tick: ui.Label[Any] = ui.Label(text="Sure", component=ui.Checkbox(custom_id="sure", default=True))
    who: ui.Label[Any] = ui.Label(text="Who", component=ui.UserSelect(custom_id="who"), description="A person")

    async def on_submit(self, itx: Itx) -> None:
        """Say what was ticked."""
        assert isinstance(self.tick.component, ui.Checkbox)
        assert isinstance(self.who.component, ui.UserSelect)
        names = [person.name for person in self.who.component.values]
        await itx.response.send_message(f"{self.tick.component.value} {names}")


class FormBot(Client):
    """Shows a form."""

    def __init__(self) -> None:
        super().__init__()
        self.form: type[ui.Modal] = Form
        self.refused: list[discord.HTTPException] = []

        @self.tree.command(description="Shows a form.")
        async def adjust(itx: Itx) -> None:
            try:
                await itx.response.send_modal(self.form())
            except discord.HTTPException as error:
                self.refused.append(error)
                await itx.response.send_message("refused")

        @self.tree.command(description="Shows a button.")
        async def button(itx: Itx) -> None:
            again: ui.Button[Any] = ui.Button(label="Adjust", custom_id="adjust")
            await itx.response.send_message("one", view=ui.View().add_item(again))

    async def on_interaction(self, itx: Itx) -> None:
        """Show the form for the button."""
        if itx.type is discord.InteractionType.component:
            await itx.response.send_modal(self.form())
