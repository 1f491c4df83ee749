"""The moment before which no sign-in counts: written when all of them are to end at once."""

import datetime as dt
import math

from data.files.durable import replace_file, storage_errors
from data.settings import Settings


def end_sign_ins(settings: Settings, now: dt.datetime) -> None:
    """Let every sign-in end that was begun before a moment, also those of open pages.

    Parameters
    ----------
    settings
        With the home, whose servers all read the moment.
    now
        The moment, with its time zone.

    Raises
    ------
    StorageFull, NotWritable
        If it can't be written; then nothing has changed.

    Examples
    --------
    >>> end_sign_ins(settings, dt.datetime.now(dt.UTC))  # doctest: +SKIP
    """
    with storage_errors(settings.home):
        settings.home.mkdir(parents=True, exist_ok=True)
        replace_file(settings.sign_ins_since, now.isoformat(timespec="seconds") + "\n")


def sign_ins_since(settings: Settings) -> float:
    """Return the moment before which no sign-in counts, in seconds since 1970.

    Parameters
    ----------
    settings
        With the home.

    Returns
    -------
    float
        0 if none was written; without end, so that no sign-in counts, if what was written can't be
        read.

    Examples
    --------
    >>> sign_ins_since(settings)  # doctest: +SKIP
    1796040000.0
    """
    try:
        written = settings.sign_ins_since.read_text(encoding="utf-8")
        moment = dt.datetime.fromisoformat(written.strip())
    except FileNotFoundError:
        return 0.0
    except (OSError, ValueError):
        return math.inf
    return moment.timestamp() if moment.tzinfo else math.inf
