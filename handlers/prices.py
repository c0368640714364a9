"""What tools cost, in credits, as the configuration has it: by tool, by a value of a tool, or by class of tool."""

from collections.abc import Iterable, Mapping
from typing import Any, Literal

from handlers.config import BudgetsConfig, HandlersConfig, PricesConfig
from handlers.pipeline import typed
from tools.catalog import Catalog
from tools.params import Param
from tools.tool import Tool
from tools.work import Step

Class = Literal["local", "ai", "generation"]
CLASSES: tuple[Class, ...] = ("local", "ai", "generation")

_OF_SHELF: dict[str, Class] = {"ai": "ai", "generate": "generation"}


def class_of(tool: Tool[..., Any]) -> Class:
    """Return the class of a tool, by the shelf that it stands on."""
    return _OF_SHELF.get(tool.category, "local")


def run_price(step: Step, prices: PricesConfig, catalog: Catalog) -> int:
    """Return the credits for one run of a step, whatever is free today: of its tool with this value, of its tool, or of
    its class.
    """
    if not prices.enabled:
        return 0
    named = amount_of(step, prices.tools)
    tool = catalog.get(step.tool)
    if named is not None or tool is None:
        return named or 0
    return prices.classes.get(class_of(tool), 0)


def price_of(steps: Iterable[Step], runs: int, prices: PricesConfig, catalog: Catalog) -> int:
    """Return the credits for running these steps on `runs` pictures."""
    return runs * sum(run_price(step, prices, catalog) for step in steps)


def amount_of(step: Step, amounts: Mapping[str, int]) -> int | None:
    """Return what a table of amounts says of a step: "imagine quality:draft" before "imagine"; None for nothing."""
    for name, amount in amounts.items():
        tool, _, value = name.partition(" ")
        param, _, wanted = value.partition(":")
        if tool == step.tool and value and typed(step.given.get(param)) == wanted:
            return amount
    return amounts.get(step.tool)


def processors_of(tools: Iterable[str], budgets: BudgetsConfig) -> list[str]:
    """Return the paid processors that work for these tools."""
    wanted = set(tools)
    return [name for name, costs in budgets.costs.items() if wanted & {each.partition(" ")[0] for each in costs}]


def check_amounts(config: HandlersConfig, catalog: Catalog) -> str | None:
    """Return the first name in a table of amounts that stands for no tool, or for no value of one; None if all do."""
    tables = (config.prices.tools, *config.budgets.costs.values())
    return next((name for table in tables for name in table if not _is_known(name, catalog)), None)


def _is_known(name: str, catalog: Catalog) -> bool:
    tool, _, value = name.partition(" ")
    if tool not in catalog:
        return False
    param, _, wanted = value.partition(":")
    return not value or any(each.name == param and _is_as_written(each, wanted) for each in catalog[tool].params)


def _is_as_written(param: Param, wanted: str) -> bool:
    """Whether a value of this parameter is ever written so: 0800 is accepted for a number, and no step has it."""
    return param.accepts(wanted) and typed(param.parse(wanted)) == wanted
