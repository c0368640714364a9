"""Each tool, and a chain of tools, beside the least there is to do: decoding and encoding."""

from collections.abc import Iterator, Mapping

from benchmarks.codecs import jpeg, median, rows, scene, through
from benchmarks.figures import Figure
from tools.catalog import load_catalog
from tools.tool import Takes

_CHAIN: tuple[tuple[str, Mapping[str, object]], ...] = (
    ("resize", {"width": 1024}),
    ("blur", {"radius": 8}),
    ("brightness", {}),
)


def figures(runs: int) -> Iterator[Figure]:
    """Yield ratios within this one run."""
    twelve = jpeg(scene(4000, 3000))
    together = median(through(*_CHAIN, of=twelve), runs)
    one_by_one = sum(median(through(step, of=twelve), runs) for step in _CHAIN)
    yield Figure("resize, blur and brightness in a pipeline over three commands", together / one_by_one, "x", 0.3)
    for row in rows():
        floor, plain, ours = (median(call, runs) for call in (row.floor, row.plain, row.ours))
        yield Figure(f"{row.name} over its floor", ours / floor, "x", row.of_floor)
        yield Figure(f"{row.name} over plain Pillow", ours / plain, "x", row.of_plain)
    yield from _each_tool(runs)


def _each_tool(runs: int) -> Iterator[Figure]:
    data = jpeg(scene(1600, 1200))
    floor = median(through(("convert", {"to": "jpeg"}), of=data), runs)
    for tool in load_catalog().values():
        if tool.takes not in (Takes.NOTHING, Takes.SOURCE):
            given = tool.examples[0] if tool.examples else {}
            ours = median(through((tool.name, given), of=data), runs)
            yield Figure(f"{tool.name}, 2 MP, over decode and encode", ours / floor, "x")
