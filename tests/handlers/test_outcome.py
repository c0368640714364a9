"""An outcome survives being written as JSON and read again, whatever a job made."""

import json

from hypothesis import given
from hypothesis import strategies as st

from handlers.outcome import Failed, Made, Outcome
from tools.work import Note

NUMBERS = st.integers(0, 2**40)
FACTS = st.dictionaries(st.text(max_size=9), st.text(max_size=9) | NUMBERS, max_size=3)
KEYS = st.none() | st.just("out/1/1/1")
MADE = st.builds(
    Made, st.sampled_from(["png", "gif"]), NUMBERS, NUMBERS, NUMBERS, NUMBERS, has_alpha=st.booleans(), key=KEYS
)
OUTCOMES = st.builds(
    Outcome,
    files=st.lists(MADE, max_size=3).map(tuple),
    report=st.lists(st.tuples(st.text(max_size=9), st.text(max_size=9) | NUMBERS), max_size=3).map(tuple),
    notes=st.lists(st.builds(Note, st.just("note-shrunk"), FACTS), max_size=2).map(tuple),
    failed=st.lists(st.builds(Failed, NUMBERS, st.just("corrupt"), FACTS), max_size=2).map(tuple),
)


@given(OUTCOMES)
def test_it_is_read_as_it_was_written(outcome: Outcome) -> None:
    assert Outcome.from_plain(json.loads(json.dumps(outcome.to_plain()))) == outcome
