"""Load recognised files into tables, arrays and a load report."""

import datetime as dt
import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
import shapely

from data.build.about import is_fictional, read_about
from data.build.ground import ground_table
from data.build.recognise import Inputs
from data.build.single_file_tables import small_tables
from data.executor import Executor
from data.file_kinds import (
    BEST_FIT,
    GROUND,
    GROUPINGS,
    LSOAS,
    POLICE,
    POPULATION,
    POSTCODES,
    VINTAGES,
    WARDS,
)
from data.forces.stated_breaks import StatedBreak
from data.geometry.custom_levels import CustomLevel, areas_table, membership_table
from data.load_report.report import LoadReport
from data.messages import Message
from data.police.ingest import ingest_police
from data.police.writing.workspace import Notice, Recorded, Workspace
from data.release.coverage.force_coverage import AuthorityForce
from data.release.coverage.missing_months import MissingMonths
from data.release.coverage.recording_breaks import RecordingBreak
from data.schema import LSOA, WARD, check
from data.sources.areas.groupings import county_of_the_name
from data.sources.authorities import Area
from data.sources.boundaries import Boundaries, BoundaryFiles, load_boundaries
from data.sources.incidents.location import in_further_areas
from data.sources.levels.custom_levels import KIND_OF, load_further_levels
from data.sources.lsoa_vintages import LsoaChanges, Vintages, load_changes
from data.sources.source import Loading
from data.sources.surveys.retention import first_month_stored

Progress = Callable[[float, str], None]


@dataclass(frozen=True, kw_only=True)
class Loaded:
    """The tables of a release; arrays and the largest tables are written already."""

    area: Area
    tables: dict[str, pd.DataFrame]
    # The number of rows of each table that is written already.
    written: dict[str, int]
    months: list[str]
    gaps: list[MissingMonths]
    # Months from which a force recorded a category otherwise.
    breaks: list[RecordingBreak]
    # The months of which no area has figures.
    missing_months: list[str]
    forces: list[str]
    authorities: list[AuthorityForce]
    about: dict[str, Any]
    # The levels of areas: wards, LSOAs, and custom levels.
    levels: tuple[str, ...]
    # What the cache of located points is named after.
    boundaries_digest: str


def load_all(
    inputs: Inputs,
    asked: str,
    *,
    release: Path,
    parse_cache: Path,
    today: dt.date,
    report: LoadReport,
    executor: Executor,
    progress: Progress,
    answers_months: int | None = None,
    incidents_months: int | None = None,
    breaks: Sequence[StatedBreak] = (),
    notice: Notice = lambda words: None,
) -> Loaded:
    """Load every file that is used, and check each table against its schema.

    Parameters
    ----------
    inputs
        The recognised files.
    asked
        The name or code of the area; empty for the only authority in the boundaries.
    release
        The release's folder, in which arrays and the largest tables are written.
    parse_cache
        The folder of the cache of parsed months and located points.
    today
        Dates after it are left out as being in the future.
    report
        The load report.
    executor
        Runs the parsing of police files.
    progress
        Called with the share that is done and the name of the next step.
    answers_months
        For how many months after their wave the answers of respondents are stored; None for ever.
        Those of the fictional county always are.
    incidents_months
        The same for partners' own incidents.
    breaks
        Recording breaks that a person has confirmed or overruled.
    notice
        Called with what the user should know before the work.

    Returns
    -------
    Loaded
        The tables and the contents of the manifest.

    Raises
    ------
    SourceError
        If a needed file is missing or a file can't be used.

    Examples
    --------
    >>> load_all(recognise([folder]), "", release=release, parse_cache=cache, today=today,
    ...          report=report, executor=executor, progress=print).months[-1]  # doctest: +SKIP
    '2025-06'
    """
    inputs.require()
    about = read_about(inputs)
    _set_dates(report, about, today, answers_months, incidents_months)
    progress(0.0, "boundaries")
    boundaries = _boundaries(inputs, asked, report)
    county = county_of_the_name(boundaries.area.code)
    if county:
        notice(Message("area.also_county", area=boundaries.area.name_en, code=county))
    level_files = {level: member for level, kind in KIND_OF.items() if (member := inputs.one(kind))}
    further = load_further_levels(level_files, boundaries, report)
    progress(0.1, "population")
    vintages = inputs.one(VINTAGES)
    changes = load_changes(vintages, report) if vintages else None
    tables, written = _tables(inputs, boundaries, further, changes, report, release)
    work = Workspace(
        release=release, parse_cache=parse_cache, boundaries_digest=_digest(boundaries)
    )
    recorded = _police(
        inputs,
        boundaries,
        further,
        changes,
        work,
        report,
        executor,
        progress,
        notice,
        breaks,
    )
    return Loaded(
        area=boundaries.area,
        tables={name: check(name, table) for name, table in tables.items()},
        written=recorded.written | written | {"left_out": report.close()},
        months=recorded.months,
        gaps=recorded.gaps,
        breaks=recorded.breaks,
        missing_months=recorded.missing_months,
        forces=recorded.forces,
        authorities=recorded.authorities,
        about=about,
        levels=(WARD, LSOA, *(one.level for one in further)),
        boundaries_digest=work.boundaries_digest,
    )


def _set_dates(
    report: LoadReport,
    about: Mapping[str, Any],
    today: dt.date,
    answers_months: int | None,
    incidents_months: int | None,
) -> None:
    """Note today, which is fixed for the fictional county, and what is too old to be stored."""
    report.fictional = is_fictional(about)
    report.today = max(today.isoformat(), str(about.get("counted_to", "")))
    if not report.fictional:
        report.first_wave = first_month_stored(today.isoformat(), answers_months)
        report.first_incident = first_month_stored(today.isoformat(), incidents_months)


def _tables(
    inputs: Inputs,
    boundaries: Boundaries,
    further: Sequence[CustomLevel],
    changes: LsoaChanges | None,
    report: LoadReport,
    release: Path,
) -> tuple[dict[str, pd.DataFrame], dict[str, int]]:
    """Return all tables but those of the police files, and the rows of those written already."""
    build = Loading(boundaries.areas, changes, report, inputs.all(POSTCODES))
    small, written = small_tables(inputs, build, release)
    tables = _areas(boundaries, further) | small
    ground = ground_table(small.get(GROUND), inputs, boundaries, small.get(POPULATION), report)
    if ground is not None:
        tables[GROUND] = ground
    if further and "local_incidents" in tables:
        tables["local_incidents"] = in_further_areas(tables["local_incidents"], further)
    return tables, written


def _areas(boundaries: Boundaries, further: Sequence[CustomLevel]) -> dict[str, pd.DataFrame]:
    tables = {"areas": boundaries.areas, "membership": boundaries.membership}
    if further:
        more = areas_table(further, area_code=boundaries.area.code)
        tables["areas"] = pd.concat([boundaries.areas, *more], ignore_index=True)
        tables["further_membership"] = membership_table(further)
    return tables


def _boundaries(inputs: Inputs, asked: str, report: LoadReport) -> Boundaries:
    wards, lsoas = inputs.one(WARDS), inputs.one(LSOAS)
    assert wards and lsoas
    files = BoundaryFiles(
        wards=wards,
        lsoas=lsoas,
        best_fit=inputs.one(BEST_FIT),
        groupings=inputs.one(GROUPINGS),
    )
    return load_boundaries(files, asked, report)


def _police(
    inputs: Inputs,
    boundaries: Boundaries,
    further: Sequence[CustomLevel],
    changes: LsoaChanges | None,
    work: Workspace,
    report: LoadReport,
    executor: Executor,
    progress: Progress,
    notice: Notice,
    breaks: Sequence[StatedBreak],
) -> Recorded:
    return ingest_police(
        inputs.all(POLICE),
        boundaries,
        changes.vintages if changes else Vintages(),
        work,
        report,
        executor,
        lambda share, what: progress(0.2 + 0.8 * share, what),
        notice=notice,
        further=further,
        breaks=breaks,
    )


def _digest(boundaries: Boundaries) -> str:
    """Return a digest of the boundaries, so that cached points are never used for other ones."""
    areas = boundaries.areas
    digest = hashlib.sha256("\n".join(areas["area_code"].astype(str)).encode())
    for shape in shapely.to_wkb(areas.geometry.to_numpy()):
        digest.update(shape)
    return digest.hexdigest()[:16]
