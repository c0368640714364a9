"""Draw the conclusions from what tools' plans say: decode smaller, resample once for several steps, look up once.

The picture is handled as a view: pixels, perhaps of a smaller decode, with the box of them that is meant and the size
that box stands for. Cropping and scaling only change the view. Pixels are resampled once, when a step needs them as
they are, or at the end.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from PIL import Image

from tools.clips import pace_of
from tools.errors import TooManyPixels
from tools.limits import Limits
from tools.media import Source
from tools.plan import Given, Size
from tools.sniff import is_clip
from tools.tool import Takes, Tool
from tools.view import View, softened_sigma, softening_factor, turned_size

AnyTool = Tool[..., Any]


@dataclass(frozen=True, slots=True)
class BoundStep:
    """A tool with its bound arguments."""

    tool: AnyTool
    given: Given


def frame_steps(steps: Sequence[BoundStep]) -> int:
    """Return how many of the first steps work on one frame after the other, and so can be planned together."""
    return next((number for number, step in enumerate(steps) if step.tool.takes is not Takes.FRAME), len(steps))


def decode_shrink(steps: Iterable[BoundStep], size: Size) -> float:
    """Return how many times smaller than `size` a picture may be decoded without the steps' result losing by it."""
    facts: list[tuple[str, float]] = []
    for step in steps:
        plan, given = step.tool.plan, step.given
        if plan.scales and (target := plan.scales(given, *size)):
            facts.append(("scales", min(size[0] / target[0], size[1] / target[1])))
            size = target
        elif plan.crops and (box := plan.crops(given, *size)):
            size = box[2] - box[0], box[3] - box[1]
        elif plan.turns and (turn := plan.turns(given)) is not None:
            size = turned_size(size, turn)
        elif plan.softens and (sigma := plan.softens(given)):
            facts.append(("softens", softening_factor(sigma)))
        elif not (_table(step) or _pixelwise(step) or plan.untouched):
            break
    shrink = 1.0
    for kind, factor in reversed(facts):
        shrink = shrink * factor if kind == "scales" else max(shrink, factor)
    return max(1.0, shrink)


def thinned(steps: Iterable[BoundStep], source: Source, limits: Limits) -> bool:
    """Return whether a clip loses frames to the limit that the steps would have shown."""
    if not is_clip(source) or source.frames <= limits.frames:
        return False
    rates = [step.tool.plan.fastest(step.given) for step in steps if step.tool.plan.fastest]
    return all(rate is None or rate * source.milliseconds > limits.frames * 1000 for rate in rates)


def shrunk(steps: Iterable[BoundStep], source: Source, limits: Limits) -> Size | None:
    """Return the size that a clip is decoded at for its frames to fit together, where the steps may show it larger."""
    if not is_clip(source):
        return None
    pace = pace_of(source, limits)
    widths = [step.tool.plan.widest(step.given) for step in steps if step.tool.plan.widest]
    is_seen = pace.width < source.width and all(width is None or width > pace.width for width in widths)
    return (pace.width, pace.height) if is_seen else None


def only_moves(steps: Iterable[BoundStep], size: Size) -> bool:
    """Return whether no step looks at a colour, so that any colour space will do."""
    for step in steps:
        plan, given = step.tool.plan, step.given
        if plan.crops and (box := plan.crops(given, *size)):
            size = box[2] - box[0], box[3] - box[1]
        elif plan.turns and (turn := plan.turns(given)) is not None:
            size = turned_size(size, turn)
        elif not plan.untouched:
            return False
    return True


def apply(steps: Iterable[BoundStep], view: View, limits: Limits) -> Image.Image:
    """Return what the steps, each a tool for one frame, make of a picture, which may have been decoded smaller.

    Raises what the tools raise, and TooManyPixels when a step makes more than a frame may have.
    """
    most = max(limits.pixels, view.size[0] * view.size[1])
    for step in steps:
        view = _apply(step, view)
        pixels = view.size[0] * view.size[1]
        if pixels > most:
            raise TooManyPixels.of_result(pixels, limits.pixels)
    return view.pixels()


def _apply(step: BoundStep, view: View) -> View:
    tool, plan, given = step.tool, step.tool.plan, step.given
    if plan.scales and (target := plan.scales(given, *view.size)):
        return view.scaled(target)
    if plan.crops and (box := plan.crops(given, *view.size)):
        return view.cropped(box)
    if plan.turns and (turn := plan.turns(given)) is not None:
        return view.turned(turn)
    if table := _table(step):
        return view.looked_up(table)
    if plan.softens and plan.softened and (sigma := plan.softens(given)):
        coarse = view.coarse(softening_factor(sigma))
        arguments = plan.softened(given, softened_sigma(sigma, coarse.factor))
        soft = coarse.changed(lambda image: tool(image, **arguments))
        return replace(soft, resample=Image.Resampling.BILINEAR) if coarse.factor > 1 else soft
    if _pixelwise(step):
        return view.small().changed(lambda image: tool(image, **given))
    return View.of(tool(view.pixels(), **given))


def _table(step: BoundStep) -> bytes | None:
    return step.tool.plan.table(step.given) if step.tool.plan.table else None


def _pixelwise(step: BoundStep) -> bool:
    return bool(step.tool.plan.pixelwise and step.tool.plan.pixelwise(step.given))
