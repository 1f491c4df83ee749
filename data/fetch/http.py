"""Asks over HTTP, politely and patiently; knows nothing of files."""

import http.client
import json
import ssl
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, TypeVar
from urllib import request
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit

from data.fetch.errors import FetchError
from data.fetch.model import Download, Limits
from data.fetch.opener import http_only
from data.fetch.pace import RateLimit, back_off, retry_after
from data.fetch.reply import PassingFault, Reply, describe_connection_error, excerpt

ABOUT_US = "Milltir (community safety dashboard; python urllib)"
WORTHWHILE = 1 << 20
"""Bytes that make an attempt count as progress rather than as another failure in the row."""
LARGEST_ANSWER = 256 << 20
NOT_MODIFIED, NO_SUCH_RANGE = 304, 416
PASSING = {408, 425, 429, 500, 502, 503, 504}
SAYS_WHEN = {429, 503}
Result = TypeVar("Result")


class Client:
    """One for a whole fetch, so that it can keep its requests to a host apart."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._pace = RateLimit(limits)
        self._opener = http_only()

    def keep_trying(self, wanted: Download, step: Callable[[], Result]) -> Result:
        """Do `step` again after each passing fault, until it has failed too often in a row."""
        failures = 0
        while True:
            try:
                return step()
            except PassingFault as fault:
                failures = 1 if fault.brought >= WORTHWHILE else failures + 1
                if failures >= self.limits.attempts:
                    raise unexpected_reply_error(
                        wanted, "an answer", f"{fault}, {failures} times in a row"
                    ) from fault
                if fault.wait is not None and fault.wait > self.limits.patience:
                    raise unexpected_reply_error(
                        wanted, "an answer", f"{fault}: try again in {fault.wait / 60:.0f} minutes"
                    ) from fault
                # A service that says when means: not before.
                self.limits.sleep(max(fault.wait or 0.0, back_off(failures, self.limits)))

    @contextmanager
    def ask(
        self, wanted: Download, address: str, headers: Mapping[str, str] | None = None
    ) -> Iterator[Reply]:
        """One request; 200, 206, 304 and 416 are answers, all else is a fault."""
        self._pace.wait_for(urlsplit(address).netloc)
        asked = request.Request(address, headers={"User-Agent": ABOUT_US, **(headers or {})})
        try:
            raw = self._opener.open(asked, timeout=self.limits.timeout)
        except HTTPError as answer:
            with answer:
                if answer.code not in (NOT_MODIFIED, NO_SUCH_RANGE):
                    raise _bad_status(wanted, address, answer) from answer
                yield Reply(answer.code, answer.headers, answer)
            return
        except (OSError, http.client.HTTPException) as fault:
            reason = fault.reason if isinstance(fault, URLError) else fault
            if isinstance(reason, ssl.SSLCertVerificationError):
                found = f"its certificate can't be trusted: {reason.verify_message}"
                raise unexpected_reply_error(
                    wanted, "a service that is who it says", found, address
                ) from fault
            raise PassingFault(describe_connection_error(fault)) from fault
        with raw:
            yield Reply(raw.status, raw.headers, raw)

    def ask_json(self, wanted: Download, address: str) -> dict[str, Any]:
        """One request for a small answer in JSON, which is an object."""
        with self.ask(wanted, address) as reply:
            body = bytearray()
            for piece in reply.pieces():
                body += piece
                if len(body) > LARGEST_ANSWER:
                    raise unexpected_reply_error(
                        wanted, "an answer of moderate size", "it has no end", address
                    )
            if reply.length is not None and len(body) != reply.length:
                raise PassingFault(f"only {len(body)} of {reply.length} bytes came")
            media_type = reply.media_type
        try:
            answer = json.loads(body)
        except ValueError as fault:
            found = f"{media_type or 'something else'} came: {excerpt(bytes(body))}"
            raise unexpected_reply_error(wanted, "an answer in JSON", found, address) from fault
        if not isinstance(answer, dict):
            raise unexpected_reply_error(
                wanted, "a JSON object", f"{type(answer).__name__} came", address
            )
        return answer


def _bad_status(wanted: Download, address: str, answer: HTTPError) -> Exception:
    found = f"the service said {answer.code} {answer.reason}".rstrip()
    if answer.code in PASSING or answer.code > 500:
        wait = retry_after(answer.headers.get("Retry-After")) if answer.code in SAYS_WHEN else None
        return PassingFault(found, wait=wait)
    return unexpected_reply_error(wanted, "to find it there", found, address)


def unexpected_reply_error(
    wanted: Download, expected: str, found: str, address: str = ""
) -> FetchError:
    """The error that says what was asked, what should have come and what came."""
    return FetchError(
        what=wanted.what, address=address or wanted.address, expected=expected, found=found
    )
