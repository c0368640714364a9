"""Small examples for the tool palette: what each tool really makes of the house's sample picture, made when asked."""

import asyncio
from pathlib import Path
from typing import Any

from tools.catalog import Catalog
from tools.engine import Engine
from tools.errors import BadValue, ToolError
from tools.media import Media
from tools.tool import Takes, Tool
from tools.work import Step, Target, Work

SAMPLE = Path(__file__).parent / "static" / "sample.webp"
PATIENCE_SECONDS = 2.0
"""A browser has six connections to one server: an example that takes longer must not keep one from the chat."""

_TARGET = Target(formats=("webp", "png", "gif"), max_bytes=400_000, max_side=320, animation="webp")


class Previews:
    """Makes each example once and keeps it: one for a tool, one for each choice of its first list of choices."""

    def __init__(self, catalog: Catalog, engine: Engine) -> None:
        self._catalog = catalog
        self._engine = engine
        self._made: dict[tuple[str, str | None], Media | None] = {}
        self._making: dict[tuple[str, str | None], asyncio.Task[None]] = {}
        self._one_at_a_time = asyncio.Lock()

    async def find(self, name: str, choice: str | None) -> Media | None:
        """Return the example of a tool.

        None for an unknown one, where nothing comes out without more values, and while the engine is too busy: then
        it is made later, and the next who asks gets it.
        """
        tool = self._catalog.get(name)
        if tool is None or (choice is not None and choice not in _choices(tool)):
            return None
        key = (name, choice)
        if key not in self._made:
            task = self._making.get(key) or asyncio.create_task(self._make_in_turn(tool, choice))
            self._making[key] = task
            await asyncio.wait({task}, timeout=PATIENCE_SECONDS)
        return self._made.get(key)

    async def close(self) -> None:
        """Give up what is being made."""
        tasks = list(self._making.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _make_in_turn(self, tool: Tool[..., Any], choice: str | None) -> None:
        try:
            # One at a time: the palette asks for all at once, and jobs should not wait behind examples.
            async with self._one_at_a_time:
                await self._make(tool, choice)
        finally:
            del self._making[tool.name, choice]

    async def _make(self, tool: Tool[..., Any], choice: str | None) -> None:
        source = () if tool.takes is Takes.NOTHING else (SAMPLE.read_bytes(),)
        try:
            step = Step(tool.name, tool.bind(_given(tool, choice)))
            result = await self._engine.run(Work((step,), source, _TARGET))
        except BadValue:
            self._made[tool.name, choice] = None  # it needs a value that only a person can give
        except ToolError:
            return  # a worker's trouble may be over the next time
        else:
            self._made[tool.name, choice] = result.media[0] if result.media else None


def _given(tool: Tool[..., Any], choice: str | None) -> dict[str, object]:
    """Return the values that show a tool, or one of its choices: the tool's own example where it has one."""
    first = next((param for param in tool.params if param.choices), None)
    if first is None or choice is None:
        return dict(tool.examples[0])
    fitting = (example for example in tool.examples if example.get(first.name) == choice)
    return dict(next(fitting, {first.name: choice}))


def _choices(tool: Tool[..., Any]) -> tuple[str, ...]:
    return next((param.choices for param in tool.params if param.choices), ())
