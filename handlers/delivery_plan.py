"""The delivery planner: which form of message fits a picture and a chat. Pure: it neither sends nor encodes."""

from dataclasses import dataclass

from handlers.outcome import Made
from handlers.reply import Form
from handlers.request import ChatLimits


@dataclass(frozen=True, slots=True)
class DeliveryPlan:
    """How to send one picture; `note` is the Fluent key of a word to the user where it is not the usual way."""

    form: Form
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """How a result is to come. `form` is the user's own wish ("photo" or "file"), empty for whatever loses nothing.

    `whole` says that what it is made of came in full quality, `exact` that its very bytes are what was asked for.
    """

    form: str = ""
    whole: bool = False
    exact: bool = False


ANYHOW = Wanted()


def plan_delivery(made: Made, limits: ChatLimits, wanted: Wanted = ANYHOW) -> DeliveryPlan:
    """Choose the form for a picture: an animation moves, what a photo would spoil goes out as a file."""
    photo_side = None if wanted.form == "photo" else limits.photo_side
    if wanted.form == "file" or (photo_side is not None and wanted.exact):
        return DeliveryPlan("file")
    if made.frames > 1:
        moves = made.format in limits.animations
        return DeliveryPlan("animation") if moves else DeliveryPlan("file", "note-file-animation")
    if made.format not in limits.formats:
        return DeliveryPlan("file")
    if made.has_alpha and not limits.photo_keeps_alpha:
        return DeliveryPlan("file", "note-file-alpha")
    if not _fits_a_photo(made, limits):
        return DeliveryPlan("file", "note-file-size")
    if photo_side is not None and wanted.whole:
        return DeliveryPlan("file")
    if photo_side is not None and max(made.width, made.height) > photo_side:
        return DeliveryPlan("file", "note-file-shrunk")
    return DeliveryPlan("photo")


def _fits_a_photo(made: Made, limits: ChatLimits) -> bool:
    short, long = sorted((made.width, made.height))
    return (
        made.bytes <= limits.photo_bytes
        and long <= limits.max_side
        and (limits.photo_sides is None or short + long <= limits.photo_sides)
        and (limits.photo_ratio is None or long <= limits.photo_ratio * short)
    )
