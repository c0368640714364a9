"""The sections of config.toml that are bot's own; the others stand with the package that reads them."""

import os
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from tools.limits import Limits


class _Section(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


_LIMITS = Limits()
_MEGAPIXEL = 1_000_000
LEAST_MEMORY = 256_000_000
"""With less a worker has no room for a photo of a phone (12 megapixels) beside the libraries that it holds."""


class LimitsConfig(_Section):
    """How much one picture may ask of this server."""

    bytes_in: int = Field(_LIMITS.bytes_in, ge=1000, description="Largest file that is opened, in bytes; from 1000.")
    pixels: int = Field(_LIMITS.pixels, ge=_MEGAPIXEL, description="Most pixels of one frame; from 1000000.")
    frames: int = Field(_LIMITS.frames, ge=1, description="Most frames of an animation or a clip.")
    total_pixels: int = Field(
        _LIMITS.total_pixels, ge=_MEGAPIXEL, description="Most pixels over all frames; from 1000000."
    )
    clip_seconds: int = Field(_LIMITS.clip_seconds, ge=1, description="Longest clip, in seconds.")
    bytes_out: int = Field(_LIMITS.bytes_out, ge=100_000, description="Largest result, in bytes; from 100000.")
    memory: int = Field(
        _LIMITS.memory,
        ge=LEAST_MEMORY,
        description=f"Memory that one worker process may use, in bytes; from {LEAST_MEMORY}; large pictures need more.",
    )
    light_seconds: int = Field(_LIMITS.light_seconds, ge=1, description="Seconds after which a light job is ended.")
    heavy_seconds: int = Field(_LIMITS.heavy_seconds, ge=1, description="Seconds after which a heavy job is ended.")

    def limits(self) -> Limits:
        """Return them as the engine takes them."""
        return Limits(**self.model_dump())


class QueueConfig(_Section):
    """How jobs wait and how many run at once."""

    engine: Literal["local"] = Field("local", description="local: jobs run in this process and its workers.")
    cpu: int = Field(0, ge=0, description="Pictures worked on at once; 0: one for each core, and at least two.")
    deliver: int = Field(8, ge=1, description="Answers sent at once.")
    waiting: int = Field(1000, ge=1, description="Jobs that may wait in one lane before it says that it is full.")
    stop_seconds: float = Field(
        10,
        gt=0,
        le=12,
        description="Seconds that running jobs get when Darkroom stops; the rest goes on at the next start.",
    )

    def workers(self) -> int:
        """Return how many worker processes there are: two at least, so that one bad picture does not stop everyone."""
        return self.cpu or max(2, os.cpu_count() or 1)

    def slots(self) -> dict[str, int]:
        """Return how many jobs run at once in each lane.

        More than there are workers: a job also fetches and stores, and the engine lets dear work wait so that quick
        work gets through, which it could not if those who wait there held every place.
        """
        return {"cpu": 2 * self.workers(), "deliver": self.deliver}
