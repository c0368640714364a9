"""Secrets are found by their value or by their shape, whatever surrounds them."""

import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.redaction import GONE, Redactor

words = st.text(max_size=30)


@given(words, st.text(min_size=6, max_size=40), words)
def test_a_known_secret_never_stays(before: str, secret: str, after: str) -> None:
    assert secret not in Redactor([secret]).text(f"{before} {secret} {after}").replace(GONE, "")


@given(words, st.text(min_size=6, max_size=40), words)
@example("", 'pässwörter"sind\\geheim', "")
def test_a_known_secret_stays_in_no_line_of_json(before: str, secret: str, after: str) -> None:
    for said in (f"{before} {secret} {after}", f"{before} {secret!r} {after}", json.dumps(secret)):
        for ascii_alone in (True, False):
            line = Redactor([secret]).text(json.dumps({"event": said}, ensure_ascii=ascii_alone))
            assert secret not in json.loads(line)["event"].replace(GONE, "")


def test_a_known_secret_does_not_stay_in_an_address() -> None:
    assert Redactor(["pass wörd/1"]).text("https://host/?key=pass%20w%C3%B6rd%2F1") == f"https://host/?key={GONE}"


def test_a_secret_that_holds_another_leaves_no_tail() -> None:
    assert Redactor(["abcdef", "abcdefghi"]).text("abcdefghi") == GONE


@pytest.mark.parametrize(
    ("line", "left"),
    [
        ("https://host/bot123456789:AAbbCCddEEffGGhhIIjjKKllMMnnOOpp/getMe", "https://host/bot[redacted]/getMe"),
        ("Authorization: Bearer abc.def", "Authorization: Bearer [redacted]"),
        ("key sk-proj-abcdefghijklmnop", "key [redacted]"),
        ("GET /metrics?token=abc&x=1", "GET /metrics?token=[redacted]&x=1"),
        ("postgresql://me:pass@host/db", "postgresql://[redacted]@host/db"),
        ("2026-11-22T11:48:06 took 0.31 s of 12:30", "2026-11-22T11:48:06 took 0.31 s of 12:30"),
    ],
)
def test_what_has_the_shape_of_a_secret_goes_and_the_rest_stays(line: str, left: str) -> None:
    assert Redactor().text(line) == left
