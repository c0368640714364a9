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


def plan_delivery(made: Made, limits: ChatLimits, as_file: bool = False) -> DeliveryPlan:
    """Choose the form for a picture: an animation moves, what a photo would spoil goes out as a file.

    `as_file` is the user's own wish.
    """
    if as_file:
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
    return DeliveryPlan("photo")


def _fits_a_photo(made: Made, limits: ChatLimits) -> bool:
    short, long = sorted((made.width, made.height))
    return (
        made.bytes <= limits.photo_bytes
        and long <= limits.max_side
        and (limits.photo_sides is None or short + long <= limits.photo_sides)
        and (limits.photo_ratio is None or long <= limits.photo_ratio * short)
    )
