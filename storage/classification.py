"""What kind of data each column holds: why it is kept, for how long, and what /delete and /export do with it.

Every column of `storage.schema` carries one of these as `info={"data": DataClass.X}`. The privacy policy,
the deletion and the export are derived from them, so that none of the three can forget a column.
"""

from dataclasses import dataclass
from enum import Enum


class Erase(Enum):
    """What becomes of a column when its account is erased."""

    ROW = "the whole row is deleted"
    SENDER = "the whole row is deleted where this person is its sender: it belongs to no account"
    CLEAR = "the value is emptied, the row stays"
    KEEP = "kept: it identifies nobody once the rest is gone, or the law asks for it"


class ExportFile(Enum):
    """A file of a data export. Every table says which one its rows go into, unless none of its columns is exported."""

    ACCOUNT = "account.json"
    CONSENTS = "consents.json"
    USAGE = "usage.json"
    LEDGER = "ledger.csv"
    HISTORY = "history.jsonl"
    MEDIA = "media/index.jsonl"


class LeftOut(Enum):
    """Why something is not in a data export. What has no such reason is in it."""

    PASSING = "it serves a conversation for a while and says where things lie in the chat"
    POWER = "it would let whoever reads the export do something"
    HASH = "a keyed hash, which tells nobody anything"
    OTHERS = "it is about others as well"
    NOBODY = "it is about nobody"


@dataclass(frozen=True, slots=True)
class Classification:
    """One class of data, as the data inventory of the privacy policy lists it.

    `retention` names the limit that ends it, `receivers` who else gets it by Darkroom's doing. `left_out` is why it is
    not in a data export; None where it is, but for columns with a reason of their own.
    """

    purpose: str
    legal_basis: str
    retention: str
    erase: Erase
    left_out: LeftOut | None = None
    receivers: tuple[str, ...] = ()


_CONTRACT = "contract"
_INTEREST = "legitimate_interest"
_LAW = "legal_duty"


class DataClass(Enum):
    """The data inventory."""

    PROFILE = Classification("run", _CONTRACT, "account", Erase.CLEAR)
    IDENTITY = Classification("recognise", _CONTRACT, "account", Erase.ROW)
    CONSENT = Classification("prove_consent", _LAW, "account", Erase.ROW)
    SETTING = Classification("remember_choices", _CONTRACT, "account", Erase.ROW)
    PSEUDONYM = Classification("tie_rows_together", _CONTRACT, "account", Erase.KEEP)
    MONEY = Classification("account_for_credits", _LAW, "ledger", Erase.KEEP, receivers=("payment_provider",))
    USAGE = Classification("limit_use", _INTEREST, "usage", Erase.ROW)
    JOB = Classification("run_jobs", _CONTRACT, "jobs", Erase.ROW)
    JOB_CONTENT = Classification("run_jobs", _CONTRACT, "until_settled", Erase.ROW)
    REPLY_ADDRESS = Classification("deliver", _CONTRACT, "reply", Erase.ROW, LeftOut.PASSING, ("chat_platform",))
    RESULT = Classification("deliver", _CONTRACT, "results", Erase.ROW, receivers=("chat_platform",))
    MEDIA = Classification("run_jobs", _CONTRACT, "uploads", Erase.ROW)
    BUTTON = Classification("answer_buttons", _CONTRACT, "buttons", Erase.ROW, LeftOut.PASSING)
    INBOX = Classification("answer_messages", _CONTRACT, "inbox", Erase.SENDER, LeftOut.PASSING)
    LAST_PICTURE = Classification("use_last_picture", _CONTRACT, "last_pictures", Erase.ROW, LeftOut.PASSING)
    SHOWN_MESSAGE = Classification(
        "delete_answers", _CONTRACT, "shown_messages", Erase.ROW, LeftOut.PASSING, ("chat_platform",)
    )
    GROUP = Classification("follow_group_rules", _INTEREST, "groups", Erase.KEEP, LeftOut.OTHERS)
    ADAPTER = Classification("keep_chat_going", _INTEREST, "adapter", Erase.KEEP, LeftOut.NOBODY)
    QUOTA = Classification("limit_use", _INTEREST, "quotas", Erase.KEEP, LeftOut.HASH)
    CODE = Classification("join_accounts", _CONTRACT, "codes", Erase.ROW, LeftOut.POWER)
    BAN = Classification("keep_out", _INTEREST, "bans", Erase.KEEP, LeftOut.HASH)
    NOTICE = Classification("tell_operator", _INTEREST, "notices", Erase.ROW)
    AUDIT = Classification("prove_deletion", _LAW, "audit", Erase.KEEP, LeftOut.HASH)
