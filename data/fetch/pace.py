"""When to ask again: so many requests a second, and longer and longer after each failure."""

import time
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from data.fetch.model import Limits

FIRST_WAIT, LONGEST_WAIT = 1.0, 60.0


class RateLimit:
    """Keeps the requests to one host apart."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._free_at: dict[str, float] = {}

    def wait_for(self, host: str) -> None:
        """Sleep until the host may be asked again."""
        now = time.monotonic()
        free_at = max(now, self._free_at.get(host, now))
        self._free_at[host] = free_at + 1 / self._limits.per_second
        if free_at > now:
            self._limits.sleep(free_at - now)


def back_off(failures: int, limits: Limits) -> float:
    """Seconds before the next attempt: doubled each time, somewhere in the upper half of it."""
    full = min(LONGEST_WAIT, FIRST_WAIT * 2.0 ** (failures - 1))
    return full * (0.5 + 0.5 * limits.jitter())


def retry_after(header: str | None) -> float | None:
    """Seconds that a service asks to wait, said as a number or as a date; None if neither."""
    said = (header or "").strip()
    if said.isascii() and said.isdigit():
        return float(said)
    try:
        until = parsedate_to_datetime(said)
    except ValueError:
        return None
    # A date in GMT without saying so is still one in GMT: no other is allowed.
    until = until if until.tzinfo else until.replace(tzinfo=UTC)
    return max(0.0, (until - datetime.now(UTC)).total_seconds())
