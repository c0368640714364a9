"""`python -m bot tool`: results, lines and exit codes, with real workers."""

import json
import os
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from PIL import Image

from bot.__main__ import main
from tests.bot.pictures import facts_of, picture_file


@pytest.fixture(autouse=True)
def _in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def tool(*words: object) -> Result:
    result = CliRunner().invoke(main, ["tool", *map(str, words)])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def objects(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_one_picture_makes_one_file_and_one_line(tmp_path: Path) -> None:
    path = picture_file(tmp_path / "in.png")
    result = tool("resize", path, "width=20", "-o", "out.png")
    assert result.exit_code == 0
    assert result.stdout == f"{path}: out.png 20x15 png\n"
    assert facts_of("out.png") == ("PNG", (20, 15), 1)


@pytest.mark.parametrize("named", ["to=webp", "to:webp", "TO=webp"])
def test_values_are_given_with_either_sign(tmp_path: Path, named: str) -> None:
    result = tool("convert", named, picture_file(tmp_path / "in.png"), "--json")
    assert objects(result)[0]["format"] == "webp"


@pytest.mark.parametrize(
    ("words", "size"),
    [
        (["resize", "20"], (20, 15)),
        (["resize", "20x10"], (13, 10)),
        (["crop", "1:1"], (30, 30)),
        (["scale", "50%"], (20, 15)),
        (["rotate", "-90"], (30, 40)),
        (["crop", "-10,-5,30,15"], (20, 10)),
    ],
)
def test_values_need_no_name(tmp_path: Path, words: list[str], size: tuple[int, int]) -> None:
    result = tool(*words, picture_file(tmp_path / "in.png"), "-o", "out.png")
    assert result.exit_code == 0, result.output
    assert facts_of("out.png")[1] == size


def test_a_negative_number_out_of_range_is_a_value_too(tmp_path: Path) -> None:
    result = tool("rotate", "-900", picture_file(tmp_path / "in.png"), "-o", "out.png")
    assert result.exit_code == 1
    assert "rotate cannot use “-900” for angle" in result.stderr


@pytest.mark.parametrize(("option", "says"), [("--jsn", "Did you mean"), ("-x", "No such option")])
def test_an_unknown_option_is_none_of_the_files(tmp_path: Path, option: str, says: str) -> None:
    result = tool("flip", option, picture_file(tmp_path / "in.png"))
    assert result.exit_code == 2
    assert says in result.stderr


def test_a_file_may_begin_with_a_dash(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    picture_file(tmp_path / "-x.png")
    assert tool("info", "--", "-x.png").exit_code == 0


def test_do_runs_a_pipeline(tmp_path: Path) -> None:
    result = tool(
        "do", "resize width:20 | rotate 90 | convert webp", picture_file(tmp_path / "in.png"), "-o", "out.webp"
    )
    assert result.exit_code == 0, result.output
    assert facts_of("out.webp") == ("WEBP", (15, 20), 1)


def test_an_animated_png_may_be_named_apng(tmp_path: Path) -> None:
    frames = [Image.new("RGB", (20, 10), colour) for colour in ("red", "blue")]
    frames[0].save(tmp_path / "in.gif", save_all=True, append_images=frames[1:], duration=100)

    assert tool("convert", "to=apng", tmp_path / "in.gif", "-o", "out.apng").exit_code == 0
    assert facts_of("out.apng") == ("PNG", (20, 10), 2)


def test_several_pictures_get_a_result_and_an_object_each_and_one_bad_one_stops_none(tmp_path: Path) -> None:
    good = [picture_file(tmp_path / name) for name in ("a.png", "a.jpg", "b.png")]
    (tmp_path / "bad.png").write_bytes(b"no picture")
    (tmp_path / "empty.png").touch()
    os.mkfifo(tmp_path / "fifo")
    inputs = [
        *good,
        tmp_path / "bad.png",
        tmp_path / "empty.png",
        tmp_path / "missing.png",
        tmp_path / "fifo",
        tmp_path,
    ]
    result = tool("convert", "to=png", *inputs, "-o", "out", "--json")
    assert result.exit_code == 1
    told = objects(result)
    assert [each["file"] for each in told] == [str(path) for path in inputs]
    assert [each["ok"] for each in told] == [True] * 3 + [False] * 5
    assert [each["error"] for each in told[3:]] == ["unsupported", "empty", "bad_value", "bad_value", "bad_value"]
    assert sorted(path.name for path in Path("out").iterdir()) == ["a-2.png", "a.png", "b.png"]
    expected = {
        "ok", "file", "width", "height", "frames", "format", "bytes", "seconds", "rss_mb", "error", "message"
    }  # fmt: skip
    assert all(expected <= each.keys() for each in told)
    assert told[0]["bytes"] == Path("out/a.png").stat().st_size
    assert (told[0]["width"], told[0]["height"], told[0]["frames"]) == (40, 30, 1)
    assert 10 < told[0]["rss_mb"] < 1024


def test_a_file_over_the_limit_is_told_with_the_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DARKROOM_LIMITS__BYTES_IN", "1000")
    (tmp_path / "in.png").write_bytes(bytes(1001))
    result = tool("blur", tmp_path / "in.png", "-o", "out.png")
    assert result.exit_code == 1
    assert result.stderr.count("\n") == 1
    assert "1KB" in result.stderr
    assert objects(tool("blur", tmp_path / "in.png", "--json"))[0]["error"] == "too_large"


def test_a_tool_that_takes_several_pictures_makes_one_result(tmp_path: Path) -> None:
    inputs = [picture_file(tmp_path / f"{number}.png", (40, 30 + number)) for number in range(3)]
    assert tool("gif", *inputs, "-o", "out.gif").exit_code == 0
    assert facts_of("out.gif")[2] == 3


def test_an_animation_that_its_new_format_cannot_hold_is_told(tmp_path: Path) -> None:
    inputs = [picture_file(tmp_path / f"{number}.png", (40, 30 + number)) for number in range(3)]
    tool("gif", *inputs, "-o", "moving.gif")
    (told,) = objects(tool("convert", "to=png", "moving.gif", "-o", "still.png", "--json"))
    assert facts_of("still.png")[2] == 1
    assert told["frames"] == 3
    assert "first of 3 frames" in told["message"]


def test_a_tool_that_takes_nothing_makes_a_picture() -> None:
    assert tool("placeholder", "size=30x20", "-o", "out.png").exit_code == 0
    assert facts_of("out.png") == ("PNG", (30, 20), 1)


def test_info_prints_facts_and_writes_nothing(tmp_path: Path) -> None:
    path = picture_file(tmp_path / "in.jpg")
    result = tool("info", path)
    assert result.exit_code == 0
    assert "40" in result.stdout
    assert [each.name for each in tmp_path.iterdir()] == ["in.jpg"]
    (facts,) = objects(tool("info", path, "--json"))
    assert (facts["width"], facts["height"], facts["format"]) == (40, 30, "jpeg")
    assert facts["bytes"] == path.stat().st_size


def test_facts_of_several_pictures_each_stand_under_their_file(tmp_path: Path) -> None:
    inputs = [picture_file(tmp_path / name) for name in ("a.jpg", "b.png")]
    lines = tool("info", *inputs).stdout.splitlines()
    assert [line for line in lines if line.endswith(":")] == [f"{path}:" for path in inputs]
    assert "Format: JPEG" in lines


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["blurr", "in.png"], "blur"),
        (["blur", "radius=9999", "in.png"], "radius"),
        (["blur", "radios=1", "in.png"], "radios"),
        (["resize", "-o", "out.png"], "resize"),
        (["do", "blur |", "in.png"], "|"),
        (["blur", "in.png", "-o", "out.xyz"], ".xyz"),
        (["blur", "in.png", "-o", "no/folder.png"], "no/folder.png"),
        (["convert", "to=png", "in.png", "-o", "out.gif"], "out.gif"),
        (["blur", "in.png", "in.png", "-o", "in.png"], "folder"),
        (["blur", "in.png", "in.png", "-o", "new.png"], "folder"),
        (["blur", "1000", "in.png", "-o", "out.png"], "0.1 to 100"),
        (["blur", "photo", "-o", "out.png"], "photo cannot be read"),
        (["blur", "1.png", "-o", "out.png"], "1.png cannot be read"),
        (["placeholder", "size=9x9", "in.png", "-o", "out.png"], "takes none"),
    ],
)
def test_a_mistake_is_one_line_and_no_result(tmp_path: Path, words: list[str], says: str) -> None:
    picture_file(tmp_path / "in.png")
    result = tool(*words)
    assert result.exit_code == 1
    assert says in result.stderr
    assert result.stderr.count("\n") == 1
    assert [each.name for each in tmp_path.iterdir()] == ["in.png"]


def test_a_picture_that_would_go_nowhere_is_a_mistake(tmp_path: Path) -> None:
    result = tool("blur", picture_file(tmp_path / "in.png"))
    assert result.exit_code == 2
    assert "-o OUT" in result.stderr


def test_the_suffix_of_the_result_names_its_format(tmp_path: Path) -> None:
    path = picture_file(tmp_path / "in.png")
    for suffix, format in (("jpg", "JPEG"), ("webp", "WEBP"), ("tif", "TIFF")):
        assert tool("flip", path, "-o", f"out.{suffix}").exit_code == 0
        assert facts_of(f"out.{suffix}")[0] == format


def test_the_suffix_also_answers_a_tool_that_asks_for_a_format(tmp_path: Path) -> None:
    assert tool("convert", picture_file(tmp_path / "in.png"), "-o", "out.jpg").exit_code == 0
    assert facts_of("out.jpg")[0] == "JPEG"
    assert tool("placeholder", "30x20", "-o", "made.webp").exit_code == 0
    assert facts_of("made.webp") == ("WEBP", (30, 20), 1)
