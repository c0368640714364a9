"""Eight roles and every command: who may ask for what, by the command's own word and not by a list of ours."""

from collections.abc import Mapping

import pytest

from handlers.command import Command, load_commands
from handlers.request import Identity
from tests.handlers.conftest import House

COMMANDS = load_commands()
OWNER = Identity("room", "1")
ADMIN = Identity("room", "2")
ASKER = Identity("room", "3")
DENIALS = {"blocked", "unknown_command", "not_group_admin", "maintenance"}

ROLES: Mapping[str, tuple[Identity, str | None]] = {
    "stranger": (ASKER, None),
    "guest": (ASKER, None),
    "member": (ASKER, None),
    "blocked": (ASKER, None),
    "banned and erased": (ASKER, None),
    "owner": (OWNER, None),
    "member of a group": (ASKER, "g"),
    "admin of a group": (ADMIN, "g"),
}


async def become(house: House, role: str) -> None:
    house.change(prices={"enabled": True}, access={"owners": ("room:1",)})
    house.admins.known.add(("g", ADMIN.external_id))
    if role == "guest":
        await house.account(ASKER)
    elif role == "member":
        await house.ask("/agree", identity=ASKER)
    elif role in ("blocked", "banned and erased"):
        await house.account(ASKER)
        assert (await house.ask("/admin block room:3", identity=OWNER)).error is None
    if role == "banned and erased":
        await house.press(await house.ask("/delete", identity=ASKER), identity=ASKER)


def is_a_right(command: Command) -> bool:
    """Whether everybody is answered; /start answers everybody too, but with why they are refused."""
    return command.always and not command.owner and command.name != "start"


def denial(command: Command, role: str) -> str | None:
    """What refuses this role this command; None for nothing."""
    is_there = not command.by_button and (not command.owner or role == "owner")
    if role in ("blocked", "banned and erased") and not (is_there and is_a_right(command)):
        return "blocked"
    if not is_there:
        return "unknown_command"
    is_for_admins = command.name == "settings"
    return "not_group_admin" if is_for_admins and role == "member of a group" else None


@pytest.mark.parametrize("role", ROLES)
async def test_a_role_may_ask_for_what_its_commands_say(house: House, role: str) -> None:
    await become(house, role)
    identity, group = ROLES[role]
    found = {}
    for name in COMMANDS:
        typed = await house.ask(f"/{name}", identity=identity, group=group)
        formed = await house.ask(command=name, given={}, identity=identity, group=group)
        found[name] = {reply.error if reply.error in DENIALS else None for reply in (typed, formed)}

    assert found == {name: {denial(command, role)} for name, command in COMMANDS.items()}


@pytest.mark.parametrize("role", ROLES)
async def test_during_maintenance_owners_and_rights_are_answered(house: House, role: str) -> None:
    await become(house, role)
    await house.ask("/admin maintenance on", identity=OWNER)
    identity, group = ROLES[role]
    for command in (each for each in COMMANDS.values() if not each.by_button):
        reply = await house.ask(f"/{command.name}", identity=identity, group=group)

        may = role == "owner" or is_a_right(command)
        assert (reply.error not in ("maintenance", "blocked")) is may, command.name
