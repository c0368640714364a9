"""/privacy: what is stored, for how long, and your rights, as this installation is configured."""

from typing import Annotated

from handlers.call import Call
from handlers.command import command
from handlers.errors import UnknownValue
from handlers.policy import policy
from handlers.reply import Button, Reply


@command(always=True)
async def privacy(call: Call, section: Annotated[str, "A section of the policy, such as retention."] = "") -> Reply:
    """Show what is stored about you, for how long, and your rights."""
    text = policy(call.services.config, call.services.texts, call.language)
    titles = {each.name: each.title for each in text.sections}
    if section and section not in titles:
        raise UnknownValue(name=section[:40], names=", ".join(titles))
    overview = f"{text.title}. {text.version}.\n\n{text.summary} {call.say('policy-buttons')}"
    shown = next((f"{each.title}\n\n{each.text}" for each in text.sections if each.name == section), overview)
    buttons = [Button(title, command="privacy", given={"section": name}) for name, title in titles.items()]
    rows = tuple(tuple(buttons[index : index + 2]) for index in range(0, len(buttons), 2))
    return Reply(shown, buttons=rows, private=True, edit=bool(section))
