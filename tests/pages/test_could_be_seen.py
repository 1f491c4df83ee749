"""Beside every "no clear difference": the smallest one that could have been seen, folded."""

import re
from collections.abc import Iterator

import pytest
from streamlit.testing.v1 import AppTest

from components.text.catalogue import LANGUAGES, Text
from data.schema import CATEGORIES
from geo.measures import MEASURES
from geo.noise.ladder import NO_CLEAR_CHANGE, NO_CLEAR_DIFFERENCE
from geo.survey.place_types import NO_CLEAR_KIND
from tests.cases import every_case
from tests.pages.conftest import Open, page_at, words_on
from tests.truth.collect import plain

pytestmark = pytest.mark.usefixtures("sample_home")
WARD = "W05999016"
FOLD = re.compile(r'<details class="mt-fold">(.*?)</details>', re.DOTALL)
TABLE = re.compile(r"<table.*?</table>", re.DOTALL)
ROW = re.compile(r"<tr[^>]*>(.*?)</tr>", re.DOTALL)
CELL = re.compile(r"<td[^>]*>(.*?)</td>", re.DOTALL)
PARAGRAPH = re.compile(r"<p>(.*?)</p>", re.DOTALL)


def folded(app: AppTest) -> list[str]:
    """Return the lines of every fold of a page."""
    bodies = FOLD.findall(words_on(app))
    return [plain(line) for body in bodies for line in PARAGRAPH.findall(body)]


def without_line(names: list[str], lines: list[str]) -> list[str]:
    return [name for name in names if not any(line.startswith(name) for line in lines)]


def rows_that_say(app: AppTest, verdict: str) -> Iterator[list[str]]:
    """Return the cells of every row of a table that has this verdict in a cell."""
    for table in TABLE.findall(words_on(app)):
        for row in ROW.findall(table):
            cells = [plain(cell) for cell in CELL.findall(row)]
            if verdict in cells:
                yield cells
    for drawn in app.dataframe:
        cells = drawn.value.astype(str)
        yield from cells[(cells == verdict).any(axis=1)].to_numpy().tolist()


@pytest.mark.slow
@every_case("language", LANGUAGES)
def test_each_row_without_a_clear_verdict_has_its_smallest_difference(
    open_page: Open, language: str
) -> None:
    text = Text(language)
    for address, verdicts in {
        "place": [f"verdict.{NO_CLEAR_DIFFERENCE}"],
        "perceived": [f"kind_of_place.{NO_CLEAR_KIND}", f"direction.{NO_CLEAR_CHANGE}"],
    }.items():
        app = open_page(page_at(address), lang=language, place=WARD, topic="speeding")
        if address == "perceived":
            app = open_page(page_at(address), lang=language, place=WARD)
        lines = folded(app)
        for verdict in verdicts:
            names = [cells[0] for cells in rows_that_say(app, text(verdict))]
            assert names, f"{address} has no row that says {text(verdict)!r}"
            assert without_line(names, lines) == [], (address, text(verdict))


@every_case("language", LANGUAGES)
def test_each_category_without_a_clear_verdict_has_its_smallest_difference(
    open_page: Open, language: str
) -> None:
    text, app = Text(language), open_page(page_at("place"), lang=language, place=WARD)
    words, lines = plain(words_on(app)), folded(app)
    before, after = text("mine.alike", categories="\n").split("\n")
    said = re.search(re.escape(before) + r"([^.]*)" + re.escape(after), words)
    assert said, f"the sample's ward has no category that says {before!r}"
    titles = [
        text(f"category_title.{one}") for one in CATEGORIES if text(f"category.{one}") in said[1]
    ]
    assert titles and without_line(titles, lines) == []
    fall = text("visible.change", what="", less="\n", more="").split("\n")[0]
    changes = [line for line in lines if fall in line]
    assert len(changes) > 3, "nothing has clearly changed there: every category is told"
    assert any(line.startswith(text("visible.month")) for line in lines), "the season"


@every_case("language", LANGUAGES)
def test_every_map_with_pale_areas_tells_what_could_have_been_seen(
    open_page: Open, language: str
) -> None:
    text = Text(language)
    parts = dict.fromkeys(("lower", "higher", "fall", "rise"), "0%")
    keys = [f"answer.visible_{kind}" for kind in ("rate", "share", "change")]
    begin = {text(key, **parts).split("0%")[0] for key in keys}
    for measure in ("rate", "compared", "smoothed", "share", "change", "perceived"):
        assert measure in MEASURES
        lines = folded(open_page(page_at("map"), lang=language, measure=measure))
        assert any(line.startswith(tuple(begin)) for line in lines), measure


@every_case("language", LANGUAGES)
def test_home_groups_and_the_check_of_an_issue_tell_it_too(open_page: Open, language: str) -> None:
    text = Text(language)
    home = folded(open_page(page_at(""), lang=language))
    assert sum(text("category_title.robbery") in line for line in home) == 1
    assert any(line.startswith(text("visible.middle_ward")) for line in home)
    groups = folded(open_page(page_at("groups"), lang=language))
    heads = [text("visible.groups_of", part=text(f"fifth.{n}")) for n in range(1, 6)]
    assert len(without_line(heads, groups)) < len(heads)
    check = folded(open_page(page_at("perceived"), lang=language, place="W05999002"))
    beside = ("visible.from_median", "visible.since_year_before")
    assert len(without_line([text(key) for key in beside], check)) < len(beside)


def test_a_name_without_a_line_is_noticed() -> None:
    assert without_line(["Speeding", "Litter"], ["Litter: 3% or less."]) == ["Speeding"]
