"""Filter: give a picture a look."""

from typing import Annotated

from PIL import Image

from tools.alpha import visible_colours
from tools.filters import load_looks
from tools.params import Between, Choices, Unit
from tools.tool import Cost, tool

_LOOKS = load_looks()


@tool(cost=Cost.HEAVY, examples=tuple({"name": name} for name in _LOOKS))
def filter(
    image: Image.Image,
    name: Annotated[str, Choices(tuple(_LOOKS)), "Which look."],
    strength: Annotated[int, Between(0, 100), Unit("%"), "How much of it; 0 is the picture as it was."] = 100,
) -> Image.Image:
    """Give a picture a look, such as sepia, cartoon or glitch.

    What is see-through stays so.
    """
    if strength == 100:
        changed = _LOOKS[name](visible_colours(image))  # not kept here, so that a look may let go of it early
    else:
        colours = visible_colours(image)
        changed = Image.blend(colours, _LOOKS[name](colours), strength / 100)
    if image.mode == "RGBA":
        changed.putalpha(image.getchannel("A"))
    return changed
