"""One log for our own lines and those of the libraries, to standard error, redacted at the last step."""

import logging
import sys
from typing import Any, Literal

import structlog
from pydantic import BaseModel, ConfigDict, Field

from bot.redaction import Redactor

OWN_PACKAGES = ("bot", "handlers", "storage", "tools")
_SILENT = ("telegram", "discord", "httpx", "httpcore")
"""Even their errors hold addresses with a token, or what people wrote; the adapters log those failures in our words."""


class LogConfig(BaseModel):
    """What is written to standard error."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    level: Literal["debug", "info", "warning", "error"] = Field("info", description="The least that is written.")
    format: Literal["auto", "console", "json"] = Field(
        "auto", description="console for people, json for machines; auto: console on a terminal, else json."
    )


class _Formatter(structlog.stdlib.ProcessorFormatter):
    """Redacts the finished line, tracebacks included: whatever a library wrote has passed here."""

    redactor: Redactor

    def format(self, record: logging.LogRecord) -> str:
        return self.redactor.text(super().format(record))


def set_up_logs(config: LogConfig, redactor: Redactor) -> None:
    """Send every log line of this process through one handler."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(formatter_of(config, redactor))
    logging.getLogger().handlers[:] = [handler]
    set_levels(logging.getLevelNamesMapping()[config.level.upper()])
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *_shared(redactor),
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )


def formatter_of(config: LogConfig, redactor: Redactor) -> logging.Formatter:
    """Return what makes a line of a record, with nothing in it that must not be in one."""
    formatter = _Formatter(
        processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *_renderer(config)],
        foreign_pre_chain=_shared(redactor),
    )
    formatter.redactor = redactor
    return formatter


def set_levels(level: int) -> None:
    """Let our own packages write from this level on, and libraries only what is safe to read."""
    for name in OWN_PACKAGES:
        logging.getLogger(name).setLevel(level)
    for name in _SILENT:
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    # Below a warning, libraries write addresses with tokens in them and the parameters of SQL statements.
    logging.getLogger().setLevel(max(level, logging.WARNING))


def _shared(redactor: Redactor) -> list[structlog.typing.Processor]:
    return [
        structlog.contextvars.merge_contextvars,
        _own_facts,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        redactor.event,
    ]


def _own_facts(logger: Any, method: str, event: structlog.typing.EventDict) -> structlog.typing.EventDict:
    """Add the facts that our own code gave as `extra`; what a library puts there may be anything."""
    record = event.get("_record")
    if record is None or record.name.partition(".")[0] not in OWN_PACKAGES:
        return event
    return structlog.stdlib.ExtraAdder()(logger, method, event)


def _renderer(config: LogConfig) -> list[structlog.typing.Processor]:
    console = config.format == "console" or (config.format == "auto" and sys.stderr.isatty())
    if console:
        # The default formatter of tracebacks shows local variables, and with them pictures and prompts.
        plain = structlog.dev.plain_traceback
        return [structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty(), exception_formatter=plain)]
    return [structlog.processors.format_exc_info, structlog.processors.JSONRenderer()]
