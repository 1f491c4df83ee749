"""An entry of the audit. It never has what somebody typed, the content of a file or an address."""

import datetime as dt
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from data.register.editing.audit_row import CHANGED
from data.register.tables import AUDIT

SAW, EXPORTED, UPLOADED, BUILT, SWITCHED = "saw", "exported", "uploaded", "built", "switched"
SIGNED_IN, SIGNED_OUT, REFUSED = "signed_in", "signed_out", "refused"
# ACTS: what is recorded.
ACTS = (SAW, EXPORTED, CHANGED, UPLOADED, BUILT, SWITCHED, SIGNED_IN, SIGNED_OUT, REFUSED)
# DONE, FAILED: outcomes that several acts have.
DONE, FAILED = "done", "failed"


def now() -> str:
    """Return the time in UTC, as entries have it.

    Returns
    -------
    str
        ISO 8601 with milliseconds.

    Examples
    --------
    >>> now()[-6:]
    '+00:00'
    """
    return at(dt.datetime.now(dt.UTC))


def at(time: dt.datetime) -> str:
    """Return a time as entries have it, so that they can be compared as texts.

    Parameters
    ----------
    time
        A time with its zone.

    Returns
    -------
    str
        ISO 8601 in UTC with milliseconds.

    Examples
    --------
    >>> at(dt.datetime(2026, 11, 20, tzinfo=dt.UTC))
    '2026-11-20T00:00:00.000+00:00'
    """
    return time.astimezone(dt.UTC).isoformat(timespec="milliseconds")


@dataclass(frozen=True, kw_only=True)
class Entry:
    """What somebody did."""

    who: str
    role: str
    act: str
    page: str = ""
    place: str = ""
    object: str = ""
    release: str = ""
    outcome: str = DONE
    bytes: int | None = None
    at: str = field(default_factory=now)

    def as_of_now(self) -> "Entry":
        """Return the same entry with the time that it is now."""
        return replace(self, at=now())

    @property
    def row(self) -> dict[str, Any]:
        """Return the row of the table; texts without control characters, and not too long."""
        return {
            name: _fitted(name, value) if isinstance(value, str) else value
            for name, value in asdict(self).items()
        }


def _fitted(name: str, value: str) -> str:
    length = AUDIT.c[name].type.length  # type: ignore[attr-defined]
    return "".join(letter for letter in value if letter.isprintable())[:length]
