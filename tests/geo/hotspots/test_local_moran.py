"""Local Moran's I of rates; the golden numbers are those of esda 2.9.0."""

import numpy as np
import pandas as pd
from scipy import sparse

from geo.hotspots.local_moran import local_moran, standardised_rates
from geo.hotspots.permutations import tail_shares
from geo.not_measured import FEW_AREAS, NO_NEIGHBOURS, NO_RESIDENTS, NOT_PUBLISHED, NotMeasured
from tests.geo.hotspots.test_gi_star import queen

RNG = np.random.default_rng(5)
COUNTS = pd.Series(RNG.poisson(RNG.gamma(4, 5, 42)), dtype=float)
PEOPLE = pd.Series(RNG.integers(800, 3000, 42), dtype=float)


ESDA_I = [-0.55390211, 0.3599653, -0.10729126, 0.1046661, 0.17357187, 0.11090888]
ESDA_P = [0.10465, 0.21117, 0.42398, 0.38467, 0.20044, 0.21581]


def test_equals_esda() -> None:
    """Moran_Local_Rate(COUNTS, PEOPLE, lat2W(6, 7, rook=False), permutations=99999, seed=1)."""
    found = local_moran(COUNTS, PEOPLE, queen(6, 7))
    assert isinstance(found, pd.DataFrame)
    np.testing.assert_allclose(found["moran"][:6], ESDA_I, rtol=1e-6)
    # esda's p is one-sided.
    np.testing.assert_allclose(found["p"][:6] / 2, ESDA_P, atol=0.01)


def test_every_draw_counted_one_by_one_gives_the_same() -> None:
    """With all values different, the tail of each area over many draws of the others."""
    values = np.random.default_rng(1).normal(size=12)
    near = queen(3, 4)
    sums = near @ values
    below, above = tail_shares(values, near, sums, permutations=40_000, seed=3)
    rng = np.random.default_rng(4)
    for area in range(12):
        others = np.delete(values, area)
        size = int(np.diff(near.indptr)[area])
        drawn = others[np.argsort(rng.random((40_000, 11)), axis=1)[:, :size]].sum(axis=1)
        assert abs((drawn <= sums[area] + 1e-9).mean() - below[area]) < 0.015, area
        assert abs((drawn >= sums[area] - 1e-9).mean() - above[area]) < 0.015, area


def test_the_seed_decides() -> None:
    near = queen(6, 7)
    one, same, other = (
        local_moran(COUNTS, PEOPLE, near, permutations=999, seed=n) for n in (1, 1, 2)
    )
    assert one["p"].equals(same["p"]) and not one["p"].equals(other["p"])  # type: ignore[index]


def test_planted_clusters_have_their_class() -> None:
    rates = np.random.default_rng(3).uniform(0.03, 0.05, (9, 9))
    rates[:4, :4], rates[5:, 5:], rates[1, 1] = 0.08, 0.002, 0.001
    people = pd.Series(2000.0, range(81))
    found = local_moran(pd.Series(rates.ravel() * 2000), people, queen(9, 9))
    assert isinstance(found, pd.DataFrame)
    assert found["kind"][20] == "HH" and found["kind"][70] == "LL" and found["kind"][10] == "LH"
    assert (found["kind"] == "not clear").sum() > 40


def test_nothing_is_named_by_chance() -> None:
    rng, named = np.random.default_rng(8), 0
    for _ in range(100):
        people = rng.integers(1000, 3000, 100).astype(float)
        counts = pd.Series(rng.poisson(people * 0.01), dtype=float)
        found = local_moran(counts, pd.Series(people), queen(10, 10), permutations=9999)
        named += bool((found["kind"] != "not clear").any())  # type: ignore[index]
    assert named <= 10


def test_a_small_area_is_not_extreme_by_being_small() -> None:
    people = np.array([50.0] + [2000.0] * 20)
    counts = np.array([3.0] + [20.0] * 10 + [40.0] * 10)
    rate = counts / people
    plain = (rate - rate.mean()) / rate.std()
    assert standardised_rates(counts, people)[0] < 0.75 * plain[0]


def test_what_cannot_be_measured_says_why() -> None:
    few = local_moran(COUNTS[:5], PEOPLE[:5], queen(1, 5))
    assert isinstance(few, NotMeasured) and few.reason == FEW_AREAS and few.found == 5
    near = queen(6, 7).tolil()
    near[0, :] = near[:, 0] = 0
    counts, people = COUNTS.copy(), PEOPLE.copy()
    counts[8], people[20] = np.nan, 0
    found = local_moran(counts, people, sparse.csr_array(near), permutations=999)
    assert isinstance(found, pd.DataFrame)
    assert found["reason"].dropna().to_dict() == {
        0: NO_NEIGHBOURS,
        8: NOT_PUBLISHED,
        20: NO_RESIDENTS,
    }
    assert found.index[found["p"].isna()].tolist() == [0, 8, 20]
