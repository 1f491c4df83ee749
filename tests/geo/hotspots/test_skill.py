"""Ways of foretelling are scored on months that they did not see, and compared with baselines."""

import numpy as np
import pandas as pd

from geo.hotspots.skill import GI_STAR, LAST_YEAR, SAME_MONTHS, Skill, by_gi_star, past_skill
from geo.not_measured import FEW_AREAS, FEW_ORIGINS, NO_INCIDENTS, NotMeasured
from geo.period import shifted
from tests.geo.hotspots.test_gi_star import queen

ONES = pd.Series(1.0, range(100))


def county(seed: int = 1, months: int = 36) -> pd.DataFrame:
    """A county of 100 areas with a hot corner of nine."""
    rates = np.full((10, 10), 1.0)
    rates[:3, :3] = 6.0
    drawn = np.random.default_rng(seed).poisson(rates.ravel(), (months, 100)).astype(float)
    return pd.DataFrame(drawn, [shifted("2023-01", n) for n in range(months)])


def measured(counts: pd.DataFrame, ways: dict) -> Skill:  # type: ignore[type-arg]
    found = past_skill(counts, ONES, ways)
    assert isinstance(found, Skill), found
    return found


def test_months_after_an_origin_are_not_used_to_pick() -> None:
    counts = county()
    seen: list[int] = []

    def way(past: pd.DataFrame, ahead: int) -> pd.Series:
        assert past.equals(counts.iloc[: len(past)])
        seen.append(len(past))
        return past.iloc[-12:].mean()

    found = measured(counts, {"own": way})
    assert seen == [12, 15, 18, 21, 24, 27, 30, 33]
    same = found.by_origin.xs("own", level="way") == found.by_origin.xs(LAST_YEAR, level="way")
    assert same.all(axis=None)
    assert found.compared.loc[("own", LAST_YEAR), "verdict"] == "no clear difference"


def test_an_origin_by_hand() -> None:
    counts = county()
    found = measured(counts, {}).by_origin.loc[("2023-12", LAST_YEAR)]
    after = counts.iloc[12:15].sum()
    top = counts.iloc[:12].sum().sort_values(ascending=False, kind="stable").index[:10]
    assert np.isclose(found["captured"], after[top].sum() / after.sum())
    assert np.isclose(found["pai"], 10 * found["captured"])
    assert np.isclose(found["pei"], after[top].sum() / after.nlargest(10).sum())


def test_what_knows_nothing_is_worse_and_what_knows_the_rates_is_not() -> None:
    rng = np.random.default_rng(5)
    rates = county().mean()
    ways = {
        "chance": lambda past, ahead: pd.Series(rng.normal(size=100)),
        "rates": lambda past, ahead: rates,
        GI_STAR: by_gi_star(queen(10, 10)),
    }
    found = measured(county(), ways)
    verdicts = found.compared["verdict"]
    assert verdicts[("chance", LAST_YEAR)] == "worse"
    assert verdicts[("rates", LAST_YEAR)] != "worse"
    assert found.means.loc[(GI_STAR, "pai"), "mean"] > 2
    limits = found.means.loc[("chance", "pai")]
    assert limits["lower"] < 1 < limits["upper"]
    assert (found.means["lower"] <= found.means["upper"]).all()


def test_one_year_says_less_than_twelve_months() -> None:
    """Of unseasonal incidents the same three months of last year know less than the year."""
    differences = []
    for seed in range(4):
        compared = measured(county(seed), {}).compared
        differences.append(compared.loc[(SAME_MONTHS, LAST_YEAR), "mean"])
    assert np.mean(differences) < 0


def test_what_cannot_be_measured_says_why() -> None:
    counts = county()
    assert past_skill(counts.iloc[:, :5], ONES[:5], {}) == NotMeasured(
        reason=FEW_AREAS, found=5, needed=8
    )
    assert past_skill(counts * 0, ONES, {}).reason == NO_INCIDENTS  # type: ignore[union-attr]
    few = past_skill(counts.iloc[:20], ONES, {})
    assert few == NotMeasured(reason=FEW_ORIGINS, found=2, needed=4)
    assert past_skill(counts.iloc[:9], ONES, {}).reason == FEW_ORIGINS  # type: ignore[union-attr]


def test_a_gap_takes_away_its_origins_only() -> None:
    counts = county()
    counts.iloc[20] = np.nan
    found = measured(counts, {})
    assert found.by_origin["pai"].isna().groupby("origin").all().sum() == 1
    assert set(found.means["origins"]) == {7}
    recordings = counts.notna().astype(int)
    recordings.iloc[:6] = 2
    broken = past_skill(counts, ONES, {}, recordings)
    assert isinstance(broken, Skill)
    assert len(broken.means) == len(found.means)
