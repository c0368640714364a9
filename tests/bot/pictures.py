"""Small pictures for tests of the bot, as files."""

from io import BytesIO
from pathlib import Path

from PIL import Image


def picture_bytes(size: tuple[int, int] = (40, 30), format: str = "PNG") -> bytes:
    """Return an encoded gradient, so that a change of any pixel shows."""
    image = Image.linear_gradient("L").resize(size).convert("RGB")
    file = BytesIO()
    image.save(file, format)
    return file.getvalue()


def picture_file(path: Path, size: tuple[int, int] = (40, 30)) -> Path:
    """Write a gradient in the format of the suffix and return its path."""
    formats = {".jpg": "JPEG", ".png": "PNG", ".webp": "WEBP"}
    path.write_bytes(picture_bytes(size, formats[path.suffix]))
    return path


def facts_of(path: str | Path) -> tuple[str | None, tuple[int, int], int]:
    """Return a written picture's format, size in pixels and number of frames."""
    with Image.open(path) as image:
        return image.format, image.size, getattr(image, "n_frames", 1)
