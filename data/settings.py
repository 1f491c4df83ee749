"""Paths and switches, read from the environment in this one place."""

import datetime as dt
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, kw_only=True)
class Settings:
    """Where Milltir keeps what it makes, and how it was started."""

    home: Path
    """Releases, the sample county's source files and the build lock (MILLTIR_HOME)."""
    today: dt.date
    """The day that ages of data are counted to (MILLTIR_TODAY; otherwise the clock's)."""
    audience: str
    """Whom the local viewer counts as: public, partner or analyst (MILLTIR_AUDIENCE)."""
    address: str = ""
    """Where people find the app, for links on paper (MILLTIR_ADDRESS)."""

    @property
    def releases(self) -> Path:
        return self.home / "releases"

    @property
    def for_browsers(self) -> Path:
        """Files that any browser may fetch: a folder of public geometry a release, and deck.gl."""
        return self.home / "browser"

    @property
    def geometry(self) -> Path:
        """The part of them that releases have, in a folder named after each."""
        return self.for_browsers / "geometry"

    @property
    def current(self) -> Path:
        """A one-line file that names the release being served."""
        return self.home / "current"

    @property
    def previous(self) -> Path:
        """The same for the release that was served before it."""
        return self.home / "previous"

    @property
    def uploads(self) -> Path:
        """Files that were brought in through a page, waiting and kept."""
        return self.home / "uploads"

    @property
    def fetched(self) -> Path:
        """Public files as they were downloaded, each with a note of where from and when."""
        return self.home / "sources" / "fetched"

    @property
    def kept(self) -> Path:
        """Parsed months and located points, so that no build does work twice."""
        return self.home / "kept"

    @property
    def sample_sources(self) -> Path:
        return self.home / "sources" / "sample"


def load_settings(environ: Mapping[str, str] = os.environ) -> Settings:
    """Settings from the environment, with the project's own folder as the default home."""
    home = Path(environ.get("MILLTIR_HOME", "") or PROJECT / ".milltir")
    return Settings(
        home=home.expanduser().absolute(),
        today=_day(environ.get("MILLTIR_TODAY", "")),
        audience=environ.get("MILLTIR_AUDIENCE", "") or "analyst",
        address=environ.get("MILLTIR_ADDRESS", "").rstrip("/"),
    )


def _day(said: str) -> dt.date:
    """A day such as 2026-11-20; what isn't one is no reason not to start."""
    try:
        return dt.date.fromisoformat(said)
    except ValueError:
        return dt.datetime.now(dt.UTC).date()
