"""A picture of our own to show tools on: a balloon over mountains at dusk, painted by arithmetic."""

from functools import cache

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter

SIZE = (720, 480)
_HORIZON = 0.66  # where the lake begins, as a part of the height
_RIDGES = ((0.50, 0.17, (150, 140, 176)), (0.58, 0.12, (104, 106, 148)), (0.645, 0.07, (58, 70, 104)))
_STRIPES = ("#d7263d", "#f5a623", "#f7ead9", "#1b998b", "#f7ead9", "#f5a623", "#d7263d")
Array = NDArray[np.float64]


@cache
def sample() -> Image.Image:
    """Return the picture as RGB, 720 x 480 pixels. Do not change it in place."""
    scene = _land()
    image = Image.fromarray(scene.clip(0, 255).astype(np.uint8))
    image.paste(_balloon(150), (455, 62), _balloon(150))
    image.paste(_balloon(54), (210, 128), _balloon(54))
    _shore(image)
    return image.filter(ImageFilter.GaussianBlur(0.6))


def cut_out() -> Image.Image:
    """Return a balloon on nothing: RGBA, 480 x 480 pixels."""
    canvas = Image.new("RGBA", (480, 480))
    balloon = _balloon(330)
    canvas.alpha_composite(balloon, ((480 - balloon.width) // 2, 24))
    return canvas


def walk(pictures: int) -> list[Image.Image]:
    """Return views of the scene as one walks along it, for animations: RGB, 360 x 240 pixels."""
    steps = range(pictures)
    return [
        sample().crop((left, 60, left + 480, 380)).resize((360, 240)) for left in (240 * n // pictures for n in steps)
    ]


def _land() -> Array:
    """Paint sky, sun, clouds, ridges in haze and the lake that mirrors them."""
    width, height = SIZE
    x, y = np.meshgrid(np.arange(width) / height, np.arange(height) / height)
    sky = _between(
        y / _HORIZON, ((0, (58, 84, 150)), (0.45, (148, 130, 176)), (0.8, (250, 178, 132)), (1, (255, 214, 150)))
    )
    sun = np.hypot(x - 0.42, y - 0.47)
    sky += 120 * np.exp(-sun * 7)[..., None] * np.array((1.0, 0.8, 0.45))
    sky[sun < 0.045] = (255, 246, 214)
    clouds = np.clip(_noise(width, height, 7, stretch=4) - 0.52, 0, 1) * np.clip(1.3 - y / 0.5, 0, 1)
    sky += (clouds * 420)[..., None] * np.array((1.0, 0.86, 0.82))
    for base, rise, colour in _RIDGES:
        line = base - rise * (_ridge(width, round(base * 1000)) - 0.35)
        haze = np.clip((y - line[None]) / 0.16, 0, 1)[..., None]
        sky = np.where(
            (y > line[None])[..., None], np.array(colour) * (1 - 0.45 * haze) + 0.45 * haze * (250, 190, 160), sky
        )
    return _mirrored(sky)


def _mirrored(land: Array) -> Array:
    """Let the lower part mirror what is above the horizon, broken by ripples and darker towards us."""
    height, width = land.shape[:2]
    shore = round(height * _HORIZON)
    rows = np.arange(height - shore)
    ripples = _noise(width, height - shore, 3, stretch=9) - 0.5
    above = np.clip(shore - 1 - rows[:, None] * 1.25 + ripples * (6 + rows[:, None] * 0.35), 0, shore - 1).astype(int)
    deep = (rows / rows[-1])[:, None, None]
    lake = land[above, np.arange(width)[None]] * (0.86 - 0.42 * deep) + np.array((8, 20, 38)) * deep
    return np.concatenate((land[:shore], lake + (ripples * 22)[..., None]))


def _balloon(height: int) -> Image.Image:
    """Paint a striped hot-air balloon with its basket, at four times its size first for smooth edges."""
    scale = 4
    high, wide = height * scale, round(height * 0.78) * scale
    y, x = np.mgrid[0:high, 0:wide] + 0.5
    down = y / high / 0.80
    # A sphere above, narrowing to the mouth below.
    half = np.where(
        down < 0.5,
        np.sqrt(np.clip(0.25 - (down - 0.5) ** 2, 0, 1)),
        0.5 * np.cos(np.clip(down - 0.5, 0, 0.55) * 2.45) ** 0.9,
    )
    across = (x - wide / 2) / (np.maximum(half, 1e-6) * wide * 0.98)
    inside = (np.abs(across) <= 1) & (down <= 1)
    stripe = np.clip(
        ((np.arcsin(np.clip(across, -1, 1)) / np.pi + 0.5) * len(_STRIPES)).astype(int), 0, len(_STRIPES) - 1
    )
    colours = np.array([tuple(bytes.fromhex(each[1:])) for each in _STRIPES], np.float64)[stripe]
    light = 1.08 - 0.5 * np.clip(across * 0.75 + (down - 0.35) * 0.5, -0.2, 1)
    pixels = np.dstack((np.clip(colours * light[..., None], 0, 255), inside * 255.0)).astype(np.uint8)
    image = Image.fromarray(pixels)
    draw, middle = ImageDraw.Draw(image), wide // 2
    for side in (-1, 1):
        draw.line(
            (middle + side * wide * 0.10, high * 0.80, middle + side * wide * 0.06, high * 0.91), "#3a2a20", scale
        )
    draw.rounded_rectangle(
        (middle - wide * 0.07, high * 0.90, middle + wide * 0.07, high * 0.985), wide // 50, "#6b4226"
    )
    return image.convert("RGBa").reduce(scale).convert("RGBA")


def _shore(image: Image.Image) -> None:
    """Set dark firs on both sides of the foreground."""
    chance = np.random.default_rng(5)
    draw, (width, height) = ImageDraw.Draw(image), image.size
    places = np.concatenate((chance.uniform(-10, 170, 16), chance.uniform(560, width + 10, 18)))
    for x in sorted(places, key=lambda place: -abs(place - width / 2)):
        edge = abs(x - width / 2) / (width / 2)
        tall = chance.uniform(70, 120) * edge**1.5 + 30
        foot = height - 8 + chance.uniform(0, 14)
        shade = int(chance.uniform(14, 30))
        for level in np.linspace(0, 1, 7):
            reach, at = tall * 0.22 * (1.02 - level), foot - tall * level
            branch = [(x - reach, at), (x + reach, at), (x, at - tall * 0.30)]
            draw.polygon(branch, (shade // 2, shade, shade + 6))
    draw.rectangle((0, height - 12, width, height), (8, 16, 20))


def _between(place: Array, stops: tuple[tuple[float, tuple[int, int, int]], ...]) -> Array:
    at = [stop for stop, _ in stops]
    return np.stack([np.interp(place, at, [colour[band] for _, colour in stops]) for band in range(3)], axis=-1)


def _noise(width: int, height: int, seed: int, stretch: float) -> Array:
    """Return soft, cloudy noise from 0 to 1, longer than high by `stretch`."""
    chance = np.random.default_rng(seed)
    total = np.zeros((height, width))
    for octave in range(5):
        cells = max(2, round(3 * 2**octave)), max(2, round(3 * 2**octave * height / width * stretch))
        grain = Image.fromarray((chance.random((cells[1], cells[0])) * 255).astype(np.uint8))
        total += np.asarray(grain.resize((width, height), Image.Resampling.BICUBIC)) / 255 / 2**octave
    return _spread(total)


def _ridge(width: int, seed: int) -> Array:
    """Return a mountain's outline, 0 to about 1 for each column."""
    chance = np.random.default_rng(seed)
    line = np.zeros(width)
    for octave in range(6):
        points = 4 * 2**octave
        heights = chance.random(points + 1)
        line += np.interp(np.linspace(0, points, width), np.arange(points + 1), heights) / 2 ** (octave * 1.05)
    return _spread(line)


def _spread(values: Array) -> Array:
    spread: Array = (values - values.min()) / (values.max() - values.min())
    return spread
