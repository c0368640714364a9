"""Sepia."""

from PIL import Image

from tools.filters._colour import tone_map


def sepia(image: Image.Image) -> Image.Image:
    """The brown of old prints."""
    return tone_map(image, (0, "#140b04"), (0.25, "#543a20"), (0.5, "#9a764c"), (0.75, "#d3b488"), (1, "#fff2d8"))
