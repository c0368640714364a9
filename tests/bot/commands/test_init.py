"""`python -m bot init` writes settings that run, for the operator alone to read."""

import os
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.__main__ import main
from bot.commands import init
from bot.config import Settings, load_settings


@pytest.fixture(autouse=True)
def _in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_without_a_terminal_it_writes_the_defaults(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        result = CliRunner().invoke(main, ["init"])
    finally:
        os.umask(before)
    assert result.exit_code == 0, result.output
    assert (tmp_path / "config.toml").stat().st_mode & 0o777 == 0o600
    assert load_settings(None, {}) == Settings()


def test_it_never_overwrites(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text("mine")
    result = CliRunner().invoke(main, ["init"])
    assert result.exit_code == 1
    assert (tmp_path / "config.toml").read_text() == "mine"


def test_on_a_terminal_it_asks_and_asks_again_after_a_bad_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(init, "is_terminal", lambda: True)
    answers = ["Jo", "jo@example.org", "", "everyone", "invite", "99999", "8081"]
    result = CliRunner().invoke(main, ["init"], input="\n".join(answers) + "\n")
    assert result.exit_code == 0, result.output
    assert "Error: should be 'open', 'invite' or 'allowlist'" in result.output
    settings = load_settings(None, {})
    assert (settings.privacy.operator, settings.privacy.contact) == ("Jo", "jo@example.org")
    assert settings.privacy.host == Settings().privacy.host
    assert settings.access.mode == "invite"
    assert settings.web.port == 8081
