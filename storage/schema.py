"""Every table, each column with its class of data.

A column that holds bytes sealed by the vault says `"sealed": True` as well, and one that is not exported says why
(`"left_out"`, of its class or its own). A table with columns that are exported names the file that its rows go into
(`"export"`). A change here needs a revision in `storage/migrations/versions`; a test compares the two.
"""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    CheckConstraint,
    Column,
    Connection,
    Date,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    TypeDecorator,
    UniqueConstraint,
    event,
    text,
)

from storage.classification import DataClass, ExportFile, LeftOut

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class UtcDateTime(TypeDecorator[datetime]):
    """A moment: aware in Python and in UTC, also where the database (SQLite) knows no time zones."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse a naive time: nobody could say which moment it means."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a stored time must be aware")
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give every time back as aware UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


# SQLite numbers rows only in a column that is spelt INTEGER; its integers have 64 bits anyway.
_BIG = BigInteger().with_variant(Integer(), "sqlite")


def _column(
    name: str, kind: Any, data: DataClass, *more: Any, sealed: bool = False, left_out: LeftOut | None = None, **own: Any
) -> Column[Any]:
    info = {"data": data, "sealed": sealed, "left_out": left_out or data.value.left_out}
    return Column(name, kind, *more, info=info, **{"nullable": False, **own})


def _account(data: DataClass = DataClass.PSEUDONYM, **options: Any) -> Column[Any]:
    return _column("account_id", Integer, data, ForeignKey("accounts.id"), **options)


accounts = Table(
    "accounts",
    metadata,
    _column("id", Integer, DataClass.PSEUDONYM, primary_key=True),
    _column("role", String, DataClass.PROFILE, server_default="guest"),
    _column("credits", Integer, DataClass.MONEY, server_default="0"),
    _column("language", String, DataClass.PROFILE, nullable=True),
    _column("agreed_version", String, DataClass.PROFILE, nullable=True),
    _column("created_at", UtcDateTime, DataClass.PSEUDONYM),
    _column("seen_at", UtcDateTime, DataClass.PROFILE, nullable=True),
    _column("erased_at", UtcDateTime, DataClass.PSEUDONYM, nullable=True),
    # What was taken back after it had been spent. The next credits pay it first, so one of the two is always 0.
    _column("debt", Integer, DataClass.MONEY, CheckConstraint("debt >= 0", "debt"), server_default="0"),
    _column("merged_into", Integer, DataClass.PSEUDONYM, nullable=True),
    CheckConstraint("role IN ('guest', 'member', 'blocked')", "role"),
    CheckConstraint("credits >= 0", "credits"),
    # An id must never name a second person: the ledger and the vault go on knowing the first by it.
    sqlite_autoincrement=True,
    info={"export": ExportFile.ACCOUNT},
)

identities = Table(
    "identities",
    metadata,
    _column("platform", String, DataClass.IDENTITY, primary_key=True),
    _column("external_id", String, DataClass.IDENTITY, primary_key=True),
    _account(index=True),
    _column("unreachable_at", UtcDateTime, DataClass.IDENTITY, nullable=True),
    info={"export": ExportFile.ACCOUNT},
)

consents = Table(
    "consents",
    metadata,
    _column("id", _BIG, DataClass.CONSENT, primary_key=True),
    _account(index=True),
    _column("purpose", String, DataClass.CONSENT),
    _column("version", String, DataClass.CONSENT),
    _column("given_at", UtcDateTime, DataClass.CONSENT),
    _column("withdrawn_at", UtcDateTime, DataClass.CONSENT, nullable=True),
    info={"export": ExportFile.CONSENTS},
)

settings = Table(
    "settings",
    metadata,
    _account(primary_key=True),
    _column("name", String, DataClass.SETTING, primary_key=True),
    _column("value", String, DataClass.SETTING),
    info={"export": ExportFile.ACCOUNT},
)

OPEN_STATES = ("reserved", "running")
"""The states of a job that is not settled: its price is held, its work is still to come or to end."""

jobs = Table(
    "jobs",
    metadata,
    _column("id", _BIG, DataClass.JOB, primary_key=True),
    _column("public_id", String, DataClass.JOB, unique=True),
    _account(),
    _column("platform", String, DataClass.JOB),
    _column("idempotency_key", String, DataClass.REPLY_ADDRESS),
    _column("state", String, DataClass.JOB),
    _column("lane", String, DataClass.JOB),
    _column("attempt", Integer, DataClass.JOB, server_default="0"),
    _column("delivery_attempts", Integer, DataClass.JOB, server_default="0"),
    _column("price", Integer, DataClass.JOB),
    _column("tools", String, DataClass.JOB),
    _column("steps", LargeBinary, DataClass.JOB_CONTENT, sealed=True),
    _column("sources", LargeBinary, DataClass.JOB_CONTENT, sealed=True, left_out=LeftOut.PASSING, nullable=True),
    _column("reply_to", LargeBinary, DataClass.REPLY_ADDRESS, sealed=True, nullable=True),
    _column("locale", String, DataClass.JOB, nullable=True),
    _column("result_key", String, DataClass.RESULT, left_out=LeftOut.NOBODY, nullable=True),
    _column("result", LargeBinary, DataClass.RESULT, sealed=True, nullable=True),
    _column("error", String, DataClass.JOB, nullable=True),
    _column("error_facts", JSON(none_as_null=True), DataClass.JOB, nullable=True),
    _column("created_at", UtcDateTime, DataClass.JOB),
    _column("started_at", UtcDateTime, DataClass.JOB, nullable=True),
    _column("settled_at", UtcDateTime, DataClass.JOB, nullable=True),
    _column("delivered_at", UtcDateTime, DataClass.JOB, nullable=True),
    _column("keep_until", UtcDateTime, DataClass.RESULT, nullable=True),
    # Whose credits pay, where it is not the account's own: the pot of a group.
    _column("payer_id", Integer, DataClass.JOB, left_out=LeftOut.OTHERS, nullable=True),
    _column("claims", JSON(none_as_null=True), DataClass.JOB, left_out=LeftOut.HASH, nullable=True),
    _column("result_hashes", JSON(none_as_null=True), DataClass.JOB, nullable=True),
    _column("forgotten_at", UtcDateTime, DataClass.JOB, nullable=True),
    CheckConstraint(
        "state IN ('reserved', 'running', 'done', 'delivered', 'failed', 'cancelled', 'undeliverable')", "state"
    ),
    CheckConstraint("price >= 0", "price"),
    UniqueConstraint("account_id", "idempotency_key"),
    sqlite_autoincrement=True,
    info={"export": ExportFile.HISTORY},
)
Index(
    "ix_jobs_unfinished",
    jobs.c.state,
    jobs.c.id,
    sqlite_where=text("delivered_at IS NULL"),
    postgresql_where=text("delivered_at IS NULL"),
)
Index("ix_jobs_settled_at", jobs.c.settled_at)

ledger = Table(
    "ledger",
    metadata,
    _column("id", _BIG, DataClass.MONEY, primary_key=True),
    _account(DataClass.MONEY, index=True),
    # No foreign key: a job's row goes long before the record of what was paid for it.
    _column("job_id", _BIG, DataClass.MONEY, nullable=True),
    _column("kind", String, DataClass.MONEY),
    _column("amount", Integer, DataClass.MONEY),
    _column("cause", String, DataClass.MONEY, nullable=True, unique=True),
    _column("at", UtcDateTime, DataClass.MONEY),
    # What both legs of a transfer have in common.
    _column("pair", String, DataClass.MONEY, left_out=LeftOut.OTHERS, nullable=True),
    CheckConstraint(
        "(kind IN ('grant', 'purchase') AND job_id IS NULL AND cause IS NOT NULL AND amount > 0)"
        " OR (kind = 'chargeback' AND job_id IS NULL AND cause IS NOT NULL AND amount < 0)"
        " OR (kind = 'transfer' AND job_id IS NULL AND pair IS NOT NULL AND amount <> 0)"
        " OR (kind = 'hold' AND job_id IS NOT NULL AND amount < 0)"
        " OR (kind = 'capture' AND job_id IS NOT NULL AND amount = 0)"
        " OR (kind IN ('refund', 'reversal') AND job_id IS NOT NULL AND amount > 0)",
        "kind",
    ),
    UniqueConstraint("job_id", "kind"),
    UniqueConstraint("pair", "account_id"),
    sqlite_autoincrement=True,
    info={"export": ExportFile.LEDGER},
)
_SETTLES = text("kind IN ('capture', 'refund')")
Index("uq_ledger_settles_once", ledger.c.job_id, unique=True, sqlite_where=_SETTLES, postgresql_where=_SETTLES)

usage = Table(
    "usage",
    metadata,
    _account(primary_key=True),
    _column("day", Date, DataClass.USAGE, primary_key=True),
    _column("tool", String, DataClass.USAGE, primary_key=True),
    _column("jobs", Integer, DataClass.USAGE),
    info={"export": ExportFile.USAGE},
)

quotas = Table(
    "quotas",
    metadata,
    # A keyed hash of a person or a network, so that leaving, linking or a new account brings no second allowance; of
    # a processor its name.
    _column("holder", LargeBinary, DataClass.QUOTA, primary_key=True),
    _column("name", String, DataClass.QUOTA, primary_key=True),
    _column("since", UtcDateTime, DataClass.QUOTA, primary_key=True),
    _column("used", Integer, DataClass.QUOTA),
    CheckConstraint("used >= 0", "used"),
)
Index("ix_quotas_since", quotas.c.since)

codes = Table(
    "codes",
    metadata,
    _column("code_hash", LargeBinary, DataClass.CODE, primary_key=True),
    _column("account_id", Integer, DataClass.CODE, ForeignKey("accounts.id"), nullable=True, index=True),
    _column("credits", Integer, DataClass.CODE, nullable=True),
    _column("uses_left", Integer, DataClass.CODE),
    _column("expires_at", UtcDateTime, DataClass.CODE, index=True),
    CheckConstraint("(account_id IS NULL) <> (credits IS NULL)", "purpose"),
    CheckConstraint("uses_left >= 0", "uses_left"),
)

bans = Table(
    "bans",
    metadata,
    _column("person", LargeBinary, DataClass.BAN, primary_key=True),
    _column("at", UtcDateTime, DataClass.BAN),
)

notices = Table(
    "notices",
    metadata,
    _column("id", _BIG, DataClass.NOTICE, primary_key=True),
    _column("account_id", Integer, DataClass.NOTICE, ForeignKey("accounts.id"), nullable=True, index=True),
    # What happens once, such as a budget that is spent in a month, is told once.
    _column("topic", String, DataClass.NOTICE, unique=True),
    _column("text", String, DataClass.NOTICE),
    _column("facts", JSON(none_as_null=True), DataClass.NOTICE, nullable=True),
    _column("body", LargeBinary, DataClass.NOTICE, sealed=True, nullable=True),
    _column("created_at", UtcDateTime, DataClass.NOTICE),
    _column("told_at", UtcDateTime, DataClass.NOTICE, nullable=True),
    sqlite_autoincrement=True,
    info={"export": ExportFile.ACCOUNT},
)

announcements = Table(
    "announcements",
    metadata,
    _column("id", _BIG, DataClass.ADAPTER, primary_key=True),
    _column("text", String, DataClass.ADAPTER),
    _column("created_at", UtcDateTime, DataClass.ADAPTER),
    # Everyone up to this account has been told.
    _column("told_up_to", Integer, DataClass.ADAPTER, server_default="0"),
    _column("ended_at", UtcDateTime, DataClass.ADAPTER, nullable=True),
    sqlite_autoincrement=True,
)

buttons = Table(
    "buttons",
    metadata,
    _column("token_hash", LargeBinary, DataClass.BUTTON, primary_key=True),
    _account(left_out=LeftOut.PASSING, index=True),
    _column("command", String, DataClass.BUTTON),
    _column("given", LargeBinary, DataClass.BUTTON, sealed=True),
    _column("expires_at", UtcDateTime, DataClass.BUTTON, index=True),
    _column("panel", String, DataClass.BUTTON, nullable=True),
)

last_pictures = Table(
    "last_pictures",
    metadata,
    _account(left_out=LeftOut.PASSING, primary_key=True),
    _column("place", LargeBinary, DataClass.LAST_PICTURE, primary_key=True),
    _column("content", LargeBinary, DataClass.LAST_PICTURE, sealed=True),
    _column("expires_at", UtcDateTime, DataClass.LAST_PICTURE, index=True),
)

shown_messages = Table(
    "shown_messages",
    metadata,
    _column("id", _BIG, DataClass.SHOWN_MESSAGE, primary_key=True),
    _account(left_out=LeftOut.PASSING, index=True),
    _column("address", LargeBinary, DataClass.SHOWN_MESSAGE, sealed=True),
    _column("delete_at", UtcDateTime, DataClass.SHOWN_MESSAGE, index=True),
    sqlite_autoincrement=True,
)

stored_files = Table(
    "stored_files",
    metadata,
    _column("key", String, DataClass.MEDIA, primary_key=True),
    _account(index=True),
    _column("job_id", _BIG, DataClass.MEDIA, nullable=True),
    _column("kind", String, DataClass.MEDIA),
    _column("size", Integer, DataClass.MEDIA),
    _column("created_at", UtcDateTime, DataClass.MEDIA),
    _column("expires_at", UtcDateTime, DataClass.MEDIA, index=True),
    info={"export": ExportFile.MEDIA},
)

inbox = Table(
    "inbox",
    metadata,
    _column("platform", String, DataClass.INBOX, primary_key=True),
    _column("update_id", _BIG, DataClass.INBOX, primary_key=True, autoincrement=False),
    # A keyed hash, and no account: most senders have none before their update is read.
    _column("sender", LargeBinary, DataClass.INBOX, nullable=True),
    _column("body", LargeBinary, DataClass.INBOX, sealed=True, nullable=True),
    _column("state", String, DataClass.INBOX, server_default="waiting"),
    _column("attempts", Integer, DataClass.INBOX, server_default="0"),
    _column("received_at", UtcDateTime, DataClass.INBOX),
    CheckConstraint("state IN ('waiting', 'done', 'poison')", "state"),
    Index("ix_inbox_state", "platform", "state", "update_id"),
)

groups = Table(
    "groups",
    metadata,
    _column("platform", String, DataClass.GROUP, primary_key=True),
    _column("group_id", String, DataClass.GROUP, primary_key=True),
    _column("language", String, DataClass.GROUP, nullable=True),
    _column("result", String, DataClass.GROUP, nullable=True),
    _column("auto_delete_minutes", Integer, DataClass.GROUP, nullable=True),
    _column("off_tools", JSON, DataClass.GROUP),
    _column("removed_at", UtcDateTime, DataClass.GROUP, nullable=True),
    _column("changed_at", UtcDateTime, DataClass.GROUP),
    _column("pot_cap", Integer, DataClass.GROUP, nullable=True),
    CheckConstraint("result IN ('photo', 'file')", "result"),
)

adapter_state = Table(
    "adapter_state",
    metadata,
    _column("platform", String, DataClass.ADAPTER, primary_key=True),
    _column("name", String, DataClass.ADAPTER, primary_key=True),
    _column("value", String, DataClass.ADAPTER),
)

audit = Table(
    "audit",
    metadata,
    _column("id", _BIG, DataClass.AUDIT, primary_key=True),
    _column("at", UtcDateTime, DataClass.AUDIT),
    _column("act", String, DataClass.AUDIT),
    _column("subject", LargeBinary, DataClass.AUDIT, nullable=True),
    _column("counts", JSON, DataClass.AUDIT),
    _column("actor", LargeBinary, DataClass.AUDIT, nullable=True),
    sqlite_autoincrement=True,
)

# The ledger is append-only by the database's own word, not by our good manners.
_APPEND_ONLY = {
    "sqlite": tuple(
        f"CREATE TRIGGER ledger_no_{act.lower()} BEFORE {act} ON ledger "
        "BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END"
        for act in ("UPDATE", "DELETE")
    ),
    "postgresql": (
        "CREATE FUNCTION refuse_ledger_change() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'the ledger is append-only'; END $$",
        "CREATE TRIGGER ledger_append_only BEFORE UPDATE OR DELETE ON ledger "
        "FOR EACH STATEMENT EXECUTE FUNCTION refuse_ledger_change()",
    ),
}


@event.listens_for(ledger, "after_create")
def _make_append_only(_table: Table, connection: Connection, **_options: object) -> None:
    for statement in _APPEND_ONLY[connection.dialect.name]:
        connection.exec_driver_sql(statement)
