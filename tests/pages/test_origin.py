"""Pages say which look-up, rule and authorities a release really has."""

import csv
from pathlib import Path

import pandas as pd
import pytest

from components.export import content
from components.text import residents_origin
from components.text.catalogue import LANGUAGES, Text
from components.ui import tables
from data.build.pipeline import build_release
from data.release.store import Store
from data.sample.place_names import AREA, AREA_CODE
from data.schema import WARD
from tests.conftest import copy_sources, settings_in
from tests.pages.conftest import Open, in_welsh, page_at, words_on

DATA, PLACE = page_at("data"), page_at("place")
LOOK_UP = "lookups/LSOA21_WD25_LAD25_best_fit.csv"
BEST_FIT_NAME = "LSOA21 WD25 LAD25 best fit"
FORCE = ("E23000099", "Halwyn")


@in_welsh
def test_without_a_look_up_no_page_mentions_one(
    bare_home: Path, open_page: Open, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    monkeypatch.setenv("MILLTIR_HOME", str(bare_home))
    text, store = Text(language), Store(next((bare_home / "releases").glob("20*")))
    lsoas = len(store.codes("lsoa"))
    assert store.manifest.best_fit == "" and set(store.membership()["rule"]) == {"largest overlap"}
    data = words_on(open_page(DATA, lang=language))
    assert text.plural("wards.by_largest_overlap", lsoas) in data
    assert "official best fit" not in data and "ffit orau swyddogol" not in data
    ward = str(store.codes(WARD)[0])
    own = int((store.membership()["ward_code"] == ward).sum())
    page = words_on(open_page(PLACE, place=ward, lang=language))
    assert text.plural("residents.largest_overlap", own, look_up="") in page


@in_welsh
def test_with_a_look_up_each_page_names_its_file(
    sample_home: Path, sample_store: Store, open_page: Open, language: str
) -> None:
    text = Text(language)
    by = residents_origin.look_up(text, sample_store.manifest)
    assert BEST_FIT_NAME in by
    lsoas = len(sample_store.codes("lsoa"))
    assert text.plural("wards.by_look_up", lsoas, look_up=by) in words_on(
        open_page(DATA, lang=language)
    )
    ward = str(sample_store.codes(WARD)[0])
    assert BEST_FIT_NAME in words_on(open_page(PLACE, place=ward, lang=language))


def test_an_area_that_lacks_an_authority_says_so(
    sample_sources: Path, tmp_path: Path, open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    sources = copy_sources(sample_sources, tmp_path / "sources", ("2026-09",))
    header = [f"{part}25{what}" for part in ("LAD", "CSP", "PFA") for what in ("CD", "NM")]
    rows = [
        [AREA_CODE, AREA[0], "E22000098", AREA[0], *FORCE],
        ["E06000035", "Medway", "E22000099", "Medway", *FORCE],
    ]
    with (sources / "LAD25_CSP25_PFA25.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *rows])
    home = tmp_path / "home"
    manifest = build_release([sources], settings_in(home), area=FORCE[1])
    assert manifest.title_en == "Halwyn (without Medway)"
    monkeypatch.setenv("MILLTIR_HOME", str(home))
    store = Store(home / "releases" / manifest.release)
    ward = str(store.codes(WARD)[0])
    for language in LANGUAGES:
        text = Text(language)
        said = text.plural("area.lacks", 1, names="Medway")
        assert said in words_on(open_page(DATA, lang=language))
        assert said in words_on(open_page(PLACE, place=ward, lang=language))
        front = words_on(open_page(lang=language))
        assert manifest.title_cy in front if language == "cy" else manifest.title_en in front
    table = pd.DataFrame({"count": [3]})
    assert b",without,source," in tables.as_csv(table, manifest, about={})
    assert content.provenance(manifest, {})["without"] == "Medway"
    whole = build_release([sources], settings_in(tmp_path / "one"), area=AREA[0])
    assert whole.absent_authorities == () and whole.title_en == AREA[0]
    assert b"without" not in tables.as_csv(table, whole, about={})
