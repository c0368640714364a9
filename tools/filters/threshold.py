"""Threshold."""

import numpy as np
from PIL import Image


def threshold(image: Image.Image) -> Image.Image:
    """Pure black and white, parted where the picture itself parts best."""
    grey = image.convert("L")
    limit = _otsu(grey.histogram())
    return grey.point([255 if value > limit else 0 for value in range(256)]).convert("RGB")


def _otsu(histogram: list[int]) -> int:
    """Return the grey that parts the histogram with the largest variance between the parts (Otsu 1979)."""
    counts = np.array(histogram, np.float64)
    below = counts.cumsum()
    above = below[-1] - below
    sums = (counts * np.arange(256)).cumsum()
    parted = (below > 0) & (above > 0)
    if not parted.any():
        return 127
    means = sums[parted] / below[parted], (sums[-1] - sums[parted]) / above[parted]
    variance = np.zeros(256)
    variance[parted] = below[parted] * above[parted] * (means[0] - means[1]) ** 2
    return int(variance.argmax())
