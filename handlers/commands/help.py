"""/help: how this works, or all about one tool."""

from typing import Annotated, Any

from handlers.arguments import command_name
from handlers.call import Call
from handlers.charges import price_lines
from handlers.command import command, command_of, is_offered, load_commands
from handlers.errors import UnknownCommand
from handlers.nearest import nearest_name
from handlers.reply import Button, Reply
from handlers.words import Described, details_of, help_of, range_of, summary_of
from tools.params import Param, json_value
from tools.tool import Tool


@command(always=True)
async def help(call: Call, tool: Annotated[str, "The tool or command to explain."] = "") -> Reply:
    """Show how this works, or all about one tool."""
    if not tool:
        return _overview(call)
    name = command_name(tool)
    found: Described | None = call.services.catalog.find(name) or command_of(name, call)
    if found is None:
        raise UnknownCommand(name=name[:40], nearest=nearest_name(name, call.services.catalog))
    about = await _about_tool(call, found) if isinstance(found, Tool) else []
    return Reply(_explained(call, found, about)[: call.chat.text_length])


def _overview(call: Call) -> Reply:
    texts, language = call.services.texts, call.language
    commands = [each for each in load_commands().values() if is_offered(each, call.services.config, call.has_groups)]
    lines = [f"/{each.name} – {summary_of(texts, language, each)}" for each in commands]
    button = Button(call.say("button-tools"), command="tools", style="primary")
    if call.chat.lists_commands:
        return Reply(call.say("help-listed"), buttons=((button,),))
    return Reply("\n".join([call.say("help-intro"), "", *lines]), buttons=((button,),))


def _explained(call: Call, each: Described, about: list[str]) -> str:
    texts, language = call.services.texts, call.language
    words = " ".join(_word(param) for param in each.params)
    lines = [f"/{each.name} {words}".rstrip(), summary_of(texts, language, each), *about]
    lines += [_param_line(call, each, param) for param in each.params]
    return "\n".join(lines)


async def _about_tool(call: Call, tool: Tool[..., Any]) -> list[str]:
    details = details_of(call.services.texts, call.language, tool)
    lines = [details] if details else []
    if tool.aliases:
        lines.append(call.say("help-aliases", names=", ".join(f"/{alias}" for alias in tool.aliases)))
    return [*lines, *await price_lines(call, tool)]


def _param_line(call: Call, each: Described, param: Param) -> str:
    texts, language = call.services.texts, call.language
    text = help_of(texts, language, each, param)
    if param.required:
        kind = call.say("help-required")
    elif param.default is None or param.default == "":
        kind = call.say("help-optional")
    else:
        kind = call.say("help-default", default=str(json_value(param.default)))
    return f"• {param.name}: {text} ({range_of(texts, language, param)}; {kind})"


def _word(param: Param) -> str:
    return f"<{param.name}>" if param.required else f"[{param.name}]"
