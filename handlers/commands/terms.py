"""/terms: the rules of use."""

from handlers.call import Call
from handlers.command import command
from handlers.policy import terms as terms_text
from handlers.reply import Button, Reply


@command(always=True)
async def terms(call: Call) -> Reply:
    """Show the rules of use."""
    buttons = [Button(call.say("button-privacy"), command="privacy")]
    if call.account is None or call.account.role == "guest":
        buttons.insert(0, Button(call.say("button-agree"), command="agree", style="primary"))
    return Reply(terms_text(call.services.config, call.services.texts, call.language), buttons=(tuple(buttons),))
