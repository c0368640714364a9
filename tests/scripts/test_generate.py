"""A generated file that is not what the code says is told apart."""

from pathlib import Path

import pytest

from scripts import generate


def test_a_stale_file_is_named_by_the_check_and_written_otherwise(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(generate, "ROOT", tmp_path)
    monkeypatch.setattr(generate, "GENERATED", {"a.txt": lambda: "new"})
    (tmp_path / "a.txt").write_text("old")
    assert generate.main(check=True) == 1
    assert "a.txt" in capsys.readouterr().err
    assert generate.main(check=False) == 0
    assert (tmp_path / "a.txt").read_text() == "new"
    assert generate.main(check=True) == 0
