"""Hot spots and clusters as measures: their classes, and what they say where there are none."""

import numpy as np
import pandas as pd
import pytest

from geo.hotspots.gi_star import HOT
from geo.hotspots.local_moran import HIGH_HIGH
from geo.measures.clusters import CLUSTERS
from geo.measures.hotspots import HOTSPOTS
from geo.measures.model import Measure
from geo.stats.suppression import HIDDEN, MISSING, SHOWN
from tests.cases import every_case
from tests.geo.measures.test_measures import Given

COUNT = 300
AREAS = pd.Index([f"A{n:03}" for n in range(COUNT)], name="area_code")
PEOPLE = pd.Series(1500.0, AREAS)
# Five areas in a row with ten times as many as the others.
HIGH = AREAS[10:15]


def in_a_row() -> pd.Series:
    counts = pd.Series(np.arange(COUNT) % 3 + 9.0, AREAS)
    counts[HIGH] += 90
    return counts


def test_areas_with_many_beside_areas_with_many_are_hot_spots() -> None:
    table = HOTSPOTS.calculate(Given(now=in_a_row(), people=PEOPLE))
    assert set(table.index[table["spot"] == HOT]) >= set(HIGH[1:-1])
    assert (table.loc[HIGH[1:-1], "value"] == HOTSPOTS.classes.index(HOT)).all()
    said = HOTSPOTS.summary(table)
    assert said.key == "answer.hotspots"
    assert said.numbers["hot"] + said.numbers["cold"] + said.numbers["unclear"] == COUNT


def test_months_without_figures_are_no_cold_spot() -> None:
    """A quarter of the months with a quarter of the incidents is as many a month."""
    months = pd.Series(12, AREAS)
    months[HIGH] = 3
    part = in_a_row().where(~AREAS.isin(HIGH), in_a_row() / 4)
    whole = HOTSPOTS.calculate(Given(now=in_a_row(), people=PEOPLE))
    found = HOTSPOTS.calculate(Given(now=part, people=PEOPLE, months=months))
    assert found["spot"].equals(whole["spot"])


def test_high_rates_beside_high_rates_are_told() -> None:
    table = CLUSTERS.calculate(Given(now=in_a_row(), people=PEOPLE))
    assert set(table.index[table["spot"] == HIGH_HIGH]) >= set(HIGH[1:-1])
    assert table.loc[HIGH[1], "rate"] == pytest.approx(1000 * in_a_row()[HIGH[1]] / 1500)


def test_no_rate_of_few_residents_is_told() -> None:
    people = PEOPLE.copy()
    people[AREAS[0]] = 400
    table = CLUSTERS.calculate(Given(now=in_a_row(), people=people))
    assert np.isnan(table.loc[AREAS[0], "rate"]) and table.loc[AREAS[0], "status"] == SHOWN


@every_case("measure", (HOTSPOTS, CLUSTERS), ids=("hotspots", "clusters"))
def test_what_cannot_be_compared_is_said(measure: Measure) -> None:
    """Few areas, none recorded, all in one area, all alike: each has its own sentence."""
    one = pd.Series(0.0, AREAS)
    one.iloc[0] = 50
    cases = {
        "few areas": in_a_row().iloc[:7],
        "no incidents": pd.Series(0.0, AREAS),
        "one area": one,
        "all equal": pd.Series(4.0, AREAS),
    }
    for reason, counts in cases.items():
        table = measure.calculate(Given(now=counts, people=PEOPLE.reindex(counts.index)))
        assert (table["status"] == HIDDEN).all() and table["value"].isna().all(), reason
        assert measure.summary(table).key == f"answer.no_spots_{reason}"


@every_case("measure", (HOTSPOTS, CLUSTERS), ids=("hotspots", "clusters"))
def test_an_area_without_figures_is_missing(measure: Measure) -> None:
    months = pd.Series(12, AREAS)
    months[AREAS[3]] = 0
    table = measure.calculate(Given(now=in_a_row(), people=PEOPLE, months=months))
    assert table.loc[AREAS[3], "status"] == MISSING and pd.isna(table.loc[AREAS[3], "spot"])
    assert (table.drop(AREAS[3])["status"] == SHOWN).all()
