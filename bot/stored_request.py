"""A request as JSON, to be sealed until it is answered: what a crash interrupts is asked again after it."""

import json
from dataclasses import asdict

from handlers.request import AttachmentRef, Identity, ReplyTo, Request


def write_request(request: Request) -> bytes:
    """Return a request as UTF-8 JSON."""
    return json.dumps(asdict(request), separators=(",", ":")).encode()


def read_request(data: bytes) -> Request:
    """Return what `write_request` wrote; raises ValueError, KeyError or TypeError for anything else."""
    plain = json.loads(data)
    return Request(
        **{
            **plain,
            "identity": Identity(**plain["identity"]),
            "reply_to": ReplyTo(**plain["reply_to"]),
            "in_place": ReplyTo(**plain["in_place"]) if plain["in_place"] else None,
            "attachments": tuple(AttachmentRef(**each) for each in plain["attachments"]),
        }
    )
