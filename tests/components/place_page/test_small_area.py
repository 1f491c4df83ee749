"""The PDF of an LSOA says of its ward what is of its ward, and whose residents it has."""

from dataclasses import replace

import pytest

from components.page_context import PageContext
from components.pdf.section_writer import typst_input
from components.place_page import table_rows
from components.place_page.leaflet_pdf import document, pages
from components.place_page.model import facts_of
from components.place_page.sentences import rate_differences
from components.text.catalogue import LANGUAGES
from data.release.store import Store
from tests.cases import every_case
from tests.components.place_page.conftest import At
from tests.components.place_page.test_leaflet_pdf import pages_of, plain

HOSPITAL = "W05999007"


def printed_words(here: PageContext, **changes: object) -> str:
    model = replace(facts_of(here), **changes)
    return " ".join(pages_of(typst_input(document(model, pages(model)))))


@pytest.mark.slow
@every_case("language", LANGUAGES)
def test_the_pdf_of_an_lsoa_names_its_ward(at: At, sample_store: Store, language: str) -> None:
    lsoas, wards = sample_store.areas("lsoa"), sample_store.areas("ward")
    place = str(lsoas.index[lsoas["parent_code"] == HOSPITAL][0])
    part, own = (at(code, lang=language, audience="public") for code in (place, HOSPITAL))
    text, ward = part.text, str(wards.at[HOSPITAL, f"name_{language}"])
    words, of_ward = printed_words(part), printed_words(own)
    warning = plain(text("denominator_of_ward.hospital", ward=ward, share="{}").split("{}")[0])
    survey = plain(text("mine.in_its_ward", ward=ward) + ": ")
    assert warning in words and warning not in of_ward
    assert survey in words and survey not in of_ward
    by = text("residents.the_look_up", name=sample_store.manifest.best_fit)
    assert plain(text("residents.lsoa_best_fit", ward=ward, look_up=by)) in words
    whole = int((lsoas["parent_code"] == HOSPITAL).sum())
    assert plain(text.plural("residents.best_fit", whole, look_up=by)) in of_ward


@every_case("language", LANGUAGES)
def test_the_survey_table_of_an_lsoa_is_headed_by_its_ward(
    at: At, sample_store: Store, language: str
) -> None:
    lsoas = sample_store.areas("lsoa")
    place = str(lsoas.index[lsoas["parent_code"] == HOSPITAL][0])
    name = str(sample_store.areas("ward").at[HOSPITAL, f"name_{language}"])
    for code, head in (
        (place, name),
        (HOSPITAL, at(HOSPITAL, lang=language).text("mine.col_here")),
    ):
        table = table_rows.topics(facts_of(at(code, lang=language)))
        assert table and table.heads[1] == head


def test_too_few_residents_are_the_reason_only_if_they_are_too_few(at: At) -> None:
    model = facts_of(at(HOSPITAL))
    text, n = model.here.text, model.here.text.number
    without = replace(model, categories=model.categories.assign(rate=float("nan")))
    assert model.rated and rate_differences(without) == [text("mine.most_unpublished")]
    for residents, said in ((499.0, "mine.no_rates"), (0.0, "mine.no_base")):
        few = replace(without, residents=residents)
        assert rate_differences(few) == [text(said, n=n(residents))]


@every_case("language", LANGUAGES)
def test_the_pdf_says_how_many_groups_are_hidden(
    at: At, sample_store: Store, language: str
) -> None:
    here = at(str(sample_store.codes("lsoa")[0]), lang=language)
    around = facts_of(here).around
    empty = replace(around, here=around.here.iloc[:0], concealed=2, unplaced=1)
    words, text = printed_words(here, around=empty), here.text
    assert plain(text.plural("mine.groups_concealed", 2)) in words
    assert plain(text.plural("mine.groups_unplaced", 1)) in words
    assert plain(text("mine.none_shown_here")) in words
    assert plain(text("mine.none_here")) not in words
    assert plain(text("mine.no_groups_here")) not in words
