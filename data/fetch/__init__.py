"""Downloads public data from official services and checks every file."""

from collections.abc import Callable, Sequence
from pathlib import Path

from filelock import FileLock, Timeout

from data.fetch.arcgis_layer import fetch_layer
from data.fetch.download import fetch_file
from data.fetch.errors import FetchError, FetchRunning
from data.fetch.http import Client
from data.fetch.model import Download, Fetched, Form, Limits, Outcome
from data.fetch.official_sources import BY_HAND, bases_from, downloads_for
from data.fetch.police_archives import archives_for
from data.fetch.progress import FetchProgress, Progress
from data.files.durable import storage_errors

LOCK = ".fetch.lock"
PAGED_FORMS = {Form.LAYER, Form.TABLE}
DEFAULT_LIMITS = Limits()


def fetch(
    wanted: Sequence[Download],
    folder: Path,
    *,
    limits: Limits = DEFAULT_LIMITS,
    progress: Progress = lambda share, what: None,
) -> list[Fetched]:
    """Download every file into the folder and check it.

    Files of earlier downloads are kept if a later one fails. An unfinished file is resumed by the
    next call.

    Parameters
    ----------
    wanted
        The downloads, in the order in which they are made.
    folder
        The folder for the files and their records (`name.json`). It is created if missing.
    limits
        Request rate, number of attempts, timeouts and the largest size.
    progress
        Called with the share done (0 to 1) and a text.

    Returns
    -------
    list[Fetched]
        One entry per download, in the same order.

    Raises
    ------
    FetchError
        If a service doesn't return the expected file.
    FetchRunning
        If another process is downloading into the same folder.

    Examples
    --------
    >>> bases = bases_from()
    >>> wanted = downloads_for("Gwent", months=["2025-06"], bases=bases)
    >>> fetch(wanted, Path("fetched"))  # doctest: +SKIP
    """
    client, reporter, fetched = Client(limits), FetchProgress(wanted, progress), []
    with storage_errors(folder):
        folder.mkdir(parents=True, exist_ok=True)
        try:
            with FileLock(folder / LOCK, timeout=0):
                for download in wanted:
                    reporter.start(download)
                    fetched.append(_fetcher_of(download)(client, download, folder, reporter))
                    reporter.end(fetched[-1].outcome.value)
        except Timeout as locked:
            raise FetchRunning(folder) from locked
    return fetched


def _fetcher_of(download: Download) -> Callable[[Client, Download, Path, FetchProgress], Fetched]:
    return fetch_layer if download.form in PAGED_FORMS else fetch_file
