"""Contrast: pull light and dark apart."""

from typing import Annotated

from PIL import Image

from tools.params import Between
from tools.plan import Plan
from tools.table import apply_table, make_table
from tools.tool import tool

MIDDLE = 127.5


def _table(amount: int) -> bytes:
    return make_table(lambda value: MIDDLE + (value - MIDDLE) * (1 + amount / 100))


@tool(plan=Plan(table=lambda given: _table(given["amount"])), examples=({"amount": 50}, {"amount": -50}))
def contrast(
    image: Image.Image,
    amount: Annotated[int, Between(-100, 100), "Above 0 is stronger, below is flatter; -100 is plain grey."] = 20,
) -> Image.Image:
    """Pull light and dark apart, or bring them together.

    Colours move away from middle grey: 100 doubles their distance, -50 halves it.
    """
    return apply_table(image, _table(amount))
