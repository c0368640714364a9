"""A reply as the page reads it."""

import base64
from typing import Any

from handlers.reply import Button, Mend, OutFile, Reply
from tools.formats import FORMATS


def reply_json(reply: Reply) -> dict[str, Any]:
    """Return a reply as JSON values; its files are named by address, never by their key."""
    return {
        "text": reply.text,
        "buttons": [[_button(button) for button in row] for row in reply.buttons],
        "job": reply.job,
        "error": reply.error,
        "palette": reply.palette,
        "place": reply.place,
        "mend": _mend(reply.mend),
        "erased": reply.erased,
        "files": [_file(file, reply.job, number) for number, file in enumerate(reply.files, start=1)],
    }


def _button(button: Button) -> dict[str, Any]:
    return {
        "label": button.label,
        "token": button.token,
        "command": button.command,
        "given": dict(button.given),
        "style": button.style,
    }


def _mend(mend: Mend | None) -> dict[str, Any] | None:
    if mend is None:
        return None
    return {"tool": mend.tool, "given": dict(mend.given), "wrong": mend.wrong, "missing": mend.missing}


def _file(file: OutFile, job: str | None, number: int) -> dict[str, Any]:
    return {
        "url": _address(file, job, number),
        "form": file.form,
        "format": file.format,
        "mime": file.mime,
        "opens": file.format in FORMATS and FORMATS[file.format].opened,
        "width": file.width,
        "height": file.height,
        "frames": file.frames,
        "bytes": file.bytes,
        "alpha": file.has_alpha,
        "alt": file.alt,
        "name": file.name,
    }


def _address(file: OutFile, job: str | None, number: int) -> str:
    """Return where a file is: of a job by its number, a part of an export under its own name, or in the address."""
    if file.data is not None:
        return _data_url(file.mime, file.data)
    if job is None and file.key:
        return f"/api/v1/exports/{file.key.partition('/')[2]}"
    return f"/api/v1/jobs/{job}/files/{number}"


def _data_url(mime: str, data: bytes) -> str:
    """Write a picture that is stored nowhere as an address that holds it."""
    return f"data:{mime};base64,{base64.b64encode(data).decode()}"
