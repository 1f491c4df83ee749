"""Areas compared with those of national counts, in a small release that was built with them."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from components import queries
from components.queries.cache import CacheKey, forget_answers
from components.queries.similar import Similar
from data.release.current import open_store
from data.release.manifest import Manifest
from data.release.national.layout import count_column
from data.release.store import Store
from data.schema import ASB, AUTHORITY, CATEGORIES, LSOA, WARD
from data.settings import Settings, load_settings
from geo.not_measured import NO_DEPRIVATION, NO_RESIDENTS, OTHER_BOUNDARIES, NotMeasured
from geo.period import Period, latest_year, shifted
from tests.many_authorities import CODES
from tests.national_counts import OWN, with_value
from tests.national_release import release_with_national_counts

Made = Callable[..., tuple[CacheKey, Store]]


@pytest.fixture
def year(sample_store: Store) -> Period:
    return latest_year(sample_store.complete_months())


@pytest.fixture
def compared(
    sample_settings: Settings,
    sample_manifest: Manifest,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Made]:
    """Return the key and the store of a release with national counts."""

    def made(**how: Any) -> tuple[CacheKey, Store]:
        release = sample_settings.releases / sample_manifest.release
        release_with_national_counts(release, tmp_path, **how)
        monkeypatch.setenv("MILLTIR_HOME", str(tmp_path))
        forget_answers()
        store = open_store(load_settings({"MILLTIR_HOME": str(tmp_path)}))[0]
        return CacheKey(store.manifest.release, "public"), store

    yield made
    forget_answers()


def authority_of(key: CacheKey, year: Period) -> Similar:
    found = queries.similar.similar_areas(key, AUTHORITY, OWN, ASB, year)
    assert isinstance(found, Similar), found
    return found


def test_an_authority_and_an_lsoa_have_the_areas_of_the_country(
    compared: Made, year: Period, sample_store: Store
) -> None:
    key, store = compared()
    assert [*queries.similar.authorities(key).index] == [OWN]
    found = authority_of(key, year)
    assert found.national and {*found.areas.distances.index} == {*CODES[1:]}
    assert found.months == tuple(year.months())
    assert found.comparison.rank.first <= found.comparison.rank.rank <= found.comparison.rank.last
    # An LSOA's group and ratios are those of the release, whose LSOAs the country has.
    place = str(store.codes(LSOA)[4])
    lsoa = queries.similar.similar_areas(key, LSOA, place, ASB, year)
    assert isinstance(lsoa, Similar) and lsoa.national
    assert (len(lsoa.areas.distances), lsoa.areas.among) == (14, 90)
    rates = sample_store.counts(LSOA, year.months(), (ASB,)) / sample_store.residents(LSOA)
    for code, row in lsoa.comparison.each.iterrows():
        assert row["ratio"] == pytest.approx(rates[place] / rates[code]), code


def test_other_months_are_replaced_by_the_latest_year(compared: Made, year: Period) -> None:
    key, store = compared()
    place = str(store.codes(LSOA)[4])
    older = Period(first=shifted(year.first, -12), last=shifted(year.last, -12))
    lsoa = queries.similar.similar_areas(key, LSOA, place, ASB, older)
    # Authorities have three years of counts.
    authority = queries.similar.similar_areas(key, AUTHORITY, OWN, ASB, older)
    assert isinstance(lsoa, Similar) and isinstance(authority, Similar)
    assert lsoa.months == tuple(year.months())
    assert authority.months == tuple(m for m in older.months() if m != "2025-03")


def test_months_without_figures_are_not_compared_and_areas_without_half_not_at_all(
    compared: Made, year: Period
) -> None:
    months = year.months()

    def with_gaps(table: pa.Table) -> pa.Table:
        codes = table["area_code"].to_pylist()
        for code, gone in ((CODES[1], months[:3]), (CODES[2], months[:9])):
            for month in gone:
                for category in CATEGORIES:
                    name = count_column(category, month)
                    table = with_value(table, name, codes.index(code), None)
        return table

    found = authority_of(compared(alter=with_gaps)[0], year)
    each = found.comparison.each
    assert each["months"].to_dict() == {
        **dict.fromkeys(CODES[3:], 12), CODES[1]: 9, CODES[2]: 3
    }  # fmt: skip
    assert each["reason"].dropna().to_dict() == {CODES[2]: "not published"}
    assert found.comparison.compared == 4


def test_what_is_not_known_is_said_and_never_guessed(compared: Made, year: Period) -> None:
    def lacking(table: pa.Table, column: str, authority: str) -> pa.Table:
        wanted = {
            row
            for row, (of, level) in enumerate(
                zip(table["authority_code"].to_pylist(), table["level"].to_pylist(), strict=True)
            )
            if of == authority and level == LSOA
        }
        values = [
            None if row in wanted else value for row, value in enumerate(table[column].to_pylist())
        ]
        at = table.column_names.index(column)
        return table.set_column(at, column, pa.array(values, pa.float64()))

    key, store = compared(alter=lambda t: lacking(lacking(t, "income", OWN), "residents", CODES[1]))
    own = queries.similar.similar_areas(key, AUTHORITY, OWN, ASB, year)
    assert isinstance(own, NotMeasured) and own.reason == NO_DEPRIVATION
    reasons = set()
    for place in store.codes(LSOA):
        lsoa = queries.similar.similar_areas(key, LSOA, str(place), ASB, year)
        reasons.add(lsoa.reason if isinstance(lsoa, NotMeasured) else "")
    # Of the other authorities' LSOAs each has its group.
    assert reasons == {NO_DEPRIVATION, NO_RESIDENTS, ""}


def test_an_area_of_other_boundaries_is_not_compared(compared: Made, year: Period) -> None:
    key, store = compared(
        alter=lambda t: with_value(
            with_value(t, "area_code", 0, "W06000001"),
            "area_code",
            t["area_code"].to_pylist().index(str(first_lsoa(t))),
            "W01999999",
        )
    )
    authority = queries.similar.similar_areas(key, AUTHORITY, OWN, ASB, year)
    place = str(store.codes(LSOA)[0])
    lsoa = queries.similar.similar_areas(key, LSOA, place, ASB, year)
    for found in (authority, lsoa):
        assert isinstance(found, NotMeasured) and found.reason == OTHER_BOUNDARIES


def first_lsoa(table: pa.Table) -> str:
    return sorted(c for c in table["area_code"].to_pylist() if c.startswith("W01"))[0]


def test_the_partnerships_own_list_takes_the_place_of_the_nearest(
    compared: Made, year: Period
) -> None:
    listed = [*CODES[1:4], "E06000022"]
    found = authority_of(compared(similar={OWN: listed})[0], year)
    assert found.areas.stated and {*found.areas.distances.index} == {*listed[:3]}
    assert found.areas.absent == ("E06000022",)


def test_partners_own_incidents_are_compared_within_the_release(
    compared: Made, year: Period
) -> None:
    key, store = compared()
    partner = CacheKey(key.release, "partner")
    place = str(store.codes(LSOA)[4])
    own = next(one for one in queries.categories.countable_categories(partner) if "own" in one)
    found = queries.similar.similar_areas(partner, LSOA, place, own, year)
    assert isinstance(found, NotMeasured) or not found.national


def test_every_category_is_beside_the_group_with_its_rank(compared: Made, year: Period) -> None:
    key, store = compared()
    for level, code in ((AUTHORITY, OWN), (LSOA, str(store.codes(LSOA)[4]))):
        found = queries.similar.spine(key, level, code, year)
        assert found is not None and [*found.table.index] == [*CATEGORIES]
        shown = found.table[found.table["ratio"].notna()]
        assert (shown["lower"] <= shown["ratio"]).all() and (shown["ratio"] <= shown["upper"]).all()
        assert (shown["low"] <= 1).all() and (shown["high"] >= 1).all()
        ranks = shown[["first", "rank", "last"]].astype(int)
        assert np.all(np.diff(ranks.to_numpy(), axis=1) >= 0)
    assert queries.similar.spine(key, AUTHORITY, "W06000001", year) is None


def test_without_national_counts_nothing_is_national(
    public: CacheKey, sample_store: Store, year: Period
) -> None:
    assert queries.similar.national_facts(public) is None
    found = queries.similar.similar_areas(public, LSOA, str(sample_store.codes(LSOA)[0]), ASB, year)
    assert isinstance(found, Similar) and not found.national
    assert len(sample_store.codes(WARD)) == 24
