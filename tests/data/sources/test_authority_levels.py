"""Authorities and what is made of them as levels: sums of wards, of which none is shown twice."""

from types import SimpleNamespace
from typing import Any, cast

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from hypothesis import given
from hypothesis import strategies as st

from data.geometry.custom_levels import CustomLevel
from data.release.manifest import Manifest
from data.release.store import Store
from data.schema import (
    AUTHORITY,
    BRITISH_GRID,
    CATEGORIES,
    COUNTY,
    FORCE,
    LSOA,
    OFFICIAL_LEVELS,
    PARTNERSHIP,
    TOWN,
    WARD,
)
from data.sources.boundaries import Boundaries
from data.sources.levels.authority_levels import authority_levels, forces_of, partnerships_of
from tests.halwyn_authorities import APART, FORCES, LOWER, MIDDLE, NORTH, SOUTH, UPPER

COLUMNS = ["LADCD", "LADNM", "CSPCD", "CSPNM"]


def look_up(*rows: tuple[str, str]) -> pd.DataFrame:
    return pd.DataFrame([(lad, lad, csp, csp) for lad, csp in rows], columns=COLUMNS)


def named(*codes: str) -> pd.DataFrame:
    return pd.DataFrame({"code": codes, "name_en": codes, "name_cy": codes})


def wards_of(*authorities: str) -> Boundaries:
    """Return boundaries with a square ward for each authority named, in a row."""
    squares = [shapely.box(10 * n, 0, 10 * n + 10, 10) for n in range(len(authorities))]
    codes = [f"W{n}" for n in range(len(authorities))]
    areas = gpd.GeoDataFrame(
        {"area_code": codes, "level": WARD, "authority_code": authorities},
        geometry=squares,
        crs=BRITISH_GRID,
    )
    members = pd.DataFrame({"lsoa_code": codes, "ward_code": codes, "share": 1.0})
    own = named(*dict.fromkeys(authorities))
    found = SimpleNamespace(areas=areas, membership=members, authorities=own, look_up=None)
    return cast(Boundaries, found)


def levels_of(boundaries: Boundaries, rows: pd.DataFrame) -> dict[str, CustomLevel]:
    cast(Any, boundaries).look_up = rows
    return {one.level: one for one in authority_levels(boundaries)}


def test_one_authority_makes_no_level() -> None:
    assert authority_levels(wards_of("A", "A")) == ()


def test_partnerships_of_one_authority_each_are_not_shown_beside_their_authorities() -> None:
    assert set(levels_of(wards_of("A", "B"), look_up(("A", "P"), ("B", "Q")))) == {AUTHORITY}
    both = levels_of(wards_of("A", "B", "C"), look_up(("A", "P"), ("B", "P"), ("C", "Q")))
    assert set(both) == {AUTHORITY, PARTNERSHIP}
    joined = both[PARTNERSHIP].areas.set_index("area_code")
    assert joined.geometry["P"].equals(shapely.box(0, 0, 20, 10)) and list(joined.index) == [*"PQ"]
    # All authorities of the data in one partnership: it would be the whole area again.
    assert set(levels_of(wards_of("A", "B"), look_up(("A", "P"), ("B", "P")))) == {AUTHORITY}


def test_a_partnership_is_left_out_if_it_is_not_made_of_whole_authorities_of_the_data() -> None:
    rows = look_up(("A", "P"), ("Z", "P"), ("B", "Q"), ("C", "Q"), ("D", "R"), ("D", "S"))
    found = partnerships_of(named("A", "B", "C", "D"), rows)
    assert dict(zip(found["authority"], found["code"], strict=True)) == {"B": "Q", "C": "Q"}


def test_the_look_up_that_comes_with_the_program_knows_every_partnership() -> None:
    welsh = named("W06000016", "W06000024", "W06000015")
    assert partnerships_of(welsh, None)["code"].tolist() == ["W14000015", *["W14000023"] * 2]
    # In Buckinghamshire there are four partnerships, none of them made of whole authorities.
    assert partnerships_of(named("E06000060"), None).empty
    # An authority that has got a new code since is found by its name.
    renamed = pd.DataFrame({"code": ["W06000099"], "name_en": ["Cardiff"], "name_cy": ["Caerdydd"]})
    assert partnerships_of(renamed, None)["name_en"].tolist() == ["Cardiff"]


def test_police_force_areas_are_a_level_where_there_are_several() -> None:
    columns = ["LADCD", "LADNM", "PFACD", "PFANM"]
    rows = pd.DataFrame([["A", "A", "F", "F"], ["B", "B", "F", "F"], ["C", "C", "G", "G"]])
    both = levels_of(wards_of("A", "B", "C"), rows.set_axis(columns, axis=1))
    assert set(both) == {AUTHORITY, FORCE}
    assert both[FORCE].areas.set_index("area_code").geometry["F"].equals(shapely.box(0, 0, 20, 10))
    # One force is the whole area; of each authority alone it is the authority.
    assert set(levels_of(wards_of("A", "B"), rows.set_axis(columns, axis=1))) == {AUTHORITY}
    assert set(levels_of(wards_of("B", "C"), rows.set_axis(columns, axis=1))) == {AUTHORITY}


def test_the_look_up_that_comes_with_the_program_knows_every_force() -> None:
    gwent = ["W06000018", "W06000019", "W06000020", "W06000021", "W06000022"]
    known = forces_of(named(*gwent, "W06000015"), None)
    assert known["name_en"].unique().tolist() == ["Gwent"] and len(known) == 5
    # A file without forces leaves them to the one that comes with the program.
    assert len(forces_of(named(*gwent), look_up(("W06000018", "P")))) == 5


pairs = st.lists(st.tuples(st.sampled_from("ABCDEZ"), st.sampled_from("PQRS")), max_size=12)


@given(pairs)
def test_an_authority_is_in_one_partnership_at_most(rows: list[tuple[str, str]]) -> None:
    official = look_up(*rows) if rows else pd.DataFrame(columns=COLUMNS)
    found = partnerships_of(named(*"ABCDE"), official)
    assert found["authority"].is_unique and "Z" not in set(found["authority"])
    for authority, code in zip(found["authority"], found["code"], strict=True):
        assert {csp for lad, csp in rows if lad == authority} == {code}
        assert {lad for lad, csp in rows if csp == code} <= set(found["authority"])


@given(st.lists(st.sampled_from("ABC"), min_size=1, max_size=9))
def test_authorities_cover_every_ward_once(authorities: list[str]) -> None:
    boundaries = wards_of(*authorities)
    levels = levels_of(boundaries, look_up(("A", "P"), ("B", "P"), ("C", "Q")))
    for level in levels.values():
        assert level.members["lsoa_code"].is_unique
        assert np.isclose(level.areas.area.sum(), boundaries.areas.area.sum())


# --- A release of four authorities ----------------------------------------------------------


def test_a_release_has_the_levels_only_with_several_authorities(
    authorities_store: Store, sample_manifest: Manifest
) -> None:
    assert authorities_store.levels() == (WARD, LSOA, *OFFICIAL_LEVELS)
    assert AUTHORITY not in sample_manifest.levels and TOWN in sample_manifest.levels
    assert authorities_store.codes(AUTHORITY).tolist() == [NORTH, MIDDLE, SOUTH, APART]


def test_counts_residents_and_shapes_are_those_of_the_wards(authorities_store: Store) -> None:
    store = authorities_store
    wards = store.area_names(WARD)["authority_code"]
    months = store.complete_months()
    for level, of_ward in {
        AUTHORITY: wards,
        PARTNERSHIP: wards.map({NORTH: UPPER, MIDDLE: UPPER, SOUTH: LOWER}).fillna("W14000994"),
        FORCE: wards.map(lambda code: list(FORCES)[code == APART]),
    }.items():
        for category in CATEGORIES:
            by_ward = store.counts(WARD, months, [category]).groupby(of_ward).sum()
            assert store.counts(level, months, [category]).to_dict() == by_ward.to_dict()
        shapes, own = store.areas(level).geometry, store.areas(WARD).geometry
        for code, shape in shapes.items():
            union = shapely.union_all(own[of_ward == code].to_numpy())
            assert shape.symmetric_difference(union).area < 1
        # In no area of the level is nothing.
        assert store.nowhere(level, months, CATEGORIES) == 0
        people = store.residents(WARD).groupby(of_ward).sum(min_count=1)
        known = store.residents(level).dropna()
        assert known.to_dict() == people[known.index].to_dict() and len(known)
    assert store.residents(COUNTY).isna().all()


def test_an_area_without_figures_or_residents_has_none(authorities_store: Store) -> None:
    """The force of one authority has no file, and of another one LSOA has no residents."""
    store = authorities_store
    published = store.published(AUTHORITY)
    assert not published[APART].any() and published[NORTH].sum() == len(store.complete_months())
    assert store.residents(AUTHORITY).isna().to_dict() == {
        NORTH: False, MIDDLE: True, SOUTH: False, APART: False,
    }  # fmt: skip
    assert not store.published(PARTNERSHIP)["W14000994"].any()
    assert np.isnan(store.residents(PARTNERSHIP)[UPPER])
    assert store.monthly(AUTHORITY, APART, ["burglary"]).isna().all()
