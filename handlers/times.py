"""How long something takes, in words: "3 h 12 min", rounded up, so that nobody waits in vain."""

import math
from datetime import datetime, timedelta

from handlers.texts import Texts
from storage.quotas import day_of


def until_tomorrow(now: datetime) -> timedelta:
    """Return how long this day (UTC) still lasts."""
    return day_of(now) + timedelta(days=1) - now


def in_time(texts: Texts, language: str, time: timedelta) -> str:
    """Write a length of time."""
    seconds = math.ceil(time.total_seconds())
    if seconds < 60:
        return texts.say(language, "time-seconds", seconds=seconds)
    minutes = math.ceil(seconds / 60)
    if minutes < 60:
        return texts.say(language, "time-minutes", minutes=minutes)
    return texts.say(language, "time-hours", hours=minutes // 60, minutes=minutes % 60)


def moment(at: datetime) -> str:
    """Write a moment in UTC, as every language reads it."""
    return f"{at:%Y-%m-%d %H:%M} UTC"
