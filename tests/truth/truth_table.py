"""Compares every sentence, table and number of an area's pages with the slow path."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from components.text.catalogue import Text
from tests.truth.areas import Area
from tests.truth.checks import (
    left_out,
    months,
    panel,
    place_page,
    priorities,
    recorded,
    survey,
    tables,
)
from tests.truth.checks.case import CHECKS, Case, Difference
from tests.truth.collect import Notes, Page, Said, noting
from tests.truth.not_recomputed import NOT_RECOMPUTED, UNWORDED
from tests.truth.pages import exports, leaflet, pages
from tests.truth.slow_path import SlowPath

# The modules that enter their functions into CHECKS when they are imported.
CHECKING = (left_out, months, panel, place_page, priorities, recorded, survey)
TABLE = "a table"


@dataclass(frozen=True, kw_only=True)
class FalseSentence:
    """A sentence or table that isn't true: where it stands, what it says, what is true."""

    area: str
    page: str
    key: str
    words: str
    difference: Difference

    def __str__(self) -> str:
        one = self.difference
        said, found = one.said or "–", one.found or "–"
        return (
            f"{self.area}, {self.page}: [{self.key}] {self.words!r}: "
            f"{one.what} said {said}, found {found}"
        )


@dataclass
class Found:
    """What was found false in an area, which keys were recomputed, and which are not known."""

    wrong: list[FalseSentence]
    recomputed: set[str]
    unknown: list[str]


def look(area: Area, slow: SlowPath, open_page: Callable[..., Any]) -> Found:
    """Open everything of the area, and compare it."""
    notes, text = Notes(), Text("en")
    found = Found([], set(), [])
    with noting(notes):
        seen = list(pages(slow, open_page))
        wards = list(map(str, slow.wards.index))
        printed = leaflet(wards[1])
        files = [page for query in exported(wards) for page in exports(query)]
    notes.names |= {str(name) for table in (slow.wards, slow.lsoas) for name in table["name"]}
    notes.names |= {area.asked, *(one.name for one in area.authorities)}
    notes.names |= {*map(str, slow.wards.index), *map(str, slow.lsoas.index)}
    for page in [*seen, printed, *files]:
        case = Case(slow=slow, notes=notes, page=page, text=text)
        for said in page.said(notes):
            _sentence(area, case, said, found)
    for page in seen:
        case = Case(slow=slow, notes=notes, page=page, text=text)
        found.wrong += [
            FalseSentence(area=area.name, page=page.name, key=TABLE, words="", difference=one)
            for one in _tables(case)
        ]
        found.unknown += [
            f"{area.name}, {page.name}: {number} in {block[:160]!r} is in no sentence"
            for number, block in page.unworded(notes)
            if not any(mark in block for mark in UNWORDED)
        ]
    (own,) = (page for page in seen if page.name == f"/place?place={wards[1]}")
    found.wrong += [
        FalseSentence(
            area=area.name,
            page=printed.name,
            key=TABLE,
            words="",
            difference=Difference(what="row", said="another row", found=row),
        )
        for row in printed_rows(own, printed)
    ]
    for page in files:
        case = Case(slow=slow, notes=notes, page=page, text=text)
        found.wrong += [
            FalseSentence(area=area.name, page=page.name, key=TABLE, words="", difference=one)
            for one in tables.figures(case, page.tables[0], page.view["measure"])
        ]
    return found


def exported(wards: list[str]) -> Iterator[dict[str, str]]:
    for measure in ("count", "rate", "change", "share"):
        yield {"measure": measure, "category": "violent-crime"}
    yield {"measure": "rate", "level": "lsoa", "category": "anti-social-behaviour"}


def _sentence(area: Area, case: Case, said: Said, found: Found) -> None:
    check = CHECKS.get(said.key)
    if check:
        found.recomputed.add(said.key)
        found.wrong += [
            FalseSentence(
                area=area.name,
                page=case.page.name,
                key=said.key,
                words=said.words,
                difference=one,
            )
            for one in check(case, said)
        ]
    elif said.key not in NOT_RECOMPUTED and (numbers := said.numbers(case.notes)):
        found.unknown.append(f"{area.name}, {case.page.name}: {said.key} {numbers}")


def _tables(case: Case) -> Iterator[Difference]:
    page = case.page
    if page.name.startswith("/map"):
        yield from tables.on_screen(case, page.tables[0], page.view.get("measure", "rate"))
    for block in page.blocks:
        if "mt-commonest" in block:
            yield from tables.commonest(case, block)
        if "mt-portrait" in block and "mt-value" in block:
            yield from tables.portrait(case, block)
        if "mt-standings" in block:
            yield from tables.record(case, tables.rows_of(block))


def printed_rows(page: Page, pdf: Page) -> list[str]:
    """Return the rows of a page's table of categories that its PDF doesn't have as they are."""
    rows = [row for block in page.blocks if "mt-standings" in block for row in tables.rows_of(block)]
    wanted = ["".join("".join(row[:5]).split()) for row in rows[1:]]
    return [row for row in wanted if row not in pdf.blocks[0]]
