"""The page on authorities: every number is that of the release, and what isn't known is said."""

import io
import re
from pathlib import Path

import pandas as pd
import pytest
from openpyxl import load_workbook
from starlette.applications import Starlette
from starlette.testclient import TestClient

from components import queries
from components.authorities_page import by_category, files, indicators_table, model, sentences
from components.authorities_page.view_part import AuthoritiesPart
from components.export import published_figures
from components.page_context import PageContext, context_of
from components.queries.authorities import Publication
from components.search.entries import find
from components.text.catalogue import LANGUAGES, Text
from components.ui.table_cells import as_text
from components.view.view import View
from data.access.viewer import Audience, Viewer
from data.release.store import Store
from data.schema import ASB, AUTHORITY, FORCE, OFFICIAL_LEVELS, PARTNERSHIP, WARD
from geo.noise.ladder import HIGHER, LOWER, NO_CLEAR_CHANGE, NO_CLEAR_DIFFERENCE
from pages import PAGES
from tests.cases import every_case
from tests.halwyn_authorities import APART, FORCES, MIDDLE, NORTH, SOUTH, UPPER
from tests.pages.conftest import Open, page_at, words_on

PAGE, MAP, HOME, PLACE = page_at("authorities"), page_at("map"), page_at(""), page_at("place")
RAW_KEY = re.compile(r"(authorities|level|count|answer|table)\.[a-z_]+\b|[{]| nan\b|NaN| inf\b")
PUBLIC = Viewer(name="", audience=Audience.PUBLIC)


def asked(language: str = "en", **view: str) -> model.AuthoritiesModel:
    part = AuthoritiesPart(**{k: view.pop(k) for k in ("bodies", "chosen") if k in view})
    found = model.ask(context_of(View(lang=language, parts=(part,), **view), PUBLIC))
    assert found is not None
    return found


@every_case("language", LANGUAGES)
def test_the_page_shows_each_authority_with_the_same_indicators(
    authorities_home: Path, authorities_store: Store, open_page: Open, language: str
) -> None:
    text, app = Text(language), open_page(PAGE, lang=language)
    assert not app.exception and not app.error and not app.warning
    words = words_on(app)
    assert text("authorities.title_authority") in app.title[0].value
    assert not RAW_KEY.findall(words)
    shown = app.dataframe[0].value
    assert len(shown) == 4 and text("authorities.col_hot_spots") in shown
    # The force of one authority has no file, and of another nobody counted all residents.
    months = authorities_store.months()[-12:]
    published = int(authorities_store.published(AUTHORITY)[NORTH].loc[months].sum())
    names = queries.places.names(asked(language).here.key)
    facts = {"months": text.number(0), "wanted": text.number(12)}
    forces = re.escape(text("authorities.no_file", forces="X", place="Y", **facts)).split("X")[1]
    assert re.search(forces, words) and published == 12
    assert text("authorities.no_residents", places=text.name(names[MIDDLE])) in words
    assert text("authorities.how_survey") not in words and text("authorities.no_survey") in words
    assert 'href="https://north.example/milltir"' in words


def test_rates_changes_and_spots_are_those_of_the_levels(
    authorities_home: Path, authorities_store: Store
) -> None:
    rows, store = asked().rows, authorities_store
    months = store.months()[-12:]
    wards = store.area_names(WARD)["authority_code"]
    counted = store.counts(WARD, months, [ASB]).groupby(wards).sum()
    people = store.residents(WARD).groupby(wards).sum()
    for code in (NORTH, SOUTH):
        row = rows.loc[code]
        assert row["incidents"] == counted[code]
        assert row["rate"] == pytest.approx(1000 * counted[code] / people[code])
        assert row["lower"] < row["rate"] < row["upper"]
        # March 2025 was not published, so March is left out of both years.
        pairs = [
            (now, before)
            for now, before in zip(months, store.months()[-24:-12], strict=True)
            if before in store.complete_months()
        ]
        years = [
            store.counts(WARD, list(year), [ASB]).groupby(wards).sum()[code]
            for year in zip(*pairs, strict=True)
        ]
        assert len(pairs) == 11 and [row["now"], row["before"]] == years
        assert row["change"] == pytest.approx(years[0] / years[1] - 1)
    assert rows.loc[[MIDDLE, APART], ["rate", "verdict"]].isna().all(axis=None)
    assert pd.isna(rows.loc[APART, "incidents"]) and rows.loc[MIDDLE, "incidents"] > 0
    assert rows["small_areas"].sum() == len(store.codes("lsoa"))


def test_the_table_as_text_has_the_range_of_the_rate_and_that_of_the_change(
    authorities_home: Path,
) -> None:
    of = asked()
    text, rows = of.here.text, indicators_table.table_of(of)
    columns = indicators_table.columns_of(text, rows, of.period.months())
    written = as_text(text, columns, rows)
    assert len(set(written)) == len(columns)
    north = written.set_index(text("table.area")).loc["North"]
    row = rows.loc[NORTH]
    for head, name in (("table.lower", "lower"), ("table.upper", "upper")):
        assert north[text(head)] == text.number(row[name], 1)
        change = north[text(f"authorities.col_change_{name}")]
        assert change == f"{text.number(100 * row[f'change_{name}'])}%"


def test_a_police_force_area_has_the_counts_of_its_authorities_and_the_gaps_of_its_force(
    authorities_home: Path, authorities_store: Store, open_page: Open
) -> None:
    text, app = Text("en"), open_page(PAGE, bodies=FORCE)
    assert app.title[0].value == text("authorities.title_force") and not app.exception
    halwyn, elsewhere = FORCES
    each, of = asked(), asked(bodies=FORCE)
    own = each.rows.loc[[NORTH, MIDDLE, SOUTH], ["incidents", "small_areas"]].sum()
    assert of.rows.loc[halwyn, ["incidents", "small_areas"]].tolist() == own.tolist()
    # Nobody counted all residents of one of its authorities, and the other force has no file.
    assert of.rows["rate"].isna().all() and pd.isna(of.rows.loc[elsewhere, "incidents"])
    facts = {"months": text.number(0), "wanted": text.number(12), "place": "Elsewhere"}
    assert text("authorities.no_file", forces="Elsewhere Police", **facts) in words_on(app)


def test_partnerships_are_shown_too_and_an_address_of_another_level_is_refused(
    authorities_home: Path, sample_home: Path, open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MILLTIR_HOME", str(authorities_home))
    app = open_page(PAGE, bodies=PARTNERSHIP)
    assert app.title[0].value == Text("en")("authorities.title_partnership")
    assert len(app.dataframe[0].value) == 3 and not app.exception
    for wrong in ({"bodies": "lsoa"}, {"chosen": "W9"}, {"chosen": ".".join([NORTH] * 7)}):
        refused = open_page(PAGE, **wrong)
        assert not refused.exception and len(refused.warning) + len(refused.info) == 1, wrong
    # Codes of partnerships are no authorities: nothing of them is compared, and nothing breaks.
    assert not open_page(PAGE, chosen=UPPER).exception


def test_data_of_one_authority_has_no_such_page_in_its_menu(
    sample_home: Path, open_page: Open
) -> None:
    text, app = Text("en"), open_page(PAGE)
    assert text("authorities.one") in words_on(app) and not app.exception
    links = [link.label for link in open_page(HOME).get("page_link")]
    assert text("page.authorities") not in links and text("door.view_column") not in links
    here = context_of(View(), PUBLIC)
    assert all(one.page != PAGE.file for one in find(here, PAGES, "authorities").get("page", []))


def test_data_of_several_has_the_page_in_menu_home_and_search(
    authorities_home: Path, open_page: Open
) -> None:
    text = Text("en")
    links = [link.label for link in open_page(HOME).get("page_link")]
    assert text("page.authorities") in links and text("door.view_column") in links
    here = context_of(View(), PUBLIC)
    assert any(one.page == PAGE.file for one in find(here, PAGES, "authorities")["page"])
    found = [one.name for one in find(here, PAGES, "north")["place"]]
    assert f"North ({text('panel_level.authority')})" in found
    # A partnership that is one authority is not found beside it.
    kind = text("panel_level.partnership")
    named = [find(here, PAGES, typed).get("place", []) for typed in ("upper", "alone")]
    assert [[one.name for one in found if kind in one.name] for found in named] == [
        [f"Upper ({kind})"], [],
    ]  # fmt: skip


def test_each_authority_is_on_the_map_and_has_its_page(
    authorities_home: Path, authorities_store: Store, open_page: Open
) -> None:
    text = Text("en")
    for level, n in zip(OFFICIAL_LEVELS, (4, 3, 2), strict=True):
        for measure in ("rate", "change", "count", "deprived10"):
            app = open_page(MAP, level=level, measure=measure)
            assert not app.exception and not app.warning, (level, measure)
            assert len(app.dataframe[0].value) == n
            assert text(f"level_by.{level}") in words_on(app)
        place = str(authorities_store.codes(level)[0])
        page = open_page(PLACE, level=level, place=place)
        assert not page.exception and text(f"panel_level.{level}") in words_on(page)


def test_published_figures_have_the_levels(authorities_home: Path) -> None:
    """Power BI and QGIS read them at addresses that stay."""
    client = TestClient(Starlette(routes=published_figures.routes()))
    every = (
        (AUTHORITY, {NORTH, MIDDLE, SOUTH, APART}),
        (PARTNERSHIP, {UPPER}),
        (FORCE, set(FORCES)),
    )
    for level, codes in every:
        answer = client.get(f"/published/figures/{level}/rate.csv")
        assert answer.status_code == 200, answer.text
        rows = pd.read_csv(io.StringIO(answer.text))
        assert codes <= set(rows["area_code"])
    assert client.get("/published/figures/authority/rate.geojson").json()["features"][0]["geometry"]


def test_the_files_have_every_indicator_and_every_category(
    authorities_home: Path, open_page: Open
) -> None:
    app = open_page(PAGE)
    keys = {button.proto.id.split("-", 2)[-1] for button in app.get("download_button")}
    assert any("csv-authorities" in key for key in keys)
    assert any("file-authorities" in key for key in keys)
    of = asked()
    written = indicators_table.as_file(of)
    assert written["area_code"].tolist() == of.rows.index.tolist()
    assert {"rate", "lower", "upper", "verdict", "change", "direction"} <= set(written)
    book = load_workbook(io.BytesIO(files.as_xlsx(of)))
    first, second, about = book.worksheets
    assert first.max_row == 1 + 4
    assert second.max_row == 1 + len(of.by_category)
    heads = [cell.value for cell in second[1]]
    rates = {(row[0].value, row[1].value): row[heads.index("rate")].value for row in second}
    known = of.by_category.set_index(["category", "area_code"])["rate"]
    assert rates[ASB, NORTH] == pytest.approx(known[ASB, NORTH])
    assert rates[ASB, APART] is None
    assert any(row[1].value == of.here.manifest.release for row in about)


def test_up_to_six_are_compared_by_category(authorities_home: Path) -> None:
    table = by_category.matrix(asked())
    assert list(table.columns[1:]) == ["Apart", "Middle", "North", "South"]
    none = Text("en")("authorities.cell_none")
    assert (table["Apart"] == none).all() and (table["North"] != none).all()
    assert list(by_category.matrix(asked(chosen=SOUTH)).columns[1:]) == ["South"]
    assert asked(chosen=UPPER).compared == asked().compared


def table(**verdicts: str | None) -> pd.DataFrame:
    return pd.DataFrame({"rate": 1.0, "verdict": verdicts, "direction": None}).rename_axis("code")


def test_the_first_sentence_names_few_and_counts_many() -> None:
    text, names = Text("en"), str.upper
    few = sentences.answer(text, table(a=HIGHER, b=LOWER, c=None), AUTHORITY, names, ASB)
    assert "area: A." in few and "lower one: B." in few
    alike = table(a=NO_CLEAR_DIFFERENCE, b=NO_CLEAR_DIFFERENCE)
    assert "none of 2 authorities" in sentences.answer(text, alike, AUTHORITY, names, ASB)
    many = table(**{f"a{n}": HIGHER if n < 3 else LOWER for n in range(9)})
    assert "3 of 9 authorities" in sentences.answer(text, many, AUTHORITY, names, ASB)
    nothing = table(a=None).assign(rate=float("nan"))
    assert sentences.answer(text, nothing, AUTHORITY, names, ASB) == text("authorities.no_rates")
    alone = sentences.answer(text, table(a=None), AUTHORITY, names, ASB)
    assert alone == text("authorities.no_comparison")


def test_a_single_area_that_has_not_changed_is_named() -> None:
    text, names = Text("en"), str.upper
    one = pd.DataFrame({"direction": [NO_CLEAR_CHANGE, None]}, index=["a", "b"])
    assert sentences.changed(text, one, AUTHORITY, names).startswith("A has not clearly changed")
    two = one.fillna(NO_CLEAR_CHANGE)
    assert "None of 2 authorities" in sentences.changed(text, two, AUTHORITY, names)


def test_a_gap_says_how_many_months_there_are() -> None:
    published = {
        "a": Publication(months=12, wanted=12, without_files=()),
        "b": Publication(months=10, wanted=12, without_files=()),
        "c": Publication(months=0, wanted=12, without_files=()),
        "d": Publication(months=0, wanted=12, without_files=("gwent",)),
    }
    said = sentences.gaps(Text("en"), published, str.upper)
    assert [line[:2] for line in said] == ["B:", "C:", "D:"]
    assert "10 of 12" in said[0] and "none of the 12" in said[1] and "Gwent" in said[2]


def test_a_period_without_any_month_is_said(authorities_home: Path, open_page: Open) -> None:
    here: PageContext = asked().here
    first = here.months[0]
    gap = "2025-03"
    assert gap in here.months and gap not in here.complete_months and first < gap
    app = open_page(PAGE, period=f"{gap}_{gap}")
    assert not app.exception and not RAW_KEY.findall(words_on(app))
    assert Text("en")("map.no_months", months=Text("en").months(gap, gap)) in words_on(app)


def test_an_authority_is_compared_with_those_most_like_it_or_it_is_said_why_not(
    authorities_home: Path, open_page: Open
) -> None:
    """Of the three others one has no residents and one no figures, which leaves too few."""
    text = Text("en")
    for code, reason in ((SOUTH, "few areas"), (MIDDLE, "no residents"), (NORTH, "few areas")):
        name = text.name(queries.places.names(asked().here.key)[code])
        what = text("alike.in_place", place=name, category=text(f"category_title.{ASB}"))
        facts = {"what": what, "needed": text.number(3)}
        said = text(f"alike_why.{reason}", **facts)
        for page in (PLACE, MAP):
            assert said in words_on(open_page(page, level=AUTHORITY, place=code)), (page, code)
