"""Brightness: make a picture lighter or darker."""

from typing import Annotated

from PIL import Image

from tools.params import Between
from tools.plan import Plan
from tools.table import apply_table, make_table
from tools.tool import tool


def _table(amount: int) -> bytes:
    return make_table(lambda value: value * (1 + amount / 100))


@tool(plan=Plan(table=lambda given: _table(given["amount"])), examples=({"amount": 40}, {"amount": -40}))
def brightness(
    image: Image.Image,
    amount: Annotated[int, Between(-100, 100), "Above 0 is lighter, below is darker; -100 is black."] = 20,
) -> Image.Image:
    """Make a picture lighter or darker.

    Every colour is multiplied: 100 doubles it, -50 halves it, so black stays black.
    """
    return apply_table(image, _table(amount))
