"""A picture whose cropping, scaling and looking up are put off until its pixels are needed."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from math import sqrt

from PIL import Image

from tools.scale import Region, scale
from tools.table import apply_table

Size = tuple[int, int]
_MOST_COARSE = 8
_ROOM = 2


_SIDEWAYS = frozenset(
    (Image.Transpose.ROTATE_90, Image.Transpose.ROTATE_270, Image.Transpose.TRANSPOSE, Image.Transpose.TRANSVERSE)
)
_BOX_TURNS: dict[Image.Transpose, Callable[[float, float, float, float, float, float], Region]] = {
    Image.Transpose.FLIP_LEFT_RIGHT: lambda x, y, x2, y2, w, h: (w - x2, y, w - x, y2),
    Image.Transpose.FLIP_TOP_BOTTOM: lambda x, y, x2, y2, w, h: (x, h - y2, x2, h - y),
    Image.Transpose.ROTATE_180: lambda x, y, x2, y2, w, h: (w - x2, h - y2, w - x, h - y),
    Image.Transpose.TRANSPOSE: lambda x, y, x2, y2, w, h: (y, x, y2, x2),
    Image.Transpose.ROTATE_90: lambda x, y, x2, y2, w, h: (y, w - x2, y2, w - x),
    Image.Transpose.ROTATE_270: lambda x, y, x2, y2, w, h: (h - y2, x, h - y, x2),
    Image.Transpose.TRANSVERSE: lambda x, y, x2, y2, w, h: (h - y2, w - x2, h - y, w - x),
}


def turned_size(size: Size, turn: Image.Transpose) -> Size:
    """Return the size of a picture of `size` after a mirroring or a turn by a multiple of 90 degrees."""
    return (size[1], size[0]) if turn in _SIDEWAYS else size


def softening_factor(sigma: float) -> int:
    """Return how many times smaller a picture may be before a Gaussian of `sigma` pixels is applied to it.

    At that scale the Gaussian is still one pixel wide, so nothing that it leaves is lost.
    """
    return next((factor for factor in (8, 4, 2) if factor <= min(sigma, _MOST_COARSE)), 1)


def softened_sigma(sigma: float, factor: float) -> float:
    """Return the Gaussian that is left to do on a picture `factor` times smaller, in its pixels.

    Averaging `factor` pixels to one has softened it by a variance of (factor^2 - 1) / 12, enlarging it bilinearly will
    add factor^2 / 6; variances add up.
    """
    if factor <= 1:
        return sigma
    return sqrt(max(0.01, sigma**2 - (factor**2 - 1) / 12 - factor**2 / 6)) / factor


@dataclass(frozen=True, slots=True)
class View:
    """`box` of `image` (fractions of pixels allowed), standing for a picture of `size`, with a table still to apply.

    `resample` is what the image deserves: the finest for one as it came, BICUBIC for one that was averaged already,
    BILINEAR for one that holds nothing but what is smooth.
    """

    image: Image.Image
    size: Size
    box: Region | None = None
    table: bytes | None = None
    resample: Image.Resampling = Image.Resampling.LANCZOS

    @classmethod
    def of(cls, image: Image.Image) -> "View":
        """Look at a whole picture as it is."""
        return cls(image, image.size)

    @property
    def region(self) -> Region:
        return self.box or (0.0, 0.0, float(self.image.width), float(self.image.height))

    @property
    def factor(self) -> float:
        """How many pixels of the picture one pixel of the image stands for, along a side."""
        left, top, right, bottom = self.region
        return sqrt((self.size[0] / (right - left)) * (self.size[1] / (bottom - top)))

    def scaled(self, size: Size) -> "View":
        """Let it stand for another size."""
        return replace(self, size=size)

    def cropped(self, box: tuple[int, int, int, int]) -> "View":
        """Look at a part, given in pixels of the picture."""
        left, top, right, bottom = self.region
        across, down = (right - left) / self.size[0], (bottom - top) / self.size[1]
        part = (left + box[0] * across, top + box[1] * down, left + box[2] * across, top + box[3] * down)
        return replace(self, size=(box[2] - box[0], box[3] - box[1]), box=part)._cut()

    def turned(self, turn: Image.Transpose) -> "View":
        """Mirror it or turn it by a multiple of 90 degrees."""
        view = self.small()
        box = None if view.box is None else _BOX_TURNS[turn](*view.box, *map(float, view.image.size))
        return replace(view, image=view.image.transpose(turn), box=box, size=turned_size(view.size, turn))

    def looked_up(self, table: bytes) -> "View":
        """Look its colours up in a table, after the tables that still wait."""
        return replace(self, table=_merged(self.table, table))

    def coarse(self, factor: int) -> "View":
        """Look at it through an image at least `factor` times smaller than the picture."""
        view = self._looked_up() if self.factor >= factor else self
        whole = view.small()._whole()
        more = round(factor / whole.factor)
        if more <= 1 or min(whole.image.size) < more:
            return whole._looked_up()
        return whole._reduced(more)._looked_up()

    def small(self) -> "View":
        """Look at it through no more pixels than it has."""
        left, top, right, bottom = self.region
        if (right - left) * (bottom - top) <= self.size[0] * self.size[1]:
            return self
        return replace(self, image=self._scaled(), box=None)

    def changed(self, change: Callable[[Image.Image], Image.Image]) -> "View":
        """Apply a change that keeps the size to the image behind the view."""
        view = self._looked_up()._whole()
        return replace(view, image=change(view.image))

    def pixels(self) -> Image.Image:
        """Return the picture in its size."""
        left, top, right, bottom = self.region
        shrinks = (right - left) * (bottom - top) > self.size[0] * self.size[1]
        view = self if shrinks else self._looked_up()
        if view.size == view.image.size and view.box is None:
            return view.image
        return replace(view, image=view._scaled(), box=None)._looked_up().image

    def _scaled(self) -> Image.Image:
        """Resample the box to the picture's size; much larger boxes are averaged first."""
        left, top, right, bottom = self.region
        spare = int(min((right - left) / self.size[0], (bottom - top) / self.size[1]) / _ROOM)
        view = self._reduced(spare) if spare >= 2 else self
        return scale(view.image, self.size, self.resample, view.region)

    def _reduced(self, factor: int) -> "View":
        """Average squares of pixels; a box keeps standing for what it stood for, to a fraction of a pixel."""
        left, top, right, bottom = (edge / factor for edge in self.region)
        weighted = self.image.convert("RGBa") if self.image.mode == "RGBA" else self.image
        return replace(self, image=weighted.reduce(factor).convert(self.image.mode), box=(left, top, right, bottom))

    def _cut(self) -> "View":
        """Cut the image itself where the box lies on its pixels."""
        if self.box is None or any(edge != int(edge) for edge in self.box):
            return self
        left, top, right, bottom = (int(edge) for edge in self.box)
        return replace(self, image=self.image.crop((left, top, right, bottom)), box=None)

    def _whole(self) -> "View":
        """Make the box the whole image; one that lies between pixels is resampled at its own scale."""
        left, top, right, bottom = self.region
        if left < 1 and top < 1 and right > self.image.width - 1 and bottom > self.image.height - 1:
            return self
        size = max(1, round(right - left)), max(1, round(bottom - top))
        return replace(self, image=scale(self.image, size, Image.Resampling.BICUBIC, self.region), box=None)

    def _looked_up(self) -> "View":
        if self.table is None:
            return self
        return replace(self, image=apply_table(self.image, self.table), table=None)


def _merged(first: bytes | None, second: bytes) -> bytes:
    """Return the table that does what the two do one after the other."""
    if first is None:
        return second
    if len(first) == len(second) == 256:
        return first.translate(second)
    wide = [table if len(table) == 768 else table * 3 for table in (first, second)]
    return b"".join(wide[0][at : at + 256].translate(wide[1][at : at + 256]) for at in (0, 256, 512))
