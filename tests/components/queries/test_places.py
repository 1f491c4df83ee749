"""Areas by code, what an address may name, and which areas belong together."""

from components.queries import places
from components.queries.cache import CacheKey
from data.release.store import Store
from data.schema import LSOA, TOWN, WARD


def test_an_address_of_the_public_cannot_name_partner_incidents(
    public: CacheKey, partner: CacheKey
) -> None:
    seen, known = map(places.valid_view_values, ("public", "partner"))
    assert "own-noise" in known.categories
    assert not [name for name in seen.categories if name.startswith("own")]
    assert set(seen.places) == set(known.places)


def test_wards_are_sorted_by_their_name_in_the_language(
    public: CacheKey, sample_store: Store
) -> None:
    wards = sample_store.areas(WARD)
    for language in ("en", "cy"):
        codes = list(places.by_name(public, language, WARD))
        named = wards.loc[codes, f"name_{language}"].str.casefold().tolist()
        assert named == sorted(named) and len(named) == len(wards)
    assert places.by_name(public, "en", WARD) != places.by_name(public, "cy", WARD)


def test_an_lsoa_has_residents_in_the_ward_that_overlaps_it(
    public: CacheKey, sample_store: Store
) -> None:
    for lsoa in sample_store.codes(LSOA)[:10]:
        assert places.lsoas_of(public, lsoa) == {lsoa}
        wards = places.areas_overlapping(public, WARD, (lsoa,))
        assert wards and all(lsoa in places.lsoas_of(public, ward) for ward in wards)


def test_towns_leave_wards_out(public: CacheKey, sample_store: Store) -> None:
    towns = tuple(sample_store.codes(TOWN))
    inside = places.areas_overlapping(public, WARD, towns)
    assert set() < inside < set(sample_store.codes(WARD))


def test_the_whole_area_s_extent_contains_that_of_every_ward(
    public: CacheKey, sample_store: Store
) -> None:
    west, south, east, north = places.extent(public)
    for ward in sample_store.codes(WARD):
        w, s, e, n = places.extent(public, (ward,))
        assert west <= w < e <= east and south <= s < n <= north


def test_touching_wards_name_each_other(public: CacheKey) -> None:
    near = places.adjacent_wards(public)
    assert all(ward in near[other] for ward, others in near.items() for other in others)
    assert all(others and ward not in others for ward, others in near.items())
