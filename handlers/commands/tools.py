"""/tools: every tool, by group."""

from handlers.call import Call
from handlers.charges import allowance, price_today
from handlers.command import command
from handlers.palette import offer_tools
from handlers.reply import Reply
from handlers.words import category_of, priced, summary_of
from tools.work import Step


@command()
async def tools(call: Call) -> Reply:
    """List the tools."""
    texts, catalog = call.services.texts, call.services.catalog
    allowed = await allowance(call)
    lines = []
    for category in dict.fromkeys(tool.category for tool in catalog.values()):
        lines += ["", category_of(texts, call.language, category)]
        lines += [
            f"{priced(texts, call.language, f'/{tool.name}', price_today(call, (Step(tool.name, {}),), 1, allowed))}"
            f" – {summary_of(texts, call.language, tool)}"
            for tool in catalog.values()
            if tool.category == category
        ]
    return await offer_tools(call, Reply("\n".join([call.say("tools-intro"), *lines])[: call.chat.text_length]))
