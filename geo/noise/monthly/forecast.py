"""The range in which the incidents of the next months are expected."""

import numpy as np
import pandas as pd

from geo.noise.monthly.model import fit_months
from geo.noise.monthly.negative_binomial import range_of
from geo.noise.monthly.series import category_numbers, like_latest, reasons_of, refused
from geo.not_measured import NotMeasured

QUARTER, COVERAGE = 3, 0.8


def expected_ranges(
    counts: pd.DataFrame,
    recordings: pd.DataFrame | None = None,
    *,
    months: int = QUARTER,
    coverage: float = COVERAGE,
) -> pd.DataFrame | NotMeasured:
    """Return the range in which the sum of the next months is expected.

    Parameters
    ----------
    counts
        Incidents by month (rows, in order) and series, as `exceptions` takes them.
    recordings
        A number by month and series, the same for months that are recorded alike; None if all are.
    months
        How many months are summed.
    coverage
        The probability of the range.

    Returns
    -------
    pd.DataFrame | NotMeasured
        By series: `expected`, `lower`, `upper`, and `reason` where there is no range. NotMeasured
        if there is none at all.

    Examples
    --------
    >>> months = [f"{2024 + n // 12}-{n % 12 + 1:02}" for n in range(36)]
    >>> counts = pd.DataFrame(np.random.default_rng(1).poisson(20.0, (36, 12)), months)
    >>> expected_ranges(counts).iloc[0, :3].round().tolist()
    [59.0, 49.0, 69.0]
    """
    compared = like_latest(counts, recordings)
    # The latest month counts among those that are fitted.
    after = pd.concat([compared, compared.iloc[-1:].set_axis(["after"])])
    reasons = reasons_of(pd.concat([counts, counts.iloc[-1:].set_axis(["after"])]), after)
    none = refused(reasons, after)
    if none is not None:
        return none
    judged = np.array([reason is None for reason in reasons])
    part = compared.loc[:, judged]
    foretold = fit_months(part, category_numbers(part.columns)).ahead(1, months)
    lower, upper = range_of((1 - coverage) / 2, foretold.mean, foretold.variance())
    table = pd.DataFrame(
        {"expected": foretold.mean, "lower": lower, "upper": upper}, part.columns
    ).reindex(counts.columns)
    return table.assign(reason=reasons)
