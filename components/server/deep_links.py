"""Leads people back to the address from which they signed in.

The sign-in ends at the home page. The address from which it was begun is stored in a cookie of this
browser for a few minutes, and the answer that ends the sign-in leads there.
"""

from http.cookies import CookieError, SimpleCookie
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from components.server.hosts import host_name

LOGIN, CALLBACK = "/auth/login", "/oauth2callback"
COOKIE = "milltir_back"
# MINUTES: for which the address is stored. LONGEST: the letters of one.
MINUTES, LONGEST = 15, 2_000


class DeepLinks:
    """Middleware that stores where a sign-in was begun, and leads back there at its end."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = scope.get("path", "")
        if scope["type"] != "http" or not path.endswith((LOGIN, CALLBACK)):
            return await self._app(scope, receive, send)
        headers = Headers(scope=scope)
        begun = path.endswith(LOGIN)
        address = _begun_at(headers) if begun else _stored(headers)

        async def with_address(message: Message) -> None:
            if message["type"] == "http.response.start" and address:
                answer = MutableHeaders(scope=message)
                if begun:
                    answer.append("set-cookie", _cookie(address, MINUTES * 60))
                elif "location" in answer:
                    answer["location"] = address
                    answer.append("set-cookie", _cookie("", 0))
            await send(message)

        await self._app(scope, receive, with_address)


def _begun_at(headers: Headers) -> str:
    """Return the path and the query of the page of ours that a request comes from."""
    page = urlsplit(headers.get("referer") or "")
    if host_name(page.netloc) != host_name(headers.get("host") or ""):
        return ""
    return _own(f"{page.path}?{page.query}" if page.query else page.path)


def _stored(headers: Headers) -> str:
    try:
        found = SimpleCookie(headers.get("cookie") or "").get(COOKIE)
    except CookieError:
        return ""
    return _own(found.value) if found else ""


def _own(address: str) -> str:
    """Return an address if it leads to a page of this server and nowhere else; else nothing."""
    safe = address.isascii() and address.isprintable() and not set(address) & set('\\"; ')
    is_path = address.startswith("/") and not address.startswith("//")
    return address if is_path and safe and len(address) <= LONGEST else ""


def _cookie(value: str, seconds: int) -> str:
    # Lax: the answer of the identity provider leads here from another site.
    return f'{COOKIE}="{value}"; Max-Age={seconds}; Path=/; HttpOnly; SameSite=Lax'
