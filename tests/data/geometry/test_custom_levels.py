"""Towns and beats: incidents outside are counted, and none is counted twice."""

import json
import shutil
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from data.build.pipeline import build_release
from data.build.recognise import recognise
from data.file_kinds import BEATS, TOWNS
from data.geometry.custom_levels import LOOK_UP, members_by_look_up, members_by_overlap
from data.geometry.ward_membership import AREA_SHARE, LARGEST_OVERLAP
from data.load_report.reasons import Reason
from data.load_report.report import FileReport
from data.release.manifest import Manifest
from data.release.store import Store
from data.schema import BEAT, BRITISH_GRID, CATEGORIES, COUNTY, LSOA, TOWN, WARD
from data.settings import Settings
from tests.conftest import settings_in

LSOAS = gpd.GeoDataFrame(
    {"area_code": ["L1", "L2", "L3"]},
    geometry=[shapely.box(10 * n, 0, 10 * n + 10, 10) for n in range(3)],
    crs=BRITISH_GRID,
)


def towns(**shapes: shapely.Geometry) -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame(
        {"area_code": list(shapes)}, geometry=list(shapes.values()), crs=BRITISH_GRID
    )


def shares(members: pd.DataFrame) -> dict[tuple[str, str], float]:
    return dict(members.set_index(["lsoa_code", "area_code"])["share"])


# --- Whose residents ------------------------------------------------------------------------


def test_lsoa_belongs_to_the_area_with_its_largest_part() -> None:
    members = members_by_overlap(LSOAS, towns(A=shapely.box(0, 0, 16, 10)))
    assert shares(members) == {("L1", "A"): 1.0, ("L2", "A"): 1.0}
    assert set(members["rule"]) == {LARGEST_OVERLAP}


def test_uncovered_ground_is_compared_like_a_town() -> None:
    both = towns(A=shapely.box(0, 0, 13, 10), B=shapely.box(16, 0, 30, 10))
    # L2 has 3/10 in A, 4/10 in B and 3/10 in no town, so that it belongs to B.
    assert shares(members_by_overlap(LSOAS, both)) == {
        ("L1", "A"): 1.0,
        ("L2", "B"): 1.0,
        ("L3", "B"): 1.0,
    }
    alone = towns(A=shapely.box(0, 0, 14, 10))
    assert shares(members_by_overlap(LSOAS, alone)) == {("L1", "A"): 1.0}


def test_town_without_an_lsoa_takes_shares_that_still_add_up_to_one() -> None:
    both = towns(A=shapely.box(0, 0, 18, 10), S=shapely.box(18, 0, 20, 5))
    members = members_by_overlap(LSOAS, both)
    assert shares(members) == pytest.approx({("L1", "A"): 1.0, ("L2", "A"): 0.9, ("L2", "S"): 0.1})
    assert set(members.loc[members["area_code"] == "S", "rule"]) == {AREA_SHARE}


def test_sliver_of_ground_has_no_residents() -> None:
    assert members_by_overlap(LSOAS, towns(A=shapely.box(0, 0, 0.5, 0.5))).empty


edges = st.lists(st.integers(0, 30), min_size=2, max_size=8, unique=True).map(sorted)


@given(edges, st.integers(2, 10))
def test_shares_of_an_lsoa_never_exceed_one(cuts: list[int], height: int) -> None:
    drawn = {
        f"T{n}": shapely.box(left, 0, right, height)
        for n, (left, right) in enumerate(zip(cuts[::2], cuts[1::2], strict=False))
    }
    members = members_by_overlap(LSOAS, towns(**drawn))
    assert (members.groupby("lsoa_code")["share"].sum() <= 1 + 1e-9).all()
    assert (members["share"] > 0).all() and not members.duplicated(["lsoa_code", "area_code"]).any()
    # Every town has residents: of whole LSOAs, or of shares of LSOAs.
    assert set(members["area_code"]) == set(drawn)


def test_wards_of_a_look_up_contribute_their_lsoas() -> None:
    of_wards = pd.DataFrame(
        [("L1", "W1", 0.8), ("L1", "W2", 0.2), ("L2", "W2", 1.0), ("L3", "W3", 1.0)],
        columns=["lsoa_code", "ward_code", "share"],
    )
    joined = members_by_look_up({"W1": "A", "W2": "A"}, level=WARD, of_wards=of_wards)
    assert shares(joined) == pytest.approx({("L1", "A"): 1.0, ("L2", "A"): 1.0})
    parted = members_by_look_up({"W1": "A", "W2": "B"}, level=WARD, of_wards=of_wards)
    assert shares(parted) == pytest.approx({("L1", "A"): 0.8, ("L1", "B"): 0.2, ("L2", "B"): 1.0})
    by_lsoa = members_by_look_up({"L3": "C"}, level=LSOA, of_wards=of_wards)
    assert shares(by_lsoa) == {("L3", "C"): 1.0}
    assert set(by_lsoa["rule"]) == {LOOK_UP}


# --- The sample county's release ------------------------------------------------------------


def test_release_lists_its_levels(sample_store: Store) -> None:
    assert sample_store.levels() == (WARD, LSOA, TOWN, BEAT)
    assert "towns; beats" in sample_store.manifest.boundaries
    assert list(sample_store.areas(TOWN)["name_en"]) == ["Aberhalwyn", "Porth Sarnen", "Tremelyn"]
    assert sample_store.areas(BEAT)["name_cy"]["HB4"] == "Glannau Sarnen"


@given(data=st.data())
def test_incidents_in_and_outside_add_up_to_all(sample_store: Store, data: st.DataObject) -> None:
    some = st.lists(st.sampled_from(sample_store.months()), min_size=1, unique=True)
    months = data.draw(some)
    kinds = data.draw(st.lists(st.sampled_from(CATEGORIES), min_size=1, unique=True))
    every = sample_store.counts(COUNTY, months, kinds).sum()
    for level in (TOWN, BEAT):
        inside = sample_store.counts(level, months, kinds).sum()
        assert inside + sample_store.nowhere(level, months, kinds) == every
    assert sample_store.nowhere(BEAT, months, kinds) == 0
    assert sample_store.nowhere(WARD, months, kinds) == 0


def test_a_beat_of_wards_has_what_its_wards_have(sample_store: Store, sample_sources: Path) -> None:
    table = pd.read_csv(sample_sources / "places/beats.csv")
    beat_of = table.set_index("ward_code")["beat_code"]
    months = sample_store.complete_months()[-12:]
    for kinds in (("burglary",), CATEGORIES):
        by_ward = sample_store.counts(WARD, months, kinds).groupby(beat_of).sum()
        assert sample_store.counts(BEAT, months, kinds).to_dict() == by_ward.to_dict()
    people = sample_store.residents(WARD).groupby(beat_of).sum()
    assert sample_store.residents(BEAT).to_dict() == pytest.approx(people.to_dict())


def test_town_given_as_polygon_has_the_points_inside_it(sample_store: Store) -> None:
    points, counted = sample_store.table("points"), sample_store.table("point_counts")
    shape = sample_store.areas(TOWN).geometry["T02"]
    inside = points.loc[shapely.contains_xy(shape, points["x"], points["y"]), "point"]
    held = counted[counted["point"].isin(inside) & counted["month"].ne("2025-03")]
    months = sample_store.complete_months()
    assert sample_store.counts(TOWN, months, CATEGORIES)["T02"] == held["incidents"].sum()


def test_unpublished_month_of_a_town_is_missing_and_not_zero(sample_store: Store) -> None:
    series = sample_store.monthly(TOWN, "T01", CATEGORIES)
    assert series.isna().sum() == 1 and np.isnan(series["2025-03"])
    assert sample_store.observed(TOWN, ["2025-03"]).tolist() == [0, 0, 0]


def test_partner_incidents_are_located_in_towns_and_beats(sample_store: Store) -> None:
    own, months = sample_store.own_incidents(), sample_store.months()
    every = len(sample_store.table("local_incidents"))
    for level in (TOWN, BEAT):
        inside = own.counts("own", level, months, sample_store.codes(level)).sum()
        assert inside > 0 and inside + own.nowhere("own", level, months) == every
    assert own.nowhere("own", BEAT, months) == 0


# --- Files as people bring them -------------------------------------------------------------


def built(sources: Path, home: Path) -> tuple[Store, Manifest]:
    settings: Settings = settings_in(home)
    manifest = build_release([sources], settings)
    return Store(settings.releases / manifest.release), manifest


def account(manifest: Manifest, kind: str) -> FileReport:
    (found,) = [file for file in manifest.files if file.kind == kind]
    assert found.reconciles
    return found


def put_look_up(sources: Path, text: str) -> None:
    (sources / "towns.csv").write_text(text, encoding="utf-8")


def put_layer(sources: Path, rows: list[tuple[str | None, str | None, shapely.Geometry]]) -> None:
    codes, names, shapes = zip(*rows, strict=True)
    layer = gpd.GeoDataFrame(
        {"Town code": codes, "Town name": names}, geometry=list(shapes), crs=BRITISH_GRID
    )
    layer.to_file(sources / "towns.gpkg", driver="GPKG")


def test_release_without_files_of_custom_levels_has_none(
    bare_sources: Path, tmp_path: Path
) -> None:
    store, manifest = built(bare_sources, tmp_path / "home")
    assert store.levels() == (WARD, LSOA)
    assert "further_membership" not in manifest.tables
    assert not any("town" in name or "beat" in name for name in manifest.arrays)
    assert set(store.table("areas")["level"]) == {COUNTY, WARD, LSOA}
    assert store.nowhere(TOWN, store.months(), CATEGORIES) == 0


def test_a_look_up_by_ward_names_finds_its_wards(bare_sources: Path, tmp_path: Path) -> None:
    put_look_up(
        bare_sources,
        "ward,town_code,town name\n"
        "Aberhalwyn Castle,T1,Aberhalwyn\n"
        "Castell Aberhalwyn,T2,Twice\n"
        "W05999002,t1,Aberhalwyn\n"
        "W05000001,T3,Elsewhere\n"
        "Nowhere at all,T4,Nowhere\n"
        "W05999003,,No code\n"
        "W05999004,T5,\n"
        "W05999005,W05999006,A ward's code\n"
        ",T6,Nothing in it\n",
    )
    store, manifest = built(bare_sources, tmp_path / "home")
    assert store.codes(TOWN).tolist() == ["T1"]
    people = store.residents(WARD)
    assert store.residents(TOWN)["T1"] == people["W05999001"] + people["W05999002"]
    found = account(manifest, TOWNS)
    assert (found.read, found.used) == (9, 2)
    assert found.left_out == {
        Reason.AREA_TWICE: 1,
        Reason.OUTSIDE_THE_AREA: 1,
        Reason.UNKNOWN_WARD: 1,
        Reason.BAD_AREA_CODE: 2,
        Reason.NOTHING_GIVEN: 1,
        Reason.CODE_TAKEN: 1,
    }


def test_a_look_up_may_list_lsoas_and_wards(bare_sources: Path, tmp_path: Path) -> None:
    put_look_up(
        bare_sources,
        "LSOA21CD,ward_code,town_code,town_en,town_cy\n"
        "W01999001,,T2,East,Dwyrain\n"
        ",W05999001,T1,West,Gorllewin\n",
    )
    store, _ = built(bare_sources, tmp_path / "home")
    lsoas = store.residents(LSOA)
    assert store.residents(TOWN).to_dict() == {
        "T1": store.residents(WARD)["W05999001"] - lsoas["W01999001"],
        "T2": lsoas["W01999001"],
    }
    assert store.areas(TOWN)["name_cy"].tolist() == ["Gorllewin", "Dwyrain"]
    months = store.complete_months()
    counted = store.counts(TOWN, months, CATEGORIES)
    assert counted["T2"] == store.counts(LSOA, months, CATEGORIES)["W01999001"]
    assert counted.sum() == store.counts(WARD, months, CATEGORIES)["W05999001"]


def test_faulty_areas_of_a_layer_do_not_affect_the_others(
    bare_sources: Path, sample_store: Store, tmp_path: Path
) -> None:
    wards = sample_store.areas(WARD).geometry
    one, two = wards["W05999001"], wards["W05999018"]
    put_layer(
        bare_sources,
        [
            ("T1", "Castle", one),
            ("T2", "Over it", one.buffer(-50)),
            ("T1", "Same code", two.buffer(-200)),
            ("T3", None, two.buffer(-300)),
            (None, "No code", two.buffer(-400)),
            ("not a code!", "Odd code", two.buffer(-500)),
            ("W05999002", "A ward's code", two.buffer(-600)),
            ("T4", "Far away", shapely.box(400_000, 300_000, 401_000, 301_000)),
            ("T5", "Beside it", two),
        ],
    )
    store, manifest = built(bare_sources, tmp_path / "home")
    assert store.codes(TOWN).tolist() == ["T1", "T5"]
    found = account(manifest, TOWNS)
    assert (found.read, found.used) == (9, 2)
    assert found.left_out == {
        Reason.OVERLAPS: 1,
        Reason.AREA_TWICE: 1,
        Reason.NOTHING_GIVEN: 1,
        Reason.BAD_AREA_CODE: 2,
        Reason.CODE_TAKEN: 1,
        Reason.OUTSIDE_THE_AREA: 1,
    }
    people = sample_store.residents(WARD)
    assert store.residents(TOWN).tolist() == [people["W05999001"], people["W05999018"]]


def test_sliver_between_neighbours_is_no_overlap(
    bare_sources: Path, sample_store: Store, tmp_path: Path
) -> None:
    wards = sample_store.areas(WARD).geometry
    shapes = [("T1", "One", wards["W05999001"].buffer(2)), ("T2", "Two", wards["W05999002"])]
    put_layer(bare_sources, shapes)
    store, manifest = built(bare_sources, tmp_path / "home")
    assert store.codes(TOWN).tolist() == ["T1", "T2"]
    assert account(manifest, TOWNS).left_out == {}
    months = store.complete_months()
    inside = store.counts(TOWN, months, CATEGORIES).sum()
    outside = store.nowhere(TOWN, months, CATEGORIES)
    assert inside + outside == store.counts(COUNTY, months, CATEGORIES).sum()


def test_town_across_the_border_is_cut_at_the_border(
    bare_sources: Path, sample_store: Store, tmp_path: Path
) -> None:
    whole = sample_store.areas(COUNTY).geometry.iloc[0]
    across = sample_store.areas(WARD).geometry["W05999020"].buffer(1500)
    put_layer(bare_sources, [("T1", "Across", across)])
    store, _ = built(bare_sources, tmp_path / "home")
    drawn = store.areas(TOWN).geometry["T1"]
    assert not across.within(whole.buffer(1)) and drawn.within(whole.buffer(1))


def test_level_without_a_usable_area_is_left_out(bare_sources: Path, tmp_path: Path) -> None:
    put_look_up(bare_sources, "ward_code,town_code,town_en\nW05000001,T1,Elsewhere\n")
    store, manifest = built(bare_sources, tmp_path / "home")
    assert store.levels() == (WARD, LSOA)
    assert account(manifest, TOWNS).left_out == {Reason.OUTSIDE_THE_AREA: 1}


def test_files_are_recognised_by_their_columns(tmp_path: Path, sample_sources: Path) -> None:
    for name in ("towns.geojson", "beats.csv"):
        shutil.copy(sample_sources / "places" / name, tmp_path / f"x-{name}")
    official = json.loads((tmp_path / "x-towns.geojson").read_text(encoding="utf-8"))
    for feature in official["features"]:
        code, name, welsh = feature["properties"].values()
        feature["properties"] = {"BUA24CD": code, "BUA24NM": name, "BUA24NMW": welsh}
    (tmp_path / "bua.geojson").write_text(json.dumps(official), encoding="utf-8")
    found = recognise([tmp_path]).found
    assert [member.name for member in found[TOWNS]] == ["bua.geojson", "x-towns.geojson"]
    assert [member.name for member in found[BEATS]] == ["x-beats.csv"]
