"""The folders that an ingest reads and writes, and what it returns."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from data.geometry.points import POINTS_FORMAT
from data.messages import Message
from data.release.coverage.force_coverage import AuthorityForce
from data.release.coverage.missing_months import MissingMonths
from data.release.coverage.recording_breaks import RecordingBreak

Step = Callable[[float, str], None]
Notice = Callable[[Message], None]


@dataclass(frozen=True, kw_only=True)
class Workspace:
    """Folders of a build: its release, and the cache of parsed months and located points."""

    release: Path
    parse_cache: Path
    boundaries_digest: str

    @property
    def months(self) -> Path:
        """Folder of the cache of parsed months."""
        return self.parse_cache / "months"

    @property
    def points(self) -> Path:
        """Cache file of the points located in these boundaries."""
        return self.parse_cache / "points" / f"v{POINTS_FORMAT}" / f"{self.boundaries_digest}.npz"


@dataclass(frozen=True, kw_only=True)
class Recorded:
    """The result of ingesting; counts are in the release's folder already."""

    # Number of rows of each table.
    written: dict[str, int]
    months: list[str]
    gaps: list[MissingMonths]
    # Months from which a force recorded a category otherwise.
    breaks: list[RecordingBreak]
    # The months of which no area has figures.
    missing_months: list[str]
    forces: list[str]
    authorities: list[AuthorityForce]
