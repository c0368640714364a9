"""/settings: the language of the answers, and the form of the results."""

from collections.abc import Mapping
from typing import Annotated, Literal

from handlers.call import Call
from handlers.command import command
from handlers.errors import UnknownValue
from handlers.extras import RESULT_SETTING
from handlers.group_settings import change, check_admin, show
from handlers.reply import Button, Reply
from handlers.telling import ANNOUNCEMENTS
from storage import accounts
from storage import settings as stored

AUTO = "auto"


@command()
async def settings(
    call: Call,
    language: Annotated[str, "The language of the answers, such as en; auto follows your chat."] = "",
    result: Annotated[Literal["", "photo", "file"], "How results come: shown as a photo, or as a file."] = "",
    announcements: Annotated[Literal["", "on", "off"], "Whether the operator’s announcements reach you."] = "",
) -> Reply:
    """Choose your language, and whether results come as photos or files."""
    if announcements:
        return await _announcements(call, announcements)
    if call.request.group:
        return await _of_group(call, {"language": language, "result": result})
    texts = call.services.texts
    if language and language not in (*texts.locales, AUTO):
        raise UnknownValue(name=language[:40], names=", ".join((*texts.locales, AUTO)))
    if language or result:
        call = await _change(call, language, result)
    chosen = await _chosen(call)
    names = [
        Button(
            texts.say(each, "language-name"),
            command="settings",
            given={"language": each},
            style=_mark(each == call.language),
        )
        for each in texts.locales
    ]
    forms = [
        Button(
            call.say(f"button-result-{form}"), command="settings", given={"result": form}, style=_mark(form == chosen)
        )
        for form in ("photo", "file")
    ]
    text = call.say("settings", language=call.say("language-name"), result=call.say(f"result-as-{chosen}"))
    return Reply(text, buttons=(tuple(names), tuple(forms)), private=True, edit=bool(language or result))


async def _announcements(call: Call, choice: str) -> Reply:
    identity = call.request.identity
    async with call.services.database.write() as connection:
        account = await accounts.find_or_open(connection, identity.platform, identity.external_id, call.now)
        await stored.set_setting(connection, account.id, ANNOUNCEMENTS, None if choice == "on" else choice)
    return Reply(call.say("settings-announcements", choice=choice), private=True)


async def _of_group(call: Call, wanted: Mapping[str, str]) -> Reply:
    """In a group the settings are the group's, and its admins' to change."""
    await check_admin(call)
    for setting, value in wanted.items():
        if value:
            call = await change(call, setting, value)
    return await show(call)


async def _change(call: Call, language: str, result: str) -> Call:
    identity = call.request.identity
    async with call.services.database.write() as connection:
        account = await accounts.find_or_open(connection, identity.platform, identity.external_id, call.now)
        if language:
            await accounts.set_language(connection, account.id, None if language == AUTO else language)
        if result:
            await stored.set_setting(connection, account.id, RESULT_SETTING, result)
        account = await accounts.get(connection, account.id) or account
    return call.with_account(account)


async def _chosen(call: Call) -> str:
    if call.account is None:
        return "photo"
    async with call.services.database.read() as connection:
        return (await stored.get_settings(connection, call.account.id)).get(RESULT_SETTING, "photo")


def _mark(chosen: bool) -> Literal["primary", "plain"]:
    return "primary" if chosen else "plain"
