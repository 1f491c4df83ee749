"""What residents perceive, with its uncertainty, and where it parts from what is recorded."""

from collections.abc import Collection

import numpy as np
import pandas as pd
from scipy import special

from geo.stats.change import benjamini_hochberg
from geo.stats.rates import Z_95

LEAST_AREAS = 8
LEAST_BASE = 30
LEAST_CELL = 5
NAMED_AT = 0.05
PERCEIVED_ABOVE, RECORDED_ABOVE = "perceived above recorded", "recorded above perceived"
NO_CLEAR_DIFFERENCE = "no clear difference"


def wilson(share: pd.Series, base: pd.Series, *, z: float = Z_95) -> pd.DataFrame:
    """Wilson's limits of a share, as `lower` and `upper`; `base` may be an effective base."""
    z2 = z**2
    centre = (share + z2 / (2 * base)) / (1 + z2 / base)
    half = z / (1 + z2 / base) * np.sqrt(share * (1 - share) / base + z2 / (4 * base**2))
    return pd.DataFrame({"lower": centre - half, "upper": centre + half})


def shares_by_area(
    answers: pd.DataFrame, *, holding: Collection[str], aside: Collection[str]
) -> pd.DataFrame:
    """The weighted share of each area's respondents whose answer is one of `holding`.

    Columns: `share`, `base` and `holding` (people), `effective_base` (Σw)²/Σw², `lower`, `upper`.
    Answers in `aside` (don't know) are left out of base and share.
    """
    counted = answers[~answers["answer"].isin(aside)]
    weighed = pd.DataFrame(
        {
            "area_code": counted["area_code"],
            "w": counted["weight"],
            "w2": counted["weight"] ** 2,
            "wy": counted["weight"] * counted["answer"].isin(holding),
            "holding": counted["answer"].isin(holding),
        }
    )
    sums = weighed.groupby("area_code")[["w", "w2", "wy"]].sum()
    table = pd.DataFrame(
        {
            "share": sums["wy"] / sums["w"],
            "base": weighed.groupby("area_code").size(),
            "holding": weighed.groupby("area_code")["holding"].sum(),
            "effective_base": sums["w"] ** 2 / sums["w2"],
        }
    )
    return table.join(wilson(table["share"], table["effective_base"]))


def gap(
    holding: pd.Series, base: pd.Series, recorded: pd.Series, residents: pd.Series
) -> pd.DataFrame:
    """How far perception stands above (+) or below (-) the record, area by area.

    z-scores across areas (ddof 1) of logit p̃, p̃ = (x+.5)/(n+1), and of the log rate; `gap` is
    their difference, `se` its standard error, `q` the false-discovery rate, `points` the plain
    wording (difference of percentiles), `kind` the name, given only where q < .05.
    Fewer than eight areas can't speak of a spread: the caller asks `enough_areas` first.
    """
    p = (holding + 0.5) / (base + 1)
    logit = np.log(p / (1 - p))
    log_rate = np.log(recorded.where(recorded > 0) / residents)
    se_logit = 1 / np.sqrt((base + 1) * p * (1 - p))
    spread_logit, spread_rate = logit.std(ddof=1), log_rate.std(ddof=1)
    difference = (logit - logit.mean()) / spread_logit - (log_rate - log_rate.mean()) / spread_rate
    se = np.sqrt((se_logit / spread_logit) ** 2 + (1 / np.sqrt(recorded) / spread_rate) ** 2)
    z = difference / se
    table = pd.DataFrame({"gap": difference, "se": se, "z": z, "p": 2 * special.ndtr(-z.abs())})
    table["q"] = benjamini_hochberg(table["p"])
    table["points"] = 100 * (_percentile(holding / base) - _percentile(recorded / residents))
    clear = table["q"] < NAMED_AT
    table["kind"] = np.select(
        [clear & (difference > 0), clear & (difference < 0)],
        [PERCEIVED_ABOVE, RECORDED_ABOVE],
        default=NO_CLEAR_DIFFERENCE,
    )
    return table


def meets_disclosure_rule(shares: pd.DataFrame) -> pd.Series:
    """Whether an area's share may stand on a public page: 30 answers, and no cell of 1 to 4."""
    cells_shown = (shares["holding"] == 0) | (shares["holding"] >= LEAST_CELL)
    rest = shares["base"] - shares["holding"]
    return (shares["base"] >= LEAST_BASE) & cells_shown & ((rest == 0) | (rest >= LEAST_CELL))


def enough_areas(base: pd.Series) -> bool:
    """Whether there are areas enough, each with a base large enough, to speak of gaps."""
    return bool((base >= LEAST_BASE).sum() >= LEAST_AREAS)


def _percentile(values: pd.Series) -> pd.Series:
    return (values.rank() - 0.5) / values.count()
