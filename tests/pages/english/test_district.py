"""An English district, built from files as they are published, and all its pages."""

from pathlib import Path

import pandas as pd
import pytest

from components.text.catalogue import Text
from data.__main__ import main
from data.errors import SourceError
from data.schema import CATEGORIES, WARD
from pages import PAGES
from tests.pages.english.build import (
    Build,
    Built,
    months_from,
    police_rows,
    rows_in,
    write_area,
    write_months,
)
from tests.pages.english.conftest import Words
from tests.pages.english.files import District, write_changes, write_partnerships

WARDS = (("E05011009", "Alphington"), ("E05011021", "Topsham"), ("E05011020", "St Thomas"))
EXETER = District(
    code="E07000041", name="Exeter", wards=WARDS, first_lsoa=19900, corner=(-3.55, 50.70)
)
MONTHS = months_from("2023-10", 24)
# WELSH: what no page of an English area has. The menu of languages names the language itself.
WELSH = ("WIMD", "Welsh Index", "Wales", "Welsh Government")


def write_exeter(folder: Path, *, year: int, authorities: bool) -> Path:
    write_area(folder, [EXETER], year=year, authorities=authorities)
    write_changes(folder / "changes.csv", [(one.code, "U", one.code) for one in EXETER.lsoas])
    exeter = ("E07000041", "Exeter", "E22000060", "Exeter", "E23000035", "Devon & Cornwall")
    write_partnerships(folder / "partnerships.csv", [exeter])
    write_months(folder, "devon-and-cornwall", MONTHS, [EXETER])
    return folder


@pytest.fixture(scope="module")
def exeter(tmp_path_factory: pytest.TempPathFactory, build: Build) -> Built:
    """Exeter with the wards of May 2024, whose layer has no authorities."""
    folder = tmp_path_factory.mktemp("exeter")
    return build(write_exeter(folder, year=24, authorities=False), "Exeter")


def test_every_row_of_the_district_is_counted_in_its_ward(exeter: Built) -> None:
    store = exeter.store
    assert police_rows(exeter) == (rows_in(MONTHS, [EXETER]), rows_in(MONTHS, [EXETER]))
    assert store.counts(WARD, MONTHS, CATEGORIES).sum() == rows_in(MONTHS, [EXETER])
    names = store.areas(WARD)[["name_en", "name_cy"]]
    assert (
        names["name_en"].tolist()
        == names["name_cy"].tolist()
        == [name for _, name in sorted(WARDS)]
    ), "the Welsh name of an English ward is a space"
    assert store.residents(WARD).tolist() == [600] * 3
    assert store.manifest.forces == ("devon-and-cornwall",) and not store.manifest.gaps
    assert all(one.used == one.read for one in store.manifest.files)


def test_wards_of_2025_with_their_authorities_give_the_same(
    exeter: Built, tmp_path: Path, build: Build
) -> None:
    other = build(write_exeter(tmp_path, year=25, authorities=True), "E07000041").store
    for level in (WARD, "lsoa"):
        assert other.monthly(level, other.codes(level)[0], CATEGORIES).equals(
            exeter.store.monthly(level, exeter.store.codes(level)[0], CATEGORIES)
        )
        pd.testing.assert_frame_equal(
            other.areas(level).drop(columns="geometry", errors="ignore"),
            exeter.store.areas(level).drop(columns="geometry", errors="ignore"),
        )


def test_wards_without_authorities_need_the_look_up(
    tmp_path: Path, build: Build, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = write_exeter(tmp_path, year=24, authorities=False)
    assert main(["check", "--area", "Exeter", str(folder)]) == 0
    (folder / "lsoas-to-wards.csv").unlink()
    with pytest.raises(SourceError) as raised:
        build(folder, "Exeter")
    assert "LAD25CD, or the lookup table from LSOAs to wards and authorities" in str(raised.value)
    assert "WD24CD" in str(raised.value)


def test_no_page_of_an_english_area_speaks_of_wales(exeter: Built, words: Words) -> None:
    for entry in PAGES:
        # The statement on accessibility says what Welsh pages have in English.
        if entry.address == "accessibility":
            continue
        shown = words(exeter, entry)
        assert not [word for word in WELSH if word in shown], entry.address
        assert "source_bring." not in shown, entry.address


def test_pages_are_english_unless_welsh_is_chosen_and_name_the_index(
    exeter: Built, words: Words
) -> None:
    for language, query in (("en", {}), ("cy", {"lang": "cy"})):
        text = Text(language)
        index = text("index.iod", year="2025")
        assert text("home.fresh") in words(exeter, "", **query)
        for page, more in (("map", {"measure": "deprived20"}), ("place", {"place": "E05011021"})):
            assert index in words(exeter, page, **query, **more), (page, language)
