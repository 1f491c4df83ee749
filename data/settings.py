"""Settings, read from the environment. No other module reads MILLTIR_ variables of the app."""

import datetime as dt
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, kw_only=True)
class Settings:
    """Paths and options of this installation."""

    # Folder of releases, uploads, caches and locks (MILLTIR_HOME).
    home: Path
    today: dt.date
    # Audience of the local viewer: public, partner or analyst (MILLTIR_AUDIENCE).
    audience: str
    # Public address of the app, for links in documents (MILLTIR_ADDRESS).
    address: str = ""

    @property
    def releases(self) -> Path:
        return self.home / "releases"

    @property
    def former_browser_folder(self) -> Path:
        """Folder in which earlier versions wrote files for browsers, points of groups among them.

        Nothing is served from it any more, and it is deleted.
        """
        return self.home / "browser"

    @property
    def served(self) -> Path:
        """File of the releases that were current, in order (`data/release/history.py`)."""
        return self.home / "served.json"

    @property
    def served_copy(self) -> Path:
        """A copy of `served`, read if that one is damaged."""
        return self.home / "served.copy.json"

    @property
    def served_damaged(self) -> Path:
        """A damaged `served` that a build has replaced; while it is there no release is deleted
        of which it isn't known whether it was current.
        """
        return self.home / "served.damaged.json"

    @property
    def current(self) -> Path:
        """File with the name of the current release, as versions before `served` wrote it."""
        return self.home / "current"

    @property
    def previous(self) -> Path:
        """File with the name of the release before it, as versions before `served` wrote it."""
        return self.home / "previous"

    @property
    def state_lock(self) -> Path:
        """Lock of every change of what is current and of trials; held for moments."""
        return self.home / "state.lock"

    @property
    def build_lock(self) -> Path:
        """Lock of a build, held from its start to its end."""
        return self.home / "build.lock"

    @property
    def uploads(self) -> Path:
        """Folder of the files uploaded through a page, with a folder for each upload."""
        return self.home / "uploads"

    @property
    def trials(self) -> Path:
        """Folder of trial releases, with a folder for each upload; nothing in it is served."""
        return self.home / "trials"

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
    )


def _day(text: str) -> dt.date:
    """Return a day such as 2026-11-20, or today if the text is no date."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return dt.datetime.now(dt.UTC).date()
