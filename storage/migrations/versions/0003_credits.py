"""What credits need: debts, pots, quotas, codes, bans, notices, and further kinds of entries in the ledger."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_KINDS = (
    "(kind IN ('grant', 'purchase') AND job_id IS NULL AND cause IS NOT NULL AND amount > 0)"
    " OR (kind = 'chargeback' AND job_id IS NULL AND cause IS NOT NULL AND amount < 0)"
    " OR (kind = 'transfer' AND job_id IS NULL AND pair IS NOT NULL AND amount <> 0)"
    " OR (kind = 'hold' AND job_id IS NOT NULL AND amount < 0)"
    " OR (kind = 'capture' AND job_id IS NOT NULL AND amount = 0)"
    " OR (kind IN ('refund', 'reversal') AND job_id IS NOT NULL AND amount > 0)"
)
_SETTLES = "kind IN ('capture', 'refund')"


def upgrade() -> None:
    """Change the schema of the revision before into this one."""
    with_check = sa.CheckConstraint("debt >= 0", name=op.f("ck_accounts_debt"))
    op.add_column("accounts", sa.Column("debt", sa.Integer(), with_check, server_default="0", nullable=False))
    op.add_column("accounts", sa.Column("merged_into", sa.Integer(), nullable=True))
    op.add_column("jobs", sa.Column("payer_id", sa.Integer(), nullable=True))
    op.add_column("jobs", sa.Column("claims", sa.JSON(none_as_null=True), nullable=True))
    op.add_column("jobs", sa.Column("result_hashes", sa.JSON(none_as_null=True), nullable=True))
    op.add_column("jobs", sa.Column("forgotten_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("groups", sa.Column("pot_cap", sa.Integer(), nullable=True))
    op.add_column("audit", sa.Column("actor", sa.LargeBinary(), nullable=True))
    if op.get_context().dialect.name == "sqlite":
        _write_the_ledger_anew()
    else:
        _widen_the_ledger()
    _make_tables()


def _widen_the_ledger() -> None:
    op.add_column("ledger", sa.Column("pair", sa.String(), nullable=True))
    op.drop_constraint(op.f("ck_ledger_kind"), "ledger", type_="check")
    op.create_check_constraint(op.f("ck_ledger_kind"), "ledger", _KINDS)
    op.create_unique_constraint(op.f("uq_ledger_pair_account_id"), "ledger", ["pair", "account_id"])


def _write_the_ledger_anew() -> None:
    """SQLite cannot change a check, so the rows move into a new table; dropping the old one fires no trigger."""
    op.execute("ALTER TABLE ledger RENAME TO ledger_before")
    for index in ("ix_ledger_account_id", "uq_ledger_settles_once"):
        op.execute(f"DROP INDEX {index}")
    op.create_table(
        "ledger",
        sa.Column("id", _BIG, nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("job_id", _BIG, nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.Column("cause", sa.String(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("pair", sa.String(), nullable=True),
        sa.CheckConstraint(_KINDS, name=op.f("ck_ledger_kind")),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_ledger_account_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ledger")),
        sa.UniqueConstraint("cause", name=op.f("uq_ledger_cause")),
        sa.UniqueConstraint("job_id", "kind", name=op.f("uq_ledger_job_id_kind")),
        sa.UniqueConstraint("pair", "account_id", name=op.f("uq_ledger_pair_account_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_ledger_account_id"), "ledger", ["account_id"], unique=False)
    op.create_index("uq_ledger_settles_once", "ledger", ["job_id"], unique=True, sqlite_where=sa.text(_SETTLES))
    op.execute(
        "INSERT INTO ledger (id, account_id, job_id, kind, amount, cause, at)"
        " SELECT id, account_id, job_id, kind, amount, cause, at FROM ledger_before ORDER BY id"
    )
    op.execute("DROP TABLE ledger_before")
    for act in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER ledger_no_{act.lower()} BEFORE {act} ON ledger "
            "BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END"
        )


def _make_tables() -> None:
    op.create_table(
        "announcements",
        sa.Column("id", _BIG, nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("told_up_to", sa.Integer(), server_default="0", nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_announcements")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "bans",
        sa.Column("person", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("person", name=op.f("pk_bans")),
    )
    op.create_table(
        "codes",
        sa.Column("code_hash", sa.LargeBinary(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("credits", sa.Integer(), nullable=True),
        sa.Column("uses_left", sa.Integer(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("(account_id IS NULL) <> (credits IS NULL)", name=op.f("ck_codes_purpose")),
        sa.CheckConstraint("uses_left >= 0", name=op.f("ck_codes_uses_left")),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_codes_account_id")),
        sa.PrimaryKeyConstraint("code_hash", name=op.f("pk_codes")),
    )
    op.create_index(op.f("ix_codes_account_id"), "codes", ["account_id"], unique=False)
    op.create_index(op.f("ix_codes_expires_at"), "codes", ["expires_at"], unique=False)
    op.create_table(
        "notices",
        sa.Column("id", _BIG, nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("topic", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("facts", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("body", sa.LargeBinary(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_notices_account_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notices")),
        sa.UniqueConstraint("topic", name=op.f("uq_notices_topic")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_notices_account_id"), "notices", ["account_id"], unique=False)
    op.create_table(
        "quotas",
        sa.Column("holder", sa.LargeBinary(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used", sa.Integer(), nullable=False),
        sa.CheckConstraint("used >= 0", name=op.f("ck_quotas_used")),
        sa.PrimaryKeyConstraint("holder", "name", "since", name=op.f("pk_quotas")),
    )
    op.create_index("ix_quotas_since", "quotas", ["since"], unique=False)
