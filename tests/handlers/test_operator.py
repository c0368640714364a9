"""The operator is named as they named themselves, and in the asker's language where they did not."""

from handlers.config import HandlersConfig, PrivacyConfig
from handlers.operator import operator_facts
from handlers.policy import policy
from handlers.texts import Texts

TEXTS = Texts()


def test_a_name_that_was_set_is_said_in_every_language() -> None:
    named = PrivacyConfig(operator="Jo", contact="jo@example.org", host="a shelf in Bern")

    for language in TEXTS.locales:
        assert operator_facts(named, TEXTS, language) == {
            "operator": "Jo",
            "contact": "jo@example.org",
            "host": "a shelf in Bern",
        }


def test_a_policy_without_names_is_in_one_language() -> None:
    english = operator_facts(PrivacyConfig(), TEXTS, "en").values()
    document = policy(HandlersConfig(), TEXTS, "de").document

    assert [words for words in english if words in document] == []
