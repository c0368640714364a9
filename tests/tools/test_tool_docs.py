"""The reference page shows every tool, every parameter and what really comes out."""

import re
import shutil
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from tools import tool_docs
from tools.catalog import load_catalog
from tools.tool import Takes

ROOT = Path(__file__).parents[2]
PAGE = tool_docs.page()


def test_every_tool_and_parameter_is_on_the_page() -> None:
    for tool in load_catalog().values():
        section = PAGE.split(f"### /{tool.name}\n", 1)[1].split("\n### ")[0]
        assert tool.summary in section
        assert all(f"| `{param.name}` |" in section for param in tool.params)
        assert all(f"`{tool_docs.usage(tool, example)}`" in section for example in tool.examples)


def test_every_picture_on_the_page_is_there_and_none_besides() -> None:
    shown = set(re.findall(r"\(images/tools/([a-z0-9-]+)\.webp\)", PAGE))

    assert shown == {path.stem for path in (ROOT / tool_docs.PICTURES).glob("*.webp")}


def test_every_example_has_a_picture_of_its_own() -> None:
    tools = load_catalog().values()
    names = [tool_docs.picture_name(tool, example) for tool in tools for example in tool.examples]

    assert sorted(set(names)) == sorted(names)
    assert tool_docs.picture_name(load_catalog()["brightness"], {"amount": -40}) == "brightness-minus-40"


def test_two_examples_of_one_name_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tool_docs, "picture_name", lambda *_: "sample")

    with pytest.raises(ValueError, match="sample"):
        tool_docs.pictures(["flip"])


def test_the_pictures_stay_small() -> None:
    assert sum(path.stat().st_size for path in (ROOT / tool_docs.PICTURES).iterdir()) < 1_500_000


def test_every_example_is_one_that_the_tool_takes() -> None:
    for tool in load_catalog().values():
        assert tool.examples
        assert all(tool.bind(example).keys() for example in tool.examples if tool.params)


def test_an_animation_is_shown_moving() -> None:
    moving = [tool for tool in load_catalog().values() if tool.takes is Takes.PICTURES]

    for name, data in tool_docs.pictures([tool.name for tool in moving]).items():
        with Image.open(BytesIO(data)) as opened:
            assert name == "sample" or getattr(opened, "n_frames", 1) > 1


def test_the_page_and_the_pictures_are_fresh(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)

    assert tool_docs.main(["--check"]) == 0


@pytest.mark.parametrize("spoil", ["edit the page", "remove a picture", "change a picture", "leave one over"])
def test_what_is_stale_is_named_and_mended(
    spoil: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(ROOT / "docs", tmp_path / "docs")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(tool_docs, "pictures", _committed)
    spoiled = _spoil(spoil)

    assert tool_docs.main(["--check"]) == 1
    assert str(spoiled) in capsys.readouterr().err
    assert tool_docs.main([]) == 0
    assert tool_docs.main(["--check"]) == 0


def _committed() -> dict[str, bytes]:
    """Stand in for making all pictures again, which another test does."""
    return {path.stem: path.read_bytes() for path in (ROOT / tool_docs.PICTURES).glob("*.webp")}


def _spoil(how: str) -> Path:
    if how == "edit the page":
        tool_docs.PAGE.write_text("# Tools\n")
        return tool_docs.PAGE
    if how == "leave one over":
        shutil.copy(tool_docs.PICTURES / "sample.webp", tool_docs.PICTURES / "no-such-tool.webp")
        return tool_docs.PICTURES / "no-such-tool.webp"
    path = tool_docs.PICTURES / "sample.webp"
    if how == "remove a picture":
        path.unlink()
    else:
        with Image.open(path) as opened:
            opened.convert("L").save(path, "WEBP")
    return path
