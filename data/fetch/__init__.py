"""Brings what is public from its official places: whole, checked, and never twice."""

from collections.abc import Callable, Sequence
from pathlib import Path

from filelock import FileLock, Timeout

from data.fetch.arcgis_layer import fetch_layer
from data.fetch.download import fetch_whole
from data.fetch.errors import FetchError, FetchRunning
from data.fetch.http import Client
from data.fetch.model import Download, Fetched, Form, Limits, Outcome
from data.fetch.official_sources import bases_from, downloads_for
from data.fetch.police_archives import archives_for
from data.fetch.progress import FetchProgress, Progress
from data.release.switch import storage_errors

__all__ = [
    "Download",
    "FetchError",
    "FetchRunning",
    "Fetched",
    "Form",
    "Limits",
    "Outcome",
    "archives_for",
    "bases_from",
    "downloads_for",
    "fetch",
]
LOCK = ".fetch.lock"
BY_PAGES = {Form.LAYER, Form.TABLE}
DEFAULT_LIMITS = Limits()


def fetch(
    wanted: Sequence[Download],
    folder: Path,
    *,
    limits: Limits = DEFAULT_LIMITS,
    progress: Progress = lambda share, what: None,
) -> list[Fetched]:
    """Bring every download into the folder, or say which one could not be brought and why.

    What was brought before a failure stays, and a part of a file waits to be gone on with.
    """
    client, account, fetched = Client(limits), FetchProgress(wanted, progress), []
    with storage_errors(folder):
        folder.mkdir(parents=True, exist_ok=True)
        try:
            with FileLock(folder / LOCK, timeout=0):
                for download in wanted:
                    account.start(download)
                    fetched.append(_way_of(download)(client, download, folder, account))
                    account.end(fetched[-1].outcome.value)
        except Timeout as held:
            raise FetchRunning(folder) from held
    return fetched


def _way_of(download: Download) -> Callable[[Client, Download, Path, FetchProgress], Fetched]:
    return fetch_layer if download.form in BY_PAGES else fetch_whole
