"""What a chat with an inbox, buttons and groups needs."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Change the schema of the revision before into this one."""
    op.add_column("identities", sa.Column("unreachable_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("buttons", sa.Column("panel", sa.String(), nullable=True))

    op.create_table(
        "adapter_state",
        sa.Column("platform", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("platform", "name", name=op.f("pk_adapter_state")),
    )
    op.create_table(
        "groups",
        sa.Column("platform", sa.String(), nullable=False),
        sa.Column("group_id", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=True),
        sa.Column("result", sa.String(), nullable=True),
        sa.Column("auto_delete_minutes", sa.Integer(), nullable=True),
        sa.Column("off_tools", sa.JSON(), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("result IN ('photo', 'file')", name=op.f("ck_groups_result")),
        sa.PrimaryKeyConstraint("platform", "group_id", name=op.f("pk_groups")),
    )
    op.create_table(
        "inbox",
        sa.Column("platform", sa.String(), nullable=False),
        sa.Column(
            "update_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("sender", sa.LargeBinary(), nullable=True),
        sa.Column("body", sa.LargeBinary(), nullable=True),
        sa.Column("state", sa.String(), server_default="waiting", nullable=False),
        sa.Column("attempts", sa.Integer(), server_default="0", nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("state IN ('waiting', 'done', 'poison')", name=op.f("ck_inbox_state")),
        sa.PrimaryKeyConstraint("platform", "update_id", name=op.f("pk_inbox")),
    )
    op.create_index("ix_inbox_state", "inbox", ["platform", "state", "update_id"], unique=False)

    op.create_table(
        "last_pictures",
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.LargeBinary(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_last_pictures_account_id")),
        sa.PrimaryKeyConstraint("account_id", "place", name=op.f("pk_last_pictures")),
    )
    op.create_index(op.f("ix_last_pictures_expires_at"), "last_pictures", ["expires_at"], unique=False)

    op.create_table(
        "shown_messages",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("address", sa.LargeBinary(), nullable=False),
        sa.Column("delete_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_shown_messages_account_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shown_messages")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_shown_messages_account_id"), "shown_messages", ["account_id"], unique=False)
    op.create_index(op.f("ix_shown_messages_delete_at"), "shown_messages", ["delete_at"], unique=False)
