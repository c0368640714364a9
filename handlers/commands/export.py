"""/export: a copy of everything that is stored about the asker, as ZIPs; in private only."""

from datetime import timedelta
from typing import Annotated

from handlers.admit import admit_pace
from handlers.call import Call
from handlers.command import command
from handlers.exporting import export_of
from handlers.reply import Button, OutFile, Reply
from handlers.single_use import make_token
from handlers.upkeep import EXPORT_MINUTES
from storage.accounts import Account
from storage.uploads import StoredFile
from tools.params import Between

AT_ONCE = 50_000_000
"""So many bytes of parts are sent with one answer, at least one part; a button brings those that follow."""


@command(always=True)
async def export(
    call: Call, part: Annotated[int, Between(1, 999), "The part to begin with, where there are several."] = 1
) -> Reply:
    """Get a copy of everything that is stored about you."""
    if call.request.group and call.button is None:
        return Reply(call.say("export-in-private"), private=True)
    if call.account is None:
        return Reply(call.say("delete-nothing"), private=True)
    admit_pace(call)
    parts = await export_of(call, call.account)
    shown = _shown(call, parts, part)
    files = [await _file(call, parts, number) for number in shown]
    text = call.say("export", parts=len(parts), first=shown[0], last=shown[-1], minutes=EXPORT_MINUTES)
    buttons = ((await _next(call, call.account, shown[-1] + 1),),) if shown[-1] < len(parts) else ()
    return Reply(text, files=tuple(files), buttons=buttons, private=True)


def _shown(call: Call, parts: list[StoredFile], first: int) -> list[int]:
    """Return the numbers of the parts that go into one answer: all where the chat fetches them by itself."""
    if call.chat.fetches_later:
        return list(range(1, len(parts) + 1))
    shown, size = [min(first, len(parts))], parts[min(first, len(parts)) - 1].size
    while shown[-1] < len(parts) and size + parts[shown[-1]].size <= AT_ONCE:
        size += parts[shown[-1]].size
        shown.append(shown[-1] + 1)
    return shown


async def _file(call: Call, parts: list[StoredFile], number: int) -> OutFile:
    part = parts[number - 1]
    later = call.chat.fetches_later
    day, of = f"{part.created_at:%Y-%m-%d}", f"-{number}-of-{len(parts)}" if len(parts) > 1 else ""
    return OutFile(
        data=None if later else await call.services.files.get(part.key, part.account_id),
        key=part.key if later else None,
        format="zip",
        mime="application/zip",
        width=0,
        height=0,
        frames=0,
        bytes=part.size,
        has_alpha=False,
        form="file",
        alt=call.say("export-alt", part=number, parts=len(parts)),
        name=f"darkroom-export-{day}{of}.zip",
    )


async def _next(call: Call, account: Account, part: int) -> Button:
    async with call.services.database.write() as connection:
        time = timedelta(minutes=EXPORT_MINUTES)
        token = await make_token(connection, call, account, "export", {"part": part}, time=time)
    return Button(call.say("button-export-next", part=part), token=token, command="export", given={"part": part})
