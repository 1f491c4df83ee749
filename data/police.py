"""All police files of a build, from plan to cube."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow.parquet as pq

from data.count import Counted, Counter, Vintages
from data.cube import CubeWriter, write_observed
from data.errors import SourceError
from data.executor import Executor
from data.gaps import Gap, find_gaps
from data.ingest import OUTSIDE, Survey, keys_of, look_over, place_points
from data.months import months_between
from data.plan import Parsing, parse_all, plan_months
from data.schema import CATEGORIES, LSOA, WARD
from data.sources.archive import Member
from data.sources.boundaries import Boundaries
from data.sources.police_uk import GOOD, REASONS, MonthFile
from data.sources.reasons import Reason
from data.sources.report import LoadReport

Step = Callable[[float, str], None]


@dataclass(frozen=True, kw_only=True)
class Workplace:
    """Where a build writes its arrays, and where it keeps what it need not do again."""

    release: Path
    kept: Path
    boundaries_digest: str


@dataclass(frozen=True, kw_only=True)
class Recorded:
    """What the police files came to."""

    tables: dict[str, pd.DataFrame]
    months: list[str]
    gaps: list[Gap]
    forces: list[str]


def load_police(
    members: list[Member],
    boundaries: Boundaries,
    vintages: Vintages,
    work: Workplace,
    report: LoadReport,
    executor: Executor,
    step: Step,
) -> Recorded:
    """Parse, locate and count every month; cubes are written, smaller tables returned."""
    planned = plan_months(members, work.kept / "months", report)
    files = [parsing.file for parsing in planned]
    _parse(planned, executor, step)
    survey = look_over(files, lambda: None)
    levels = {level: _level(boundaries, level) for level in (LSOA, WARD)}
    kept_points = work.kept / "points" / f"{work.boundaries_digest}.npz"
    place_points(survey.points, levels[LSOA], levels[WARD], kept_points)
    step(0.6, "points located")
    own = _own_force(files, survey, len(levels[WARD]))
    months = _months_of(files, set(own))
    gaps = [gap for gap in find_gaps(_rows(files), months) if gap.force in set(own)]
    counter = _counter(survey, months, levels, work, vintages, report)
    counted = _count(planned, counter, step)
    _require_some(report, boundaries)
    forces = {WARD: own, LSOA: _forces_of_lsoas(levels[LSOA], levels[WARD], own)}
    _close(counter, forces, gaps, work.release)
    return Recorded(
        tables=_tables(counted, survey, counter),
        months=months,
        gaps=gaps,
        forces=sorted(set(own)),
    )


def _parse(planned: list[Parsing], executor: Executor, step: Step) -> None:
    done = 0

    def parsed(shown: str) -> None:
        nonlocal done
        done += 1
        step(0.5 * done / len(planned), shown)

    parse_all(planned, executor, parsed)


def _counter(
    survey: Survey,
    months: list[str],
    levels: dict[str, pd.DataFrame],
    work: Workplace,
    vintages: Vintages,
    report: LoadReport,
) -> Counter:
    """A counter with an empty cube for each level."""
    shape = {"categories": len(CATEGORIES), "months": len(months)}
    return Counter(
        survey=survey,
        months={month: number for number, month in enumerate(months)},
        lsoa_codes=levels[LSOA]["area_code"].to_numpy(dtype=object),
        ward_codes=levels[WARD]["area_code"].to_numpy(dtype=object),
        cubes={
            level: CubeWriter(work.release, level, areas=len(areas), **shape)
            for level, areas in levels.items()
        },
        vintages=vintages,
        report=report,
    )


def _count(planned: list[Parsing], counter: Counter, step: Step) -> Counted:
    """Every file once; months that the area's own force has not published are left out whole."""
    counted = Counted()
    for number, parsing in enumerate(planned):
        account = counter.report.open_file(parsing.member, "police", parsing.file.sha256)
        if parsing.file.month in counter.months:
            counter.count(parsing.file, account, counted)
        else:
            counter.leave_out_whole(parsing.file, account)
        step(0.6 + 0.4 * (number + 1) / len(planned), parsing.file.shown)
    return counted


def _require_some(report: LoadReport, boundaries: Boundaries) -> None:
    """Without a single incident a release would say that nothing ever happens there."""
    police = [account for account in report.files if account.kind == "police"]
    if not any(account.used for account in police):
        raise SourceError(
            file="the police files",
            expected=f"incidents in {boundaries.area.name_en}",
            found=f"{sum(account.read for account in police):,} rows, none of them there",
        )


def _level(boundaries: Boundaries, level: str) -> pd.DataFrame:
    areas: pd.DataFrame = boundaries.areas
    return areas[areas["level"] == level].reset_index(drop=True)


def _own_force(files: list[MonthFile], survey: Survey, wards: int) -> list[str]:
    """The police force of each ward: the one that most of its incidents are published by."""
    forces = sorted({file.force for file in files})
    rows = np.zeros((len(forces), wards), dtype=np.int64)
    for file in files:
        table = pq.read_table(file.kept_at, columns=["reason", "east", "north"])
        good = table["reason"].to_numpy() == GOOD
        keys = keys_of(table["east"].to_numpy()[good], table["north"].to_numpy()[good])
        ward = survey.points.ward[survey.points.numbers(keys)]
        rows[forces.index(file.force)] += np.bincount(ward[ward != OUTSIDE], minlength=wards)
    usual = forces[int(rows.sum(axis=1).argmax())]
    return [
        forces[int(best)] if total else usual
        for best, total in zip(rows.argmax(axis=0), rows.sum(axis=0), strict=True)
    ]


def _months_of(files: list[MonthFile], forces: set[str]) -> list[str]:
    have = [file.month for file in files if file.force in forces]
    return list(months_between(min(have), max(have)))


def _rows(files: list[MonthFile]) -> pd.Series:
    index = pd.MultiIndex.from_tuples(
        [(file.force, file.month) for file in files], names=["force", "month"]
    )
    return pd.Series([_usable(file) for file in files], index, dtype=float)


def _usable(file: MonthFile) -> int:
    """Rows that say what happened: a file of rows that can't be read is not a quiet month."""
    reason = pq.read_table(file.kept_at, columns=["reason"])["reason"].to_numpy()
    said = reason != REASONS.index(Reason.UNKNOWN_CRIME_TYPE)
    return int((said & (reason != REASONS.index(Reason.NOT_THE_FILES_MONTH))).sum())


def _forces_of_lsoas(lsoas: pd.DataFrame, wards: pd.DataFrame, own: list[str]) -> list[str]:
    force_of = dict(zip(wards["area_code"], own, strict=True))
    return [force_of.get(ward, own[0]) for ward in lsoas["parent_code"]]


def _close(counter: Counter, forces: dict[str, list[str]], gaps: list[Gap], release: Path) -> None:
    """Gaps become part of the arrays: a month that wasn't published is nowhere a zero."""
    for level, cube in counter.cubes.items():
        force = np.array(forces[level])
        mask = np.ones((len(counter.months), len(force)), dtype=bool)
        for gap in gaps:
            mask[counter.months[gap.month], force == gap.force] = False
        hidden = [(month, np.flatnonzero(~row)) for month, row in enumerate(mask) if not row.all()]
        cube.close(hidden_months=hidden)
        write_observed(release, level, mask)


def _tables(counted: Counted, survey: Survey, counter: Counter) -> dict[str, pd.DataFrame]:
    points = survey.points
    used = (points.lsoa != OUTSIDE) & (points.ward != OUTSIDE)
    places = pd.DataFrame(
        {
            "point": np.flatnonzero(used).astype(np.int32),
            "x": points.x[used],
            "y": points.y[used],
            "name": pd.Series(points.name[used], dtype="str"),
            "lsoa_code": pd.Series(counter.lsoa_codes[points.lsoa[used]], dtype="str"),
            "ward_code": pd.Series(counter.ward_codes[points.ward[used]], dtype="str"),
        }
    )
    return {
        "points": places,
        "point_counts": _plain(pd.concat(counted.points, ignore_index=True)),
        "outcomes": _plain(pd.concat(counted.outcomes, ignore_index=True)),
    }


def _plain(table: pd.DataFrame) -> pd.DataFrame:
    texts = [name for name in table.columns if not pd.api.types.is_numeric_dtype(table[name])]
    return table.astype(dict.fromkeys(texts, "str"))
