"""What stands out among areas and in all of them together."""

import numpy as np
import pandas as pd

from geo.noise.monthly.whole_and_parts import WHOLE, exception_report, whole_months_of
from geo.not_measured import FEW_MONTHS, NotMeasured
from geo.period import shifted

MONTHS = [shifted("2023-09", n) for n in range(37)]
AREAS = [f"W{n}" for n in range(24)]


def even(mean: float = 20.0, seed: int = 3) -> pd.DataFrame:
    names = pd.MultiIndex.from_product(
        [["burglary", "drugs", "robbery"], AREAS], names=["category", "area"]
    )
    drawn = np.random.default_rng(seed).poisson(mean, (37, len(names))).astype(float)
    return pd.DataFrame(drawn, MONTHS, names)


def named(found: pd.DataFrame | NotMeasured) -> list[tuple[str, str]]:
    assert isinstance(found, pd.DataFrame)
    return list(found[found["rank"].notna()].sort_values("rank").index)


def test_an_area_and_the_whole_are_named_by_how_far_they_are() -> None:
    assert named(exception_report(even())) == []
    counts = even()
    counts.loc[MONTHS[-1], ("drugs", "W5")] = 90
    # Every ward a little: no ward stands out, but their sum does.
    counts.loc[MONTHS[-1], "robbery"] = 27.0
    found = exception_report(counts)
    assert named(found) == [("drugs", "W5"), ("robbery", WHOLE)]
    assert isinstance(found, pd.DataFrame)
    row = found.loc[("robbery", WHOLE)]
    assert row["now"] == 27 * 24 and row["upper"] < row["now"]


def test_the_whole_is_not_judged_where_an_area_is_not() -> None:
    counts = even()
    recordings = pd.DataFrame(1, counts.index, counts.columns)
    recordings.loc[MONTHS[-3] :, ("drugs", "W5")] = 2
    found = exception_report(counts, recordings)
    assert isinstance(found, pd.DataFrame)
    assert found.loc[("drugs", "W5"), "reason"] == "recorded otherwise"
    of_whole = found.xs(WHOLE, level="area").index
    assert list(of_whole) == ["burglary", "robbery"]


def test_a_month_that_one_area_lacks_is_missing_in_the_whole() -> None:
    counts = even()
    counts.loc[MONTHS[4], ("drugs", "W5")] = np.nan
    whole = whole_months_of(counts, None)
    assert np.isnan(whole.loc[MONTHS[4], ("drugs", WHOLE)])
    assert whole.loc[MONTHS[5], ("drugs", WHOLE)] == counts.loc[MONTHS[5], "drugs"].sum()


def test_too_few_months_are_said_to_be_too_few() -> None:
    found = exception_report(even().iloc[-20:])
    assert found == NotMeasured(reason=FEW_MONTHS, found=19, needed=24)


def test_a_category_of_zeros_has_five_as_its_limit() -> None:
    counts = even()
    counts["robbery"] = 0.0
    assert named(exception_report(counts)) == []
    counts.loc[MONTHS[-1], ("robbery", "W2")] = 4
    assert named(exception_report(counts)) == []
    counts.loc[MONTHS[-1], ("robbery", "W2")] = 6
    assert ("robbery", "W2") in named(exception_report(counts))
