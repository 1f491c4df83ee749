"""The front page says first what stands out this month, or that nothing does, or why not."""

import re
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from components import queries
from components.home_page import month_charts
from components.packs.build import pack, reader
from components.packs.document import tables_of
from components.packs.make import painted
from components.packs.templates import BY_NAME
from components.page_context import context_of
from components.page_models import exceptions
from components.queries.monthly import Exceptions
from components.text.catalogue import LANGUAGES, Text
from components.view.view import View
from components.view.viewer import local_viewer
from data.settings import load_settings
from geo.noise.monthly.exceptions import exceptions as judged
from geo.not_measured import FEW_MONTHS, RECORDED_OTHERWISE, NotMeasured
from tests.cases import every_case
from tests.components.packs.reading import (
    charts_of_slides,
    joined,
    rows_of_slides,
    tables_of_workbook,
    words_of_pdf,
)
from tests.pages.conftest import Open, page_at, words_on
from tests.pages.page_words import lead
from tests.planted_month import PLANTED
from tests.truth.collect import plain

NOTHING = {
    "en": "Nothing stands out in September 2026.",
    "cy": "Nid oes dim yn sefyll allan ym mis Medi 2026.",
}


@every_case("language", LANGUAGES)
def test_nothing_stands_out_in_the_sample(
    sample_home: Path, open_page: Open, language: str
) -> None:
    app = open_page(page_at(""), lang=language)
    assert not app.exception and lead(app) == NOTHING[language]
    words = words_on(app)
    assert 'class="mt-exception"' not in words
    # 24 wards and the whole area, 14 categories.
    assert "350" in words
    needed = r"would take (\d+) for us" if language == "en" else r"byddai angen (\d+) i ni"
    found = re.search(needed, words)
    assert found and 25 < int(found[1]) < 80, "the power is told"


@every_case("language", LANGUAGES)
def test_what_stands_out_is_said_with_its_range(
    planted_home: Path, open_page: Open, language: str
) -> None:
    app = open_page(page_at(""), lang=language)
    assert not app.exception
    here = context_of(View(lang=language), local_viewer(load_settings()))
    rows = exceptions.rows(here)
    planted = {(row.place, row.category): row.now for row in rows if row.place}
    assert planted == {key: str(count) for key, count in PLANTED.items()}
    assert lead(app).startswith("2 counts" if language == "en" else "Mae 2 gyfrif")
    words = words_on(app)
    for row in rows:
        assert row.said in words and row.name in words
        assert f"place={row.place}" in words or not row.place
        assert float(row.now) > float(row.upper)
        assert month_charts.chart_of(here, row).table.iloc[-1, 0] == float(row.now)
    far = [abs(found) for found in exceptions.asked(here).named["score"]]
    assert far == sorted(far, reverse=True), "the farthest is first"


def test_a_chosen_ward_has_its_own_counts(planted_home: Path, open_page: Open) -> None:
    (ward, _), other = next(iter(PLANTED)), "W05999005"
    words = words_on(open_page(page_at(""), place=ward))
    assert "1 count stands out in September 2026." in words
    assert words.count('class="mt-exception"') == 1
    words = words_on(open_page(page_at(""), place=other))
    assert "nothing stands out in September 2026." in words
    assert 'class="mt-exception"' not in words


def test_the_file_has_every_count_with_its_range(planted_home: Path) -> None:
    here = context_of(View(), local_viewer(load_settings()))
    table = exceptions.as_table(here)
    assert len(table) == 25 * 14 and list(table["verdict"][:2]) == ["higher"] * 2
    row = table[(table["area_code"] == "W05999003") & (table["category"] == "burglary")].iloc[0]
    assert row["incidents"] == 31 and row["expected_upper"] < 31
    assert (table["incidents"] <= table["expected_upper"]).sum() == len(table) - 2


def test_the_monthly_pack_has_the_rows_of_the_front_page(planted_home: Path) -> None:
    viewer, template = local_viewer(load_settings()), BY_NAME["monthly"]
    for language in LANGUAGES:
        here = context_of(View(lang=language), reader(viewer, template))
        made = pack(viewer, template, "", language)
        assert made.pages[0].heading == exceptions.sentence(here)
        rows = exceptions.rows(here)
        (table,) = tables_of(made.pages[0].parts)
        assert [cells[:2] for cells in table.rows] == [[row.name, row.now] for row in rows]
        headings = [page.heading for page in made.pages[1 : len(rows) + 1]]
        assert headings == [f"{row.name}: {row.verdict}" for row in rows]


def test_page_pdf_slides_and_workbook_name_the_same_counts(
    planted_home: Path, open_page: Open
) -> None:
    """Of each planted count: its ward, its category, the count and the range, in each of them."""
    language = "cy"
    viewer, template, text = local_viewer(load_settings()), BY_NAME["monthly"], Text(language)
    app = open_page(page_at(""), lang=language)
    on_page = [plain(block) for block in blocks_of(app) if 'class="mt-exception"' in block]
    made = pack(viewer, template, "", language)
    printed = words_of_pdf(painted(made, "pdf"))
    slides = painted(made, "pptx")
    book = tables_of_workbook(painted(made, "xlsx"))
    here = context_of(View(lang=language), viewer)
    table = exceptions.asked(here).table
    on_slides = [row for row in rows_of_slides(slides) if row[-1] == text("exceptions.more")]
    in_book = [row for sheet in book for row in sheet if row[-1] == text("exceptions.more")]
    assert len(on_page) == len(on_slides) == len(in_book) == len(PLANTED)
    for (ward, category), count in PLANTED.items():
        judged_ = table.loc[(category, ward)]
        lower, upper = int(judged_["lower"]), int(judged_["upper"])
        assert judged_["now"] == count > upper
        place, what = here.place_name(ward), text(f"category.{category}")
        name = text("exceptions.name", place=place, category=what)
        said = text("exceptions.said", now=count, lower=lower, upper=upper)
        within = text("pack.range", lower=lower, upper=upper)
        (block,) = (block for block in on_page if name in block)
        assert said in block
        assert joined(name) in printed and joined(f"{said}.") in printed
        assert joined(within) in printed
        (row,) = (row for row in on_slides if row[0] == name)
        assert (row[1], row[3]) == (str(count), within)
        (row,) = (row for row in in_book if row[0] == name)
        assert (row[1], row[3]) == (count, within)
        # Its chart: the last month, with the range that only this month has.
        (chart,) = (
            series
            for _, series in charts_of_slides(slides)
            if text("exceptions.expected_to") in series
            and series[text("exceptions.col_now")][-1] == count
        )
        assert chart[text("exceptions.expected_from")][-1] == lower
        assert chart[text("exceptions.expected_to")][-1] == upper


def blocks_of(app: AppTest) -> list[str]:
    """Return every block of HTML."""
    return [str(part.proto.body) for part in app.get("html")]


@pytest.mark.parametrize("reason", [FEW_MONTHS, RECORDED_OTHERWISE])
def test_why_nothing_can_be_said(
    sample_home: Path, open_page: Open, monkeypatch: pytest.MonkeyPatch, reason: str
) -> None:
    why = NotMeasured(reason=reason, found=13, needed=24)
    found = Exceptions("2026-09", pd.DataFrame(), pd.DataFrame(), why)
    monkeypatch.setattr(queries.monthly, "exceptions_of", lambda key: found)
    app = open_page(page_at(""))
    assert not app.exception
    assert lead(app) == "We cannot say yet what stands out in September 2026."
    words = words_on(app)
    assert "13" in words and "24" in words and "csv-exceptions" not in str(app.main)


def test_wards_with_gaps_are_told_of(gaps_home: Path, open_page: Open) -> None:
    here = context_of(View(), local_viewer(load_settings()))
    lines = " ".join(exceptions.how_worked_out(here))
    assert "counts are not judged (all types)" in lines
    table = exceptions.asked(here).table
    assert set(table["reason"].dropna()) <= {"few months", "not published"}
    assert (table["now"][table["reason"] == "not published"]).isna().all()


def test_a_recording_break_is_told_of(breaks_home: Path) -> None:
    here = context_of(View(), local_viewer(load_settings()))
    lines = " ".join(exceptions.how_worked_out(here))
    assert "Recording changed, and fewer than 24" in lines


def test_a_category_of_zeros_is_told_of(sample_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = context_of(View(), local_viewer(load_settings()))
    found = exceptions.asked(here)
    months = found.months.copy()
    months["robbery"] = 0.0
    wards = months.drop(columns="", level="area")
    table = judged(wards)
    assert isinstance(table, pd.DataFrame)
    none = replace(found, months=months, table=table)
    monkeypatch.setattr(queries.monthly, "exceptions_of", lambda key: none)
    lines = exceptions.how_worked_out(here)
    assert "Nothing was recorded in all these months: robbery." in " ".join(lines)
