"""Who runs this installation, where, and how to reach them, as the asker reads it."""

from handlers.config import PrivacyConfig
from handlers.texts import Texts


def operator_facts(privacy: PrivacyConfig, texts: Texts, language: str) -> dict[str, str]:
    """Return the facts operator, contact and host; in general words where [privacy] names none."""
    named = {"operator": privacy.operator, "contact": privacy.contact, "host": privacy.host}
    return {name: value or texts.say(language, f"unnamed-{name}") for name, value in named.items()}
