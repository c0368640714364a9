"""Info reports what the header says."""

from dataclasses import replace

from PIL import Image

from tools.histogram import SIZE
from tools.image.info import info
from tools.media import Source

PHOTO = Source("jpeg", 2_400_000, 4000, 3000, metadata={"camera": "Pinhole 1", "taken": "2026:11:22 10:00:00"})


def test_short_names_the_size_and_none_of_the_hidden_facts() -> None:
    facts = dict(info(PHOTO).facts)

    assert (facts["format"], facts["width"], facts["height"], facts["megapixels"]) == ("jpeg", 4000, 3000, 12.0)
    assert facts["bytes"] == 2_400_000
    assert "camera" not in facts


def test_full_adds_the_metadata_of_the_file() -> None:
    assert dict(info(PHOTO, "full").facts).items() >= PHOTO.metadata.items()


def test_an_animation_also_has_frames_seconds_and_loop() -> None:
    facts = dict(info(Source("gif", 9000, 60, 40, frames=12, milliseconds=1260, loop=3)).facts)

    assert (facts["frames"], facts["seconds"], facts["loop"]) == (12, 1.26, 3)
    assert "frames" not in dict(info(PHOTO).facts)


def test_a_video_does_not_say_how_often_it_plays() -> None:
    facts = dict(info(Source("mp4", 90_000, 60, 40, frames=12, milliseconds=400)).facts)

    assert (facts["frames"], facts["seconds"]) == (12, 0.4)
    assert "loop" not in facts


def test_the_picture_is_opened_for_its_histogram_alone() -> None:
    opened = []

    def first() -> Image.Image:
        opened.append(True)
        return Image.new("RGB", (9, 9), "teal")

    source = replace(PHOTO, first=first)
    assert info(source, "full").chart is None
    assert not opened

    chart = info(source, histogram=True).chart
    assert chart is not None
    assert chart.size == SIZE
