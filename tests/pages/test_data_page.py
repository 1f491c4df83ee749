"""The data page: every source with its age, period, rows and rights; the rules of the numbers."""

import dataclasses
import re
from html import unescape
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from components import queries
from components.data_page import load_report_data, load_report_html, load_report_tables, row_totals
from components.data_page.methods import RULES, address
from components.data_page.source_cards import MARKS
from components.page_context import PageContext
from components.text.catalogue import LANGUAGES, Text
from components.ui import notices
from components.view.view import View
from components.view.viewer import local_viewer
from data.access.viewer import Audience, Viewer
from data.build.pipeline import build_release
from data.errors import AccessDenied, BrokenRelease, NoRelease
from data.load_report.reasons import Reason
from data.release.current import current_release
from data.release.manifest import Manifest
from data.release.store import Store
from data.settings import load_settings
from data.sources.registry import SOURCES
from tests.cases import every_case
from tests.conftest import settings_in
from tests.pages.conftest import Open, page_at, words_on

DATA = page_at("data")
ANALYST = Viewer(name="local", audience=Audience.ANALYST)
INCIDENTS = """incident_id,date,type,ward_code
1,2026-07-02,Noise nuisance,W05999001
2,2026-08-03,Noise nuisance,W05999001
3,2026-08-04,Deliberate fire,W05999002
4,2026-08-05,Deliberate fire,W05000001
5,the fifth,Deliberate fire,W05999002
"""
TOTALS = """wave,mode,ward_code,question,answer,respondents
2026-06,random sample,W05999001,problem_litter,very big,12
2026-06,random sample,W05999001,safe_day,very safe,30
"""


def cards(app: AppTest) -> dict[str, str]:
    """Return the text of each source's card by its title."""
    html = next(h.proto.body for h in app.get("html") if 'class="mt-holdings"' in h.proto.body)
    found = {}
    for card in re.findall(r"<section.*?</section>", html, re.DOTALL):
        title = re.search(r"<h3>(.*?)</h3>", card)
        assert title
        found[unescape(title[1])] = unescape(re.sub(r"<[^>]+>", " ", card))
    return found


@pytest.fixture(scope="module")
def own_home(sample_sources: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release of two months with own incidents and totals, which is not marked as fictional."""
    folder, home = tmp_path_factory.mktemp("own"), tmp_path_factory.mktemp("own-home")
    parts = ("boundaries", "population", "lookups", "police/2026-08", "police/2026-09")
    (folder / "incidents.csv").write_text(INCIDENTS, encoding="utf-8")
    (folder / "totals.csv").write_text(TOTALS, encoding="utf-8")
    build_release([*(sample_sources / part for part in parts), folder], settings_in(home))
    return home


@pytest.fixture
def served_own(own_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MILLTIR_HOME", str(own_home))
    monkeypatch.setenv("MILLTIR_TODAY", "2026-11-20")


def test_every_source_has_a_card_with_its_licence(
    sample_home: Path, open_page: Open, sample_store: Store
) -> None:
    text, manifest = Text("en"), sample_store.manifest
    found = cards(open_page(DATA))
    assert list(found) == [text(f"kind.{s}") for s in SOURCES if s in manifest.sources]
    for source in manifest.sources:
        words = found[text(f"kind.{source}")]
        assert text(f"source_what.{source}") in words


def test_the_age_of_the_sample_county_is_counted_to_its_fixed_day(
    sample_home: Path, open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MILLTIR_TODAY", "2041-01-01")
    app = open_page(DATA)
    assert "1 month old" in words_on(app) and "20 November 2026" in words_on(app)
    late = [title for title, words in cards(app).items() if MARKS["late"] in words]
    assert late == ["Community groups and services"], "34 of 60 groups are not confirmed"


def test_old_data_is_marked_in_words_and_not_only_by_colour(
    served_own: None, open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    recorded = Text("en")("kind.police")
    young = open_page(DATA)
    assert "sources are up to date." in words_on(young)
    assert "✓ up to date" in cards(young)[recorded]
    monkeypatch.setenv("MILLTIR_TODAY", "2027-03-01")
    old = open_page(DATA)
    assert re.search(r"sources needs? updating: ", words_on(old))
    assert "▲ needs updating" in cards(old)[recorded]
    assert "5 months old, update after 4 months" in cards(old)[recorded]


def test_own_incidents_and_totals_get_their_row_period_and_types(
    served_own: None, open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = cards(open_page(DATA))
    incidents = found["Incidents recorded by partners"]
    assert "July 2026 to August 2026" in incidents
    assert "Noise nuisance 2, Deliberate fire 1" in incidents
    said = "3 of 5 rows used, from 1 file; 1 about other places; 1 could not be used (25.0%)"
    assert said in incidents
    assert "June 2026" in found["Survey totals"] and "2 questions" in found["Survey totals"]
    monkeypatch.setenv("MILLTIR_AUDIENCE", "public")
    assert "Noise" not in cards(open_page(DATA))["Incidents recorded by partners"]


def test_a_missing_source_has_instructions(served_own: None, open_page: Open) -> None:
    words = words_on(open_page(DATA))
    assert "Not added yet" in words and "data fetch downloads the official ranks" in words
    own = "Survey of residents, Community groups and services"
    assert own in words and "each has a template" in words


def test_the_public_sees_the_number_of_own_files_but_not_their_names(
    own_home: Path, served_own: None
) -> None:
    manifest = Store(own_home / "releases" / current_release(settings_in(own_home))).manifest
    seen = {}
    for audience in (Audience.PUBLIC, Audience.PARTNER):
        viewer = Viewer(name="local", audience=audience)
        at = PageContext(view=View(), text=Text("en"), viewer=viewer, manifest=manifest)
        rows = load_report_data.as_data(at)
        seen[audience] = f"{load_report_html.as_html(at)} {rows.to_csv()}"
        own = rows[rows["kind"].isin(["local_incidents", "survey_totals"])]
        assert own.drop_duplicates("kind")["rows_read"].sum() == 7
    accounts = [a for a in manifest.files if a.kind in ("local_incidents", "survey_totals")]
    assert len(accounts) == 2
    for account in accounts:
        for told in (account.file, account.sha256[: load_report_tables.SHORT_DIGEST]):
            assert told not in seen[Audience.PUBLIC] and told in seen[Audience.PARTNER]
    assert "halwyn-street.csv" in seen[Audience.PUBLIC], "public files keep their names"
    assert Text("en").plural("source.files", 1) in seen[Audience.PUBLIC]


def test_the_public_sees_no_commands_and_no_closed_pages(
    served_own: None, open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = Text("en")
    for audience, told in (("public", False), ("analyst", True)):
        monkeypatch.setenv("MILLTIR_AUDIENCE", audience)
        words = words_on(open_page(DATA))
        assert text("source.not_brought") in words and text("kind.perceptions") in words
        assert ("python -m" in words) is told
        assert (text("page.upload") in words) is told
        for error in (NoRelease(folder="here"), BrokenRelease(release="r", problem="p")):
            assert ("python -m" in notices.wording(text, error)) is told


def test_a_missing_month_is_named_with_its_police_force(sample_home: Path, open_page: Open) -> None:
    words = words_on(open_page(DATA))
    assert "not treated as zero: 1 month not among the files" in words
    row = re.search(r"Halwyn Police</span>.*?</tr>", words)
    assert row and "47" in row[0] and "March 2025" in row[0]


def test_every_link_to_a_rule_has_a_target(sample_home: Path, open_page: Open) -> None:
    words = words_on(open_page(DATA))
    ids, links = set(re.findall(r'id="(.*?)"', words)), set(re.findall(r'href="#(.*?)"', words))
    assert links and links <= ids
    assert {address(rule) for rule in RULES} <= ids
    assert {rule for source in SOURCES.values() for rule in source.method_notes} <= set(RULES)


def test_each_group_of_rows_left_out_can_be_downloaded(
    sample_home: Path, open_page: Open, sample_store: Store
) -> None:
    here = PageContext(view=View(), text=Text("en"), viewer=ANALYST, manifest=sample_store.manifest)
    left_out = [group for group in row_totals.groups(here) if group.fate == "left_out"]
    offered = open_page(DATA).selectbox(key="left-out-group").options
    assert len(offered) == len(left_out) + 1
    whole_rows = sum(group.rows for group in left_out)
    ask = queries.load_report.single_rows_left_out
    assert sum(map(len, ask(here.key, ANALYST))) == whole_rows + 1, "and one answer"
    for group in left_out:
        rows = sum(map(len, ask(here.key, ANALYST, files=group.files, reason=group.reason)))
        assert rows == group.rows == group.stored, group
    with pytest.raises(AccessDenied):
        public = Viewer(name="local", audience=Audience.PUBLIC)
        ask(here.key, public, files=left_out[0].files, reason=left_out[0].reason)
    assert local_viewer(load_settings()).audience is Audience.ANALYST


def test_a_group_of_which_only_examples_are_stored_says_so(
    sample_home: Path, sample_manifest: Manifest
) -> None:
    few = dataclasses.replace(sample_manifest, most_examples=5)
    here = PageContext(view=View(), text=Text("en"), viewer=ANALYST, manifest=few)
    (outside,) = (
        group
        for group in row_totals.groups(here)
        if (group.kind, group.reason) == ("police", Reason.OUTSIDE_THE_AREA)
    )
    assert outside.stored == 5 < outside.rows
    ((words, _),) = row_totals.named(here, [outside])
    assert words.endswith(f"outside the area (5 examples of {outside.rows} rows)")


def test_the_table_of_kinds_adds_up(sample_home: Path, open_page: Open) -> None:
    tables = re.findall(r'<table class="mt-table".*?</table>', words_on(open_page(DATA)))
    of_kinds = next(table for table in tables if f">{Text('en')('data.kind')}</th>" in table)
    rows = re.findall(r'<tr role="row">(<td.*?)</tr>', of_kinds)
    cells = [re.findall(r"<span>(.*?)</span>", row) for row in rows]
    kinds = [row for row in cells if len(row) == 5]
    *each, whole = [[int(n.replace(",", "")) for n in row[1:]] for row in kinds]
    assert [sum(column) for column in zip(*each, strict=True)] == whole
    assert whole[1] == whole[2] + whole[3], "read = used + left out"


def test_without_a_coastline_no_sea_is_drawn(
    sample_home: Path,
    sample_sources: Path,
    tmp_path: Path,
    open_page: Open,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def sheets() -> str:
        return " ".join(str(html.proto.body) for html in open_page(DATA).get("html"))

    assert "Without a coast" not in sheets(), "the sample county has its ground"
    parts = ("population", "lookups", "police/2026-09")
    areas = (sample_sources / f"boundaries/{name}.geojson" for name in ("Wards_2025", "LSOA_2021"))
    build_release([*(sample_sources / part for part in parts), *areas], settings_in(tmp_path))
    monkeypatch.setenv("MILLTIR_HOME", str(tmp_path))
    assert "Without a coast" in sheets()


@every_case("language", LANGUAGES)
def test_it_says_in_one_sentence_how_long_what_people_told_is_stored(
    sample_home: Path, open_page: Open, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    text = Text(language)
    files = text("source.retention_used")
    for given, months in (("", 72), ("18", 18), ("forever", None)):
        monkeypatch.setenv("MILLTIR_KEEP_ANSWERS", given)
        words = words_on(open_page(page_at("data"), lang=language))
        if months is None:
            answers = text("source.retention_forever")
        elif months == 72:
            answers = text("source.retention_span", span=text.plural("source.years", 6))
        else:
            answers = text("source.retention_span", span=text.plural("source.months", months))
        years = text.plural("source.years", 3)
        incidents = text("source.retention_incidents", span=years)
        said = text("source.retention", answers=answers, incidents=incidents, files=files)
        assert said in words
    monkeypatch.setenv("MILLTIR_KEEP_UPLOADS", "14")
    fourteen = text("source.retention_days", days=text.plural("source.days", 14))
    assert fourteen in words_on(open_page(page_at("data"), lang=language))
