"""Concentration, corrected for few incidents, beside what chance alone makes."""

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from geo.hotspots.concentration import (
    Concentration,
    areas_holding,
    concentration,
    corrected_gini,
    gini,
    lorenz,
)
from geo.hotspots.stability import stability
from geo.not_measured import FEW_AREAS, NO_INCIDENTS, NotMeasured

COUNTS = st.lists(st.integers(0, 40), min_size=8, max_size=40)


def test_golden() -> None:
    """G = ΣΣ|a - b|/(2n²·mean); 5 incidents in 10 areas, three of them in one."""
    few = np.array([3.0, 1, 1, 0, 0, 0, 0, 0, 0, 0])
    plain = np.abs(np.subtract.outer(few, few)).sum() / (2 * 100 * few.mean())
    assert np.isclose(gini(few), plain) and np.isclose(plain, 0.78)
    assert np.isclose(corrected_gini(few), 1 - 2 * (1 - 0.78))
    assert areas_holding(few) == 1
    many = np.array([50.0, 20, 10, 10, 5, 5, 0, 0])
    assert corrected_gini(many) == gini(many)
    assert areas_holding(many) == 1 and areas_holding(many, share=0.51) == 2


@given(counts=COUNTS)
def test_laws(counts: list[int]) -> None:
    observed = np.array(counts, dtype=float)
    if not observed.sum():
        return
    assert -1e-9 <= corrected_gini(observed) <= gini(observed) + 1e-9 <= 1
    curve = lorenz(pd.Series(observed))
    assert (curve["incidents"] >= curve["areas"] - 1e-9).all()
    number = int(areas_holding(observed))
    assert curve["incidents"][number] >= 0.5 - 1e-9 > curve["incidents"][number - 1] - 1e-9
    # The area under the curve is that of Gini's coefficient.
    under = np.trapezoid(curve["incidents"], curve["areas"])
    assert np.isclose(2 * under - 1, gini(observed))
    ones = np.zeros(len(counts))
    ones[: len(counts) // 2] = 1
    assert np.isclose(corrected_gini(ones), 0)


def test_incidents_spread_by_chance_are_as_concentrated_as_chance() -> None:
    rng = np.random.default_rng(1)
    for incidents in (60, 200, 3000):
        even = pd.Series(rng.multinomial(incidents, np.full(200, 1 / 200)), dtype=float)
        found = concentration(even)
        assert isinstance(found, Concentration)
        assert abs(found.corrected - found.corrected_by_chance) < 0.1
        assert abs(found.holding - found.holding_by_chance) <= 6
    people = pd.Series(rng.uniform(1, 30, 200))
    by_people = pd.Series(rng.multinomial(3000, people / people.sum()), dtype=float)
    plain, fair = concentration(by_people), concentration(by_people, people)
    assert isinstance(plain, Concentration) and isinstance(fair, Concentration)
    assert plain.corrected > plain.corrected_by_chance + 0.15
    assert abs(fair.corrected - fair.corrected_by_chance) < 0.05


def test_stability_of_lasting_and_of_random_rates() -> None:
    rng = np.random.default_rng(2)
    rates = rng.gamma(1, 30, 60)
    lasting = pd.DataFrame(rng.poisson(rates, (3, 60)).astype(float), ["2023", "2024", "2025"])
    found = stability(lasting)
    assert isinstance(found, pd.DataFrame) and found.index.tolist() == ["2024", "2025"]
    assert (found["correlation"] > found["if_unchanged"] - 0.05).all()
    assert (found["overlap"] >= 0.5).all() and (found["by_chance"] == 0.1).all()
    moving = stability(pd.DataFrame(rng.gamma(1, 30, (2, 60)).round()))
    assert isinstance(moving, pd.DataFrame)
    assert moving["correlation"][1] < 0.4 < moving["if_unchanged"][1]


def test_spearman_is_scipys() -> None:
    from scipy import stats

    pair = pd.DataFrame(np.random.default_rng(3).poisson(2, (2, 30)).astype(float))
    found = stability(pair)
    assert isinstance(found, pd.DataFrame)
    assert np.isclose(found["correlation"][1], stats.spearmanr(pair.iloc[0], pair.iloc[1])[0])


def test_what_cannot_be_measured_says_why() -> None:
    assert concentration(pd.Series([1.0] * 5)) == NotMeasured(reason=FEW_AREAS, found=5, needed=8)
    assert concentration(pd.Series([0.0] * 9)).reason == NO_INCIDENTS  # type: ignore[union-attr]
    gaps = pd.DataFrame(np.ones((2, 12)))
    gaps.iloc[0, :6] = np.nan
    assert stability(gaps) == NotMeasured(reason=FEW_AREAS, found=6, needed=8)
    most = concentration(pd.Series([900.0] + [0.0] * 20))
    assert isinstance(most, Concentration) and most.holding == 1 and most.corrected > 0.9
    assert lorenz(pd.Series([0.0, 0.0]))["incidents"].isna().sum() == 3
