"""Settings: the defaults, then config.toml, then the environment (DARKROOM_<SECTION>__<KEY>)."""

import os
import re
import tomllib
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any
from urllib.parse import unquote, unquote_plus, urlsplit

from pydantic import BaseModel, Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, EnvSettingsSource, PydanticBaseSettingsSource, SettingsConfigDict

from bot.command_line import command_line
from bot.discord.config import DiscordConfig
from bot.logs import LogConfig
from bot.sections import LimitsConfig, QueueConfig
from bot.telegram.config import TelegramConfig
from bot.web.config import WebConfig
from handlers.config import (
    AccessConfig,
    BudgetsConfig,
    HandlersConfig,
    JobsConfig,
    PricesConfig,
    PrivacyConfig,
    QuotasConfig,
    RatesConfig,
)
from storage.config import DatabaseConfig, KeysConfig, MediaConfig
from storage.master_key import VARIABLE, written_master_key

PREFIX = "DARKROOM_"
DEFAULT_FILE = Path("config.toml")
OTHER_NAMES = frozenset({"DARKROOM_CONFIG", VARIABLE, "DARKROOM_TEST_DATA", "DARKROOM_PROVE"})
"""Names with our prefix that are not settings: where the config is, the master key, and the tests' two."""


_PERSON = re.compile("(telegram|discord):[0-9]+|web:[A-Za-z0-9_-]+")
"""What [access] calls people by: the ids of the chats that there are, as /usage shows them."""

_EXPECTED = {
    "bool": "true or false",
    "dict": "a table, such as { blur = 2 }",
    "float": "a number",
    "int": "a whole number",
    "model": "a section with keys",
    "string": "text between quotes",
    "tuple": 'a list, such as ["one", "two"]',
}
"""What a value of each kind is called, by the first word of pydantic's codes for mistakes."""


class ConfigError(Exception):
    """The settings cannot be used; the message is one line that says which and how to mend it."""


class Settings(BaseSettings):
    """Every section of config.toml."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_nested_delimiter="__", extra="forbid", frozen=True, hide_input_in_errors=True
    )

    web: WebConfig = Field(default_factory=WebConfig, description="The playground and the HTTP API.")
    telegram: TelegramConfig = Field(default_factory=TelegramConfig, description="The Telegram bot.")
    discord: DiscordConfig = Field(default_factory=DiscordConfig, description="The Discord bot.")
    access: AccessConfig = Field(default_factory=AccessConfig, description="Who may use this installation.")
    privacy: PrivacyConfig = Field(
        default_factory=PrivacyConfig, description="Who answers for the data, and how long it stays; /privacy says it."
    )
    prices: PricesConfig = Field(default_factory=PricesConfig, description="What jobs cost, in credits.")
    quotas: QuotasConfig = Field(
        default_factory=QuotasConfig,
        description="What people may do in a day, by class of tool; days turn at 00:00 UTC.",
    )
    rates: RatesConfig = Field(default_factory=RatesConfig, description="How many requests are answered in a minute.")
    budgets: BudgetsConfig = Field(
        default_factory=BudgetsConfig, description="What paid processors may cost you in a month, in cents."
    )
    jobs: JobsConfig = Field(default_factory=JobsConfig, description="How many jobs, and how large their pictures.")
    limits: LimitsConfig = Field(
        default_factory=LimitsConfig, description="How much one picture may ask of this server."
    )
    queue: QueueConfig = Field(default_factory=QueueConfig, description="How jobs wait and how many run at once.")
    database: DatabaseConfig = Field(default_factory=DatabaseConfig, description="Where the rows are kept.")
    media: MediaConfig = Field(
        default_factory=MediaConfig, description="Where uploads and kept results lie, encrypted."
    )
    keys: KeysConfig = Field(
        default_factory=KeysConfig, description="Where the keys lie: best not where the data and its backups are."
    )
    log: LogConfig = Field(default_factory=LogConfig, description="What is written to standard error.")

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return (init_settings,)

    @field_validator("access")
    @classmethod
    def _people_can_be_found(cls, value: AccessConfig) -> AccessConfig:
        # Who is written in any other way is nobody, and an operator would be locked out without a word.
        for name in ("owners", "allowed"):
            if not all(map(_PERSON.fullmatch, getattr(value, name))):
                raise ValueError(f'{name} should name people as /usage shows them, such as "telegram:12345678"')
        return value

    def for_handlers(self) -> HandlersConfig:
        """Return what handlers read of it."""
        return HandlersConfig(
            access=self.access,
            prices=self.prices,
            quotas=self.quotas,
            rates=self.rates,
            budgets=self.budgets,
            jobs=self.jobs,
            privacy=self.privacy,
            limits=self.limits.limits(),
        )


def load_settings(path: Path | None = None, environ: Mapping[str, str] = os.environ) -> Settings:
    """Read the settings.

    `path` is a config file that must be there; without one DARKROOM_CONFIG names it, and without that config.toml
    is read where it exists. Raises ConfigError for a file that others may read, an unknown key or a bad value.
    """
    named = path or (Path(environ["DARKROOM_CONFIG"]) if environ.get("DARKROOM_CONFIG") else None)
    file = named or (DEFAULT_FILE if DEFAULT_FILE.exists() else None)
    _check_names(environ)
    values = _merge(_read(file) if file else {}, _environment(environ))
    try:
        return Settings(**values)
    except ValidationError as error:
        raise ConfigError(_in_one_line(error, file)) from None


def setting_names() -> dict[str, list[str]]:
    """Return the keys of every section."""
    return {
        name: list(field.annotation.model_fields)
        for name, field in Settings.model_fields.items()
        if isinstance(field.annotation, type) and issubclass(field.annotation, BaseModel)
    }


def secrets_of(settings: Settings, environ: Mapping[str, str] = os.environ) -> list[str]:
    """Return every secret value among the settings, and the master key if it is there, for the log to leave out."""
    sections = [getattr(settings, name) for name in Settings.model_fields]
    found = [secret for section in sections for secret in _secrets(section)]
    key = written_master_key(settings.keys, environ)
    return [*found, *settings.access.invite_codes, *_passwords(settings.database.url), *([key] if key else [])]


def _passwords(url: str) -> list[str]:
    """Return the passwords of a database's address: before its host, and among what a driver takes after the "?"."""
    parts = urlsplit(url)
    asked = (pair.partition("=") for pair in parts.query.split("&"))
    written = [parts.password or "", *(value for name, _, value in asked if "password" in name)]
    return [form for value in written if value for form in (value, unquote(value), unquote_plus(value))]


def _secrets(value: Any) -> list[str]:
    if isinstance(value, SecretStr):
        return [value.get_secret_value()]
    if isinstance(value, BaseModel):
        value = dict(value)
    if isinstance(value, Mapping):
        return [secret for each in value.values() for secret in _secrets(each)]
    return []


def _read(file: Path) -> dict[str, Any]:
    try:
        if file.is_dir():
            raise ConfigError(f"{file} is a folder; name the config file in it")
        if file.stat().st_mode & 0o077:
            raise ConfigError(f"{file} can be read by others and may hold secrets; mend it: chmod 600 {file}")
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise ConfigError(f"there is no {file}; write one: {command_line('init')}") from None
    except OSError as error:
        raise ConfigError(f"{file} cannot be read: {error.strerror}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{file} is not TOML: {error}") from None


class _Environment(EnvSettingsSource):
    def __init__(self, environ: Mapping[str, str]) -> None:
        super().__init__(Settings)
        self.env_vars = {name.lower(): value for name, value in environ.items()}


def _environment(environ: Mapping[str, str]) -> dict[str, Any]:
    try:
        return _Environment(environ)()
    except ValueError as error:
        hint = 'lists and tables are written as JSON, such as ["one", "two"]'
        raise ConfigError(f"the environment cannot be read: {error}; {hint}") from None


def _check_names(environ: Mapping[str, str]) -> None:
    known = {f"{PREFIX}{section}__{key}".upper() for section, keys in setting_names().items() for key in keys}
    for name in environ:
        if name.upper().startswith(PREFIX) and name.upper() not in known | OTHER_NAMES:
            raise ConfigError(f"there is no setting {name}{_nearest(name.upper(), known)}")


def _merge(below: dict[str, Any], above: dict[str, Any]) -> dict[str, Any]:
    """Lay the environment's keys over the file's, section by section."""
    merged = dict(below)
    for section, keys in above.items():
        under = merged.get(section)
        merged[section] = {**under, **keys} if isinstance(under, dict) and isinstance(keys, dict) else keys
    return merged


def _in_one_line(error: ValidationError, file: Path | None) -> str:
    return "; ".join(
        _mistake(each["loc"], each["type"], each["msg"], file) for each in error.errors(include_input=False)
    )


def _mistake(place: tuple[int | str, ...], kind: str, message: str, file: Path | None) -> str:
    names = [str(part) for part in place]
    where = f" ({file} or the environment)" if file else ""
    if kind == "extra_forbidden":
        known = setting_names()
        candidates = set(known.get(names[0], ())) if len(names) > 1 else set(known)
        return f"there is no setting {'.'.join(names)}{_nearest(names[-1], candidates)}{where}"
    return f"{'.'.join(names)}: {plain_words(kind, message)}{where}"


def plain_words(kind: str, message: str) -> str:
    """Say what is expected as a config file writes it, from pydantic's code and message for a mistake."""
    name, _, rest = kind.partition("_")
    if name in _EXPECTED and rest in ("type", "parsing", "from_float"):
        return f"should be {_EXPECTED[name]}"
    return message.removeprefix("Value error, ").removeprefix("Input ").removeprefix("String ")


def _nearest(name: str, known: set[str]) -> str:
    near = get_close_matches(name, sorted(known), n=1)
    return f"; did you mean {near[0]}?" if near else ""
