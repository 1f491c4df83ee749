"""Writes the delivery plan as partnerships lay it out, as XLSX or CSV that can be read again."""

import csv
import io
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from data.register.plan.fields import NO_NUMBER
from data.register.plan.indicators import LINK
from data.register.plan.kinds import ACTION, BOTH, INDICATOR, Plan
from data.register.plan.layout import FORMULA_STARTS, IN_BOTH
from data.register.records import Record
from data.translations import read_translations

WORDS = read_translations("plan")
# BEFORE, MEASURED, AFTER: the columns of an action, those of its indicators, and its others.
BEFORE = ("number", "name", "partners", "role")
MEASURED = ("indicator", "unit", "baseline", "target", "direction", "link")
AFTER = ("status", "status_reason", "deadline", "comments", "cross", "points", "updated")
# GROUNDS: the colours of statuses.
GROUNDS = {
    "completed": "9DC3E6", "on_track": "A9D18E", "at_risk": "FFD966", "behind": "F4A6A0",
    "not_started": "E7E6E6",
}  # fmt: skip
WIDTHS = {"name": 44, "comments": 44, "points": 36, "indicator": 30, "partners": 22, "role": 22}


@dataclass(frozen=True, kw_only=True)
class Written:
    """What a plan is written with beside its records."""

    language: str
    area: str
    # The status of each action and why it was set, else what was set by hand.
    statuses: Mapping[str, str] = field(default_factory=dict)
    # The values that a release fills in: by indicator, year and quarter.
    filled: Mapping[tuple[str, int, int], str] = field(default_factory=dict)
    # The year in which the financial year begins that has columns also without a value.
    year: int = 0

    def word(self, key: str, **facts: object) -> str:
        """Return a text of the catalogue."""
        return WORDS[key][self.language].format_map(facts)


@dataclass(frozen=True, kw_only=True)
class Row:
    """A row of the file: a title, the header, a heading, an action or a further indicator."""

    kind: str
    cells: tuple[str, ...]


def plan_rows(plan: Plan, how: Written) -> list[Row]:
    """Return the rows of the plan's file.

    Parameters
    ----------
    plan
        The plan.
    how
        Language, title and what isn't in the records.

    Returns
    -------
    list of Row
        Title, header, then each priority with its objectives and actions. A blank line is before
        each heading, so that the second language of one isn't taken for the next.

    Examples
    --------
    >>> [row.kind for row in plan_rows(Plan(), Written(language="en", area="Vale"))]
    ['title', 'blank', 'header']
    """
    columns = _columns(plan, how)
    title = how.word("plan_file.title", area=how.area, years=_years(plan, how))
    rows = [
        Row(kind="title", cells=(title,)),
        Row(kind="blank", cells=()),
        Row(kind="header", cells=tuple(_head(column, how) for column in columns)),
    ]
    below = _Below(plan, how)
    for priority in plan.priorities:
        rows.append(Row(kind="blank", cells=()))
        rows += _headings("priority", priority, how)
        rows += _actions(below, below.actions[(priority.key, None)], columns, how)
        for objective in plan.objectives:
            if objective.values["priority"] == priority.key:
                rows.append(Row(kind="blank", cells=()))
                rows += _headings("objective", objective, how)
                of = below.actions[(priority.key, objective.key)]
                rows += _actions(below, of, columns, how)
    return rows


class _Below:
    """What belongs to each part of a plan."""

    def __init__(self, plan: Plan, how: Written) -> None:
        self.actions: dict[tuple[str, str | None], list[Record]] = defaultdict(list)
        self.indicators: dict[str, list[Record]] = defaultdict(list)
        self.values: dict[str, list[Record]] = defaultdict(list)
        self.filled: dict[str, dict[str, str]] = defaultdict(dict)
        for one in plan.actions:
            self.actions[(one.values["priority"], one.values["objective"])].append(one)
        for one in plan.indicators:
            self.indicators[one.values["action"]].append(one)
        for one in plan.values:
            self.values[one.values["indicator"]].append(one)
        for (key, year, quarter), value in how.filled.items():
            self.filled[key][f"value {year} {quarter}"] = value


def as_csv(plan: Plan, how: Written) -> bytes:
    """Return the plan as CSV: UTF-8 with a byte order mark for Excel.

    Parameters
    ----------
    plan, how
        As for `plan_rows`.

    Returns
    -------
    bytes
        A quote stands before what a spreadsheet would run as a formula.

    Examples
    --------
    >>> as_csv(Plan(), Written(language="en", area="Vale", year=2026))[:22]
    b'\\xef\\xbb\\xbfVale: delivery plan'
    """
    text = io.StringIO()
    writer = csv.writer(text)
    for row in plan_rows(plan, how):
        writer.writerow([f"'{c}" if c.startswith((*FORMULA_STARTS, "'")) else c for c in row.cells])
    return text.getvalue().encode("utf-8-sig")


def as_xlsx(plan: Plan, how: Written) -> bytes:
    """Return the plan as a workbook with merged headings. No cell can be run as a formula.

    Parameters
    ----------
    plan, how
        As for `plan_rows`.

    Returns
    -------
    bytes
        The workbook.

    Examples
    --------
    >>> as_xlsx(Plan(), Written(language="en", area="Vale"))[:2]
    b'PK'
    """
    from data.register.plan.workbook import write_workbook  # Loads openpyxl, which is slow.

    columns = [name.split()[0] for name in _columns(plan, how)]
    return write_workbook(
        plan_rows(plan, how),
        sheet=how.word("plan_file.sheet"),
        columns=columns,
        shared=[at for at, name in enumerate(columns) if name in (*BEFORE, *AFTER)],
        statuses={how.word(f"plan_status.{name}"): ground for name, ground in GROUNDS.items()},
        widths=WIDTHS,
    )


def _columns(plan: Plan, how: Written) -> list[str]:
    """Return the columns: name, language, year and quarter, of which a text in both has two."""

    def of(*names: str) -> Iterator[str]:
        for name in names:
            used = [lang for lang in ("en", "cy") if _used(plan, name, lang)]
            first = how.language if not used or how.language in used else used[0]
            own = [first, *(lang for lang in used if lang != first)]
            yield from (f"{name} {lang}" for lang in own) if name in IN_BOTH else [name]

    quarters = {(one.values["year"], one.values["quarter"]) for one in plan.values}
    notes = {
        f"note {one.values['year']} {one.values['quarter']} {lang}"
        for one in plan.values
        for lang in ("en", "cy")
        if one.values[f"note_{lang}"]
    }
    quarters |= {(year, quarter) for _, year, quarter in how.filled}
    years = {year for year, _ in quarters} | ({how.year} if how.year else set())
    values = []
    for year in sorted(years):
        for quarter in (1, 2, 3, 4):
            of_quarter = [f"note {year} {quarter} {language}" for language in ("en", "cy")]
            values += [f"value {year} {quarter}", *(one for one in of_quarter if one in notes)]
    return [*of(*BEFORE), *of(*MEASURED), *values, *of(*AFTER)]


def _used(plan: Plan, name: str, language: str) -> bool:
    field_of = f"{'name' if name == 'indicator' else name}_{language}"
    kind = INDICATOR if name in ("indicator", "unit") else ACTION
    return any(one.values.get(field_of) for one in plan.of(kind))


def _head(column: str, how: Written) -> str:
    """Return the header of a column, with its language if it isn't that of the file."""
    name, *rest = column.split()
    language = rest[-1] if rest and rest[-1] in ("en", "cy") else ""
    years = {"year": "", "quarter": ""}
    if name in ("value", "note"):
        years = {"year": _financial(int(rest[0])), "quarter": rest[1]}
    head = how.word(f"plan_head.{name}", **years)
    if not language or language == how.language:
        return head
    return how.word(f"plan_file.in_{language}", head=head)


def _financial(year: int) -> str:
    return f"{year}/{(year + 1) % 100:02d}"


def _years(plan: Plan, how: Written) -> str:
    years = {one.values["year"] for one in plan.values} | ({how.year} if how.year else set())
    return _financial(max(years)) if years else ""


def _headings(kind: str, record: Record, how: Written) -> list[Row]:
    """Return the heading of a priority or an objective; another one in the other language."""
    number = record.values["number"]
    rows = []
    others = [lang for lang in ("en", "cy") if lang != how.language]
    for language in (how.language, *others):
        if name := record.values[f"name_{language}"]:
            label = WORDS[f"plan_file.{kind}"][language]
            heading = f"{label} {number}: {name}" if number else f"{label}: {name}"
            rows.append(Row(kind=kind, cells=(heading,)))
    return rows


def _actions(below: _Below, actions: list[Record], columns: list[str], how: Written) -> list[Row]:
    rows = []
    for action in actions:
        indicators = below.indicators[action.key]
        first, *others = [_of_indicator(below, one, how) for one in indicators] or [{}]
        rows.append(_row("action", _of_action(action, how) | first, columns))
        rows += [_row("indicator", other, columns) for other in others]
    return rows


def _row(kind: str, cells: Mapping[str, Any], columns: list[str]) -> Row:
    return Row(kind=kind, cells=tuple(str(cells.get(column) or "") for column in columns))


def _of_action(action: Record, how: Written) -> dict[str, Any]:
    values = action.values
    cells = _texts(values, BOTH[ACTION.name])
    cells |= {name: values[name] for name in ("deadline", "cross", "updated")}
    status = how.statuses.get(action.key) or values["status"]
    cells["status"] = how.word(f"plan_status.{status}") if status else ""
    return cells | {"number": values["number"] or NO_NUMBER[1]}


def _of_indicator(below: _Below, indicator: Record, how: Written) -> dict[str, Any]:
    values = indicator.values
    cells = _texts(values, ("unit",)) | {
        f"indicator {lang}": values[f"name_{lang}"] for lang in ("en", "cy")
    }
    cells |= {name: values[name] for name in ("baseline", "target")}
    if values["direction"]:
        cells["direction"] = how.word(f"plan_direction.{values['direction']}")
    if values["measure"]:
        cells["link"] = "; ".join(values[name] or "" for name in LINK)
    cells |= below.filled[indicator.key]
    for one in below.values[indicator.key]:
        when = f"{one.values['year']} {one.values['quarter']}"
        if one.values["value"] and not values["measure"]:
            cells[f"value {when}"] = one.values["value"]
        for lang in ("en", "cy"):
            cells[f"note {when} {lang}"] = one.values[f"note_{lang}"]
    return cells


def _texts(values: Mapping[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    return {f"{n} {lang}": values[f"{n}_{lang}"] for n in names for lang in ("en", "cy")}
