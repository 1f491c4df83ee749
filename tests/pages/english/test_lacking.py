"""An authority without residents, ranks or a month in the latest year, beside one with all."""

import pytest

from components.text.catalogue import Text
from data.schema import LSOA, WARD
from tests.pages.english.build import (
    UNWORDED,
    Build,
    Built,
    months_from,
    police_rows,
    rows_in,
    write_area,
    write_months,
)
from tests.pages.english.conftest import Words
from tests.pages.english.files import District, iod_rows, write_csv, write_mid_year

EXETER = District(
    code="E07000041",
    name="Exeter",
    wards=(("E05011009", "Alphington"), ("E05011021", "Topsham")),
    first_lsoa=19900,
    corner=(-3.55, 50.70),
)
SOMERSET = District(
    code="E06000066",
    name="Somerset",
    wards=(("E05014400", "Bridgwater"), ("E05014401", "Yeovil")),
    first_lsoa=29100,
    corner=(-3.00, 51.10),
)
MONTHS = months_from("2023-10", 24)
LAST = "2024-08"
ENGLISH = Text("en")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, build: Build) -> Built:
    folder = write_area(tmp_path_factory.mktemp("lacking"), [EXETER, SOMERSET])
    write_mid_year(folder / "sapelsoasyoa20222024.xlsx", [EXETER])
    ranks = {one.code: 100 for one in EXETER.lsoas}
    write_csv(folder / "File_7_IoD2025.csv", iod_rows(2025, ranks))
    write_months(folder, "devon-and-cornwall", MONTHS, [EXETER])
    known = [month for month in MONTHS if month <= LAST]
    write_months(folder, "avon-and-somerset", known, [SOMERSET])
    return build(folder, "England and Wales")


def test_what_is_not_known_is_missing_and_no_zero(built: Built) -> None:
    store = built.store
    known = [month for month in MONTHS if month <= LAST]
    rows = rows_in(MONTHS, [EXETER]) + rows_in(known, [SOMERSET])
    assert police_rows(built) == (rows, rows)
    own = store.areas(WARD)["authority_code"].eq(SOMERSET.code).to_numpy()
    assert store.residents(WARD)[own].isna().all() and store.residents(WARD)[~own].notna().all()
    ranked = set(store.table("deprivation")["area_code"])
    lsoas = store.areas(LSOA)
    assert not ranked & set(lsoas.index[lsoas["authority_code"] == SOMERSET.code])
    assert store.observed(WARD, MONTHS[-12:])[own].tolist() == [0, 0]


def test_pages_say_what_is_not_known(built: Built, words: Words) -> None:
    force, month = "Avon and Somerset Police", ENGLISH.month(LAST)
    front = words(built)
    assert ENGLISH("fresh.force_since", force=force, month=month) in front
    assert ENGLISH("fresh.own_force_stops", month=month) not in front
    shown = words(built, "map", measure="rate")
    assert ENGLISH("caveat.no_figures", areas=ENGLISH.plural("count.ward", 2)) in shown
    shown = words(built, "map", measure="deprived20")
    assert "of 2 wards" in shown or "no figure" in shown
    place = words(built, "place", place="E05014401")
    assert "Yeovil" in place and "0 incidents" not in place and "0% of residents" not in place
    for page in ("", "map", "place", "next", "hotspots"):
        shown = words(built, page, place="E05014401")
        assert not UNWORDED.search(shown), (page, UNWORDED.search(shown))
