"""The manifest of a release: its contents, sources, rights and rows left out."""

from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from data.errors import BrokenRelease
from data.file_kinds import POPULATION
from data.files.digested_json import read_json, write_json
from data.load_report.report import FileReport
from data.messages import Message
from data.release.coverage.force_coverage import AuthorityForce
from data.release.coverage.missing_months import MissingMonths
from data.release.coverage.recording_breaks import RecordingBreak
from data.release.unrecognised_file import UnrecognisedFile
from data.schema import LSOA, WARD

MANIFEST = "manifest.json"
# Version of the tables and arrays that a build writes. Increase it when they change.
FORMAT = 6
# Releases of other versions aren't read. In those of format 5 cumulative counts have 32 bits.
OLDEST_FORMAT = 5
# The key of the unrecognised files in the JSON file, which releases on disk have too.
UNRECOGNISED = "left_alone"


@dataclass(frozen=True, kw_only=True)
class Manifest:
    """The contents of a release, and what was left out of it."""

    release: str
    built_at: str
    title_en: str
    title_cy: str
    fictional: bool
    # `licence_` and `attribution_`, each in English (`en`) and Welsh (`cy`).
    rights: dict[str, str]
    area_code: str
    boundaries: str
    first_month: str
    last_month: str
    # The months of a force, or of one of its authorities, that are not whole.
    gaps: tuple[MissingMonths, ...]
    # Months that are a gap in every ward of the area.
    missing_months: tuple[str, ...]
    files: tuple[FileReport, ...]
    tables: dict[str, dict[str, Any]]
    arrays: dict[str, dict[str, Any]]
    format: int = FORMAT
    # The levels of areas with figures.
    levels: tuple[str, ...] = (WARD, LSOA)
    # The same rights for each source, and `as_of` if its file doesn't state its date.
    sources: dict[str, dict[str, str]] = field(default_factory=dict)
    # The police forces of the area.
    forces: tuple[str, ...] = ()
    # The authorities of the area with their force; older releases don't have them.
    authorities: tuple[AuthorityForce, ...] = ()
    # The partnership's own groups of types: `name_en`, `name_cy` and `categories`.
    groups: dict[str, dict[str, Any]] = field(default_factory=dict)
    # The areas that the partnership states as most like an area, by code.
    similar: dict[str, list[str]] = field(default_factory=dict)
    # The address of each authority's or partnership's own Milltir, as milltir.toml states it.
    addresses: dict[str, str] = field(default_factory=dict)
    # Files that weren't recognised. They don't change the release's name.
    unrecognised: tuple[UnrecognisedFile, ...] = ()
    # The most rows of other places that are stored of each kind of file and reason; 0: all of them.
    most_examples: int = 0
    # The look-up that gives LSOAs to wards; empty if there was none, and in older releases.
    best_fit: str = ""
    # The authorities of the area of which the boundaries have no ward: `name_en` and `name_cy`.
    absent_authorities: tuple[dict[str, str], ...] = ()
    # Categories that a force recorded otherwise from a month on, and the version of the rule by
    # which the build looked for them; 0 if it didn't, as in older releases.
    breaks: tuple[RecordingBreak, ...] = ()
    breaks_rule: int = 0
    # The day to which ages are counted, if it isn't today: set for the fictional county.
    counted_to: str = ""
    # The name of the area inside a sentence, such as "the Vale of Halwyn"; older releases don't
    # have it.
    in_text_en: str = ""
    in_text_cy: str = ""

    @property
    def has_residents(self) -> bool:
        """Whether there is a number of residents for any LSOA; without one there are no rates."""
        return bool(self.tables.get(POPULATION, {}).get("rows"))

    def as_dict(self) -> dict[str, Any]:
        """Return the manifest as it is written."""
        content = asdict(self)
        content[UNRECOGNISED] = content.pop("unrecognised")
        return content

    def write(self, folder: Path) -> None:
        """Write the manifest with its digest. A folder without one is no release."""
        write_json(folder / MANIFEST, self.as_dict())


def read_manifest(folder: Path) -> Manifest:
    """Read the manifest of a release.

    Parameters
    ----------
    folder
        The release's folder.

    Returns
    -------
    Manifest
        The manifest.

    Raises
    ------
    BrokenRelease
        If it is missing, differs from its digest, or is of another format. Those of older releases
        have no digest.

    Examples
    --------
    >>> read_manifest(Path("releases/2025-06-1a2b3c4d5e")).title_en  # doctest: +SKIP
    """
    try:
        content = read_json(folder / MANIFEST)
        if content["format"] not in range(OLDEST_FORMAT, FORMAT + 1):
            reads = f"{OLDEST_FORMAT}\N{EN DASH}{FORMAT}"
            problem = Message("release.format", has=str(content["format"]), reads=reads)
            raise BrokenRelease(release=folder.name, problem=problem)
        content["files"] = tuple(FileReport(**account) for account in content["files"])
        content["gaps"] = tuple(MissingMonths(**gap) for gap in content["gaps"])
        content["breaks"] = tuple(
            RecordingBreak(**{**one, "counts": tuple(one["counts"])})
            for one in content.get("breaks", ())
        )
        content["missing_months"] = tuple(content["missing_months"])
        unrecognised = content.pop(UNRECOGNISED, ())
        content["unrecognised"] = tuple(UnrecognisedFile(**file) for file in unrecognised)
        content["levels"] = tuple(content.get("levels", (WARD, LSOA)))
        content["forces"] = tuple(content.get("forces", ()))
        known = content.get("authorities", ())
        content["authorities"] = tuple(AuthorityForce(**one) for one in known)
        content["absent_authorities"] = tuple(content.get("absent_authorities", ()))
        return Manifest(**content)
    except (OSError, ValueError, KeyError, TypeError) as fault:
        problem = Message("release.no_manifest")
        raise BrokenRelease(release=folder.name, problem=problem) from fault
