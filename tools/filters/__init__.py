"""Looks for a picture, one a file: a function of an RGB picture that returns another of the same size.

A look is there because its file is; nothing else lists it. Each is deterministic, so that the frames of an animation
do not flicker more than the animation does. One of several steps names them all `image`, so that no step before the
last is kept in memory.
"""

from collections.abc import Callable, Mapping
from importlib import import_module
from pkgutil import iter_modules
from types import MappingProxyType

from PIL import Image

Look = Callable[[Image.Image], Image.Image]


def load_looks() -> Mapping[str, Look]:
    """Import each file of this folder and take the function that bears its name."""
    names = sorted(found.name for found in iter_modules(__path__) if not found.name.startswith("_"))
    return MappingProxyType({name: getattr(import_module(f"{__name__}.{name}"), name) for name in names})
