"""Sketch draws outlines on paper."""

from PIL import Image

from tools.filters.sketch import sketch


def test_light_areas_are_paper_and_outlines_are_dark() -> None:
    image = Image.new("RGB", (500, 500), "white")
    image.paste((150, 150, 150), (200, 200, 300, 300))

    drawn = sketch(image).convert("L")

    assert drawn.getpixel((20, 20)) > 235  # type: ignore[operator]  # one band has plain numbers
    assert drawn.getpixel((201, 250)) < drawn.getpixel((250, 250)) - 15  # type: ignore[operator]  # as above
