"""A new measure needs only its functions and an entry in the registry."""

from pathlib import Path

import pandas as pd
import pytest

from components.queries.cache import CacheKey
from components.queries.measure_inputs import ReleaseInputs
from components.view.address import Known, read_address
from data.release.store import Store
from geo.measures import MEASURES
from geo.measures.model import EVERY_MEASURE_HAS, Column, Measure, MeasureInputs, Said
from geo.measures.ranking import rank_of_area
from geo.period import latest_year
from geo.stats.classification import QUANTILE, bounds_of, class_of
from geo.stats.remainder import without_elsewhere
from geo.stats.suppression import MISSING, SHOWN


def calculate(facts: MeasureInputs) -> pd.DataFrame:
    """Return the incidents per day; missing without a published month."""
    months = facts.observed()
    per_day = (facts.counts() / (months * 30.44)).where(months > 0)
    return pd.DataFrame(
        {
            "value": per_day,
            "lower": per_day,
            "upper": per_day,
            "status": months.gt(0).map({True: SHOWN, False: MISSING}),
            "uncertain": False,
        }
    )


def summary(table: pd.DataFrame) -> Said:
    """Return the area with the most incidents per day."""
    return Said(key="answer.count", areas={"place": str(table["value"].idxmax())})


PER_DAY = Measure(
    name="per_day",
    calculate=calculate,
    summary=summary,
    columns=(Column(name="value"),),
    finest=0.01,
)


@pytest.fixture
def registered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(MEASURES, PER_DAY.name, PER_DAY)


@pytest.fixture
def facts(sample_home: Path, sample_store: Store) -> ReleaseInputs:
    year = latest_year(sample_store.complete_months())
    key = CacheKey(sample_store.manifest.release, "analyst")
    return ReleaseInputs(key=key, level="ward", subject="burglary", period=year)


def is_offered(name: str) -> bool:
    reading = read_address({"measure": name}, Known(measures=tuple(MEASURES)))
    return reading.view.measure == name and not reading.refused


@pytest.mark.usefixtures("registered")
def test_a_new_measure_is_calculated_ranked_and_classified(facts: ReleaseInputs) -> None:
    measure = MEASURES["per_day"]
    table = without_elsewhere(measure.calculate(facts))
    assert list(table.index) == list(facts.areas()) and set(EVERY_MEASURE_HAS) <= set(table)
    year = facts.counts().reindex(table.index).sum()
    assert table["value"].sum() * 30.44 * 12 == pytest.approx(year)

    most = measure.summary(table).areas["place"]
    first = rank_of_area(table, most)
    assert first is not None and first.above == 0 and first.areas == len(table)

    bounds = bounds_of(table["value"], method=QUANTILE, finest=measure.finest)
    classes = class_of(table["value"], bounds)
    assert len(bounds) > 1 and classes[most] == len(bounds) - 1


@pytest.mark.usefixtures("registered")
def test_a_measure_in_the_registry_is_offered() -> None:
    assert list(MEASURES)[-1] == "per_day" and is_offered("per_day")


def test_a_measure_outside_of_the_registry_is_not_offered() -> None:
    assert not is_offered("per_day") and is_offered("count")
