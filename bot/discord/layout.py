"""A reply as messages with components: title, gallery, facts, buttons; in several where limits ask for it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from typing import Any

import discord

from bot.discord.buttons import PressButton, press_button
from bot.discord.command_paths import with_paths
from bot.discord.limits import ALT, COMPONENTS, FORM_BYTES, GALLERY, IN_A_ROW, REQUEST_BYTES, TEXT_LENGTH
from bot.split_text import split_text
from handlers.reply import Button, OutFile, Reply
from tools.catalog import Catalog

_ACCENT = 0x3D7C8A
_SHOWN = ("photo", "animation", "sticker")

Rows = tuple[tuple[Button, ...], ...]
Container = discord.ui.Container["discord.ui.LayoutView"]


@dataclass(frozen=True, slots=True)
class Page:
    """One message. `before` is the address of the picture that the result was made of, empty where it is not shown."""

    catalog: Catalog
    title: str = ""
    text: str = ""
    files: tuple[OutFile, ...] = ()
    before: str = ""
    before_alt: str = ""
    buttons: tuple[tuple[Button, ...], ...] = ()
    owner: str = ""
    spoiler: bool = False

    def attachments(self) -> list[discord.File]:
        """Return its files, to be read once."""
        return [
            discord.File(BytesIO(file.data or b""), file.name, spoiler=self.spoiler, description=file.alt[:ALT])
            for file in self.files
        ]

    def view(self) -> discord.ui.LayoutView:
        """Return its components. The view is ended already: nothing of it is remembered, its buttons are found anew."""
        view = discord.ui.LayoutView(timeout=None)
        container: Container = discord.ui.Container(*self._parts(), accent_colour=_ACCENT)
        for row in self._rows(COMPONENTS - 1 - len(list(container.walk_children()))):
            container.add_item(discord.ui.ActionRow(*row))
        view.add_item(container)
        view.stop()
        return view

    def _parts(self) -> Iterator[discord.ui.Item[Any]]:
        if self.title:
            yield discord.ui.TextDisplay(f"### {self.title}")
        if gallery := list(self._gallery()):
            yield discord.ui.MediaGallery(*gallery)
        for file in self.files:
            if file.form not in _SHOWN:
                yield discord.ui.File(self._place(file), spoiler=self.spoiler)
        if self.text or not (self.title or self.files):
            yield discord.ui.TextDisplay(self.text or "…")

    def _gallery(self) -> Iterator[discord.MediaGalleryItem]:
        shown = [file for file in self.files if file.form in _SHOWN]
        if self.before and len(shown) == 1:
            yield discord.MediaGalleryItem(self.before, description=self.before_alt[:ALT], spoiler=self.spoiler)
        for file in shown:
            yield discord.MediaGalleryItem(self._place(file), description=file.alt[:ALT], spoiler=self.spoiler)

    def _place(self, file: OutFile) -> str:
        return f"attachment://{'SPOILER_' if self.spoiler else ''}{file.name}"

    def _rows(self, room: int) -> Iterator[list[PressButton]]:
        """Yield the rows of buttons, joined where one would not fit; what is over the limit is left out."""
        rows = [
            [shown for each in row if (shown := press_button(each, self.owner, self.catalog))] for row in self.buttons
        ]
        rows = [row[start : start + IN_A_ROW] for row in rows for start in range(0, len(row), IN_A_ROW)]
        for row in rows if _size(rows) <= room else _joined(rows):
            kept = row[: max(0, room - 1)]
            room -= 1 + len(kept)
            if kept:
                yield kept


def pages_of(
    reply: Reply, catalog: Catalog, owner: str, spoiler: bool = False, before: str = "", before_alt: str = ""
) -> list[Page]:
    """Return the messages that show a reply, the one with the title and the buttons first."""
    title = discord.utils.escape_markdown(reply.title)
    text = discord.utils.escape_markdown(with_paths(reply.text, catalog))
    texts = split_text(text, TEXT_LENGTH - len(title) - len("### "))
    bundles = list(_bundles(reply.files)) or [()]
    first = Page(catalog, title, texts[0], bundles[0], before, before_alt, reply.buttons, owner, spoiler)
    further = Page(catalog, buttons=_removals(reply.buttons), owner=owner, spoiler=spoiler)
    files = [replace(further, files=bundle) for bundle in bundles[1:]]
    return [first, *files, *(replace(further, text=text) for text in texts[1:])]


def _removals(rows: Rows) -> Rows:
    """Return the buttons that every message of a reply needs: what deletes one leaves the others."""
    found = tuple(button for row in rows for button in row if button.command == "remove")
    return (found,) if found else ()


def _bundles(files: Sequence[OutFile]) -> Iterator[tuple[OutFile, ...]]:
    """Part files into what one request and one message take."""
    bundle: list[OutFile] = []
    left = REQUEST_BYTES - FORM_BYTES
    for file in files:
        if bundle and (len(bundle) == GALLERY or file.bytes > left):
            yield tuple(bundle)
            bundle, left = [], REQUEST_BYTES - FORM_BYTES
        bundle.append(file)
        left -= file.bytes
    if bundle:
        yield tuple(bundle)


def _joined(rows: Sequence[Sequence[PressButton]]) -> list[list[PressButton]]:
    """Fill rows up: fewer of them leave room for more buttons."""
    buttons = [button for row in rows for button in row]
    return [buttons[start : start + IN_A_ROW] for start in range(0, len(buttons), IN_A_ROW)]


def _size(rows: Sequence[Sequence[PressButton]]) -> int:
    return sum(1 + len(row) for row in rows)
