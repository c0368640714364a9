"""The example file tells every key with its meaning and its default."""

import re
from pathlib import Path

import pytest

from bot.config import Settings, load_settings, setting_names
from bot.config_example import example_config, fields_of

EXAMPLE = Path(__file__).parent.parent.parent / "config.example.toml"


def load(text: str, folder: Path) -> Settings:
    path = folder / "config.toml"
    path.touch(mode=0o600)
    path.write_text(text, encoding="utf-8")
    return load_settings(path, {})


def test_the_file_in_the_repository_is_what_the_code_says() -> None:
    assert EXAMPLE.read_text(encoding="utf-8") == example_config(), "write it anew: make docs"


def test_it_changes_nothing_as_it_stands(tmp_path: Path) -> None:
    assert load(example_config(), tmp_path) == Settings()


def test_with_every_key_that_has_a_default_set_it_still_changes_nothing(tmp_path: Path) -> None:
    text = re.sub(r"^# (\w+ = .+)$", r"\1", example_config(), flags=re.MULTILINE)
    assert sum(line.startswith("#") for line in text.splitlines()) < example_config().count("\n#")
    assert load(text, tmp_path) == Settings()


@pytest.mark.parametrize("section", setting_names())
def test_every_key_says_what_it_means(section: str) -> None:
    assert Settings.model_fields[section].description
    assert all(field.description for field in fields_of(section).values())


def test_answers_are_set_and_come_back_as_they_were(tmp_path: Path) -> None:
    operator = 'Jo "the lens" Müller \\ 写真'
    text = example_config({("privacy", "operator"): operator, ("web", "port"): 9999})
    settings = load(text, tmp_path)
    assert settings.privacy.operator == operator
    assert settings.web.port == 9999
