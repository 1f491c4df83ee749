"""Opens addresses over http and https and nothing else, through the proxy that is set."""

from typing import Any
from urllib import request
from urllib.parse import urlsplit


class _NoDowngrade(request.HTTPRedirectHandler):
    """Follows a service to where its files lie now, but never from https to plain http."""

    def redirect_request(
        self, req: request.Request, fp: Any, code: int, msg: str, headers: Any, newurl: str
    ) -> request.Request | None:
        if req.type == "https" and urlsplit(newurl).scheme != "https":
            return None
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def http_only() -> request.OpenerDirector:
    """HTTP and HTTPS only: urllib's own opener would also follow an address to a local file."""
    opener = request.OpenerDirector()
    for handler in (
        request.ProxyHandler(),
        request.UnknownHandler(),
        request.HTTPHandler(),
        request.HTTPSHandler(),
        request.HTTPDefaultErrorHandler(),
        _NoDowngrade(),
        request.HTTPErrorProcessor(),
    ):
        opener.add_handler(handler)
    return opener
