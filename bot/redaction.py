"""Takes out of log lines what must never be in one: secrets, people and their content."""

import hashlib
import hmac
import json
import re
import secrets
from collections.abc import Iterable, Mapping, MutableMapping
from urllib.parse import quote

GONE = "[redacted]"
PRIVATE_KEYS = frozenset(
    {"api_key", "authorization", "cookie", "email", "external_id", "file_name", "filename", "given", "key", "password",
     "prompt", "secret", "text", "token"}
)  # fmt: skip
PEOPLE_KEYS = frozenset({"user", "identity", "chat", "visitor"})

_TOKEN_SHAPES = re.compile(
    r"""
    (?<!\d)\d{6,12}:[\w-]{30,}                       # Telegram bot token, also inside an address
    | \b[\w-]{23,28}\.[\w-]{6,7}\.[\w-]{27,}         # Discord bot token
    | \b(?:sk|rpa|whsec)[-_][\w-]{16,}               # OpenAI, RunPod, webhook secrets
    | (?<=Bearer\ )\S+
    | (?<=[?&]token=)[^&\s"']+
    | (?<=://)[^/\s:@]+:[^/\s@]+(?=@)                # user and password of an address
    """,
    re.VERBOSE,
)
_SHORTEST_SECRET = 6


class Redactor:
    """Knows this installation's secrets, and one key for the names it gives to people."""

    def __init__(self, known: Iterable[str] = ()) -> None:
        self._known: tuple[str, ...] = ()
        self._key = secrets.token_bytes(32)
        self.learn(known)

    def learn(self, known: Iterable[str]) -> None:
        """Take out these values too, longest first so that none leaves a tail. Very short ones would hit every word."""
        forms = (form for value in known if len(value) >= _SHORTEST_SECRET for form in _forms(value))
        self._known = tuple(sorted({*self._known, *forms}, key=len, reverse=True))

    def use_key(self, key: bytes) -> None:
        """Name people by this key from now on, so that a name stays the same over restarts."""
        self._key = key

    def name(self, person: object) -> str:
        """Return a name for a person that only the holder of the key can make again."""
        return "u-" + hmac.new(self._key, str(person).encode(), hashlib.sha256).hexdigest()[:12]

    def text(self, line: str) -> str:
        """Take the known secrets and whatever has the shape of a token out of a finished line."""
        for value in self._known:
            line = line.replace(value, GONE)
        return _TOKEN_SHAPES.sub(GONE, line)

    def event(self, _logger: object, _method: str, event: MutableMapping[str, object]) -> Mapping[str, object]:
        """Replace people by names, private values by a mark and bytes by their number (a structlog processor)."""
        for key, value in event.items():
            if key in PEOPLE_KEYS:
                event[key] = self.name(value)
            elif key in PRIVATE_KEYS:
                event[key] = GONE
            elif isinstance(value, bytes | bytearray | memoryview):
                event[key] = f"<{len(value)} bytes>"
        return event


def _forms(value: str) -> set[str]:
    """Return how a line may write a value: as it is, in an address, as Python or JSON write it, and these as JSON."""
    plain = {value, quote(value, safe="", errors="surrogatepass"), repr(value)[1:-1], *_as_json(value)}
    return plain | {form for each in plain for form in _as_json(each)}


def _as_json(value: str) -> tuple[str, str]:
    return json.dumps(value)[1:-1], json.dumps(value, ensure_ascii=False)[1:-1]
