"""Who a visitor is: a random id in a signed cookie that scripts cannot read and other sites cannot send."""

import base64
import hmac
import re
import secrets

from aiohttp import web

from storage.vault import Vault

VISITOR_COOKIE = "darkroom_visitor"
ACCESS_COOKIE = "darkroom_access"
_YEAR_SECONDS = 365 * 86_400
_VISITOR = re.compile(r"[A-Za-z0-9_-]{22}")


class Sessions:
    """Makes and checks the two cookies: who the visitor is, and that the access token was entered."""

    def __init__(self, vault: Vault, access_token: str, secure: bool) -> None:
        self._vault = vault
        self._token = access_token
        self._secure = secure

    def visitor(self, request: web.Request) -> str | None:
        """Return the visitor's id; None without a cookie, or with one that we did not make."""
        visitor, _, given = request.cookies.get(VISITOR_COOKIE, "").partition(".")
        if not _VISITOR.fullmatch(visitor) or not _same(given, self._signature(visitor)):
            return None
        return visitor

    def welcome(self, response: web.StreamResponse) -> str:
        """Give a new visitor an id, and the cookie that proves it."""
        visitor = secrets.token_urlsafe(16)
        self._set(response, VISITOR_COOKIE, f"{visitor}.{self._signature(visitor)}")
        return visitor

    def renew(self, response: web.StreamResponse, visitor: str) -> None:
        """Let the cookie live for another year."""
        self._set(response, VISITOR_COOKIE, f"{visitor}.{self._signature(visitor)}")

    def dismiss(self, response: web.StreamResponse) -> None:
        """Take the visitor's cookie away."""
        response.del_cookie(VISITOR_COOKIE, path="/", httponly=True, samesite="Strict", secure=self._secure)

    def has_access(self, request: web.Request) -> bool:
        """Whether this browser has entered the access token, or none is needed."""
        return not self._token or _same(request.cookies.get(ACCESS_COOKIE, ""), self._access())

    def is_token(self, given: str) -> bool:
        """Whether this is the access token, compared in constant time."""
        return bool(self._token) and _same(given, self._token)

    def let_in(self, response: web.StreamResponse) -> None:
        """Remember that this browser has shown the token; another token ends it."""
        self._set(response, ACCESS_COOKIE, self._access())

    def _signature(self, visitor: str) -> str:
        return _text(self._vault.sign(visitor.encode(), "web visitor"))

    def _access(self) -> str:
        return _text(self._vault.sign(self._token.encode(), "web access"))

    def _set(self, response: web.StreamResponse, name: str, value: str) -> None:
        response.set_cookie(
            name, value, max_age=_YEAR_SECONDS, path="/", httponly=True, samesite="Strict", secure=self._secure
        )


def _text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def _same(given: str, wanted: str) -> bool:
    return hmac.compare_digest(given.encode("utf-8", "surrogatepass"), wanted.encode())
