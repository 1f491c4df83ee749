"""The reply of a service, and errors that may go away on the next attempt."""

import http.client
from collections.abc import Iterator
from email.message import Message
from typing import Any
from urllib.error import URLError

CHUNK = 256 * 1024


class TransientError(Exception):
    """An error that may go away on the next attempt."""

    def __init__(self, found: str, *, wait: float | None = None, received: int = 0) -> None:
        super().__init__(found)
        self.wait, self.received = wait, received


class Reply:
    """The status, headers and body of a reply."""

    def __init__(self, status: int, headers: Message, raw: Any) -> None:
        self.status, self.headers, self._raw = status, headers, raw

    def pieces(self) -> Iterator[bytes]:
        """Yield the body in pieces; raise TransientError if the connection breaks."""
        while True:
            try:
                piece = self._raw.read1(CHUNK)
            except (OSError, http.client.HTTPException) as fault:
                raise TransientError(describe_connection_error(fault)) from fault
            if not piece:
                return
            yield piece

    @property
    def media_type(self) -> str:
        return (self.headers.get("Content-Type") or "").split(";")[0].strip().lower()

    @property
    def length(self) -> int | None:
        """Number of bytes of the body, if the service states it."""
        length = self.headers.get("Content-Length") or ""
        return int(length) if length.isascii() and length.isdigit() else None


def excerpt(body: bytes) -> str:
    """Return the first words of an unexpected reply for a message.

    Parameters
    ----------
    body
        The first bytes.

    Returns
    -------
    str
        At most 80 printable characters in quotes, or "nothing".

    Examples
    --------
    >>> excerpt(b"<h1>Down  for maintenance")
    '“<h1>Down for maintenance”'
    """
    words = " ".join(body[:400].decode("utf-8", "replace").split())[:80]
    return f"“{''.join(c if c.isprintable() else '�' for c in words)}”" if words else "nothing"


def describe_connection_error(fault: Exception) -> str:
    """Return the description of a failed connection for a message.

    Parameters
    ----------
    fault
        The error that urllib raised.

    Returns
    -------
    str
        Words that follow "but".

    Examples
    --------
    >>> describe_connection_error(TimeoutError())
    'the service fell silent'
    """
    reason = fault.reason if isinstance(fault, URLError) else fault
    if isinstance(reason, TimeoutError):
        return "the service fell silent"
    return f"the connection failed ({reason or type(reason).__name__})"
