"""The recorder of this process. Without a server nothing is recorded in the background."""

from data.audit.entry import Entry
from data.audit.recorder import Recorder
from data.audit.storage import Storage
from data.settings import Settings


class _Process:
    recorder: Recorder | None = None


def start(settings: Settings) -> None:
    """Start to record; the server does so.

    Parameters
    ----------
    settings
        The installation's paths.

    Examples
    --------
    >>> start(load_settings())  # doctest: +SKIP
    """
    _Process.recorder = Recorder(Storage(settings))


def end() -> None:
    """Write what waits, and record nothing more.

    Examples
    --------
    >>> end()
    """
    recorder, _Process.recorder = _Process.recorder, None
    if recorder:
        recorder.end()


def record(entry: Entry) -> None:
    """Record an entry in the background.

    Parameters
    ----------
    entry
        The entry.

    Examples
    --------
    >>> record(Entry(who="J. Rees", role="analyst", act="saw"))
    """
    if _Process.recorder:
        _Process.recorder.record(entry)


def is_recording() -> bool:
    """Return whether this process records.

    Returns
    -------
    bool
        True in a server.

    Examples
    --------
    >>> is_recording()
    False
    """
    return _Process.recorder is not None


def lost() -> int:
    """Return how many entries this process has lost, as the database was out of reach too long.

    Returns
    -------
    int
        The number since the process began.

    Examples
    --------
    >>> lost()
    0
    """
    return _Process.recorder.lost if _Process.recorder else 0
