"""Load every codec, profile and font before a worker is locked: afterwards no file can be opened any more."""

from io import BytesIO

import numpy.ma  # noqa: F401 - numpy imports it at first use, which a locked worker could not
from PIL import Image, ImageCms, ImageFont

from tools.catalog import load_catalog
from tools.colours import to_rgb
from tools.decode import decode
from tools.encode import encode
from tools.formats import FORMATS, WRITTEN
from tools.limits import Limits
from tools.media import Frame, Picture, Wishes
from tools.sniff import sniff
from tools.threads import end_threads
from tools.work import Target

_SIDE = 16
_FRAMES = 2
_UNREAD = ("ico", "pdf")


def warm_up() -> None:
    """Use everything once that decoding, tools and encoding import or open lazily.

    Pillow imports plugins at first use, even those named in an allow-list; codecs open their libraries. Every format
    is written and read back once, in less than half a second in all. Leaves no thread behind, so that processes may be
    forked from this one.
    """
    load_catalog()
    Image.init()
    ImageFont.load_default(12)
    _use_profiles()
    limits = Limits()
    for name in WRITTEN:
        data = _sample(name)
        if name not in _UNREAD:
            _read(data, limits)
    _read(_heic(), limits)
    _read(_clip(), limits)
    end_threads()


def _sample(name: str) -> bytes:
    count = _FRAMES if FORMATS[name].animates else 1
    frames = (Frame(Image.new("RGB", (_SIDE, _SIDE), (number, 0, 0)), 100) for number in range(count))
    media, _ = encode(Picture(_SIDE, _SIDE, frames, count), name, Wishes(format=name), Target())
    return media.data


def _read(data: bytes, limits: Limits) -> None:
    for _ in decode(data, sniff(data, limits), limits):
        pass


def _use_profiles() -> None:
    image = Image.new("LAB", (1, 1))
    image.info["icc_profile"] = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    to_rgb(image)


def _heic() -> bytes:
    from pillow_heif import register_heif_opener

    register_heif_opener()
    result = BytesIO()
    Image.new("RGB", (_SIDE * 4, _SIDE * 4)).save(result, "HEIF")
    return result.getvalue()


def _clip() -> bytes:
    """Return a clip of two frames, written and later read by the video library's own codecs."""
    import av

    result = BytesIO()
    with av.open(result, "w", format="mp4") as container:
        stream = container.add_stream("mpeg4", rate=10)
        stream.width = stream.height = _SIDE
        stream.pix_fmt = "yuv420p"
        stream.thread_count = 1
        for _ in range(_FRAMES):
            container.mux(stream.encode(av.VideoFrame(_SIDE, _SIDE, "yuv420p")))
        container.mux(stream.encode())
    return result.getvalue()
