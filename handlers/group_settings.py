"""What the admins of a group choose for it: language, form of the results, how long answers stay, which tools."""

from dataclasses import replace
from typing import Any

from handlers.call import Call
from handlers.errors import NotGroupAdmin, UnknownValue
from handlers.pages import in_rows, page_of
from handlers.palette import A_PAGE, IN_A_ROW
from handlers.reply import Reply
from handlers.single_use import Offer, make_panel
from handlers.words import button_label_of
from storage import groups
from storage.groups import Group
from tools.tool import Tool

AUTO = "auto"
"""The choice of no choice: everyone as they like."""

FORMS = ("photo", "file")
AUTO_DELETE = (0, 5, 60, 1440)
"""How many minutes answers may stay; 0 for ever."""


async def check_admin(call: Call) -> None:
    """Refuse those who do not run the group; raises NotGroupAdmin and AdminsUnknown."""
    group, admins = call.request.group, call.services.chats[call.request.identity.platform].admins
    if not group or admins is None or not await admins.is_admin(group, call.request.identity):
        raise NotGroupAdmin


async def change(call: Call, setting: str, value: str) -> Call:
    """Store one setting and return the call as it is then; raises UnknownValue."""
    platform, name = call.request.identity.platform, call.request.group or ""
    async with call.services.database.write() as connection:
        now = await groups.get(connection, platform, name) or Group(platform, name)
        then = _changed(call, now, setting, value)
        await groups.put(connection, then, call.now)
    return call.with_group(then)


async def show(call: Call, edit: bool = False) -> Reply:
    """Show the settings, with a button for each choice."""
    texts, group = call.services.texts, call.group or Group("", "")
    languages = {each: texts.say(each, "language-name") for each in texts.locales}
    forms = {form: call.say(f"button-result-{form}") for form in FORMS}
    times = {str(each): call.say("button-auto-delete", minutes=each) for each in AUTO_DELETE}
    own = {AUTO: call.say("button-own-choice")}
    rows = [
        _row("language", languages | own, group.language or AUTO),
        _row("result", forms | own, group.result or AUTO),
        _row("auto_delete", times, str(group.auto_delete_minutes or 0)),
        [Offer(call.say("button-group-tools"), "group", {"page": 0}), Offer(call.say("button-done"), "remove")],
    ]
    return Reply(_text(call, group), buttons=await make_panel(call, rows), edit=edit)


async def show_tools(call: Call, page: int) -> Reply:
    """Show a page of the tools, each with a button that switches it on or off."""
    shown = page_of(list(call.services.catalog.values()), page, A_PAGE)
    rows = in_rows([_tool_offer(call, tool, shown.number) for tool in shown.items], IN_A_ROW)
    if shown.turns:
        rows.append([Offer(sign, "group", {"page": to}) for sign, to in shown.turns])
    rows.append([Offer(call.say("button-back"), "group")])
    return Reply(call.say("group-tools"), buttons=await make_panel(call, rows), edit=True)


def _tool_offer(call: Call, tool: Tool[..., Any], page: int) -> Offer:
    is_off = call.group is not None and tool.name in call.group.off_tools
    label = f"{'✗' if is_off else '✓'} {button_label_of(call.services.texts, call.language, tool)}"
    return Offer(label, "group", {"setting": "on" if is_off else "off", "value": tool.name, "page": page})


def _row(setting: str, labels: dict[str, str], chosen: str) -> list[Offer]:
    return [
        Offer(f"✓ {label}" if value == chosen else label, "group", {"setting": setting, "value": value})
        for value, label in labels.items()
    ]


def _changed(call: Call, group: Group, setting: str, value: str) -> Group:
    locales = call.services.texts.locales
    if setting == "language" and value in (*locales, AUTO):
        return replace(group, language=None if value == AUTO else value)
    if setting == "result" and value in (*FORMS, AUTO):
        return replace(group, result=None if value == AUTO else value)
    if setting == "auto_delete" and value in map(str, AUTO_DELETE):
        return replace(group, auto_delete_minutes=int(value) or None)
    if setting in ("on", "off") and value in call.services.catalog:
        others = tuple(name for name in group.off_tools if name != value)
        return replace(group, off_tools=(*others, value) if setting == "off" else others)
    known = {"language": (*locales, AUTO), "result": (*FORMS, AUTO)}.get(setting, call.services.catalog)
    raise UnknownValue(name=value[:40], names=", ".join(known))


def _text(call: Call, group: Group) -> str:
    own = call.say("group-own-choice")
    return call.say(
        "group-settings",
        language=call.services.texts.say(group.language, "language-name") if group.language else own,
        result=call.say(f"result-as-{group.result}") if group.result else own,
        minutes=group.auto_delete_minutes or 0,
        tools=", ".join(group.off_tools) or call.say("group-no-tools"),
    )
