"""A job costs the sum of its tools for each picture, and nothing where prices are off."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.config import BudgetsConfig, HandlersConfig, PricesConfig
from handlers.prices import check_amounts, class_of, price_of, processors_of, run_price
from tools.catalog import Catalog, load_catalog
from tools.work import Step

CATALOG = load_catalog()
PRICES = PricesConfig(enabled=True, tools={"blur": 1, "crop": 3, "resize filter:nearest": 5})


def steps(*names: str) -> list[Step]:
    return [Step(name, CATALOG[name].bind({})) for name in names if name != "crop"] + [
        Step("crop", {}) for name in names if name == "crop"
    ]


def shelved(shelf: str) -> Catalog:
    """The catalogue with flip on another shelf."""
    return Catalog({**CATALOG, "flip": replace(CATALOG["flip"], category=shelf)})


def test_what_has_no_price_is_free() -> None:
    assert price_of(steps("flip", "rotate"), 5, PRICES, CATALOG) == 0


def test_each_picture_and_each_step_is_paid() -> None:
    assert price_of(steps("blur", "flip", "crop"), 2, PRICES, CATALOG) == 8


@given(st.lists(st.sampled_from(["blur", "crop", "flip"])), st.integers(1, 50))
def test_nothing_costs_anything_where_prices_are_off(tools: list[str], runs: int) -> None:
    assert price_of(steps(*tools), runs, PRICES.model_copy(update={"enabled": False}), CATALOG) == 0


def test_a_value_may_have_a_price_of_its_own() -> None:
    dear = Step("resize", CATALOG["resize"].bind({"width": 10, "filter": "nearest"}))
    plain = Step("resize", CATALOG["resize"].bind({"width": 10}))

    assert [run_price(step, PRICES, CATALOG) for step in (dear, plain)] == [5, 0]


@pytest.mark.parametrize(
    ("shelf", "of", "price"), [("image", "local", 0), ("ai", "ai", 1), ("generate", "generation", 10)]
)
def test_a_tool_without_a_price_costs_what_its_class_does(shelf: str, of: str, price: int) -> None:
    catalog = shelved(shelf)

    assert class_of(catalog["flip"]) == of
    assert run_price(Step("flip", {}), PRICES, catalog) == price


@pytest.mark.parametrize("name", ["blurr", "blur strength:9", "resize filter:softest", "resize width:0800"])
def test_a_price_of_nothing_is_found(name: str) -> None:
    config = HandlersConfig(prices=PricesConfig(tools={"blur": 1, name: 1}))
    budgets = HandlersConfig(budgets=BudgetsConfig(costs={"openai": {name: 1}}))

    assert check_amounts(config, CATALOG) == check_amounts(budgets, CATALOG) == name
    assert check_amounts(HandlersConfig(prices=PRICES), CATALOG) is None


def test_processors_are_known_by_what_they_are_paid_for() -> None:
    budgets = BudgetsConfig(costs={"openai": {"blur kind:motion": 4}, "runpod": {"crop": 1}})

    assert processors_of(["flip", "blur"], budgets) == ["openai"]
    assert processors_of(["flip"], budgets) == []
