"""Times are rounded up, so that nobody waits in vain."""

from datetime import UTC, datetime, timedelta

import pytest

from handlers.texts import Texts
from handlers.times import in_time, moment, until_tomorrow

TEXTS = Texts()


@pytest.mark.parametrize(
    ("seconds", "english", "german"),
    [
        (0.2, "one second", "einer Sekunde"),
        (30, "30 seconds", "30 Sekunden"),
        (60, "one minute", "einer Minute"),
        (61, "2 minutes", "2 Minuten"),
        (3600, "1 h", "einer Stunde"),
        (43_200, "12 h", "12 Stunden"),
        (43_201, "12 h 1 min", "12 Stunden und einer Minute"),
    ],
)
def test_a_time_is_written_as_people_say_it(seconds: float, english: str, german: str) -> None:
    time = timedelta(seconds=seconds)

    assert (in_time(TEXTS, "en", time), in_time(TEXTS, "de", time)) == (english, german)


def test_a_day_ends_at_midnight_in_utc() -> None:
    assert until_tomorrow(datetime(2026, 11, 22, 23, 59, tzinfo=UTC)) == timedelta(minutes=1)
    assert until_tomorrow(datetime(2026, 11, 22, tzinfo=UTC)) == timedelta(days=1)


def test_a_moment_says_its_zone() -> None:
    assert moment(datetime(2026, 11, 22, 9, 5, tzinfo=UTC)) == "2026-11-22 09:05 UTC"
