"""The policy says what this installation is configured to do, and fits one message."""

import re

import pytest

from handlers.config import HandlersConfig, PricesConfig, PrivacyConfig
from handlers.policy import POLICY_VERSION, TERMS_VERSION, policy, retention_facts, terms
from handlers.texts import Texts
from storage.classification import DataClass

TEXTS = Texts()
PRICED = PricesConfig(enabled=True)
LONG = PrivacyConfig(operator="O" * 200, contact="C" * 200, host="H" * 200)


@pytest.mark.parametrize("language", TEXTS.locales)
@pytest.mark.parametrize("privacy", [PrivacyConfig(), LONG], ids=["usual", "long names"])
def test_every_part_fits_one_message(language: str, privacy: PrivacyConfig) -> None:
    text = policy(HandlersConfig(privacy=privacy, prices=PRICED), TEXTS, language)

    assert len(text.summary) <= 4096
    assert all(len(section.text) + len(section.title) + 2 <= 4096 for section in text.sections)
    assert len(terms(HandlersConfig(privacy=privacy), TEXTS, language)) <= 4096


@pytest.mark.parametrize(
    ("privacy", "words"),
    [
        ({"operator": "Ada"}, "Ada"),
        ({"contact": "@ada"}, "@ada"),
        ({"host": "a machine in Ada’s cellar"}, "a machine in Ada’s cellar"),
        ({"upload_minutes": 17}, "17 minutes"),
        ({"job_days": 123}, "123 days"),
        ({"usage_days": 124}, "124 days"),
        ({"log_days": 125}, "125 days"),
        ({"backup_days": 126}, "126 days"),
        ({"ledger_years": 27}, "27 years"),
    ],
)
def test_the_configuration_shows(privacy: dict[str, object], words: str) -> None:
    before = policy(HandlersConfig(prices=PRICED), TEXTS, "en").document
    after = policy(HandlersConfig(prices=PRICED, privacy=PrivacyConfig.model_validate(privacy)), TEXTS, "en").document

    assert words not in before
    assert words in after


@pytest.mark.parametrize("language", TEXTS.locales)
def test_what_a_deletion_leaves_in_backups_is_said_with_its_time(language: str) -> None:
    text = policy(HandlersConfig(privacy=PrivacyConfig(backup_days=126)), TEXTS, language)

    (deletion,) = [line for line in text.summary.splitlines() if "/delete" in line]
    (retention,) = [section.text for section in text.sections if section.name == "retention"]
    assert "126" in deletion
    assert "/delete" in retention.splitlines()[-1]
    assert "126" in retention.splitlines()[-1]


def test_every_class_of_data_is_told_with_its_time() -> None:
    text = policy(HandlersConfig(prices=PRICED), TEXTS, "en")
    sections = {section.name: section.text for section in text.sections}

    for data in DataClass:
        name = TEXTS.say("en", f"policy-data-{data.name.lower().replace('_', '-')}", prices="on")
        assert f"• {name} (" in sections["collected"]
        assert f"• {name}: " in sections["retention"]


@pytest.mark.parametrize(
    ("language", "words"), [("en", r"credit|paid|price|charge"), ("de", r"credit|bezahlt|preis|berechnet")]
)
def test_where_nothing_costs_anything_nothing_is_said_of_money(language: str, words: str) -> None:
    free = policy(HandlersConfig(), TEXTS, language).document.lower()
    priced = policy(HandlersConfig(prices=PRICED), TEXTS, language).document.lower()

    assert not re.search(words, free)
    assert re.search(words, priced)


def test_a_result_is_not_said_to_be_kept_and_not_kept() -> None:
    for config in (HandlersConfig(), HandlersConfig(prices=PRICED)):
        line = next(line for line in policy(config, TEXTS, "en").summary.splitlines() if "its result" in line)

        assert "60 minutes at most" in line
        assert line.endswith("Any other result is gone once it was sent.")
        assert ("24 hours" in line) is config.prices.enabled


@pytest.mark.parametrize("language", TEXTS.locales)
def test_the_version_is_told_once(language: str) -> None:
    assert policy(HandlersConfig(), TEXTS, language).document.count(POLICY_VERSION) == 1
    assert terms(HandlersConfig(), TEXTS, language).count(TERMS_VERSION) == 1


def test_no_retention_is_promised_that_no_data_has() -> None:
    assert set(retention_facts(HandlersConfig())) == {data.value.retention for data in DataClass}
