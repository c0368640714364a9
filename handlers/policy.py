"""The privacy policy and the terms, written from what this installation is configured to do."""

from dataclasses import dataclass

from handlers.config import HandlersConfig
from handlers.joining import LINK_MINUTES
from handlers.last_picture import LAST_PICTURE_HOURS
from handlers.operator import operator_facts
from handlers.single_use import BUTTON_MINUTES, EDIT_HOURS
from handlers.texts import Texts
from handlers.upkeep import EXPORT_MINUTES, GROUP_DAYS, INBOX_HOURS, NOTICE_DAYS, QUOTA_DAYS, SHOWN_HOURS
from storage.classification import Classification, DataClass, Erase

POLICY_VERSION = "2026-11-29"
TERMS_VERSION = "2026-11-22"


@dataclass(frozen=True, slots=True)
class Section:
    """One part of the policy, short enough for one message."""

    name: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Policy:
    """The policy in one language: `summary` fits one message and names everything that matters.

    `version` says in words which one it is; neither the title nor the summary repeats it.
    """

    version: str
    title: str
    summary: str
    sections: tuple[Section, ...]

    @property
    def document(self) -> str:
        """The whole policy as one text."""
        parts = [
            f"{self.title}\n{self.version}",
            self.summary,
            *(f"{each.title}\n{each.text}" for each in self.sections),
        ]
        return "\n\n".join(parts)


def policy(config: HandlersConfig, texts: Texts, language: str) -> Policy:
    """Write the policy from the running configuration."""
    facts = _facts(config, texts, language)
    sections = {
        "collected": _collected(config, texts, language),
        "retention": _retention(config, texts, language),
        "processors": texts.say(language, "policy-processors", **facts),
        "rights": texts.say(language, "policy-rights", **facts),
        "contact": texts.say(language, "policy-contact", **facts),
    }
    return Policy(
        version=texts.say(language, "policy-version", version=POLICY_VERSION),
        title=texts.say(language, "policy-title"),
        summary=texts.say(language, "policy-summary", **facts),
        sections=tuple(
            Section(name, texts.say(language, f"policy-{name}-title"), text) for name, text in sections.items()
        ),
    )


def terms(config: HandlersConfig, texts: Texts, language: str) -> str:
    """Write the terms of use."""
    return texts.say(language, "terms", version=TERMS_VERSION, **_facts(config, texts, language))


def retention_facts(config: HandlersConfig) -> dict[str, dict[str, int | str]]:
    """Return the facts of every retention that a class of data names, from the configuration."""
    privacy, jobs, prices = config.privacy, config.jobs, prices_fact(config)
    return {
        "account": {},
        "ledger": {"years": privacy.ledger_years},
        "usage": {"days": privacy.usage_days},
        "jobs": {"days": privacy.job_days},
        "until_settled": {"days": privacy.job_days},
        "reply": {"hours": jobs.deliver_hours},
        "results": {"minutes": privacy.upload_minutes, "hours": jobs.result_hours, "prices": prices},
        "uploads": {
            "minutes": privacy.upload_minutes,
            "hours": jobs.result_hours,
            "prices": prices,
            "export": EXPORT_MINUTES,
        },
        "buttons": {"minutes": BUTTON_MINUTES, "hours": EDIT_HOURS},
        "inbox": {"hours": INBOX_HOURS},
        "last_pictures": {"hours": LAST_PICTURE_HOURS},
        "shown_messages": {"hours": SHOWN_HOURS},
        "groups": {"days": GROUP_DAYS},
        "adapter": {},
        "quotas": {"days": QUOTA_DAYS},
        "codes": {"minutes": LINK_MINUTES},
        "bans": {},
        "notices": {"days": NOTICE_DAYS},
        "audit": {},
    }


def prices_fact(config: HandlersConfig) -> str:
    """Return the fact by which a text speaks of credits ("on") or, where nothing costs any, does not ("off")."""
    return "on" if config.prices.enabled else "off"


def _facts(config: HandlersConfig, texts: Texts, language: str) -> dict[str, object]:
    privacy = config.privacy
    return {
        **operator_facts(privacy, texts, language),
        "upload_minutes": privacy.upload_minutes,
        "prices": prices_fact(config),
        "result_hours": config.jobs.result_hours,
        "job_days": privacy.job_days,
        "log_days": privacy.log_days,
        "backup_days": privacy.backup_days,
        "inbox_hours": INBOX_HOURS,
        "picture_hours": LAST_PICTURE_HOURS,
        "edit_hours": EDIT_HOURS,
    }


def _classes(config: HandlersConfig) -> list[DataClass]:
    """Return the classes of data that there are here: without prices nothing is booked."""
    return [data for data in DataClass if config.prices.enabled or data is not DataClass.MONEY]


def name_of(data: DataClass, config: HandlersConfig, texts: Texts, language: str) -> str:
    """Return what a class of data is, in words."""
    return texts.say(language, f"policy-data-{data.name.lower().replace('_', '-')}", prices=prices_fact(config))


def _collected(config: HandlersConfig, texts: Texts, language: str) -> str:
    """List each class of data with what it is for, as the tables are classified."""
    lines = [
        texts.say(
            language,
            "policy-data-line",
            data=name_of(data, config, texts, language),
            basis=texts.say(language, f"policy-basis-{data.value.legal_basis.replace('_', '-')}"),
        )
        for data in _classes(config)
    ]
    return "\n".join(lines)


def _retention(config: HandlersConfig, texts: Texts, language: str) -> str:
    facts = retention_facts(config)
    lines = [
        texts.say(
            language,
            "policy-retention-line",
            data=name_of(data, config, texts, language),
            time=_time(texts, language, data.value, facts),
        )
        for data in _classes(config)
    ]
    return "\n".join([*lines, texts.say(language, "policy-retention-others", **_facts(config, texts, language))])


def _time(texts: Texts, language: str, data: Classification, facts: dict[str, dict[str, int | str]]) -> str:
    time = texts.say(language, f"policy-retention-{data.retention.replace('_', '-')}", **facts[data.retention])
    if data.erase is Erase.KEEP:
        return texts.say(language, "policy-retention-kept", time=time)
    return time
