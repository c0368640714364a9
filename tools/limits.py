"""How much a picture may ask of this server."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """What comes in, how long work may take and what it may use. Bytes, pixels, seconds."""

    bytes_in: int = 20_000_000
    pixels: int = 50_000_000
    frames: int = 300
    total_pixels: int = 150_000_000
    clip_seconds: int = 60
    bytes_out: int = 64_000_000
    memory: int = 1_000_000_000
    light_seconds: int = 9
    heavy_seconds: int = 45
