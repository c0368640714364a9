"""The watch over the log sees what is written, and only what the redaction lets through."""

import logging

from tests.log_canaries import LogCanaries


def watch(record: dict[str, object], *canaries: str, logger: str = "bot.telegram") -> list[tuple[str, str]]:
    canary = LogCanaries()
    canary.add(*canaries)
    canary.add_words("/blur 8 and say hello to my aunt")
    canary.handle(logging.makeLogRecord({"name": logger, "levelname": "DEBUG", **record}))
    return canary.found()


def test_a_secret_in_a_line_its_facts_or_its_traceback_is_found() -> None:
    assert watch({"msg": "fetching https://host/file/%s", "args": ("photos/file_1.jpg",)}, "photos/file_1.jpg")
    assert watch({"msg": "sent", "to": "Canary"}, "Canary")
    assert watch({"msg": "asked for 8 and say hello to my aunt"})
    error = ValueError("Canary")
    assert watch({"msg": "it broke", "exc_info": (type(error), error, None)}, "Canary")


def test_what_the_redaction_takes_out_is_not() -> None:
    assert not watch({"msg": "sent", "user": "telegram:5100000001", "text": "Canary"}, "5100000001", "Canary")
    assert not watch({"msg": "resized", "tools": "resize|blur"}, "Canary")


def test_our_own_lines_are_watched_at_their_most_talkative() -> None:
    assert logging.getLogger("bot.telegram.send").isEnabledFor(logging.DEBUG)
    assert not logging.getLogger("telegram.ext").isEnabledFor(logging.CRITICAL)
