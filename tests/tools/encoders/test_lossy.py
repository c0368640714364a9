"""Lossy stills and animations look as they should, keep their timing, and hold one frame at a time."""

from collections.abc import Iterator
from io import BytesIO

import pytest
from PIL import Image

from tests.tools.files import durations_of, frames_of, opened, photo, pixel, psnr
from tools.encoders.lossy import QUALITIES, write_animation, write_still
from tools.media import Frame, Picture


@pytest.mark.parametrize("format", ["jpeg", "webp", "avif"])
def test_quality_is_what_it_says(format: str) -> None:
    good, poor = write_still(photo(), format, 95), write_still(photo(), format, 20)

    assert len(poor) < len(good) / 2
    assert psnr(opened(good).convert("RGB"), photo()) > 34


@pytest.mark.parametrize("format", ["bmp", "tiff"])
def test_exact_formats_are_exact(format: str) -> None:
    assert opened(write_still(photo(), format, 0)).convert("RGB").tobytes() == photo().tobytes()


def test_an_icon_holds_the_usual_sizes() -> None:
    icon = Image.open(BytesIO(write_still(photo(200, 200), "ico", 0)))

    assert icon.info["sizes"] == {(16, 16), (24, 24), (32, 32), (48, 48), (64, 64), (128, 128), (200, 200)}


def test_a_document_is_a_pdf() -> None:
    assert write_still(photo(), "pdf", 80).startswith(b"%PDF")


@pytest.mark.parametrize("format", ["webp", "avif"])
@pytest.mark.parametrize("announced", [6, 8])
def test_an_animation_keeps_frames_and_time_whatever_was_announced(format: str, announced: int) -> None:
    held = 0

    def frames() -> Iterator[Frame]:
        nonlocal held
        for number in range(6):
            held += 1
            yield Frame(photo(96, 64).rotate(11 * number), 33.4)

    media = write_animation(Picture(96, 64, frames(), announced), format, QUALITIES[format].usual)
    assert (media.frames, len(frames_of(media.data)), held) == (6, 6, 6)
    assert sum(durations_of(media.data)) == pytest.approx(200, abs=1)


def test_alpha_survives_in_webp() -> None:
    clear = Image.new("RGBA", (32, 32))
    solid = Image.new("RGBA", (32, 32), (200, 10, 10, 255))
    media = write_animation(Picture(32, 32, [Frame(clear, 50), Frame(solid, 50)], 2, has_alpha=True), "webp", 80)

    assert [pixel(shown, 5, 5)[3] for shown in frames_of(media.data)] == [0, 255]
