"""What kind of data each column holds: why it is kept, for how long, and what /delete does to it.

Every column of `storage.schema` carries one of these as `info={"data": DataClass.X}`. The privacy policy,
the deletion and later the export are derived from them, so that none of the three can forget a column.
"""

from dataclasses import dataclass
from enum import Enum


class Erase(Enum):
    """What becomes of a column when its account is erased."""

    ROW = "the whole row is deleted"
    SENDER = "the whole row is deleted where this person is its sender: it belongs to no account"
    CLEAR = "the value is emptied, the row stays"
    KEEP = "kept: it identifies nobody once the rest is gone, or the law asks for it"


@dataclass(frozen=True, slots=True)
class Classification:
    """One class of data, as the data inventory of the privacy policy lists it.

    `retention` names the limit that ends it, `receivers` who else gets it by Darkroom's doing.
    `export` is the file of a data export that holds it, or None with the reason in `purpose`.
    """

    purpose: str
    legal_basis: str
    retention: str
    erase: Erase
    export: str | None = None
    receivers: tuple[str, ...] = ()


_CONTRACT = "contract"
_INTEREST = "legitimate_interest"
_LAW = "legal_duty"


class DataClass(Enum):
    """The data inventory."""

    PROFILE = Classification("run", _CONTRACT, "account", Erase.CLEAR, "account.json")
    IDENTITY = Classification("recognise", _CONTRACT, "account", Erase.ROW, "account.json")
    CONSENT = Classification("prove_consent", _LAW, "account", Erase.ROW, "consents.json")
    SETTING = Classification("remember_choices", _CONTRACT, "account", Erase.ROW, "account.json")
    PSEUDONYM = Classification("tie_rows_together", _CONTRACT, "account", Erase.KEEP, "account.json")
    MONEY = Classification("account_for_credits", _LAW, "ledger", Erase.KEEP, "ledger.csv", ("payment_provider",))
    USAGE = Classification("limit_use", _INTEREST, "usage", Erase.ROW, "usage.json")
    JOB = Classification("run_jobs", _CONTRACT, "jobs", Erase.ROW, "history.jsonl")
    JOB_CONTENT = Classification("run_jobs", _CONTRACT, "until_settled", Erase.ROW, "history.jsonl")
    REPLY_ADDRESS = Classification("deliver", _CONTRACT, "reply", Erase.ROW, None, ("chat_platform",))
    RESULT = Classification("deliver", _CONTRACT, "results", Erase.ROW, "media/", ("chat_platform",))
    MEDIA = Classification("run_jobs", _CONTRACT, "uploads", Erase.ROW, "media/")
    BUTTON = Classification("answer_buttons", _CONTRACT, "buttons", Erase.ROW, None)
    INBOX = Classification("answer_messages", _CONTRACT, "inbox", Erase.SENDER, None)
    LAST_PICTURE = Classification("use_last_picture", _CONTRACT, "last_pictures", Erase.ROW, None)
    SHOWN_MESSAGE = Classification("delete_answers", _CONTRACT, "shown_messages", Erase.ROW, None, ("chat_platform",))
    GROUP = Classification("follow_group_rules", _INTEREST, "groups", Erase.KEEP, None)
    ADAPTER = Classification("keep_chat_going", _INTEREST, "adapter", Erase.KEEP, None)
    QUOTA = Classification("limit_use", _INTEREST, "quotas", Erase.KEEP, None)
    CODE = Classification("join_accounts", _CONTRACT, "codes", Erase.ROW, None)
    BAN = Classification("keep_out", _INTEREST, "bans", Erase.KEEP, None)
    NOTICE = Classification("tell_operator", _INTEREST, "notices", Erase.ROW, None)
    AUDIT = Classification("prove_deletion", _LAW, "audit", Erase.KEEP, None)
