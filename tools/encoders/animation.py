"""What every writer of animations needs: what changed between frames, a cap while writing, exact durations."""

from PIL import Image, ImageChops

Box = tuple[int, int, int, int]


class OverCap(Exception):
    """The file will have more bytes than allowed; `needed` is what it would take in the whole, so far as is known."""

    def __init__(self, needed: int) -> None:
        super().__init__(needed)
        self.needed = needed


def check_cap(written: int, frames: int, of: int, cap: int | None) -> None:
    """Raise OverCap as soon as an animation that is being written cannot fit any more."""
    if cap is not None and written > cap:
        raise OverCap(max(written, round(written * max(of, frames) / max(1, frames))))


def changed(before: Image.Image, after: Image.Image) -> Box | None:
    """Return the smallest box that holds every pixel in which two pictures differ, None when they are the same."""
    return ImageChops.difference(before, after).getbbox(alpha_only=False)


class Durations:
    """Rounds durations to a format's unit so that they never drift from the exact time by more than half a unit."""

    def __init__(self, unit: float) -> None:
        self._unit = unit
        self._exact = 0.0
        self._told = 0

    def tell(self, milliseconds: float) -> int:
        """Return how many units the next frame is shown."""
        self._exact += milliseconds
        units = max(0, round(self._exact / self._unit) - self._told)
        self._told += units
        return units

    @property
    def milliseconds(self) -> int:
        return round(self._told * self._unit)
