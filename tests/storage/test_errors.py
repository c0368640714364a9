"""Every error has a code of its own, a text for the user, and facts for the log."""

import pytest

from storage import errors
from storage.errors import NotEnoughCredits, StorageError

KINDS = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, StorageError)]


def test_no_two_kinds_share_a_code() -> None:
    assert len({kind.code for kind in KINDS}) == len(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_its_text_is_found_by_its_code(kind: type[StorageError]) -> None:
    assert kind().key == "error-" + kind.code.replace("_", "-")


def test_the_facts_are_in_the_log_line() -> None:
    error = NotEnoughCredits(price=5, balance=3)

    assert error.facts == {"price": 5, "balance": 3}
    assert str(error) == "not_enough_credits (price=5, balance=3)"
