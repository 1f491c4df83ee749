"""Planted wards with misleading rates are found, ordinary wards are not."""

import pandas as pd
import pytest

from data.release.store import Store
from data.sample.planted_effects import truth
from geo.stats.misleading_denominators import (
    HOSPITAL,
    LEAST_INCIDENTS,
    LEAST_SHARE_BY_NAME,
    ONE_SPOT,
    TOWN_CENTRE,
    distorted,
)


@pytest.fixture(scope="module")
def found(sample_store: Store) -> pd.DataFrame:
    counts = sample_store.table("point_counts")
    year = counts["month"].isin(sample_store.complete_months()[-12:])
    return distorted(sample_store.table("points"), counts[year], sample_store.residents("ward"))


def test_the_planted_hospital_is_the_only_one_found(found: pd.DataFrame) -> None:
    hospitals = found[found["kind"] == HOSPITAL]
    assert hospitals["ward_code"].tolist() == [truth("hospital").ward_code]
    assert 0.5 < hospitals["share"].iloc[0] < 0.7


def test_planted_town_centres_are_found(found: pd.DataFrame) -> None:
    centres = set(found.loc[found["kind"] == TOWN_CENTRE, "ward_code"])
    assert truth("night_time_economy").ward_code in centres
    assert truth("summer_resort").ward_code in centres
    assert truth("fear_above_record").ward_code not in centres
    assert len(centres) < 8
    assert not found.duplicated("ward_code").any()


def town(name: str, at: int, beside: int, shop: int = 0) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return two wards: A has a point with the given name and ten streets, B has only streets."""
    rows = [("A", f"On or near {name}")] + [("A", "On or near Mill Street")] * 10
    rows += [("B", "On or near Mill Street")] * 10
    points = pd.DataFrame(rows, columns=["ward_code", "name"]).rename_axis("point").reset_index()
    counts = [(0, "violent-crime", at)]
    counts += [(n, "violent-crime", beside) for n in range(1, 11)]
    counts += [(n, "violent-crime", 10) for n in range(11, 21)]
    counts += [(n, "shoplifting", shop) for n in range(1, 11) if shop]
    counts += [(11, "shoplifting", 10)]
    return points, pd.DataFrame(counts, columns=["point", "category", "incidents"])


PEOPLE = pd.Series({"A": 1000.0, "B": 9000.0})


def test_a_town_centre_needs_the_minimum_share() -> None:
    points, counts = town("Nightclub", 30, 17)
    assert distorted(points, counts, PEOPLE)["kind"].tolist() == [TOWN_CENTRE]
    points, counts = town("Nightclub", 29, 17)
    assert LEAST_SHARE_BY_NAME > 29 / 199
    assert distorted(points, counts, PEOPLE).empty


def test_shoplifting_indicates_a_town_centre_without_point_names() -> None:
    points, counts = town("Old Street", 17, 17, shop=5)
    row = distorted(points, counts, PEOPLE).iloc[0]
    assert (row["ward_code"], row["kind"], row["sign"]) == ("A", TOWN_CENTRE, "shoplifting")
    assert row["times"] == pytest.approx((50 / 1000) / (60 / 10_000))
    assert row["share"] == pytest.approx(50 / (17 * 11 + 50))


def test_concentration_on_one_point_is_found_without_a_name() -> None:
    points, counts = town("Old Street", 120, 10)
    row = distorted(points, counts, PEOPLE).iloc[0]
    assert (row["kind"], row["share"]) == (ONE_SPOT, pytest.approx(120 / 220))
    points, counts = town("Hospital", 120, 10)
    assert distorted(points, counts, PEOPLE)["kind"].tolist() == [HOSPITAL]


def test_a_ward_with_few_incidents_is_not_tested() -> None:
    points, counts = town("Hospital", 60, 3)
    assert LEAST_INCIDENTS > 60 + 30
    assert distorted(points, counts, PEOPLE).empty
