"""HTTP client with a request rate per host, retries and checked redirects."""

import http.client
import json
import ssl
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, TypeVar
from urllib import request
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit

from data.fetch.errors import FetchError
from data.fetch.model import Download, Limits
from data.fetch.reply import Reply, TransientError, describe_connection_error, excerpt

USER_AGENT = "Milltir (community safety dashboard; python urllib)"
# Bytes received in an attempt from which on it counts as progress: the failure count restarts.
PROGRESS_BYTES = 1 << 20
LARGEST_ANSWER = 256 << 20
NOT_MODIFIED, NO_SUCH_RANGE = 304, 416
TRANSIENT_STATUSES = {408, 425, 429, 500, 502, 503, 504}
RETRY_AFTER_STATUSES = {429, 503}
FIRST_WAIT, LONGEST_WAIT = 1.0, 60.0
Result = TypeVar("Result")


class Client:
    """The HTTP client of one fetch; it limits the request rate of each host."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._rate_limit = RateLimit(limits)
        self._opener = http_only()

    def retry(self, wanted: Download, step: Callable[[], Result]) -> Result:
        """Call `step` again after each transient error, until too many follow one another."""
        failures = 0
        while True:
            try:
                return step()
            except TransientError as fault:
                failures = 1 if fault.received >= PROGRESS_BYTES else failures + 1
                if failures >= self.limits.attempts:
                    raise unexpected_reply_error(
                        wanted, "an answer", f"{fault}, {failures} times in a row"
                    ) from fault
                if fault.wait is not None and fault.wait > self.limits.patience:
                    raise unexpected_reply_error(
                        wanted, "an answer", f"{fault}: try again in {fault.wait / 60:.0f} minutes"
                    ) from fault
                # Retry-After is the earliest time at which the service accepts a request.
                self.limits.sleep(max(fault.wait or 0.0, back_off(failures, self.limits)))

    @contextmanager
    def ask(
        self, wanted: Download, address: str, headers: Mapping[str, str] | None = None
    ) -> Iterator[Reply]:
        """Send one request; return replies 200, 206, 304 and 416, raise an error for all others."""
        self._rate_limit.wait_for(urlsplit(address).netloc)
        asked = request.Request(address, headers={"User-Agent": USER_AGENT, **(headers or {})})
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
            raise TransientError(describe_connection_error(fault)) from fault
        with raw:
            yield Reply(raw.status, raw.headers, raw)

    def ask_json(self, wanted: Download, address: str) -> dict[str, Any]:
        """Send one request and return the JSON object of the reply."""
        with self.ask(wanted, address) as reply:
            body = bytearray()
            for piece in reply.pieces():
                body += piece
                if len(body) > LARGEST_ANSWER:
                    raise unexpected_reply_error(
                        wanted, "an answer of moderate size", "it has no end", address
                    )
            if reply.length is not None and len(body) != reply.length:
                raise TransientError(f"only {len(body)} of {reply.length} bytes came")
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
    if answer.code in TRANSIENT_STATUSES or answer.code > 500:
        wait = (
            retry_after(answer.headers.get("Retry-After"))
            if answer.code in RETRY_AFTER_STATUSES
            else None
        )
        return TransientError(found, wait=wait)
    return unexpected_reply_error(wanted, "to find it there", found, address)


def unexpected_reply_error(
    wanted: Download, expected: str, found: str, address: str = ""
) -> FetchError:
    """Return the error for a reply that isn't what was expected.

    Parameters
    ----------
    wanted
        The download that was asked for.
    expected
        What should have come, for the message.
    found
        What came, for the message.
    address
        The address of the request; by default that of the download.

    Returns
    -------
    FetchError
        The error, to be raised by the caller.

    Examples
    --------
    >>> from data.fetch.model import Form
    >>> wanted = Download(name="a.csv", address="https://x/a", form=Form.CSV, what="areas")
    >>> print(unexpected_reply_error(wanted, "a CSV", "HTML came"))
    areas (https://x/a): expected a CSV, but HTML came.
    """
    return FetchError(
        what=wanted.what, address=address or wanted.address, expected=expected, found=found
    )


class RateLimit:
    """Spaces the requests to each host."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._next_at: dict[str, float] = {}

    def wait_for(self, host: str) -> None:
        """Sleep until the next request to the host is due."""
        now = time.monotonic()
        due = max(now, self._next_at.get(host, now))
        self._next_at[host] = due + 1 / self._limits.per_second
        if due > now:
            self._limits.sleep(due - now)


def back_off(failures: int, limits: Limits) -> float:
    """Return how long to wait after failures: doubled each time, with jitter.

    Parameters
    ----------
    failures
        Number of failures in a row, at least 1.
    limits
        Source of the jitter.

    Returns
    -------
    float
        Seconds, between half and all of `min(60, 2 ** (failures - 1))`.

    Examples
    --------
    >>> back_off(3, Limits(jitter=lambda: 1.0))
    4.0
    """
    full = min(LONGEST_WAIT, FIRST_WAIT * 2.0 ** (failures - 1))
    return full * (0.5 + 0.5 * limits.jitter())


def retry_after(header: str | None) -> float | None:
    """Return the waiting time of a Retry-After header.

    Parameters
    ----------
    header
        The header's value, a number of seconds or an HTTP date.

    Returns
    -------
    float or None
        Seconds from now; None if the header is missing or can't be read.

    Examples
    --------
    >>> retry_after("120")
    120.0
    """
    value = (header or "").strip()
    if value.isascii() and value.isdigit():
        return float(value)
    try:
        until = parsedate_to_datetime(value)
    except ValueError:
        return None
    # HTTP dates are always in GMT, also without a zone.
    until = until if until.tzinfo else until.replace(tzinfo=UTC)
    return max(0.0, (until - datetime.now(UTC)).total_seconds())


class _NoDowngrade(request.HTTPRedirectHandler):
    """Follows redirects, but never from https to plain http."""

    def redirect_request(
        self, req: request.Request, fp: Any, code: int, msg: str, headers: Any, newurl: str
    ) -> request.Request | None:
        if req.type == "https" and urlsplit(newurl).scheme != "https":
            return None
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def http_only() -> request.OpenerDirector:
    """Return an opener for http and https only, which uses the proxy of the environment.

    The default opener of urllib would also follow a `file:` address.

    Returns
    -------
    urllib.request.OpenerDirector
        The opener.

    Examples
    --------
    >>> opener = http_only()
    """
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
