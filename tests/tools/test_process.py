"""One piece of work: decoded once, every step applied, encoded once, whatever kind of picture it is."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image, PngImagePlugin

from tests.tools.files import (
    LIMITS,
    animation,
    clip,
    colours,
    durations_of,
    file,
    frames_of,
    opened,
    photo,
    psnr,
)
from tools.catalog import load_catalog
from tools.errors import Corrupt, Empty, TooBigResult, TooManyPixels, Unsupported
from tools.limits import Limits
from tools.process import process
from tools.work import Note, Result, Step, Target, Work

CATALOG = load_catalog()
Chain = tuple[tuple[str, Mapping[str, object]], ...]
SECRETS = (b"Jane Q. Secret", b"Hidden Rd", b"GPS", b"Exif", b"<?php", b"PK\x03\x04", b"<script>")


def run(chain: Chain, *sources: bytes, target: Target | None = None, limits: Limits = LIMITS) -> Result:
    steps = tuple(Step(name, CATALOG[name].bind(given)) for name, given in chain)
    return process(Work(steps, sources, target or Target()), limits)


def test_several_steps_are_applied_in_order() -> None:
    result = run((("resize", {"width": 120}), ("rotate", {"angle": 90})), file(photo(), "JPEG"))

    (media,) = result.media
    assert (media.format, media.width, media.height) == ("jpeg", 80, 120) == ("jpeg", *opened(media.data).size)


def test_without_steps_a_picture_is_only_cleaned() -> None:
    (media,) = run((), file(photo(), "PNG")).media

    assert opened(media.data).convert("RGB").tobytes() == photo().tobytes()


@pytest.mark.parametrize("format", ["GIF", "PNG", "WEBP"])
def test_a_frame_tool_keeps_an_animation_going(format: str) -> None:
    data = animation(colours(4, (40, 30)), format, duration=[100, 40, 250, 60], loop=2)
    (media,) = run((("resize", {"width": 20}),), data).media

    assert (media.frames, media.width, media.height, media.milliseconds) == (4, 20, 15, 450)
    assert durations_of(media.data) == [100, 40, 250, 60]
    assert opened(media.data).info["loop"] == 2


def test_a_clip_becomes_an_animation() -> None:
    (media,) = run((("gif", {"fps": 5, "width": 32}),), clip(64, 48, 10)).media

    assert (media.format, media.frames, media.width, media.milliseconds) == ("gif", 5, 32, 1000)


FEW = replace(LIMITS, frames=8)
THINNED = Note("note-thinned", {"kept": 8, "frames": 20})


@pytest.mark.parametrize("chain", [(("flip", {}),), (("gif", {"fps": 10}),), (("flip", {}), ("gif", {"fps": 5}))])
def test_a_clip_that_loses_frames_to_the_limit_says_so(chain: Chain) -> None:
    result = run(chain, clip(64, 48, 20), limits=FEW)

    assert (result.media[0].frames, result.media[0].milliseconds) == (8, 2000)
    assert result.notes == (THINNED,)


@pytest.mark.parametrize(
    ("chain", "frames"),
    [((("gif", {"fps": 4}),), 20), ((("flip", {}),), 8), ((("convert", {"to": "jpeg"}),), 20)],
    ids=["fewer were wished for", "within the limit", "a still"],
)
def test_a_clip_that_loses_no_frame_that_would_be_shown_says_nothing(chain: Chain, frames: int) -> None:
    notes = run(chain, clip(64, 48, frames), limits=FEW).notes

    assert "note-thinned" not in {note.key for note in notes}


TIGHT = replace(LIMITS, total_pixels=10 * 32 * 24)


@pytest.mark.parametrize("chain", [(("flip", {}),), (("gif", {"fps": 10, "width": 64}),)])
def test_a_clip_that_is_made_smaller_for_all_its_frames_says_so(chain: Chain) -> None:
    result = run(chain, clip(64, 48, 10), limits=TIGHT)

    assert (result.media[0].width, result.media[0].height) == (32, 24)
    assert result.notes == (Note("note-clip-shrunk", {"width": 32, "height": 24}),)


@pytest.mark.parametrize(("chain", "frames"), [((("gif", {"width": 32}),), 10), ((("flip", {}),), 2)])
def test_a_clip_that_is_shown_as_large_as_it_would_be_says_nothing(chain: Chain, frames: int) -> None:
    assert run(chain, clip(64, 48, frames), limits=TIGHT).notes == ()


def test_each_clip_that_loses_frames_is_told_of() -> None:
    long, longer, short = clip(64, 48, 20), clip(64, 48, 30), clip(64, 48, 6)
    notes = run((("gif", {"fps": 10}),), long, short, longer, limits=FEW).notes

    assert notes == (THINNED, Note("note-thinned", {"kept": 8, "frames": 30}))


def test_several_pictures_become_one_animation() -> None:
    (media,) = run((("gif", {"fps": 2}),), *(file(frame, "PNG") for frame in colours(3))).media

    assert (media.frames, durations_of(media.data)) == (3, [500, 500, 500])


def test_large_photos_become_the_same_animation_as_their_small_copies() -> None:
    photos = [photo(1600, 1200).rotate(40 * number) for number in range(3)]
    (media,) = run((("gif", {"width": 160}),), *(file(each, "JPEG", quality=95) for each in photos)).media
    small = [each.resize((160, 120), Image.Resampling.LANCZOS) for each in photos]

    assert (media.width, media.height, media.frames) == (160, 120, 3)
    assert all(psnr(shown, each) > 25 for shown, each in zip(frames_of(media.data, "RGB"), small, strict=True))


def test_a_picture_can_be_made_from_nothing_and_worked_on() -> None:
    (media,) = run((("placeholder", {"size": "80x60"}), ("flip", {}))).media

    assert (media.width, media.height) == (80, 60)


def test_a_report_tells_of_the_first_source() -> None:
    result = run((("info", {}),), file(photo(), "JPEG"))

    assert result.media == ()
    assert result.report is not None
    assert ("width", 240) in result.report.facts


@pytest.mark.parametrize("data", [file(photo(), "JPEG"), animation(colours(3), "GIF"), clip(64, 48, 5)])
def test_a_report_may_bring_a_chart(data: bytes) -> None:
    result = run((("info", {"histogram": "yes"}),), data)

    (media,) = result.media
    assert (media.format, media.frames, opened(media.data).size) == ("png", 1, (media.width, media.height))
    assert result.report is not None
    assert (result.report.chart, dict(result.report.facts)["bytes"]) == (None, len(data))


def test_a_damaged_picture_has_facts_but_no_histogram() -> None:
    data = file(photo(), "JPEG")[:3000]
    with pytest.raises(Corrupt):
        run((("info", {"histogram": "yes"}),), data)
    assert run((("info", {}),), data).report


def test_work_without_a_picture_is_refused() -> None:
    for name in ("blur", "info"):
        with pytest.raises(Empty):
            run(((name, {}),))


def test_broken_and_foreign_files_are_refused() -> None:
    with pytest.raises(Corrupt):
        run((("blur", {}),), file(photo(), "JPEG")[:3000])
    with pytest.raises(Unsupported):
        run((("blur", {}),), b"<svg/>")


def test_an_animation_over_the_cap_is_made_again_smaller() -> None:
    frames = [photo(300, 200).crop((number * 5, 0, number * 5 + 200, 150)) for number in range(12)]
    data = animation(frames, "GIF", duration=50)
    result = run((("brightness", {}),), data, target=Target(max_bytes=90_000))

    (media,) = result.media
    assert len(media.data) <= 90_000
    assert media.frames == 12
    assert [note.key for note in result.notes] == ["note-shrunk"]


def test_a_result_over_the_limit_is_refused() -> None:
    with pytest.raises(TooBigResult):
        run((("convert", {"to": "bmp"}),), file(photo(), "JPEG"), limits=replace(LIMITS, bytes_out=1000))


def test_enlarging_an_animation_too_far_is_refused() -> None:
    data = animation(colours(5, (40, 30)), "GIF")
    with pytest.raises(TooManyPixels) as refused:
        run((("resize", {"width": 4000}),), data, limits=replace(LIMITS, total_pixels=20_000_000))

    assert refused.value.facts == {"limit_megapixels": 20, "megapixels": 60, "result_frames": 5}


def test_enlarging_a_picture_too_far_is_told_of_the_result() -> None:
    with pytest.raises(TooManyPixels) as refused:
        run((("resize", {"width": 3000}),), file(photo(), "PNG"), limits=replace(LIMITS, pixels=5_000_000))

    assert refused.value.facts == {"limit_megapixels": 5, "megapixels": 6, "result_frames": 1}


@pytest.mark.parametrize("to", ["png", "jpeg", "webp", "gif", "apng", "avif", "tiff", "bmp"])
@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "GIF"])
def test_nothing_private_is_left(to: str, format: str) -> None:
    exif = Image.Exif()
    exif[0x013B], exif[0x010E] = "Jane Q. Secret", "5 Hidden Rd <script>"
    exif[0x8825] = {1: "N", 2: (52.0, 31.0, 0.0)}
    text = PngImagePlugin.PngInfo()
    text.add_text("GPS", "Jane Q. Secret, Hidden Rd")
    options = {
        "JPEG": {"exif": exif, "comment": b"<?php Jane Q. Secret", "icc_profile": b"GPS Jane Q. Secret" * 20},
        "PNG": {"exif": exif, "pnginfo": text, "icc_profile": b"GPS Jane Q. Secret" * 20},
        "WEBP": {"exif": exif, "xmp": b"<x>GPS Jane Q. Secret</x>"},
        "GIF": {"comment": b"Jane Q. Secret Hidden Rd GPS"},
    }[format]
    data = file(photo(), format, **options) + b"PK\x03\x04<?php"  # type: ignore[arg-type]  # keywords by name
    assert b"Jane Q. Secret" in data

    (media,) = run((("convert", {"to": to}),), data).media
    assert [secret for secret in SECRETS if secret in media.data] == []


def test_a_crop_that_stays_in_its_own_colours_is_the_same_picture() -> None:
    data = file(photo(), "JPEG", quality=95)
    (media,) = run((("crop", {"box": "16,16,160,96"}),), data).media

    cut = opened(data).crop((16, 16, 176, 112))
    assert psnr(opened(media.data), cut) >= psnr(opened(file(cut, "JPEG", quality=90)), cut) - 0.1


def test_transparency_that_a_step_brings_is_kept() -> None:
    (media,) = run((("rotate", {"angle": 30, "bg": "transparent"}),), file(photo(), "JPEG")).media

    assert media.has_alpha
    assert frames_of(media.data)[0].getpixel((0, 0)) == (0, 0, 0, 0)


def test_a_size_in_percent_counts_from_the_whole_picture_after_any_step() -> None:
    for chain in ((("convert", {"to": "png"}), ("resize", {"percent": 25})), (("resize", {"percent": 25}),)):
        (media,) = run(chain, file(photo(800, 600), "JPEG")).media
        assert (media.width, media.height) == (200, 150)


def test_a_failure_holds_no_picture_of_its_job() -> None:
    with pytest.raises(Corrupt) as failed:
        run((("blur", {}),), file(photo(), "JPEG")[:3000])

    assert (failed.value.__cause__, failed.value.__context__) == (None, None)
    paths = [Path(entry.path) for entry in failed.traceback]
    places = [path.name for path in paths if path.parent.name == "tools" and path.parent.parent.name != "tests"]
    assert places == ["process.py"]
