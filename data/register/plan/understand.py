"""Understands a delivery plan in a file as partnerships lay it out, and reports on every row."""

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from data.errors import SourceError
from data.messages import Message
from data.readers.merged_cells import Sheet, read_sheets
from data.register.plan.file_plan import LEFT_OUT, FilePlan, Told
from data.register.plan.header import find_header
from data.register.plan.layout import NAMES, plain
from data.register.plan.rows import SheetReader

NOTHING: Mapping[str, str] = MappingProxyType({})
# WANTS: every name of a column.
WANTS = [name for both in NAMES.values() for names in both for name in names]
YEARS = re.compile(r"\b20(\d\d)\s*[/–-]\s*(?:20)?(\d\d)\b")


def understand(
    name: str,
    content: bytes,
    *,
    year: int,
    areas: Sequence[str] = (),
    others: Sequence[str] = (),
    reasons: Mapping[str, str] = NOTHING,
) -> FilePlan:
    """Return the plan that a file has, with what is told of each of its rows.

    Parameters
    ----------
    name
        The file's name for messages.
    content
        XLSX, ODS or CSV.
    year
        The year in which the financial year of quarters without one begins, unless the lines above
        the header name a year.
    areas
        The names of the area whose plan is expected.
    others
        The names of other areas; a file whose title has one of them and none of the area is
        refused.
    reasons
        The reason by language that is stored with statuses of a file without reasons.

    Returns
    -------
    FilePlan
        The plan.

    Raises
    ------
    SourceError
        If the file isn't a delivery plan, or is that of another area.

    Examples
    --------
    >>> table = b"No,Action,Deadline\\nPriority 1: Streets,,\\n1.1,Patrol,Apr-26\\n"
    >>> [one.kind.name for one in understand("plan.csv", table, year=2026).records]
    ['plan_priorities', 'plan_actions']
    """
    plan = FilePlan(name=name)
    found = False
    for sheet in read_sheets(name, content, WANTS):
        head = find_header(sheet)
        if head is None:
            told = Message("plan.sheet_without", sheet=sheet.name)
            first = sheet.rows[0][0] if sheet.rows else 1
            plan.told.append(Told(sheet=sheet.name, line=first, kind=LEFT_OUT, words=told))
            continue
        found = True
        above = " ".join(c.text for _, row in sheet.rows[: head.at] for c in row)
        _check_area(name, f"{above} {sheet.name}", areas, others)
        years = YEARS.search(above)
        begins = 2000 + int(years[1]) if years else year
        SheetReader(plan, sheet, head, begins, reasons).read()
    if not found:
        raise SourceError(
            file=name,
            where=Message("where.header"),
            expected=Message("plan.columns"),
            found=_first_words(read_sheets(name, content, WANTS)),
        )
    return plan


def _first_words(sheets: Sequence[Sheet]) -> str:
    cells = [c.text for s in sheets[:1] for _, row in s.rows[:3] for c in row if c.text]
    return ", ".join(" ".join(text.split())[:40] for text in cells[:8]) or Message("found.none")


def _check_area(name: str, title: str, areas: Sequence[str], others: Sequence[str]) -> None:
    said = f" {plain(title)} "
    if not areas or any(f" {plain(area)} " in said for area in areas):
        return
    if other := next((one for one in others if f" {plain(one)} " in said), None):
        raise SourceError(
            file=name,
            where=Message("plan.title"),
            expected=Message("plan.of", area=areas[0]),
            found=Message("plan.of", area=other),
        )
