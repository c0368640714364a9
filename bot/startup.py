"""What an operator reads at the start: which parts are on, which are off, and how to change that."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.chat_state import ChatState
from bot.command_line import command_line
from bot.config import Settings
from storage.errors import (
    DatabaseLocked,
    DatabaseUnreachable,
    DiskFull,
    KeyExposed,
    KeyMissing,
    KeyWrong,
    SchemaTooNew,
    StorageError,
)
from tools.sandbox import SandboxReport

_MENDING: dict[type[StorageError], str] = {
    DatabaseLocked: "another Darkroom has {path} locked; stop that one first, or set [database] url to another file",
    DatabaseUnreachable: "the database cannot be reached: {reason}; mend [database] url, or start the server",
    DiskFull: "the disk of the database is full; free some space and start again, nothing was lost",
    KeyExposed: "{path} can be read by others (mode {mode}); mend it: chmod 600 {path}",
    KeyMissing: "{path} is missing, and what is sealed cannot be opened without it; bring it back to [keys] folder, "
    "or name the master key in DARKROOM_MASTER_KEY or [keys] master_key_file",
    KeyWrong: "the master key does not open the keys in [keys] folder; use the key that they were made with, "
    "or bring account-keys back if it was damaged",
    SchemaTooNew: "a later Darkroom has changed this database (schema {found}, this one knows {newest}); "
    "update, or bring back the backup from before",
}

_TOKENS = {
    "telegram": "set [telegram] token, which @BotFather gives you",
    "discord": "set [discord] token, which discord.com/developers gives you",
}
_ADDRESSES = {"telegram": "[telegram] base_url", "discord": "[discord] api_url"}


@dataclass(frozen=True, slots=True)
class StartupLine:
    """One part of Darkroom: whether it is on, its name, and a line on why or where."""

    on: bool
    name: str
    text: str

    def __str__(self) -> str:
        return f"  {'on ' if self.on else 'off'}  {self.name:<12} {self.text}"


def startup_lines(
    settings: Settings, url: str, sandbox: SandboxReport, room_kept: int | None, chats: Sequence[ChatState] = ()
) -> list[StartupLine]:
    """Describe a Darkroom that has just started, whose playground is at `url`, and whose `chats` were turned on.

    `room_kept` is what the database says of it.
    """
    return [
        StartupLine(True, "playground", url),
        *(_chat(name, chats) for name in _TOKENS),
        _token(settings),
        _access(settings),
        _prices(settings),
        _operator(settings),
        _sandbox(sandbox),
        *([] if room_kept is None else [room_line(settings, room_kept)]),
        StartupLine(True, "keys", f"{settings.keys.master_key_file or settings.keys.folder}; keep a copy elsewhere"),
    ]


def mending(error: StorageError) -> str:
    """Say in one line why Darkroom cannot start and what to do."""
    template = _MENDING.get(type(error))
    facts = {"path": "a file", "mode": "", "found": "", "newest": "", "reason": "", **error.facts}
    return template.format(**facts) if template else str(error)


def room_line(settings: Settings, kept: int) -> StartupLine:
    """Say whether /delete works on a full disk: whether the room that it needs is kept."""
    wanted = settings.database.ballast_bytes
    if kept and kept >= wanted:
        return StartupLine(True, "erasing", f"{_megabytes(kept)} are kept so that /delete works on a full disk")
    mend = "set [database] ballast_bytes"
    if wanted:
        mend = f"free {_megabytes(2 * wanted)} and start again, or set a smaller [database] ballast_bytes"
    return StartupLine(
        False, "erasing", f"/delete may not work once the disk is full: {_megabytes(kept)} are kept; {mend}"
    )


def _megabytes(size: int) -> str:
    return f"{size / 1e6:.0f} MB"


def _chat(name: str, chats: Sequence[ChatState]) -> StartupLine:
    state = next((chat for chat in chats if chat.platform == name), None)
    if state is None:
        return StartupLine(False, name, _TOKENS[name])
    if state.trouble:
        return StartupLine(False, name, state.trouble)
    return StartupLine(True, name, state.name or f"cannot be reached yet; Darkroom goes on trying ({_ADDRESSES[name]})")


def _token(settings: Settings) -> StartupLine:
    if settings.web.access_token:
        return StartupLine(True, "web token", "the playground asks for [web] access_token")
    return StartupLine(
        False, "web token", "whoever reaches the address may use it; set [web] access_token to ask first"
    )


def _access(settings: Settings) -> StartupLine:
    mode = settings.access.mode
    if mode == "open":
        return StartupLine(False, "access list", 'everyone is admitted; set [access] mode = "invite" or "allowlist"')
    return StartupLine(True, "access list", f"[access] mode = {mode!r}")


def _prices(settings: Settings) -> StartupLine:
    if settings.prices.enabled:
        return StartupLine(True, "prices", f"tools with a price: {len(settings.prices.tools)}, in [prices] tools")
    return StartupLine(False, "prices", "everything is free; set [prices] enabled = true")


def _operator(settings: Settings) -> StartupLine:
    if settings.privacy.operator and settings.privacy.contact:
        return StartupLine(True, "operator", f"/privacy names {settings.privacy.operator}")
    return StartupLine(False, "operator", "/privacy names nobody; set [privacy] operator and [privacy] contact")


def _sandbox(report: SandboxReport) -> StartupLine:
    see = f"see {command_line('doctor')}"
    if not report.missing:
        return StartupLine(True, "sandbox", f"workers are locked down; {see}")
    return StartupLine(False, "sandbox", f"without {', '.join(report.missing)}, workers are locked down less; {see}")
