"""Info: what a file says about itself."""

from typing import Annotated, Literal

from tools.histogram import draw_histogram
from tools.media import Report, Source
from tools.sniff import is_clip
from tools.tool import tool


@tool(aliases=("exif",), examples=({"show": "full"}, {"histogram": "yes"}))
def info(
    source: Source,
    show: Annotated[
        Literal["short", "full"], "short is size and format, full adds what is hidden in the file."
    ] = "short",
    histogram: Annotated[bool, "Yes also draws how often each brightness is there."] = False,
) -> Report:
    """Show what a picture is: format, size, frames, and what its file tells about you.

    With show=full also the metadata: camera, time, place and programs, as far as the file holds them. The picture
    itself is opened only for its histogram. Everything that Darkroom sends back is free of such metadata.
    """
    facts: list[tuple[str, str | int | float]] = [
        ("format", source.format),
        ("width", source.width),
        ("height", source.height),
        ("megapixels", round(source.width * source.height / 1e6, 2)),
        ("bytes", source.bytes),
        ("transparency", "yes" if source.has_alpha else "no"),
    ]
    if source.frames > 1:
        facts += [("frames", source.frames), ("seconds", round(source.milliseconds / 1000, 2))]
    if source.frames > 1 and not is_clip(source):
        facts += [("loop", source.loop)]
    if show == "full":
        facts += [("mode", source.mode), *source.metadata.items()]
    return Report(tuple(facts), draw_histogram(source.first()) if histogram and source.first else None)
