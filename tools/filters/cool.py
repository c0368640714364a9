"""Cool."""

from PIL import Image

from tools.filters._colour import Colours, grade, luma, saturate


def cool(image: Image.Image) -> Image.Image:
    """A clear winter day: more blue, less red."""
    return grade(image, _cooler)


def _cooler(colours: Colours) -> Colours:
    wintry = colours ** (1.22, 1.02, 0.84)
    return saturate(wintry, 1.02) + (luma(colours) - luma(wintry)) * 0.5
