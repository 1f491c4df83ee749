"""Ingests all police files of a build: from the choice of files to cubes and tables."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import count

import pandas as pd

from data.errors import SourceError
from data.executor import Executor
from data.files.archive import Member
from data.files.unused_memory import return_unused_memory
from data.forces.gap_mask import mask_missing_months, missing_everywhere
from data.forces.official_forces import absent_forces, covering_forces, require_a_force
from data.forces.recording_breaks import ForceCounts, find_breaks
from data.forces.stated_breaks import StatedBreak, with_stated
from data.geometry.custom_levels import CustomLevel
from data.geometry.points import Names, place_points
from data.load_report.reasons import IN_A_GAP
from data.load_report.report import LoadReport
from data.messages import InBoth, Message
from data.police.custom_level_cubes import further_cubes
from data.police.duplicates import duplicate_rows
from data.police.forces import (
    Located,
    not_published,
    own_months,
    publishers_of_lsoas,
    publishers_of_wards,
)
from data.police.month_file import MonthFile
from data.police.own_gaps import own_gaps
from data.police.plan import Parsing, parse_all
from data.police.point_index import PointIndex
from data.police.points_of_files import distinct_point_keys
from data.police.publications import choose_publications
from data.police.row_accounts import RowAccounts, states_in_gaps
from data.police.stated_authorities import count_by_authority
from data.police.writing.counts import write_counts
from data.police.writing.point_table import write_points
from data.police.writing.workspace import Notice, Recorded, Step, Workspace
from data.release.coverage.force_coverage import AuthorityForce, Publisher
from data.release.coverage.missing_months import MissingMonths
from data.schema import LSOA, WARD
from data.sources.boundaries import Boundaries
from data.sources.lsoa_vintages import Vintages

LEVELS = (LSOA, WARD)
# Notices that the cache was damaged, of which the release shows nothing.
READ_AGAIN, LOCATED_AGAIN = "police.read_again", "police.located_again"


def ingest_police(
    members: list[Member],
    boundaries: Boundaries,
    vintages: Vintages,
    work: Workspace,
    report: LoadReport,
    executor: Executor,
    step: Step,
    *,
    notice: Notice = lambda words: None,
    further: Sequence[CustomLevel] = (),
    breaks: Sequence[StatedBreak] = (),
) -> Recorded:
    """Parse, locate and count the police files, and write the release's cubes and tables.

    Parameters
    ----------
    members
        The police files.
    boundaries
        The area with its wards and LSOAs.
    vintages
        LSOA codes that exist in only one census.
    work
        The release's folder and the cache.
    report
        Receives the report of every file.
    executor
        Runs the parsing, and looks for recording breaks, a force at a time.
    step
        Called with the share done (0 to 1) and a text.
    notice
        Called before the work with each thing that the user should know.
    further
        Custom levels.
    breaks
        Recording breaks that a person has confirmed or overruled.

    Returns
    -------
    Recorded
        Months, gaps, forces and numbers of rows.

    Raises
    ------
    SourceError
        If there is no file of the area's forces, no incident is in the area, no month is whole, or
        a file can't be read.

    Examples
    --------
    >>> ingest_police(  # doctest: +SKIP
    ...     members, boundaries, vintages, work, report, Serial(), lambda share, what: None
    ... )
    """
    every = parse_all(
        members,
        work.months,
        executor,
        _shown_as_parsed(len(members), step),
        again=lambda files: notice(Message(READ_AGAIN, n=files)),
    )
    parsed, _ = choose_publications(every, report)
    authorities = _cover(boundaries, {parsing.file.force for parsing in parsed}, notice)
    located = _located([parsing.file for parsing in parsed], boundaries, work, notice)
    step(0.6, "points located")
    published = _published(located, parsed, authorities)
    months, gaps, by_force = published.months, published.gaps, published.by_force
    found = [broken for of_force in executor.map(find_breaks, by_force) for broken in of_force]
    accounts = _accounts(located, published, vintages, report)
    return_unused_memory()
    more = further_cubes(further, located.points, located.levels, published.publishers)
    of_areas: dict[str, list[tuple[Publisher, ...]]] = dict(more.publishers)
    for level in LEVELS:
        of_areas[level] = [(one,) for one in published.publishers[level]]
    cubes, written = write_counts(
        parsed,
        work.release,
        {level: len(of) for level, of in of_areas.items()},
        months=months,
        points=located.points,
        wards=located.levels[WARD]["area_code"].tolist(),
        accounts=accounts,
        further=more.of_point,
        step=step,
    )
    located.spots.close()
    return_unused_memory()
    _require_some(report, boundaries)
    written |= write_points(work.release, located.points, accounts.names, located.levels)
    return_unused_memory()
    masks = {
        level: mask_missing_months(cube, level, of_areas[level], months, gaps, work.release)
        for level, cube in cubes.items()
    }
    return Recorded(
        written=written,
        months=months,
        gaps=gaps,
        breaks=with_stated(found, breaks, by_force),
        missing_months=missing_everywhere(masks[WARD], months, _name(boundaries)),
        forces=sorted(published.forces),
        authorities=published.authorities,
    )


@dataclass(frozen=True, kw_only=True)
class _Published:
    """Which forces publish the area, in which months, and what is missing."""

    own: list[Publisher]
    forces: set[str]
    months: list[str]
    publishers: dict[str, list[Publisher]]
    gaps: list[MissingMonths]
    authorities: list[AuthorityForce]
    # The counts of each force's authorities, for its recording breaks.
    by_force: Sequence[ForceCounts]


def _located(
    files: list[MonthFile], boundaries: Boundaries, work: Workspace, notice: Notice
) -> Located:
    """Return the files with the places of their points in wards and LSOAs."""
    areas: pd.DataFrame = boundaries.areas
    levels = {level: areas[areas["level"] == level].reset_index(drop=True) for level in LEVELS}
    points = place_points(
        distinct_point_keys(files),
        levels[LSOA],
        levels[WARD],
        work.points,
        damaged=lambda: notice(Message(LOCATED_AGAIN)),
    )
    return Located(files=files, points=points, spots=PointIndex(files, points), levels=levels)


def _published(
    located: Located, parsed: Sequence[Parsing], authorities: list[AuthorityForce]
) -> _Published:
    own, authorities = publishers_of_wards(located, authorities)
    forces = {force for force, _ in own}
    months = own_months(located.files, forces)
    lsoas, wards = (located.levels[level] for level in (LSOA, WARD))
    publishers = {WARD: own, LSOA: publishers_of_lsoas(lsoas, wards, own)}
    archives = [(parsing.member.container, parsing.file) for parsing in parsed]
    gaps = own_gaps(located, months, publishers, not_published(archives, months))
    files = [file for file in located.files if file.force in forces]
    return _Published(
        own=own,
        forces=forces,
        months=months,
        publishers=publishers,
        gaps=gaps,
        authorities=authorities,
        by_force=count_by_authority(files, months, gaps, authorities),
    )


def _accounts(
    located: Located, published: _Published, vintages: Vintages, report: LoadReport
) -> RowAccounts:
    """Return what decides of each row whether it is counted, and says so in the report."""
    return RowAccounts(
        report=report,
        points=located.points,
        spots=located.spots,
        names=Names(len(located.points.key)),
        again=duplicate_rows(located.files),
        own_forces=published.forces,
        lsoa_codes=located.levels[LSOA]["area_code"].tolist(),
        vintages=vintages,
        gaps=states_in_gaps(published.own, published.gaps),
    )


def _cover(boundaries: Boundaries, forces: set[str], notice: Notice) -> list[AuthorityForce]:
    """Return the official force of each authority; say which of them are not among the forces."""
    authorities = [
        replace(one, has_files=not one.force or one.force in forces)
        for one in covering_forces(boundaries.authorities, boundaries.look_up)
    ]
    require_a_force(authorities, forces)
    for sentence in absent_forces(authorities):
        notice(sentence)
    return authorities


def _shown_as_parsed(files: int, step: Step) -> Callable[[str], None]:
    done = count(1)
    return lambda shown: step(0.5 * next(done) / files, shown)


def _require_some(report: LoadReport, boundaries: Boundaries) -> None:
    """Raise if no incident is in the area: the release would show that no crime happens."""
    police = [account for account in report.files if account.kind == "police"]
    inside = [
        account.used + sum(account.left_out.get(why, 0) for why in IN_A_GAP) for account in police
    ]
    if not any(inside):
        raise SourceError(
            file=Message("file.police"),
            expected=Message("police.incidents_in", area=_name(boundaries)),
            found=Message("police.none_there", n=sum(account.read for account in police)),
        )


def _name(boundaries: Boundaries) -> InBoth:
    return InBoth(en=boundaries.area.name_en, cy=boundaries.area.name_cy)
