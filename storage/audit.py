"""What was done to accounts, by whom and when, without naming anyone: proof that it happened.

Whom an act concerned and who did it are keyed hashes (`Vault.sign`), never ids.
"""

from collections.abc import Mapping
from datetime import datetime

from storage import schema
from storage.database import Connection


async def record(
    c: Connection,
    act: str,
    counts: Mapping[str, int],
    now: datetime,
    subject: bytes | None = None,
    actor: bytes | None = None,
) -> None:
    """Note an act and its counts; `subject` is whom it concerned, `actor` the owner who did it."""
    row = {"act": act, "counts": dict(counts), "at": now, "subject": subject, "actor": actor}
    await c.execute(schema.audit.insert(), row)
