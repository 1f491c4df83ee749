"""Studies of orders in the sample county: planted effects are found, and few others."""

import datetime as dt
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
import shapely

from data.release.store import Store
from data.sample.planted_effects import truth
from data.schema import ASB, WARD
from geo.orders.evidence import EFFECTIVE, FEW_INCIDENTS, FEW_POINTS, FEWER, MOVED
from geo.orders.status import day_of
from geo.orders.study import (
    ENDED_TOO_SOON,
    NO_BEFORE,
    NO_RECORD,
    NO_START,
    NOT_BEGUN,
    TOO_RECENT,
    Recorded,
    Study,
    study,
)
from geo.orders.treatment_areas import COMPARISON, INSIDE, OTHER, RING
from tests.cases import every_case

TODAY = dt.date(2026, 11, 20)


@pytest.fixture(scope="module")
def recorded(sample_store: Store) -> Recorded:
    return Recorded(
        points=sample_store.table("points").set_index("point"),
        counts=sample_store.incidents_by_point([ASB]),
        recordings=sample_store.recordings(WARD, (ASB,)),
    )


@pytest.fixture(scope="module")
def wards(sample_store: Store) -> pd.Series:
    return pd.Series(sample_store.areas(WARD).geometry)


def studied(store: Store, order_id: str, recorded: Recorded, wards: pd.Series) -> Study:
    orders = store.orders().set_index("order_id")
    order = orders.loc[order_id]
    return study(
        order["geometry"],
        list(orders["geometry"].drop(order_id)),
        day_of(order["start"]),
        day_of(order["expiry"]),
        recorded=recorded,
        wards=wards,
        today=TODAY,
    )


@every_case(("key", "verdict"), [("order_worked", FEWER), ("order_displaced", MOVED)])
def test_planted_orders_have_the_planted_verdicts(
    sample_store: Store, recorded: Recorded, wards: pd.Series, key: str, verdict: str
) -> None:
    found = studied(sample_store, str(truth(key).order_id), recorded, wards)
    assert found.evidence and found.evidence.verdict == verdict
    assert found.evidence.ratio.lower < truth(key).strength < found.evidence.ratio.upper
    assert truth("missing_month").since in found.windows.left_out
    assert np.isnan(found.monthly.at[truth("missing_month").since, INSIDE])


def test_no_other_order_is_called_effective(
    sample_store: Store, recorded: Recorded, wards: pd.Series
) -> None:
    planted = [truth(key).order_id for key in ("order_worked", "order_displaced")]
    reasons = {}
    for order_id in sample_store.orders()["order_id"]:
        if order_id not in planted:
            found = studied(sample_store, order_id, recorded, wards)
            assert not found.evidence or found.evidence.verdict not in (*EFFECTIVE, MOVED)
            reasons[order_id] = found.why_not
    assert {FEW_POINTS, FEW_INCIDENTS, NO_BEFORE, NO_START, ""} <= set(reasons.values())


def test_parts_are_disjoint_and_sum_up(
    sample_store: Store, recorded: Recorded, wards: pd.Series
) -> None:
    found = studied(sample_store, "PSPO-03", recorded, wards)
    counted = found.places.value_counts()
    assert counted.sum() == len(recorded.points) and counted[OTHER] > 0
    totals = found.monthly.sum()
    for part in (INSIDE, RING, COMPARISON):
        inside = recorded.counts["point"].isin(found.places.index[found.places == part])
        published = recorded.counts["month"] != truth("missing_month").since
        assert totals[part] == recorded.counts.loc[inside & published, "incidents"].sum()
    assert found.points.to_dict() == {p: counted[p] for p in (INSIDE, RING, COMPARISON)}


def test_few_fictitious_orders_are_called_effective(
    sample_store: Store, recorded: Recorded, wards: pd.Series
) -> None:
    """Of forty, of each of which one in twenty is, more than five are in one of 300 samples."""
    assert sum(called_effective(40, sample_store, recorded, wards)) <= 5


@pytest.mark.slow
def test_at_most_one_in_twenty_fictitious_orders_is_called_effective(
    sample_store: Store, recorded: Recorded, wards: pd.Series
) -> None:
    assert np.mean(called_effective(200, sample_store, recorded, wards)) <= 0.05


def called_effective(
    number: int, sample_store: Store, recorded: Recorded, wards: pd.Series
) -> list[bool]:
    """Return for so many fictitious orders whether they are called effective.

    Places and dates are random, so that some have an increase without any order.
    """
    rng = np.random.default_rng(20)
    orders = sample_store.orders().set_index("order_id")["geometry"]
    planted = [orders[truth(key).order_id] for key in ("order_worked", "order_displaced")]
    known, verdicts = sample_store.months(), []
    incidents = recorded.counts.groupby("point")["incidents"].sum()
    while len(verdicts) < number:
        place = recorded.points.iloc[rng.integers(len(recorded.points))]
        area = shapely.Point(place["x"], place["y"]).buffer(rng.uniform(150, 350))
        start = dt.date.fromisoformat(f"{known[rng.integers(12, 36)]}-01")
        inside = shapely.contains_xy(area, recorded.points["x"], recorded.points["y"])
        enough = incidents.reindex(recorded.points.index[inside]).sum() > 50
        if not enough or min(area.distance(order) for order in planted) < 450:
            continue
        found = study(area, list(orders), start, None, recorded=recorded, wards=wards, today=TODAY)
        if found.evidence:
            verdicts.append(found.evidence.verdict)
    return [verdict in {*EFFECTIVE, MOVED} for verdict in verdicts]


@every_case(
    ("start", "end", "reason", "when"),
    [
        (None, None, NO_START, None),
        ("2027-03-01", None, NOT_BEGUN, "2027-12"),
        ("2026-06-01", None, TOO_RECENT, "2027-03"),
        ("2026-01-01", "2026-04-30", ENDED_TOO_SOON, None),
        ("2023-02-01", "2026-01-31", NO_BEFORE, None),
        ("2010-02-01", "2013-01-31", NO_BEFORE, None),
    ],
)
def test_without_evidence_there_is_a_reason_and_a_month(
    sample_store: Store,
    recorded: Recorded,
    wards: pd.Series,
    start: str | None,
    end: str | None,
    reason: str,
    when: str | None,
) -> None:
    area = sample_store.orders()["geometry"].iloc[0]
    found = study(area, [], day_of(start), day_of(end), recorded=recorded, wards=wards, today=TODAY)
    assert found.evidence is None
    assert (found.why_not, found.answers_from) == (reason, when)


def test_an_outline_without_points_gives_a_reason(
    sample_store: Store, recorded: Recorded, wards: pd.Series
) -> None:
    corner = wards.iloc[0].representative_point().buffer(0.5)
    found = study(
        corner, [], dt.date(2025, 1, 1), None, recorded=recorded, wards=wards, today=TODAY
    )
    assert found.why_not == FEW_POINTS and found.points[INSIDE] == 0


def test_without_police_data_there_is_no_evidence(recorded: Recorded, wards: pd.Series) -> None:
    nothing = Recorded(
        points=recorded.points.iloc[:0],
        counts=recorded.counts.iloc[:0],
        recordings=recorded.recordings.iloc[:0],
    )
    found = study(
        wards.iloc[0], [], dt.date(2025, 1, 1), None, recorded=nothing, wards=wards, today=TODAY
    )
    assert found.why_not == NO_RECORD


def test_wards_that_lack_months_are_no_part_of_the_evidence(
    sample_store: Store, recorded: Recorded, wards: pd.Series
) -> None:
    order_id = str(truth("order_worked").order_id)
    whole = studied(sample_store, order_id, recorded, wards)
    near = set(recorded.points["ward_code"][whole.places.isin([INSIDE, RING])])
    late = [ward for ward in wards.index[::3] if ward not in near]
    gaps = recorded.recordings.copy()
    gaps.loc[list(whole.windows.before), late] = 0
    found = studied(sample_store, order_id, replace(recorded, recordings=gaps), wards)
    of_late = recorded.counts["point"].map(recorded.points["ward_code"]).isin(late)
    without = replace(recorded, recordings=gaps, counts=recorded.counts[~of_late])
    expected = studied(sample_store, order_id, without, wards)
    assert found.windows == whole.windows, "the order's own ward has every month"
    assert found.evidence and found.evidence == expected.evidence
