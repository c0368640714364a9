"""`python -m bot policy` prints what people read."""

import pytest
from click.testing import CliRunner

from bot.__main__ import main


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("what", [[], ["--terms"]])
def test_the_texts_name_the_operator_of_the_settings(
    language: str, what: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DARKROOM_PRIVACY__OPERATOR", "Jo Lens")
    result = CliRunner().invoke(main, ["policy", "--lang", language, *what])
    assert result.exit_code == 0, result.output
    assert "Jo Lens" in result.output
