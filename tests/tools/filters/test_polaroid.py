"""Polaroid has a white frame with a wide foot."""

from PIL import Image

from tools.filters.polaroid import polaroid


def test_the_frame_is_white_and_its_foot_wide() -> None:
    column = polaroid(Image.new("RGB", (100, 100), (60, 20, 20))).convert("L").crop((50, 0, 51, 100)).tobytes()

    paper = [value > 230 for value in column]
    assert paper.index(False) in range(3, 7)
    assert paper[::-1].index(False) in range(14, 19)


def test_the_picture_inside_is_soft() -> None:
    dark = polaroid(Image.new("RGB", (100, 100), "black")).getpixel((50, 40))

    assert isinstance(dark, tuple)
    assert min(dark) > 10
