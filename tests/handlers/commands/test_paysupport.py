"""/paysupport is answered for everyone: whom to turn to, and whether anything is sold here at all."""

import pytest

from tests.handlers.conftest import House


@pytest.mark.parametrize("sold", [True, False])
@pytest.mark.parametrize(("locale", "words"), [("en", "Nothing is sold here"), ("de", "Hier wird nichts verkauft")])
async def test_it_names_the_contact(house: House, sold: bool, locale: str, words: str) -> None:
    house.change(prices={"enabled": sold}, privacy={"contact": "help@example.org"}, access={"mode": "allowlist"})

    reply = await house.ask("/paysupport", locale=locale)

    assert "help@example.org" in reply.text
    assert (words in reply.text) is not sold
    assert reply.private
