"""The two-page PDF of a place, compared with the release."""

import io
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from pypdf import PdfReader

from components.page_context import context_of
from components.pdf.model import Document
from components.pdf.section_writer import typst_input
from components.pdf.typst import printed
from components.place_page import header, printed_pictures, recorded_section, survey_section
from components.place_page.leaflet_pdf import document, pages, pdf_input
from components.place_page.model import facts_of
from components.place_page.nearby_section import MOST_GROUPS, MOST_ORDERS
from components.text.catalogue import LANGUAGES, Text
from components.ui.sections import Section, Sentences
from components.ui.tables import FICTIONAL
from components.view.view import View
from components.view.viewer import local_viewer
from data.release.store import Store
from data.sample.planted_effects import truth
from data.schema import WARD
from data.settings import load_settings
from geo.period import latest_year
from tests.cases import every_case
from tests.components.pdf.test_typst import roles
from tests.components.place_page.conftest import At
from tests.components.snapshot.reading import without_paths
from tests.gaps import ABSENT

FEAR, RESORT = "W05999008", "W05999011"


def plain(words: str) -> str:
    return "".join(words.split())


def pages_of(pdf: Document) -> list[str]:
    return [plain(page.extract_text()) for page in without_paths(printed(pdf)).pages]


def sentences_of(section: Section) -> list[str]:
    return [line for part in section.parts if isinstance(part, Sentences) for line in part.lines]


@every_case("language", LANGUAGES)
def test_the_pdf_has_two_tagged_pages_with_the_text_of_the_page(at: At, language: str) -> None:
    model = facts_of(at(RESORT, lang=language))
    document = without_paths(printed(pdf_input(model)))
    root = document.trailer["/Root"]
    assert len(document.pages) == 2
    assert root["/MarkInfo"]["/Marked"] and str(root["/Lang"]).startswith(language)
    tags = roles(document)
    assert tags.count("/Figure") >= 3 and {"/H1", "/H2", "/Table", "/TH", "/L"} <= set(tags)
    first, second = (plain(page.extract_text()) for page in document.pages)
    for line in (
        *sentences_of(header.opening(model)),
        *sentences_of(recorded_section.recorded_table(model)),
    ):
        assert plain(line) in first
    for line in (
        *sentences_of(recorded_section.season(model)),
        *sentences_of(survey_section.how_worked_out(model)),
    ):
        assert plain(line) in second
    assert plain(FICTIONAL) in first and plain(FICTIONAL) in second
    day = Text(language).day("2026-11-20")
    facts = {"release": model.here.manifest.release, "day": day}
    assert plain(Text(language)("picture.made_fictional", **facts)) in first + second
    assert plain(Text(language)("mine.not_absent")) in second


def test_the_numbers_of_the_pdf_are_those_of_the_release(at: At, sample_store: Store) -> None:
    first, _ = pages_of(pdf_input(facts_of(at(FEAR))))
    year = latest_year(sample_store.complete_months()).split(sample_store.complete_months())[0]
    counted = sample_store.counts("ward", year, ("anti-social-behaviour",))
    people = sample_store.residents("ward")
    rate = 1000 * counted[FEAR] / people[FEAR] * 12 / len(year)
    others = counted.drop(FEAR).sum() / people.drop(FEAR).sum()
    rest = 1000 * others * 12 / len(year)
    assert f"{people[FEAR]:,.0f}residents" in first
    assert plain(f"Anti-social behaviour {counted[FEAR]} {rate:.1f}") in first
    assert plain(f"{rest:.1f}") in first


@pytest.mark.slow
def test_places_have_two_pages(
    at: At, sample_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The languages alternate; the next test has the longest pages in both languages."""
    lsoas = [str(code) for code in sample_store.codes("lsoa")[::40]]
    # All places get the same map and chart: drawing these is slow, and their size is fixed.
    model = facts_of(at(FEAR))
    for name in ("map_picture", "months"):
        drawn = getattr(printed_pictures, name)(model)
        monkeypatch.setattr(printed_pictures, name, lambda of, drawn=drawn: drawn)
    for number, place in enumerate([*map(str, sample_store.codes("ward")[::3]), *lsoas]):
        language = LANGUAGES[number % 2]
        model = facts_of(at(place, lang=language))
        pdf = printed(typst_input(document(model, pages(model))))
        assert len(PdfReader(io.BytesIO(pdf)).pages) == 2, (place, language)


@every_case("language", LANGUAGES)
def test_a_place_with_long_lists_still_has_two_pages(at: At, language: str) -> None:
    model = facts_of(at(RESORT, lang=language))
    words = {f"name_{language}": "Llanfair " * 9}
    row = words | {f"prohibitions_{language}": "Everything " * 25}
    around = model.around
    groups = words | {f"offers_{language}": "Everything " * 25}
    crowded = replace(
        around,
        orders=pd.concat([around.orders.assign(**row)] * 12),
        here=pd.concat([around.here.assign(**groups)] * 12),
        nearest=pd.concat([around.nearest.assign(**groups)] * 12),
    )
    model = replace(model, around=crowded)
    assert (
        len(model.around.orders) >= 6
        and len(model.around.here) >= 6
        and len(model.around.nearest) >= 6
    )
    first, second = pages_of(typst_input(document(model, pages(model))))
    more = len(crowded.orders) - MOST_ORDERS
    assert plain(model.here.text.plural("mine.more", more)) in first
    assert first.count(plain("Llanfair " * 9)) == MOST_ORDERS
    assert second.count(plain("Llanfair " * 9)) == MOST_GROUPS["here"] + MOST_GROUPS["near"]


def test_the_pdf_has_only_what_the_public_may_see(at: At) -> None:
    under = truth("under_reporting").ward_code
    assert under
    text = Text("en")
    flag = text("response_text.check reporting")
    partner = survey_section.perceived(facts_of(at(under, audience="partner")))
    assert any(flag in line for line in sentences_of(partner))
    handed_on = " ".join(pages_of(pdf_input(facts_of(at(under, audience="partner")))))
    assert plain(flag) not in handed_on
    assert plain(text("response.check reporting")) not in handed_on


def test_the_public_sees_no_distance_to_a_group_without_consent(
    at: At, sample_store: Store
) -> None:
    groups = sample_store.groups()
    shy = groups[(groups["covers"] == "ward") & ~groups["public_contact"]]
    ward = str(shy["ward_code"].iloc[0])
    told = {a: facts_of(at(ward, audience=a)).around for a in ("public", "partner")}
    open_ = set(groups.loc[groups["public_contact"], "name_en"])
    for around in (told["public"].here, told["public"].nearest):
        assert set(around.loc[around["metres"].notna(), "name_en"]) <= open_
    assert told["public"].here["metres"].isna().any()
    assert told["partner"].here["metres"].notna().all()
    for around in told.values():
        refuges = around.countywide[around.countywide["kind"] == "domestic_abuse_support"]
        assert len(refuges) and refuges["metres"].isna().all()


def test_distances_are_from_the_population_weighted_centre(at: At, sample_store: Store) -> None:
    around = facts_of(at(FEAR)).around
    members = sample_store.membership()
    members = members[members["ward_code"] == FEAR].set_index("lsoa_code")
    inside = sample_store.areas("lsoa").geometry.representative_point()[members.index]
    people = sample_store.residents("lsoa")[members.index] * members["share"]
    x, y = ((part * people).sum() / people.sum() for part in (inside.x, inside.y))
    groups = sample_store.groups().set_index("name_en").geometry
    for row in pd.concat([around.here, around.nearest]).to_dict("records"):
        there = groups[row["name_en"]]
        assert row["metres"] == pytest.approx(((there.x - x) ** 2 + (there.y - y) ** 2) ** 0.5)
    assert around.nearest["metres"].is_monotonic_increasing


@every_case("language", LANGUAGES)
def test_the_pdf_of_a_place_without_figures_has_a_gap_and_no_zero(
    gaps_home: Path, gaps_store: Store, language: str
) -> None:
    absent = str(gaps_store.codes(WARD)[ABSENT][0])
    here = context_of(View(place=absent, lang=language), local_viewer(load_settings()))
    words, text = "".join(pages_of(pdf_input(facts_of(here)))), Text(language)
    assert plain(text("mine.most_unpublished")) in words
    assert plain(text("mine.season_no_year")) in words
    assert plain(text.plural("count.incidents", 0)) not in words and "NaN" not in words
