"""What an operator can set for handlers. Every key says what it does; the example config is made from this."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from tools.limits import Limits

LONGEST_INVITE = 64

MOST_PICTURES = 200
"""More than this in one message is no message of a person."""


InviteCode = Annotated[str, Field(min_length=8, max_length=LONGEST_INVITE)]
"""Long enough not to be guessed by people who may send thousands of messages."""


class _Section(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


Amounts = dict[str, Annotated[int, Field(ge=0)]]
ByClass = dict[Literal["local", "ai", "generation"], Annotated[int, Field(ge=0)]]


class AccessConfig(_Section):
    """Who may use this installation."""

    mode: Literal["open", "invite", "allowlist"] = Field(
        default="open", description="open: everyone; invite: people with a code; allowlist: only those named here."
    )
    owners: tuple[str, ...] = Field(default=(), description='The operators, as "platform:id"; always admitted.')
    allowed: tuple[str, ...] = Field(default=(), description='People who are admitted, as "platform:id".')
    invite_codes: tuple[InviteCode, ...] = Field(
        default=(), description="Codes of 8 to 64 characters that admit whoever sends /start CODE (mode invite)."
    )


class PricesConfig(_Section):
    """What jobs cost, in credits."""

    enabled: bool = Field(default=False, description="Whether anything costs credits; false makes everything free.")
    tools: Amounts = Field(
        default_factory=dict,
        description='Credits per run of a tool ("blur"), or of a tool with a value ("imagine quality:draft"); one not '
        "named costs what its class does.",
    )
    classes: ByClass = Field(
        default={"ai": 1, "generation": 10},
        description="Credits per run of a tool by its class: local, ai (models on this server), generation.",
    )
    welcome: int = Field(
        default=0,
        ge=0,
        description="Credits that everyone is given once, for agreeing to the terms; of those whom the browser alone "
        "knows, one of a network a day.",
    )
    more: str = Field(
        default="", description="How people get more credits, in a sentence; else they are told to ask the contact."
    )


class QuotasConfig(_Section):
    """What people may do in a day, by class of tool. Days turn at 00:00 UTC."""

    free_guest: ByClass = Field(
        default_factory=dict, description="Runs a day that cost guests nothing, of tools that have a price."
    )
    free_member: ByClass = Field(
        default={"ai": 1},
        description="Runs a day that cost members (who agreed to the terms) nothing, of tools that have a price.",
    )
    most_guest: ByClass = Field(default_factory=dict, description="Most runs a day for a guest, paid or not.")
    most_member: ByClass = Field(default_factory=dict, description="Most runs a day for a member, paid or not.")
    pot_per_member: int = Field(
        default=10,
        ge=0,
        description="Credits of a group's pot that one member may use a day, unless its admins say else.",
    )


class RatesConfig(_Section):
    """How many requests are answered in a minute; one that is refused counts for nothing."""

    user_per_minute: int = Field(default=60, ge=1, description="Requests of one person, or of one network of guests.")
    group_per_minute: int = Field(default=120, ge=1, description="Requests of one group.")
    bot_per_minute: int = Field(default=6000, ge=1, description="Requests of everyone together.")


class BudgetsConfig(_Section):
    """What paid processors may cost you in a month."""

    monthly: Amounts = Field(
        default_factory=dict,
        description="Cents that a processor may cost in a month, by its name; one not named has no end.",
    )
    costs: dict[str, Amounts] = Field(
        default_factory=dict,
        description='Cents that a run costs you, by processor and tool: { openai = { "imagine quality:high" = 17 } }. '
        "A tool that is named here is done there.",
    )


class JobsConfig(_Section):
    """How many jobs, and how large their pictures may be."""

    per_user: int = Field(default=2, ge=1, description="Jobs of one person that run at the same time.")
    waiting_per_user: int = Field(default=20, ge=1, description="Jobs of one person that may be open at the same time.")
    pictures: int = Field(default=50, ge=1, le=MOST_PICTURES, description="Pictures that one job takes, 200 at most.")
    job_bytes: int = Field(
        default=100_000_000, ge=1, description="Bytes of all pictures of one job together, and of all its results."
    )
    stored_bytes: int = Field(
        default=500_000_000,
        ge=1,
        description="Bytes that one person's uploads and kept results may take together.",
    )
    guest_bytes: int = Field(
        default=10_000_000, ge=1, description="Largest picture, in bytes, before agreeing to the terms."
    )
    reconcile_seconds: float = Field(
        default=5, gt=0, description="Seconds between two looks for jobs that were left lying."
    )
    deliver_hours: int = Field(
        default=24, ge=1, description="Hours after which an answer that nobody took is refunded."
    )
    result_hours: int = Field(default=24, ge=1, description="Hours for which a paid result can be fetched again.")


class PrivacyConfig(_Section):
    """Who answers for the data, and how long it stays. /privacy is written from these."""

    operator: str = Field(default="", description="Who runs this installation (a name).")
    contact: str = Field(default="", description="Where people turn (an address, a handle).")
    host: str = Field(default="", description="Where this installation runs.")
    upload_minutes: int = Field(
        default=60,
        ge=1,
        le=60,
        description="Minutes that an upload, or a free result to be fetched, stays.",
    )
    job_days: int = Field(default=30, ge=1, description="Days that a job's record (tool, time, price) stays.")
    usage_days: int = Field(default=35, ge=1, description="Days that daily counters stay.")
    log_days: int = Field(
        default=7,
        ge=1,
        description="Days that you keep logs. Darkroom only writes them to standard error; have what collects them "
        "delete them by then.",
    )
    backup_days: int = Field(
        default=14, ge=1, description="Days that copies of the database stay in its folder backups."
    )
    ledger_years: int = Field(
        default=10, ge=0, description="Years that money rows stay, without a name, after an erasure."
    )


class HandlersConfig(_Section):
    """All of it. `limits` are the engine's own ([limits]); handlers refuse early by what a chat says of a file."""

    access: AccessConfig = AccessConfig()
    prices: PricesConfig = PricesConfig()
    quotas: QuotasConfig = QuotasConfig()
    rates: RatesConfig = RatesConfig()
    budgets: BudgetsConfig = BudgetsConfig()
    jobs: JobsConfig = JobsConfig()
    privacy: PrivacyConfig = PrivacyConfig()
    limits: Limits = Field(default_factory=Limits)
