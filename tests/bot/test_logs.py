"""What reaches standard error: our words, never a secret, a person or their content."""

import json
import logging
from collections.abc import Iterator

import pytest
import structlog

from bot.logs import LogConfig, set_up_logs
from bot.redaction import Redactor

TELEGRAM_TOKEN = "123456789:" + "AAbbCCdd_EEffGG-hhIIjjKKllMMnnOOppQ"


@pytest.fixture(autouse=True)
def logging_as_before() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.reset_defaults()


def lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    return [json.loads(line) for line in capsys.readouterr().err.splitlines()]


def set_up(*known: str, level: str = "debug", format: str = "json") -> Redactor:
    redactor = Redactor(known)
    set_up_logs(LogConfig.model_validate({"level": level, "format": format}), redactor)
    return redactor


def test_an_event_is_one_line_of_json(capsys: pytest.CaptureFixture[str]) -> None:
    set_up()
    structlog.get_logger("bot.app").info("started", adapters=2)
    (line,) = lines(capsys)
    assert line["event"] == "started"
    assert line["adapters"] == 2
    assert line["level"] == "info"
    assert line["logger"] == "bot.app"


def test_the_facts_of_a_line_of_ours_are_in_it_and_redacted(capsys: pytest.CaptureFixture[str]) -> None:
    set_up()
    logging.getLogger("handlers.jobs").error("a job failed", extra={"job": "J-7K3QX2", "user": "web:4242"})
    (line,) = lines(capsys)
    assert line["job"] == "J-7K3QX2"
    assert "4242" not in str(line["user"])


def test_what_a_library_adds_beside_its_words_is_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    set_up()
    logging.getLogger("aiohttp").error("failed", extra={"update": "canary"})
    written = capsys.readouterr().err
    assert "failed" in written
    assert "canary" not in written


@pytest.mark.parametrize("library", ["httpx2", "openai", "aiohttp.access", "aiosqlite", "newcomer"])
def test_a_library_that_writes_a_token_is_quiet_or_redacted(library: str, capsys: pytest.CaptureFixture[str]) -> None:
    set_up("canary-secret")
    logger = logging.getLogger(library)
    logger.debug("GET /bot%s/getMe canary-secret", TELEGRAM_TOKEN)
    logger.info("GET /bot%s/getMe canary-secret", TELEGRAM_TOKEN)
    logger.warning("GET https://host/bot%s/getMe canary-secret failed", TELEGRAM_TOKEN)
    written = capsys.readouterr().err
    assert written.count("\n") == 1
    assert "failed" in written
    assert TELEGRAM_TOKEN not in written
    assert "canary-secret" not in written


@pytest.mark.parametrize("library", ["telegram", "telegram.request", "discord.http", "httpx", "httpcore.connection"])
def test_a_library_whose_errors_hold_what_people_wrote_says_nothing(
    library: str, capsys: pytest.CaptureFixture[str]
) -> None:
    set_up()
    logging.getLogger(library).critical("Can not load invalid JSON data: canary")
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("format", ["json", "console"])
def test_a_traceback_shows_neither_a_secret_nor_local_variables(
    format: str, capsys: pytest.CaptureFixture[str]
) -> None:
    set_up("canary-secret", format=format)
    prompt = "canary" + "-local"
    try:
        raise ValueError(f"refused canary-secret of {len(prompt)}")
    except ValueError:
        structlog.get_logger("handlers.jobs").exception("runner failed")
    written = capsys.readouterr().err
    assert "ValueError" in written
    assert "canary-secret" not in written
    assert "canary-local" not in written


@pytest.mark.parametrize("format", ["json", "console"])
def test_a_secret_that_has_to_be_escaped_is_redacted_too(format: str, capsys: pytest.CaptureFixture[str]) -> None:
    value = 'pässwörter"sind\\geheim'
    set_up(value, format=format)
    try:
        raise ValueError(f"refused {value}")
    except ValueError as error:
        structlog.get_logger("handlers.jobs").exception("runner failed with %r", error, cause=value)
    written = capsys.readouterr().err
    assert "ValueError" in written
    assert "sind" not in written


def test_people_are_named_by_a_keyed_hash_that_stays_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    for _ in range(2):
        set_up().use_key(b"key")
        structlog.get_logger("handlers").info("refused", user="telegram:4242")
    set_up().use_key(b"another key")
    structlog.get_logger("handlers").info("refused", user="telegram:4242")
    first, second, third = (line["user"] for line in lines(capsys))
    assert first == second != third
    assert "4242" not in f"{first}{third}"


@pytest.mark.parametrize("key", ["prompt", "text", "token", "file_name", "external_id", "password"])
def test_private_values_are_left_out_by_their_key(key: str, capsys: pytest.CaptureFixture[str]) -> None:
    set_up()
    structlog.get_logger("bot").info("event", **{key: "canary"})
    assert "canary" not in capsys.readouterr().err


def test_bytes_are_told_by_their_number(capsys: pytest.CaptureFixture[str]) -> None:
    set_up()
    structlog.get_logger("bot").info("event", picture=b"canary")
    assert lines(capsys)[0]["picture"] == "<6 bytes>"


def test_lines_below_the_level_are_not_written(capsys: pytest.CaptureFixture[str]) -> None:
    set_up(level="error")
    structlog.get_logger("bot").warning("quiet")
    logging.getLogger("httpx").warning("quiet")
    assert capsys.readouterr().err == ""
