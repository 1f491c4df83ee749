"""What a service answers, and the faults that may pass."""

import http.client
from collections.abc import Iterator
from email.message import Message
from typing import Any
from urllib.error import URLError

CHUNK = 256 * 1024


class PassingFault(Exception):
    """Something that may well go better the next time."""

    def __init__(self, found: str, *, wait: float | None = None, brought: int = 0) -> None:
        super().__init__(found)
        self.wait, self.brought = wait, brought


class Reply:
    """A service's answer: its status, its headers, and its body in pieces."""

    def __init__(self, status: int, headers: Message, raw: Any) -> None:
        self.status, self.headers, self._raw = status, headers, raw

    def pieces(self) -> Iterator[bytes]:
        """The body as it comes; raises PassingFault where the connection gives way."""
        while True:
            try:
                piece = self._raw.read1(CHUNK)
            except (OSError, http.client.HTTPException) as fault:
                raise PassingFault(describe_connection_error(fault)) from fault
            if not piece:
                return
            yield piece

    @property
    def media_type(self) -> str:
        return (self.headers.get("Content-Type") or "").split(";")[0].strip().lower()

    @property
    def length(self) -> int | None:
        """How many bytes the body has, where the service says so."""
        said = self.headers.get("Content-Length") or ""
        return int(said) if said.isascii() and said.isdigit() else None


def excerpt(body: bytes) -> str:
    """The first words of something unexpected, fit to be shown."""
    words = " ".join(body[:400].decode("utf-8", "replace").split())[:80]
    return f"“{''.join(c if c.isprintable() else '�' for c in words)}”" if words else "nothing"


def describe_connection_error(fault: Exception) -> str:
    """What a fault of the connection comes to."""
    reason = fault.reason if isinstance(fault, URLError) else fault
    if isinstance(reason, TimeoutError):
        return "the service fell silent"
    return f"the connection failed ({reason or type(reason).__name__})"
