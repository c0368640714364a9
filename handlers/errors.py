"""What can go wrong in answering a request, each with words for the user and facts for the log."""

from collections.abc import Mapping
from typing import ClassVar

from tools.errors import BadValue
from tools.params import Param


class HandlerError(Exception):
    """A request could not be answered; `key` names the sentence for the user, `facts` fill it."""

    code: ClassVar[str] = "unexpected"

    def __init__(self, **facts: object) -> None:
        super().__init__(self.code, facts)
        self.facts = facts

    @property
    def key(self) -> str:
        """Return the Fluent key of the sentence that the user reads."""
        return "error-" + self.code.replace("_", "-")


class UnknownCommand(HandlerError):
    """There is no such command or tool. Facts: name, nearest (the likeliest name, or "help")."""

    code = "unknown_command"


class UnknownValue(HandlerError):
    """A value was given that the command does not take. Facts: name, names (those it takes)."""

    code = "unknown_value"


class WrongAct(HandlerError):
    """An owner asked for an act that there is not, or with words that it does not take. Facts: name, names."""

    code = "wrong_act"


class WrongValue(HandlerError):
    """A parameter was given a value that will not do, or none where it needs one.

    `param` tells what would do, `nearest` is the closest value that would, if there is one, and `retry` the command
    and values to ask for with it; `values` are those that were given. `expected` and `rule` are those of the BadValue.
    Facts: tool, name, given.
    """

    code = "bad_value"

    def __init__(
        self, tool: str, param: Param, given: object, nearest: object, values: Mapping[str, object], cause: BadValue
    ) -> None:
        super().__init__(tool=tool, name=param.name, given=str("" if given is None else given)[:40])
        self.expected = str(cause.facts["expected"])
        self.rule = str(cause.facts.get("rule", ""))
        self.name = param.name
        self.param = param
        self.missing = given is None
        self.nearest = nearest
        self.values = values
        self.retry = (tool, {**values, param.name: nearest})

    def retried_as(self, command: str, given: dict[str, object]) -> "WrongValue":
        """Return this error with another way to ask again."""
        self.retry = (command, given)
        return self


class PictureMissing(HandlerError):
    """The tool works on a picture and none came with the request. Facts: name."""

    code = "picture_missing"


class TooManyPictures(HandlerError):
    """More pictures came than one job takes. Facts: given, limit."""

    code = "too_many_pictures"


class TooManySteps(HandlerError):
    """A pipeline is longer than allowed. Facts: given, limit."""

    code = "too_many_steps"


class BadPipeline(HandlerError):
    """These tools cannot follow one another. Facts: name, reason (a Fluent key's last word)."""

    code = "bad_pipeline"


class TooMuchText(HandlerError):
    """The typed text is longer than any command. Facts: limit."""

    code = "too_much_text"


class NotAdmitted(HandlerError):
    """This installation is not open to this person.

    Facts: way ("invite" where a code lets in, "again" after a wrong one, else "closed"), id, contact.
    """

    code = "not_admitted"


class Blocked(HandlerError):
    """The operator has blocked this account. Facts: contact."""

    code = "blocked"


class Maintenance(HandlerError):
    """Only owners are answered for a while. Facts: words (the owner's, or "none")."""

    code = "maintenance"


class TooFast(HandlerError):
    """This person, group or everyone together asks faster than is answered. Facts: time."""

    code = "too_fast"


class AgreementMissing(HandlerError):
    """Guests may use only tools that work on this server without a model. No facts."""

    code = "agreement_missing"


class DailyLimit(HandlerError):
    """This person has done as much today as one person may.

    Facts: limit, asked (runs), of (the class of the tools), fits ("no" where this alone is more than a day has), time
    (until more).
    """

    code = "daily_limit"


class ExportedToday(HandlerError):
    """This person had an export of their data today. Facts: time (until the next)."""

    code = "exported_today"


class BudgetSpent(HandlerError):
    """What the operator wants to spend at a processor this month is spent. Facts: name, month."""

    code = "budget_spent"


class OutOfCredits(HandlerError):
    """The asker holds less than the price.

    Facts: price, balance, debt (credits), still (free runs of today that this is too much for), time (until free runs
    return), pot (why the group's does not pay: "short", or "share" for a used one) and free (names of tools that cost
    nothing), "none" where there are none, and more (how to get more credits).
    """

    code = "out_of_credits"


class NotEnoughForPot(HandlerError):
    """The asker holds less than they want to put into a pot. Facts: amount, balance (credits)."""

    code = "not_enough_for_pot"


class NoSuchAccount(HandlerError):
    """There is no account of this name. Facts: name."""

    code = "no_such_account"


class WrongCode(HandlerError):
    """A code is not known, was used, or has expired. Facts: tries (left)."""

    code = "wrong_code"


class TooManyTries(HandlerError):
    """Too many wrong codes were typed. Facts: time."""

    code = "too_many_tries"


class NotInPrivate(HandlerError):
    """This is done in a group only. No facts."""

    code = "not_in_private"


class InTheGroupsName(HandlerError):
    """An admin who speaks in the name of the group asked for what only a person has. No facts."""

    code = "in_the_groups_name"


class PotNotEmpty(HandlerError):
    """A group's account cannot be erased while its pot holds what members put in. Facts: credits."""

    code = "pot_not_empty"


class CannotLink(HandlerError):
    """The accounts cannot be joined now. Facts: reason (a Fluent key's last word)."""

    code = "cannot_link"


class ToolOff(HandlerError):
    """The admins of the group have switched this tool off. Facts: name."""

    code = "tool_off"


class NotGroupAdmin(HandlerError):
    """Only an admin of the group may change its settings. No facts."""

    code = "not_group_admin"


class AdminsUnknown(HandlerError):
    """The chat did not say just now who runs the group. No facts."""

    code = "admins_unknown"


class UnsupportedMessage(HandlerError):
    """There is no picture in what was sent. Facts: kind ("voice", "document")."""

    code = "unsupported_message"


class TooManyWaiting(HandlerError):
    """This person has as many jobs open as one person may. Facts: limit."""

    code = "too_many_waiting"


class QueueFull(HandlerError):
    """The queue takes no more jobs for now. Facts: place."""

    code = "queue_full"


class ResultsTooLarge(HandlerError):
    """The results of one job take more than they may together. Facts: limit_bytes."""

    code = "results_too_large"


class StorageFull(HandlerError):
    """This person's stored pictures take as much as they may. Facts: limit_bytes."""

    code = "storage_full"


class ButtonSpent(HandlerError):
    """A single-use button was pressed before, by someone else, or too late. No facts."""

    code = "button_spent"


class NoSuchJob(HandlerError):
    """This person has no such job. Facts: job."""

    code = "no_such_job"


class NoOpenJob(HandlerError):
    """This person has no such job, or it is over. Facts: job."""

    code = "no_open_job"


class NotDelivered(HandlerError):
    """The chat took no answer while a result that is not kept was waiting to be sent. No facts."""

    code = "not_delivered"


class SourceGone(HandlerError):
    """The picture can no longer be fetched from the chat. No facts."""

    code = "source_gone"


class FetchLater(Exception):
    """The chat asks to wait so many seconds before a picture is fetched. Never shown to a user."""

    def __init__(self, seconds: float) -> None:
        super().__init__()
        self.seconds = seconds


class SendError(Exception):
    """A delivery did not end well; the kinds say what is known of it. They are never shown to a user."""


class Rejected(SendError):
    """The chat refused for good: it is gone, or the bot was put out of it. Nothing arrived."""


class AnswerRefused(Rejected):
    """The chat refused this answer for good, and may take another: the bot may write there, but send no pictures."""


class Uncertain(SendError):
    """The answer may have arrived. It may be tried again under the same delivery id, and is never refunded."""


class Unreachable(SendError):
    """Nothing arrived, and nothing will until this person writes again: then what was made for them can be fetched."""


class NotNow(SendError):
    """Nothing of it arrived just now, and a later try may succeed: the chat asked us to wait or could not be reached.

    `begun` says that a part of the answer is there already: it never counts as undelivered.
    """

    def __init__(self, begun: bool = False) -> None:
        super().__init__()
        self.begun = begun
