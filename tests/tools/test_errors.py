"""Every failure has a code of its own, a key for its words, and survives the way out of a worker."""

import pickle
import re

import pytest

from tools import errors
from tools.errors import BadValue, ToolError

KINDS = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, ToolError)]


def test_codes_are_plain_words_and_none_is_used_twice() -> None:
    codes = [kind.code for kind in KINDS]

    assert len(codes) == len(set(codes)) > 10
    assert all(re.fullmatch(r"[a-z_]+", code) for code in codes)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_the_key_names_a_message(kind: type[ToolError]) -> None:
    error = kind("name", "expected") if kind is BadValue else kind()

    assert re.fullmatch(r"error-[a-z-]+", error.key)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_kind_and_facts_cross_a_process_boundary(kind: type[ToolError]) -> None:
    sent = kind(name="a", expected="b", nearest=3) if kind is BadValue else kind(limit_bytes=5)

    arrived = pickle.loads(pickle.dumps(sent))  # noqa: S301 - our own bytes

    assert type(arrived) is kind
    assert arrived.facts == sent.facts
    assert str(arrived) == str(sent)
