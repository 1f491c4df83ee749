"""The areas most like an LSOA or an authority, in the sample county and in six authorities."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from components import queries
from components.queries.cache import CacheKey, forget_answers
from components.queries.similar import Similar
from data.errors import AccessDenied
from data.release.current import open_store
from data.release.manifest import Manifest
from data.release.store import Store
from data.schema import ASB, AUTHORITY, LSOA, WARD
from data.settings import load_settings
from geo.not_measured import NO_DEPRIVATION, NO_RESIDENTS, NotMeasured
from geo.period import Period, latest_year
from tests.many_authorities import CODES, release_with_six_authorities


@pytest.fixture
def year(sample_store: Store) -> Period:
    return latest_year(sample_store.complete_months())


@pytest.fixture
def six(
    sample_home: Path,
    sample_manifest: Manifest,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Callable[..., tuple[CacheKey, Store]]]:
    """Return the key and the store of a release of six authorities."""

    def made(
        without: Sequence[str] = (), similar: dict[str, list[str]] | None = None
    ) -> tuple[CacheKey, Store]:
        release = sample_home / "releases" / sample_manifest.release
        release_with_six_authorities(release, tmp_path, without=without, similar=similar)
        monkeypatch.setenv("MILLTIR_HOME", str(tmp_path))
        forget_answers()
        store = open_store(load_settings({"MILLTIR_HOME": str(tmp_path)}))[0]
        return CacheKey(store.manifest.release, "public"), store

    yield made
    forget_answers()


def test_an_lsoa_is_compared_with_the_fourteen_nearest(
    public: CacheKey, sample_store: Store, year: Period
) -> None:
    place = str(sample_store.codes(LSOA)[0])
    found = queries.similar.similar_areas(public, LSOA, place, ASB, year)
    assert isinstance(found, Similar)
    assert found.areas.variables == ("income", "young", "density", "towns")
    assert (len(found.areas.distances), found.areas.among) == (14, 90)
    assert place not in found.areas.distances
    # The ratio is that of the rates of the map.
    rates = queries.area_figures.figures(public, LSOA, ASB, tuple(year.months()))["rate"]
    other = str(found.areas.distances.index[0])
    assert found.comparison.each.at[other, "ratio"] == pytest.approx(rates[place] / rates[other])
    group = rates[found.areas.distances.index].median()
    assert found.comparison.median["ratio"] == pytest.approx(rates[place] / group)


def test_own_incidents_are_not_compared_for_the_public(
    public: CacheKey, sample_store: Store, year: Period
) -> None:
    place = str(sample_store.codes(LSOA)[0])
    with pytest.raises(AccessDenied):
        queries.similar.similar_areas(public, LSOA, place, "own-assault", year)


def test_authorities_add_up_their_wards(
    six: Callable[..., tuple[CacheKey, Store]], year: Period
) -> None:
    key, store = six()
    assert queries.similar.authorities(key).index.tolist() == CODES
    found = queries.similar.similar_areas(key, AUTHORITY, CODES[0], ASB, year)
    assert isinstance(found, Similar)
    assert {*found.areas.distances.index} == {*CODES[1:]}
    of = store.area_names(WARD)["authority_code"]
    counts = store.counts(WARD, year.months(), (ASB,)).groupby(of).sum()
    rates = counts / store.residents(WARD).groupby(of).sum()
    for code, row in found.comparison.each.iterrows():
        assert row["ratio"] == pytest.approx(rates[CODES[0]] / rates[code])
    assert found.comparison.rank.first <= found.comparison.rank.rank <= found.comparison.rank.last


@pytest.mark.parametrize(
    ("table", "reason"), [("deprivation", NO_DEPRIVATION), ("population", NO_RESIDENTS)]
)
def test_an_authority_without_them_says_so_and_is_like_no_other(
    six: Callable[..., tuple[CacheKey, Store]], year: Period, table: str, reason: str
) -> None:
    key, _ = six([table])
    lacking = queries.similar.similar_areas(key, AUTHORITY, CODES[0], ASB, year)
    assert isinstance(lacking, NotMeasured) and lacking.reason == reason
    other = queries.similar.similar_areas(key, AUTHORITY, CODES[1], ASB, year)
    assert isinstance(other, Similar) and CODES[0] not in other.areas.distances


def test_stated_areas_take_the_place_of_the_nearest_even_without_deprivation(
    six: Callable[..., tuple[CacheKey, Store]], year: Period
) -> None:
    listed = [*CODES[1:4], "E06000022"]
    key, _ = six(["deprivation"], {CODES[0]: listed})
    found = queries.similar.similar_areas(key, AUTHORITY, CODES[0], ASB, year)
    assert isinstance(found, Similar) and found.areas.stated
    assert {*found.areas.distances.index} == {*listed[:3]}
    assert found.areas.absent == ("E06000022",)
    assert found.comparison.compared == 3


def test_one_authority_has_no_other_ones(public: CacheKey, year: Period) -> None:
    (only,) = queries.similar.authorities(public).index
    assert isinstance(
        queries.similar.similar_areas(public, AUTHORITY, only, ASB, year), NotMeasured
    )
