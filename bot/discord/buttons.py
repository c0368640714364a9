"""Buttons as Discord shows them, and what a press of one asks for. They work after a restart: all is in the custom id.

A custom id has at most 100 characters that anyone who sees the message can read. It says how a press is acknowledged
(before anything is looked up), whose button it is, and a single-use token or a command that one could type as well.
"""

import re
from dataclasses import dataclass
from typing import Any, Protocol, Self

import discord

from bot.discord.limits import BUTTON_LABEL, CUSTOM_ID
from bot.press_data import write_command
from handlers.pipeline import read_step, write
from handlers.reply import Button
from tools.catalog import Catalog

_TEMPLATE = re.compile(r"(?P<kind>[rtxaqc]):(?P<owner>[0-9a-z]{0,13}):(?P<rest>.*)", re.DOTALL)
_TOKEN = re.compile(r"[A-Za-z0-9_-]{22}")
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_STYLES = {
    "plain": discord.ButtonStyle.secondary,
    "primary": discord.ButtonStyle.primary,
    "danger": discord.ButtonStyle.danger,
}

RESULT, TURN, REMOVE, FORM, QUESTION, COMMAND = "r", "t", "x", "a", "q", "c"
"""What a press brings: a new message, this message changed, its end, a form of a tool or of one value, a command."""

_TURNS = frozenset({"choose", "turn", "group", "ask", "erase", "typed"})


@dataclass(frozen=True, slots=True)
class Pressed:
    """What a custom id says. `owner` is who may press, `rest` what belongs to the kind."""

    kind: str
    owner: str
    token: str
    rest: str

    @classmethod
    def read(cls, custom_id: str) -> "Pressed | None":
        """Return what a custom id says; None for one that is none of ours."""
        found = _TEMPLATE.fullmatch(custom_id)
        if found is None:
            return None
        kind, owner, rest = found["kind"], found["owner"], found["rest"]
        if kind == COMMAND:
            return cls(kind, _person(owner), "", rest)
        token, _, rest = rest.partition(":")
        return cls(kind, _person(owner), token, rest) if _TOKEN.fullmatch(token) else None

    def write(self, rest: str = "") -> str:
        """Return the custom id that is read as this, with other words behind the token."""
        return f"{self.kind}:{_number(self.owner)}:{self.token}:{rest or self.rest}"[:CUSTOM_ID]


class Presses(Protocol):
    """Answers presses: the client that received them."""

    async def press(self, interaction: "discord.Interaction[Any]", pressed: Pressed) -> None:
        """Answer one; it raises nothing."""
        ...


class PressButton(discord.ui.DynamicItem[discord.ui.Button[Any]], template=_TEMPLATE):
    """Any button of ours: found again by its custom id alone, whichever process made it."""

    def __init__(self, label: str, custom_id: str, style: discord.ButtonStyle) -> None:
        super().__init__(discord.ui.Button(label=label[:BUTTON_LABEL], custom_id=custom_id, style=style))

    @classmethod
    async def from_custom_id(
        cls, interaction: "discord.Interaction[Any]", item: discord.ui.Item[Any], match: "re.Match[str]", /
    ) -> Self:
        return cls("", match.string, discord.ButtonStyle.secondary)

    async def callback(self, interaction: "discord.Interaction[Any]") -> None:
        pressed = Pressed.read(self.custom_id)
        if pressed is not None:
            client: Presses = interaction.client
            await client.press(interaction, pressed)


def press_button(button: Button, owner: str, catalog: Catalog) -> PressButton | None:
    """Return a button that only `owner` can press; None for one that a custom id cannot carry."""
    custom_id = _custom_id(button, owner, catalog)
    return PressButton(button.label, custom_id, _STYLES[button.style]) if len(custom_id) <= CUSTOM_ID else None


def _custom_id(button: Button, owner: str, catalog: Catalog) -> str:
    whose = _number(owner)
    if not button.token:
        return f"{COMMAND}:{whose}:{write_command(button)}"
    kind, rest = _kind_of(button, catalog)
    whole = f"{kind}:{whose}:{button.token}{rest}"
    # The words behind the token only fill in a form; where they are too many, it begins with the defaults.
    return whole if len(whole) <= CUSTOM_ID or kind != FORM else f"{kind}:{whose}:{button.token}{rest.split(' ')[0]}"


def _kind_of(button: Button, catalog: Catalog) -> tuple[str, str]:
    step = str(button.given.get("step", ""))
    if button.command == "remove":
        return REMOVE, ""
    if button.command == "adjust":
        return FORM, f":{_openly(step, catalog)}"
    if button.command in ("ask", "typed"):
        return QUESTION, f":{step.partition(' ')[0]}:{button.given.get('param', '')}"
    return (TURN if button.command in _TURNS or button.given.get("here") else RESULT), ""


def _openly(step: str, catalog: Catalog) -> str:
    """Return a step as everyone may read it: without the words that somebody wrote."""
    tool, given = read_step(step, catalog)
    texts = {param.name for param in tool.params if param.is_text}
    return write(tool, {name: value for name, value in given.items() if name not in texts})


def _number(person: str) -> str:
    """Write a person's number short."""
    number, letters = int(person or 0), ""
    while number:
        number, digit = divmod(number, len(_DIGITS))
        letters = _DIGITS[digit] + letters
    return letters


def _person(letters: str) -> str:
    return str(int(letters, len(_DIGITS))) if letters else ""
