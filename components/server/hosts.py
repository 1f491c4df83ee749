"""Refuses requests under other names than the server's own, and from the pages of other sites.

Streamlit compares the origin of a websocket with its host. Where they differ it asks an outside
host for this machine's address, and answers nobody meanwhile. Here every origin is decided before
Streamlit sees it, from the settings alone.
"""

import ipaddress
import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Receive, Scope, Send

from components.server.refusal import Refusals

# LOCAL: the names of this machine on itself.
LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})
# SAFE: methods that change nothing. A page of another site can't read their answers.
SAFE = frozenset({"GET", "HEAD"})
# HEALTH: endpoints that answer under any name, as a monitor may only know an address.
HEALTH = ("/health", "/_stcore/health")
# HOST: what a host is written with; urlsplit passes over some other characters.
HOST = re.compile(r"[A-Za-z0-9._:\[\]%-]+")
MISDIRECTED, FORBIDDEN = 421, 403


class HostGuard:
    """Middleware that lets requests pass which name this server and come from its own pages."""

    def __init__(self, app: ASGIApp, *, names: Iterable[str], refusals: Refusals) -> None:
        self._app, self._refusals = app, refusals
        # The names under which people reach the server.
        self._names = frozenset(name.lower() for name in names)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket") or scope["path"].endswith(HEALTH):
            return await self._app(scope, receive, send)
        headers = Headers(scope=scope)
        hosts, origins = headers.getlist("host"), headers.getlist("origin")
        if len(hosts) != 1 or not self._is_own(hosts[0], scope):
            return await self._refusals.answer(scope, receive, send, MISDIRECTED, "server.host")
        if not all(self._is_own_page(origin, hosts[0]) for origin in origins):
            if scope["type"] == "websocket" or scope["method"] not in SAFE:
                key = "server.origin"
                return await self._refusals.answer(scope, receive, send, FORBIDDEN, key)
        elif scope["type"] == "websocket" and origins:
            scope = _with_host(scope, urlsplit(origins[0]).netloc)
        await self._app(scope, receive, send)

    def _is_own(self, host: str, scope: Scope) -> bool:
        """Return whether a host is this machine, a name of the server, or the address called."""
        name = host_name(host)
        own = scope.get("server") or ("", 0)
        return name is not None and (
            name in LOCAL or name in self._names or name == _address(str(own[0]))
        )

    def _is_own_page(self, origin: str, host: str) -> bool:
        """Return whether an origin is the host itself.

        Under a name of the server it may have another port, and the host may be this machine's:
        a proxy in front changes both.
        """
        found = urlsplit(origin) if "://" in origin else None
        if found is None or found.scheme not in ("http", "https"):
            return False
        return found.netloc.lower() == host.lower() or host_name(found.netloc) in self._names


def host_name(host: str) -> str | None:
    """Return the name or address in a host without its port; None if it is no host."""
    if not HOST.fullmatch(host):
        return None
    try:
        parts = urlsplit(f"//{host}")
        name, port = parts.hostname, parts.port
    except ValueError:
        return None
    return _address(name.lower().rstrip(".")) if name and port != 0 else None


def _address(name: str) -> str:
    """Return an IP address in its usual form, and any other name unchanged."""
    try:
        address = ipaddress.ip_address(name)
    except ValueError:
        return name
    mapped = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    return str(mapped or address)


def _with_host(scope: Scope, host: str) -> Scope:
    """Return the request with the origin's host, so that Streamlit finds both equal."""
    changed = {**scope, "headers": list(scope["headers"])}
    MutableHeaders(scope=changed)["host"] = host
    return changed
