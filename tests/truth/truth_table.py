"""Compares every sentence, table and number of an area's pages with the slow path."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from html import escape
from typing import Any

from components.text.catalogue import Text
from tests.truth.areas import Area
from tests.truth.checks import (
    alike,
    all_areas,
    authorities,
    breaks,
    changes,
    gaps,
    left_out,
    lists,
    months,
    outcomes,
    panel,
    pictures,
    place_page,
    priorities,
    recorded,
    stands_out,
    survey,
    tables,
)
from tests.truth.checks.case import CHECKS, PER_RESIDENT, WELSH, Case, Difference
from tests.truth.collect import Notes, Page, Said, noting
from tests.truth.not_recomputed import NOT_RECOMPUTED, TABLES, UNWORDED
from tests.truth.pages import (
    TREND_PICTURE,
    addresses,
    exports,
    leaflet,
    order_pdf,
    pages,
    picture,
    trend_picture,
)
from tests.truth.slow_path import SlowPath

# The modules that enter their functions into CHECKS when they are imported.
CHECKING = (
    alike,
    all_areas,
    authorities,
    breaks,
    changes,
    gaps,
    left_out,
    lists,
    months,
    panel,
    pictures,
    place_page,
    priorities,
    recorded,
    stands_out,
    survey,
)
TABLE = "a table"
# The class of the place page's table of categories.
RATES = "mt-rates"
# How many differences of one sentence or table are written out.
MOST_SHOWN = 4
LEAFLET = 1


@dataclass(frozen=True, kw_only=True)
class FalseSentence:
    """A sentence or table that isn't true: where it is, what it says, what is true."""

    area: str
    page: str
    key: str
    words: str
    differences: tuple[Difference, ...]

    def __str__(self) -> str:
        shown = [
            f"{one.what} said {one.said or '–'}, found {one.found or '–'}"
            for one in self.differences[:MOST_SHOWN]
        ]
        if len(self.differences) > MOST_SHOWN:
            shown.append(f"and {len(self.differences) - MOST_SHOWN} more")
        return f"{self.area}, {self.page}: [{self.key}] {self.words!r}: {'; '.join(shown)}"


@dataclass
class Found:
    """What was found false in an area, and which numbers nothing is known of."""

    wrong: list[FalseSentence] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    recomputed: set[str] = field(default_factory=set)


def look(area: Area, slow: SlowPath, open_page: Callable[..., Any]) -> Found:
    """Open everything of the area, and compare it."""
    with noting(Notes()) as notes:
        seen = list(pages(addresses(slow), open_page, notes, area.language))
        ward, lsoa = str(slow.wards.index[LEAFLET]), str(slow.lsoas.index[LEAFLET + 1])
        printed = {place: leaflet(place, notes, area.language) for place in (ward, lsoa)}
        asked = [
            query for query in EXPORTED if area.residents or query["measure"] not in PER_RESIDENT
        ]
        files = [page for query in asked for page in exports(query, notes, area.language)]
        drawn = [picture(query, notes, area.language) for query in asked]
        drawn += [
            trend_picture({"place": one, **TREND}, notes, area.language) for one in ("", ward)
        ]
    found = compare(area, slow, notes, [*seen, *printed.values(), *files, *drawn])
    text = Text(area.language)
    for place, pdf in printed.items():
        (own,) = (page for page in seen if page.name == f"/place?place={place}")
        rows = [
            Difference(what="row", said="another row", found=row) for row in printed_rows(own, pdf)
        ]
        _with_tables(area, pdf.name, rows, found)
    if area.lists:
        wrong = lists.printed_counts(slow, text, order_pdf(lists.ORDER, area.language))
        _with_tables(area, f"PDF of the order {lists.ORDER}", wrong, found)
    return found


TREND = {"category": "violent-crime"}
EXPORTED: tuple[dict[str, str], ...] = (
    *({"measure": name, "category": "violent-crime"} for name in ("count", "change", "share")),
    {"measure": "rate", "level": "lsoa"},
)


def look_at(
    asked: Iterable[tuple[str, dict[str, str]]],
    area: Area,
    slow: SlowPath,
    open_page: Callable[..., Any],
) -> Found:
    """Open some pages of the area, and compare them."""
    with noting(Notes()) as notes:
        seen = list(pages(asked, open_page, notes, area.language))
    return compare(area, slow, notes, seen)


def compare(area: Area, slow: SlowPath, notes: Notes, seen: list[Page]) -> Found:
    notes.names |= {str(name) for table in (slow.wards, slow.lsoas) for name in table["name"]}
    notes.names |= {area.asked, *(one.name for one in area.authorities), *WELSH.values()}
    notes.names |= {*map(str, slow.wards.index), *map(str, slow.lsoas.index)}
    found, text = Found(), Text(area.language)
    for page in seen:
        case = Case(slow=slow, notes=notes, page=page, text=text)
        for said in page.said:
            _sentence(area, case, said, found)
        _with_tables(area, page.name, _tables(case), found)
        if page.name.startswith("/"):
            _unworded(area, case, found)
    return found


def _sentence(area: Area, case: Case, said: Said, found: Found) -> None:
    check = CHECKS.get(said.key)
    if check:
        found.recomputed.add(said.key)
        if differences := tuple(check(case, said)):
            found.wrong.append(
                FalseSentence(
                    area=area.name,
                    page=case.page.name,
                    key=said.key,
                    words=said.words,
                    differences=differences,
                )
            )
    elif said.key not in NOT_RECOMPUTED and (numbers := said.numbers(case.notes)):
        found.unknown.append(f"{area.name}, {case.page.name}: {said.key} {numbers}")


def _unworded(area: Area, case: Case, found: Found) -> None:
    listed = [*UNWORDED, *(_first_title(case, key) for key in TABLES)]
    # The words of a chart whose table is on the page, recomputed there.
    listed += alike.spoken(case)
    # A first title over numbers.
    head = '<tr role="row"><th scope="col" role="columnheader" class="mt-n">'
    listed += [f"{head}{escape(case.text(key))}<" for key in TABLES]
    numbers: dict[str, list[str]] = {}
    for number, block in case.page.unworded(case.notes):
        if not any(mark in block for mark in listed):
            numbers.setdefault(block, []).append(number)
    found.unknown += [
        f"{area.name}, {case.page.name}: {', '.join(some[:5])} of {block[:200]!r} in no sentence"
        for block, some in numbers.items()
    ]


def _first_title(case: Case, key: str) -> str:
    """Return the beginning of an HTML table whose first title has the key."""
    return f'<tr role="row"><th scope="col" role="columnheader">{case.text(key)}</th>'


def _with_tables(area: Area, page: str, wrong: Iterable[Difference], found: Found) -> Found:
    if differences := tuple(wrong):
        found.wrong.append(
            FalseSentence(area=area.name, page=page, key=TABLE, words="", differences=differences)
        )
    return found


def _tables(case: Case) -> Iterator[Difference]:
    page = case.page
    if page.name.startswith(TREND_PICTURE):
        yield from tables.by_month(case, page.tables[0])
    elif page.name.startswith("/map"):
        yield from tables.on_screen(case, page.tables[0], case.measure)
    elif page.name.startswith("/authorities"):
        yield from authorities.indicators(case, page.tables[0])
    elif page.name.startswith("/next"):
        yield from tables.ingredients(case, page.tables[0])
    elif page.tables and not page.name.startswith("/"):
        yield from tables.figures(case, page.tables[0], case.measure)
    for block in page.blocks:
        if "mt-commonest" in block:
            yield from tables.commonest(case, block)
        if "mt-portrait" in block and "mt-value" in block:
            yield from tables.portrait(case, block)
        if RATES in block:
            yield from tables.record(case, tables.rows_of(block))
        if _first_title(case, "mine.col_topic") in block:
            yield from tables.topics(case, tables.rows_of(block)[1:])
        if page.name.startswith("/groups") and _first_title(case, "table.area") in block:
            yield from tables.rates_by_area(case, tables.rows_of(block))
        if page.name.startswith("/data") and _first_title(case, "survey_report.column") in block:
            yield from survey.off_scale(case, tables.rows_of(block)[1:])
        if page.name.startswith("/data") and _first_title(case, "gaps.force") in block:
            yield from gaps.whole_months(case, tables.rows_of(block)[1:])
        if page.name.startswith("/place") and _first_title(case, "outcomes.category") in block:
            yield from outcomes.by_category(case, tables.rows_of(block)[1:])
        if page.name.startswith("/authorities") and _first_title(case, "control.category") in block:
            yield from authorities.by_category(case, tables.rows_of(block))
        if f">{case.text('alike.col_far')}<" in block:
            yield from alike.each_area(case, tables.rows_of(block)[1:])
        if f">{case.text('alike.col_times')}<" in block:
            yield from alike.each_category(case, tables.rows_of(block)[1:])
        if page.name.startswith("/map") and _first_title(case, "left_out.reason") in block:
            yield from left_out.reasons(case, tables.rows_of(block)[1:])


def printed_rows(page: Page, pdf: Page) -> list[str]:
    """Return the rows of a page's table of categories that its PDF doesn't have as they are."""
    (block,) = (block for block in page.blocks if RATES in block)
    rows = tables.rows_of(block)[1:]
    assert rows, f"{page.name} has no row in its table of categories"
    wanted = ["".join("".join(row[:5]).split()) for row in rows]
    return [row for row in wanted if row not in pdf.blocks[0]]
