"""A picture in its three shapes: encoded bytes, what a header says of them, and decoded frames."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from PIL import Image

from tools.values import Colour


@dataclass(frozen=True, slots=True)
class Media:
    """An encoded picture. `format` is one of the names in tools/formats.py; sizes in pixels."""

    data: bytes
    format: str
    width: int
    height: int
    frames: int = 1
    has_alpha: bool = False
    milliseconds: int = 0


@dataclass(frozen=True, slots=True)
class Source:
    """What the header of a file says, read without decoding its pixels. Width and height are upright pixels.

    A tool that takes one may have its first frame decoded, by `first`; what raises then is what decoding raises.
    """

    format: str
    bytes: int
    width: int
    height: int
    frames: int = 1
    milliseconds: int = 0
    loop: int = 0
    mode: str = "RGB"
    has_alpha: bool = False
    metadata: Mapping[str, str] = field(default_factory=dict)
    first: Callable[[], Image.Image] | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Frame:
    """One decoded frame, in mode RGB or RGBA, and how long it is shown."""

    image: Image.Image
    milliseconds: float = 0


@dataclass(frozen=True, slots=True)
class Picture:
    """Decoded pixels: one frame or an animation. Upright, sRGB, every frame RGB or RGBA and of the same size.

    `frames` are decoded while they are iterated and can be iterated once, so that a long animation is never in memory
    as a whole. `loop` is how often it plays, 0 for ever.
    """

    width: int
    height: int
    frames: Iterable[Frame]
    frame_count: int = 1
    loop: int = 0
    has_alpha: bool = False

    @classmethod
    def still(cls, image: Image.Image) -> "Picture":
        """Make a picture of one frame."""
        return cls(image.width, image.height, (Frame(image),), has_alpha=image.mode == "RGBA")

    def first(self) -> Image.Image:
        """Return the first frame's pixels; this uses the frames up."""
        return next(iter(self.frames)).image

    def __iter__(self) -> Iterator[Frame]:
        return iter(self.frames)

    def map(self, change: Callable[[Image.Image], Image.Image], size: tuple[int, int] | None = None) -> "Picture":
        """Return the picture with `change` applied to each frame as it is iterated; `size` is the new size if known."""
        width, height = size or (self.width, self.height)
        frames = (Frame(change(frame.image), frame.milliseconds) for frame in self.frames)
        return replace(self, width=width, height=height, frames=frames)


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a tool asks of the encoder; None leaves the choice to it. `quality` 1 to 100."""

    format: str | None = None
    quality: int | None = None
    max_bytes: int | None = None
    background: Colour | None = None
    dither: bool = True


@dataclass(frozen=True, slots=True)
class Output:
    """Pixels together with wishes for the encoder: what convert, compress and gif return."""

    picture: Picture
    wishes: Wishes


@dataclass(frozen=True, slots=True)
class Report:
    """Named facts about a picture, in order; the chat puts them into words by `fact-<name>`.

    `chart` is what is better seen than told; the engine encodes it, and hands on the facts alone.
    """

    facts: tuple[tuple[str, str | int | float], ...]
    chart: Image.Image | None = None
