"""Tools are described in the language of who asks, with ranges that can be typed back."""

import pytest

from handlers.texts import Texts
from handlers.words import button_label_of, category_of, describe_tool, priced, range_of
from tools.catalog import load_catalog

TEXTS = Texts()
CATALOG = load_catalog()
PARAMS = {f"{tool.name}.{param.name}": param for tool in CATALOG.values() for param in tool.params}


@pytest.mark.parametrize(
    ("name", "english", "german"),
    [
        ("blur.radius", "0.1 to 100 px", "0.1 bis 100 px"),
        ("resize.width", "1 to 8192 px", "1 bis 8192 px"),
        ("filter.strength", "0 to 100%", "0 bis 100%"),
        ("flip.axis", "h, v, both", "h, v, both"),
        ("compress.target", "10KB to 20MB", "10KB bis 20MB"),
        ("placeholder.size", "WIDTHxHEIGHT, each 1 to 4000", "BREITExHÖHE, jeweils 1 bis 4000"),
        ("rotate.expand", "yes or no", "yes oder no"),
    ],
)
def test_ranges_are_words_that_can_be_typed_back(name: str, english: str, german: str) -> None:
    assert range_of(TEXTS, "en", PARAMS[name]) == english
    assert range_of(TEXTS, "de", PARAMS[name]) == german


@pytest.mark.parametrize("language", TEXTS.locales)
@pytest.mark.parametrize("name", CATALOG)
def test_every_tool_is_described_whole(name: str, language: str) -> None:
    described = describe_tool(TEXTS, language, CATALOG[name])

    assert described["summary"].endswith(".")
    assert described["details"].endswith(".")
    assert "\n" not in described["details"].replace("\n\n", "")
    assert all(param["help"].endswith(".") and param["range"] for param in described["params"])
    assert all(param["label"][0].isupper() for param in described["params"])
    assert category_of(TEXTS, language, CATALOG[name].category)


def test_english_comes_from_the_code() -> None:
    described = describe_tool(TEXTS, "en", CATALOG["blur"])

    assert described["summary"] == CATALOG["blur"].summary
    assert described["details"].split() == CATALOG["blur"].details.split()


def test_details_are_said_in_the_language_of_who_asks() -> None:
    described = describe_tool(TEXTS, "de", CATALOG["blur"])

    assert described["details"].startswith("Ein größerer Radius verbirgt mehr Einzelheiten. Durchsichtige Ränder")


def test_a_tools_button_bears_a_short_word_of_the_language() -> None:
    assert (button_label_of(TEXTS, "en", CATALOG["blur"]), button_label_of(TEXTS, "de", CATALOG["blur"])) == (
        "Blur",
        "Unschärfe",
    )
    assert button_label_of(TEXTS, "en", CATALOG["gif"]) == "GIF"
    for language in TEXTS.locales:
        names = [button_label_of(TEXTS, language, tool) for tool in CATALOG.values()]
        assert len(set(names)) == len(names)
        assert max(map(len, names)) <= 12


@pytest.mark.parametrize(("price", "label"), [(0, "Again"), (1, "Again (1 credit)"), (3, "Again (3 credits)")])
def test_a_button_says_what_it_costs(price: int, label: str) -> None:
    assert priced(TEXTS, "en", "Again", price) == label
