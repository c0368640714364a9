"""Write docs/tools.md and its pictures from the catalogue: `python -m tools.tool_docs`, or `--check` whether they are.

Every picture is made by the tool it stands for, through the same engine as a user's, from our own sample picture.
"""

import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO
from itertools import groupby
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageSequence, UnidentifiedImageError

from tools.catalog import load_catalog
from tools.limits import Limits
from tools.media import Media
from tools.params import Param
from tools.process import process
from tools.sample import cut_out, sample, walk
from tools.tool import Takes, Tool
from tools.work import Result, Step, Work

AnyTool = Tool[..., Any]
PAGE = Path("docs/tools.md")
PICTURES = Path("docs/images/tools")
_SHRINK = 2  # the page shows everything at half its size, so that sizes can be compared
_COLUMNS = 3
_TOLERANCE = 3.0  # mean difference of a channel: another version of a codec may round differently, no more
_HEADINGS = {"image": "Change a picture", "animate": "Animate", "make": "Make a picture"}


def main(arguments: Sequence[str]) -> int:
    """Write the page and its pictures under the current folder; with `--check` only say what is stale and return 1."""
    made = {PAGE: page().encode()} | {PICTURES / f"{name}.webp": data for name, data in pictures().items()}
    left_over = sorted(set(PICTURES.glob("*.webp")) - set(made))
    if "--check" in arguments:
        stale = [path for path, data in made.items() if not path.exists() or not _alike(path.read_bytes(), data)]
        for path in stale + left_over:
            print(f"{path} is not what the tools make; write it anew: python -m tools.tool_docs", file=sys.stderr)
        return int(bool(stale or left_over))
    PICTURES.mkdir(parents=True, exist_ok=True)
    for path in left_over:
        path.unlink()
    for path, data in made.items():
        if not path.exists() or path.read_bytes() != data:
            path.write_bytes(data)
            print(f"{path} is written anew")
    return 0


def page() -> str:
    """Return the text of docs/tools.md."""
    parts = [
        "# Tools",
        "Made from the code by `python -m tools.tool_docs`; do not edit. All pictures are made by the tools themselves "
        "from this one, shown at half their size:",
        f"![The sample: balloons over mountains at dusk]({_link('sample')})",
        "Write values in order (`/blur 8`), or with their names (`/blur radius:8 kind:zoom`).",
    ]
    for category, shelf in groupby(load_catalog().values(), lambda tool: tool.category):
        parts += [f"## {_HEADINGS[category]}", *map(_section, shelf)]
    return "\n\n".join(parts) + "\n"


def pictures(names: Iterable[str] = load_catalog()) -> dict[str, bytes]:
    """Return the pictures of the page, by default of every tool, by their names, as WebP.

    Raises ValueError for two examples of one name, which would show one picture under both.
    """
    made = {"sample": _webp([sample()], [0])}
    for tool in map(load_catalog().__getitem__, names):
        for example in tool.examples:
            name = picture_name(tool, example)
            if name in made:
                raise ValueError(f"two examples would have the picture {name!r}")
            for media in _run(tool, example).media:
                made[name] = _shown(media)
    return made


def usage(tool: AnyTool, given: Mapping[str, object]) -> str:
    """Return the command as a user types it."""
    return " ".join((f"/{tool.name}", *(_argument(name, str(value)) for name, value in given.items())))


def _argument(name: str, value: str) -> str:
    return f'{name}:"{value}"' if " " in value else f"{name}:{value}"


def _section(tool: AnyTool) -> str:
    also = f" Also: {', '.join(f'`/{alias}`' for alias in tool.aliases)}." if tool.aliases else ""
    parts = [f"### /{tool.name}", tool.summary + also, tool.details]
    if tool.params:
        parts.append("\n".join(("| value | may be | if left out | |", "|---|---|---|---|", *map(_row, tool.params))))
    if tool.takes is Takes.SOURCE:
        first, *others = tool.examples
        parts += [_facts(tool, first), _gallery(tool, others)]
    else:
        parts.append(_gallery(tool, tool.examples))
    return "\n\n".join(part for part in parts if part)


def _row(param: Param) -> str:
    default = "must be given" if param.required else "" if param.default is None else f"`{_plain(param.default)}`"
    return f"| `{param.name}` | {_may_be(param)} | {default} | {param.help} |"


def _may_be(param: Param) -> str:
    if param.choices:
        return ", ".join(f"`{choice}`" for choice in param.choices)
    return param.expected().replace("|", "\\|")


def _plain(value: object) -> str:
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)


def _gallery(tool: AnyTool, examples: Sequence[Mapping[str, object]]) -> str:
    """Lay out the examples as a table: a row of pictures, a row of the commands that made them."""
    rows: list[str] = []
    for start in range(0, len(examples), _COLUMNS):
        part = examples[start : start + _COLUMNS]
        shown = " | ".join(f"![{usage(tool, example)}]({_link(picture_name(tool, example))})" for example in part)
        typed = " | ".join(f"`{usage(tool, example)}`" for example in part)
        rows += [f"| {shown} |", *(["|" + "---|" * len(part)] if start == 0 else []), f"| {typed} |"]
    return "\n".join(rows)


def _facts(tool: AnyTool, example: Mapping[str, object]) -> str:
    report = _run(tool, example).report
    lines = [f"{name}: {value}" for name, value in (report.facts if report else ()) if name != "bytes"]
    return "\n".join((f"`{usage(tool, example)}` on the sample:", "", "```text", *lines, "```"))


def picture_name(tool: AnyTool, example: Mapping[str, object]) -> str:
    """Name a picture for what made it, such as blur-20-motion or brightness-minus-40."""
    made_by = " ".join((tool.name, *(re.sub(r"^-(?=[0-9.])", "minus ", str(value)) for value in example.values())))
    return re.sub(r"[^a-z0-9]+", "-", made_by.lower()).strip("-")


def _link(name: str) -> str:
    return str((PICTURES / f"{name}.webp").relative_to(PAGE.parent))


def _run(tool: AnyTool, example: Mapping[str, object]) -> Result:
    work = Work((Step(tool.name, tool.bind(example)),), tuple(_png(image) for image in _sources(tool)))
    return process(work, Limits())


def _sources(tool: AnyTool) -> list[Image.Image]:
    if tool.takes is Takes.NOTHING:
        return []
    if tool.takes is Takes.PICTURES:
        return walk(5)
    # What happens to transparency is the most telling thing about another format.
    return [cut_out() if tool.name == "convert" else sample()]


def _png(image: Image.Image) -> bytes:
    file = BytesIO()
    image.save(file, "PNG", compress_level=1)
    return file.getvalue()


def _shown(media: Media) -> bytes:
    with Image.open(BytesIO(media.data)) as opened:
        frames, times = [], []
        for frame in ImageSequence.Iterator(opened):
            frames.append(frame.convert("RGBA" if frame.has_transparency_data else "RGB"))
            times.append(round(opened.info.get("duration", 0)))
        return _webp(frames, times)


def _webp(frames: list[Image.Image], milliseconds: list[int]) -> bytes:
    first, *rest = [frame.reduce(_SHRINK) for frame in frames]
    file = BytesIO()
    moving: dict[str, Any] = (
        {"save_all": True, "append_images": rest, "duration": milliseconds, "loop": 0} if rest else {}
    )
    first.save(file, "WEBP", quality=78, method=4, **moving)
    return file.getvalue()


def _alike(first: bytes, second: bytes) -> bool:
    """Tell whether two files are equal, or pictures equal but for what another version of a codec changes."""
    if first == second:
        return True
    try:
        (one, one_frames), (other, other_frames) = _decoded(first), _decoded(second)
    except UnidentifiedImageError:
        return False
    return (one.shape, one_frames) == (other.shape, other_frames) and float(np.abs(one - other).mean()) <= _TOLERANCE


def _decoded(data: bytes) -> tuple[NDArray[np.float32], int]:
    with Image.open(BytesIO(data)) as opened:
        return np.asarray(opened.convert("RGBA"), np.float32), getattr(opened, "n_frames", 1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
