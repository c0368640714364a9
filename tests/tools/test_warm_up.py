"""After warming up nothing has to be imported or opened any more, and no thread is left behind."""

import subprocess
import sys

SCRIPT = """
import sys, threading
from tools.warm_up import warm_up
warm_up()
assert threading.active_count() == 1, threading.enumerate()
from tests.tools.files import LIMITS, animation, clip, colours, file, photo
from tools.catalog import load_catalog
from tools.process import process
from tools.work import Step, Work
from pillow_heif import register_heif_opener
register_heif_opener()
files = [file(photo(), name) for name in ("JPEG", "PNG", "WEBP", "AVIF", "BMP", "TIFF", "GIF", "HEIF")]
files += [animation(colours(3, (16, 16)), name) for name in ("GIF", "PNG", "WEBP", "AVIF")] + [clip()]
opened = []
def watch(event, arguments):
    if event in ("open", "import", "socket.connect") and not (event == "import" and arguments[0] in sys.modules):
        opened.append((event, arguments[0]))
sys.addaudithook(watch)
catalog = load_catalog()
for data in files:
    for to in ("png", "jpeg", "webp", "gif", "apng", "avif", "bmp", "tiff", "ico", "pdf"):
        process(Work((Step("convert", catalog["convert"].bind({"to": to})),), (data,)), LIMITS)
print(opened)
"""


def test_nothing_is_opened_or_imported_afterwards() -> None:
    done = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=False)

    assert (done.stdout.strip(), done.stderr) == ("[]", "")
