"""A group's consent and kind decide what a viewer sees; counts are the same for all viewers."""

from components.queries import groups
from components.queries.cache import CacheKey
from data.release.store import Store
from data.sample.planted_effects import truth
from data.schema import COUNTY, LSOA, WARD

REFUGE = "domestic_abuse_support"
REACH = 1000.0


def test_a_group_without_consent_has_no_name_and_no_place_for_the_public(
    public: CacheKey, partner: CacheKey, sample_store: Store
) -> None:
    every = sample_store.groups().set_index("group_id")
    private = every.index[~every["public_contact"] & (every["kind"] != REFUGE)]
    seen = groups.groups_listed(public).loc[private]
    assert set(seen["name_en"]) == {"Group not named here"}
    assert seen["x"].isna().all()
    known = groups.groups_listed(partner).loc[private]
    assert known["name_en"].tolist() == every.loc[private, "name_en"].tolist()
    assert known["x"].notna().all()


def test_no_audience_sees_where_a_refuge_is(public: CacheKey, analyst: CacheKey) -> None:
    for key in (public, analyst):
        refuges = groups.groups_listed(key, REFUGE)
        assert len(refuges) == 2
        assert refuges[["x", "y", "ward_code"]].isna().all(axis=None)
        assert (refuges["covers"] == COUNTY).all()


def test_only_the_planted_ward_has_no_group(public: CacheKey) -> None:
    by_ward = groups.groups_by_area(public, WARD, groups.EVERY_KIND, REACH)["groups"]
    assert by_ward.index[by_ward == 0].tolist() == [truth("no_group").ward_code]


def test_hiding_a_name_changes_no_ward_s_number_of_groups(
    public: CacheKey, analyst: CacheKey
) -> None:
    seen, known = (
        groups.groups_by_area(key, WARD, groups.EVERY_KIND, REACH)["groups"]
        for key in (public, analyst)
    )
    assert seen.tolist() == known.tolist()


def test_the_nearest_group_is_one_whose_place_the_viewer_may_know(public: CacheKey) -> None:
    listed = groups.groups_listed(public)
    nearest = groups.groups_by_area(public, LSOA, groups.EVERY_KIND, REACH)["nearest"]
    assert listed.loc[nearest, "x"].notna().all()


def test_deprivation_fifths_use_the_income_domain_and_hold_all_residents(
    public: CacheKey, sample_store: Store
) -> None:
    table = groups.groups_by_fifth(public, groups.EVERY_KIND, REACH)
    assert table.attrs["domain"] == "income"
    assert table["residents"].sum() == sample_store.residents(LSOA).sum()


def test_each_respondent_of_the_latest_wave_is_counted_once(
    public: CacheKey, sample_store: Store
) -> None:
    table = groups.ages_that_took_part(public)
    answers = sample_store.table("perceptions")
    answers = answers[(answers["wave"] == "2026-06") & (answers["mode"] == "random sample")]
    people = answers.dropna(subset="age_band")["respondent"].nunique()
    assert table is not None
    assert table.attrs == {"wave": "2026-06", "sampled": True, "asked": 5 * round(people / 5)}
