"""Settings, read from the environment. No other module reads MILLTIR_ variables of the app."""

import datetime as dt
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

PROJECT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, kw_only=True)
class UploadLimits:
    """The largest uploads through a page, in megabytes. The server holds them in memory."""

    # Of one file (MILLTIR_UPLOAD_FILE_MB).
    file_mb: int = 200
    # Of all files of one session (MILLTIR_UPLOAD_SESSION_MB).
    session_mb: int = 400
    # Of all files of all sessions (MILLTIR_UPLOAD_TOTAL_MB).
    total_mb: int = 800


@dataclass(frozen=True, kw_only=True)
class Settings:
    """Paths and options of this installation."""

    # Folder of releases, uploads, caches and the build lock (MILLTIR_HOME).
    home: Path
    today: dt.date
    # Audience of the local viewer: public, partner or analyst (MILLTIR_AUDIENCE).
    audience: str
    # Public address of the app, for links in documents (MILLTIR_ADDRESS).
    address: str = ""
    # Further names under which people reach the server (MILLTIR_HOSTS).
    hosts: tuple[str, ...] = ()
    upload_limits: UploadLimits = UploadLimits()

    @property
    def host_names(self) -> tuple[str, ...]:
        """The names under which people reach the server, besides this machine's own."""
        address = urlsplit(self.address if "//" in self.address else f"//{self.address}")
        return tuple(filter(None, (address.hostname, *self.hosts)))

    @property
    def releases(self) -> Path:
        return self.home / "releases"

    @property
    def for_browsers(self) -> Path:
        """Folder of files that any browser may fetch: public geometry, and scripts."""
        return self.home / "browser"

    @property
    def geometry(self) -> Path:
        """Folder of public geometry, with a folder for each release."""
        return self.for_browsers / "geometry"

    @property
    def current(self) -> Path:
        """File with the name of the release being served."""
        return self.home / "current"

    @property
    def previous(self) -> Path:
        """File with the name of the release that was served before it."""
        return self.home / "previous"

    @property
    def uploads(self) -> Path:
        """Folder of files uploaded through a page, accepted ones and pending trials."""
        return self.home / "uploads"

    @property
    def fetched(self) -> Path:
        """Folder of downloaded public files and their records."""
        return self.home / "sources" / "fetched"

    @property
    def parse_cache(self) -> Path:
        """Folder of the cache of parsed months and located points."""
        return self.home / "kept"

    @property
    def sample_sources(self) -> Path:
        return self.home / "sources" / "sample"


def load_settings(environ: Mapping[str, str] = os.environ) -> Settings:
    """Return the settings of the environment.

    Parameters
    ----------
    environ
        Environment variables.

    Returns
    -------
    Settings
        With `.milltir` in the project's folder as the default home.

    Examples
    --------
    >>> load_settings({"MILLTIR_TODAY": "2026-11-20"}).today
    datetime.date(2026, 11, 20)
    """
    home = Path(environ.get("MILLTIR_HOME", "") or PROJECT / ".milltir")
    return Settings(
        home=home.expanduser().absolute(),
        today=_day(environ.get("MILLTIR_TODAY", "")),
        audience=environ.get("MILLTIR_AUDIENCE", "") or "analyst",
        address=environ.get("MILLTIR_ADDRESS", "").rstrip("/"),
        hosts=tuple(environ.get("MILLTIR_HOSTS", "").replace(",", " ").split()),
        upload_limits=_upload_limits(environ),
    )


def _upload_limits(environ: Mapping[str, str]) -> UploadLimits:
    """Return the limits of the environment; the default of each that is no whole number."""
    given = {
        name: int(text)
        for name in ("file_mb", "session_mb", "total_mb")
        if (text := environ.get(f"MILLTIR_UPLOAD_{name.upper()}", "")).isdecimal() and int(text)
    }
    return UploadLimits(**given)


def _day(text: str) -> dt.date:
    """Return a day such as 2026-11-20, or today if the text is no date."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return dt.datetime.now(dt.UTC).date()
