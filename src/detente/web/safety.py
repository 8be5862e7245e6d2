"""What keeps a page of hostile text harmless: headers on every answer, hosts that may be asked for, tokens against forged requests."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from starlette.datastructures import MutableHeaders
from starlette.responses import PlainTextResponse

if TYPE_CHECKING:
    from collections.abc import Collection

    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "Cache-Control": "no-store",
}
LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
COOKIE = "detente"
LONG = 60 * 60 * 24 * 30


class Safe:
    """Answers only to allowed hosts (so that a foreign name that points here gets nothing), and puts the headers on every answer."""

    def __init__(self, app: ASGIApp, hosts: Collection[str]) -> None:
        """Wrap ``app``; ``hosts`` are names without port, in lower case."""
        self.app = app
        self.hosts = frozenset(hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_safely(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    if name != "Cache-Control" or name not in headers:
                        headers[name] = value
            await send(message)

        given = dict(scope["headers"]).get(b"host", b"").decode("latin-1").lower()
        if host_of(given) not in self.hosts:
            refusal = PlainTextResponse("This name is not served here: start with --host to allow it.\n", status_code=400)
            await refusal(scope, receive, send_safely)
            return
        await self.app(scope, receive, send_safely)


def host_of(given: str) -> str:
    """Return a Host header without its port."""
    if given.startswith("["):
        return given.partition("]")[0] + "]"
    return given.partition(":")[0]


class Tokens:
    """A token for each visitor, bound to a cookie that other sites can neither read nor set."""

    def __init__(self) -> None:
        """Make a secret that lasts as long as the program runs."""
        self._secret = secrets.token_bytes(32)

    def visitor(self, request: Request) -> str:
        """Return the visitor's cookie, or a new one."""
        given = request.cookies.get(COOKIE, "")
        return given if len(given) == 32 and given.isalnum() else secrets.token_hex(16)  # noqa: PLR2004 - the length of token_hex(16)

    def token(self, visitor: str) -> str:
        """Return the token that a form of this visitor must carry."""
        return hmac.new(self._secret, visitor.encode(), hashlib.sha256).hexdigest()

    def is_genuine(self, request: Request, token: str) -> bool:
        """Tell whether a change comes from one of our own pages: the token fits the cookie, and no other origin is named."""
        visitor = request.cookies.get(COOKIE, "")
        if not visitor or not hmac.compare_digest(self.token(visitor).encode(), token.encode("utf-8", "replace")):
            return False
        origin = request.headers.get("origin")
        return origin is None or urlsplit(origin).netloc == request.headers.get("host", "")

    def remember(self, response: Response, visitor: str) -> None:
        """Give the visitor the cookie."""
        response.set_cookie(COOKIE, visitor, max_age=LONG, httponly=True, samesite="strict")
