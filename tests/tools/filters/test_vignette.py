"""Vignette darkens the corners and spares the middle."""

from PIL import Image

from tools.filters.vignette import vignette


def test_the_middle_stays_and_the_corners_sink() -> None:
    image = vignette(Image.new("RGB", (90, 60), (200, 200, 200)))

    assert image.getpixel((45, 30)) == (200, 200, 200)
    for corner in ((0, 0), (89, 0), (0, 59), (89, 59)):
        assert max(image.getpixel(corner)) < 60  # type: ignore[arg-type]  # RGB pixels are tuples
