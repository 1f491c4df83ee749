"""Gap analysis: perceived share, recorded rate, their gap, and the type of place."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from geo.noise.differences import differs
from geo.noise.estimate import Noise
from geo.noise.median import differs_from_median, expected_at_median
from geo.noise.shares import share_limits, shares_differ
from geo.stats.rates import MONTHS_A_YEAR, PER
from geo.stats.suppression import MISSING
from geo.survey.gap_attenuation import attenuated_gaps
from geo.survey.place_types import classify_places
from geo.survey.published import PublishedQuestion
from geo.survey.shares import LEAST_BASE, enough_areas, gap

# LEAST_SURE_BASE: a smaller effective base is flagged.
LEAST_SURE_BASE = 50
# NO_CATEGORY, NOBODY, RESPONDENTS, TOO_FEW: reasons why there are no gaps.
# UNKNOWN_TOPIC, NO_MONTHS: why nothing recorded is known although there may be a category.
# NO_RESIDENTS: why there is no recorded rate.
NO_CATEGORY, NOBODY, RESPONDENTS, TOO_FEW = "no_category", "nobody", "respondents", "too_few"
UNKNOWN_TOPIC, NO_MONTHS, NO_RESIDENTS = "unknown_topic", "no_months", "no_residents"
GAPS = ["gap", "se", "z", "p", "q", "points", "kind", "visible_less", "visible_more"]
# VISIBLE: what could have been seen of a share or a rate (`geo.noise`).
VISIBLE = ["visible_lower", "visible_higher"]


@dataclass(frozen=True, kw_only=True)
class GapTable:
    """One topic, perceived and recorded. A row is a ward, or a pool of wards."""

    table: pd.DataFrame
    # All respondents: share, lower, upper, base.
    whole: pd.Series
    # Rate of the whole area per 1,000 residents a year; missing without a police category.
    rate: float
    # Reason why there are no gaps; empty if there are.
    why_not: str = ""


def gap_table(
    said: PublishedQuestion,
    recorded: pd.Series | None,
    exposed: pd.Series,
    noise: Noise,
    *,
    unrecorded: str = NO_CATEGORY,
    alike: pd.DataFrame | None = None,
) -> GapTable:
    """Return perceived share, recorded rate, gap and type of each place of a survey.

    A type is given only if the share clearly differs from that of all and the rate from that of the
    other places, or if the false-discovery rate of the gap is under 5%, also after the correction
    for attenuation. Self-selected respondents get no limits and no comparison. Only what is
    published of the survey enters, so that nothing can tell more of it.

    Parameters
    ----------
    said
        The published shares of one topic.
    recorded
        Incidents by ward, or None if none are known.
    exposed
        Residents times published months, by ward.
    noise
        Noise of what is recorded.
    unrecorded
        The reason why `recorded` is None.
    alike
        By ward, `counts` and `months` (residents times months) of all wards together over the
        months that this one has; None if all wards have the same months. Verdicts and gaps compare
        each place with these.

    Returns
    -------
    GapTable
        Shares and rates with limits, verdicts and what could have been seen (`geo.noise`), gaps and
        types, the number of `wards` in each row, and the values of the whole area.

    Examples
    --------
    >>> codes = [f"W{n}" for n in range(8)]
    >>> places = pd.DataFrame({"share": 0.5, "base": 40.0, "effective_base": 40.0}, codes)
    >>> said = PublishedQuestion(
    ...     places=places.assign(status="shown"), place=pd.Series(codes, codes), sampled=True,
    ...     whole=pd.Series({"share": 0.5, "base": 320.0, "effective_base": 320.0}))
    >>> residents, counts = pd.Series(60000.0, codes), pd.Series(range(90, 98), codes)
    >>> result = gap_table(said, counts, residents, Noise())
    >>> result.table[["share", "perceived"]].head(2)
        share            perceived
    W0    0.5  no clear difference
    W1    0.5  no clear difference
    """
    pool, places = said.place, said.places.index
    shares = said.places.drop(columns="status").astype(float)
    whole = said.whole.astype(float)
    whole["lower"], whole["upper"] = share_limits(
        pd.Series([whole["share"]]), pd.Series([whole["effective_base"]])
    ).iloc[0]
    # A pool of which one ward has no months has none: its answers are those of all its wards.
    months = exposed.groupby(pool).sum(min_count=1).reindex(places)
    months = months.where(exposed.fillna(1).groupby(pool).min().reindex(places) > 0, 0)
    counts = None if recorded is None else recorded.groupby(pool).sum().reindex(places)
    rate = _whole_rate(recorded, exposed)
    of_all = _whole_of_places(alike, exposed, pool)
    rates = _rates(counts, months, noise, of_all)
    bases = shares["effective_base"].fillna(shares["base"])
    tested = shares_differ(shares["share"], bases, float(whole["share"]))
    shares[["lower", "upper", *VISIBLE]] = tested[["lower", "upper", *VISIBLE]]
    why_not = _why_not(said, counts, months, unrecorded=unrecorded)
    table = shares.assign(perceived=tested["verdict"]).join(rates)
    table["wards"] = pool.value_counts().reindex(places)
    table = table.join(_gaps(table, _like_months(months, of_all), noise, possible=not why_not))
    if not said.sampled:
        table[["lower", "upper", *VISIBLE, "effective_base", "perceived"]] = np.nan
        whole[["lower", "upper"]] = np.nan
    few = pd.Series("few", table.index).where(table["effective_base"] < LEAST_SURE_BASE)
    table = table.assign(status=said.places["status"], flag=few)
    of_shown = ["perceived", *VISIBLE, *GAPS]
    table[of_shown] = table[of_shown].where(said.shown, axis=0)
    return GapTable(table=table, whole=whole, rate=rate, why_not=why_not)


def _whole_rate(recorded: pd.Series | None, exposed: pd.Series) -> float:
    """Return the rate of all wards with figures, per 1,000 residents a year."""
    known = exposed > 0
    if recorded is None or not known.any():
        return float("nan")
    return float(PER * MONTHS_A_YEAR * recorded[known].sum() / exposed[known].sum())


def _whole_of_places(
    alike: pd.DataFrame | None, exposed: pd.Series, pool: pd.Series
) -> pd.DataFrame | None:
    """Return the whole in each place's months: of pooled wards the mean by their residents."""
    if alike is None:
        return None
    weight = exposed.fillna(0)
    total = weight.groupby(pool).sum()
    table = alike.reindex(weight.index).mul(weight, axis=0).groupby(pool).sum()
    means = table.div(total.where(total > 0), axis=0)
    return means.rename(columns={"months": "years"})


def _like_months(months: pd.Series, whole: pd.DataFrame | None) -> pd.Series:
    """Return residents times months, weighted by how much is recorded of the whole in them.

    A rate per weighted month is a ratio to the whole in the same months, so that a place with
    figures of the winter only isn't set beside others' whole years.
    """
    if whole is None:
        return months
    usual = whole["counts"].sum() / whole["years"].sum()
    return months * (whole["counts"] / whole["years"]) / usual


def _rates(
    counts: pd.Series | None, months: pd.Series, noise: Noise, whole: pd.DataFrame | None
) -> pd.DataFrame:
    """Return incidents, rates with limits, the rate of the others, and verdicts."""
    if counts is None:
        columns = ["incidents", "rate", "rate_lower", "rate_upper", "benchmark", "recorded"]
        columns += ["rate_visible_lower", "rate_visible_higher"]
        columns += ["median", "from_median", "median_lower", "median_higher"]
        return pd.DataFrame(np.nan, months.index, columns)
    factor = PER * MONTHS_A_YEAR / months.where(months > 0)
    usable = factor.notna()
    found = differs(counts.where(usable).astype(float), months, noise, whole=whole)
    limits = found[["lower", "upper", "critical", "level"]].assign(count=counts.where(usable))
    like = _like_months(months, whole)
    of_median = differs_from_median(limits, like, noise.clustering)
    return pd.DataFrame(
        {
            "incidents": counts.where(usable),
            "rate": counts * factor,
            "rate_lower": found["lower"] * factor,
            "rate_upper": found["upper"] * factor,
            # The rate of all other places.
            "benchmark": found["expected"] * factor,
            "recorded": found["verdict"],
            "rate_visible_lower": found["visible_lower"],
            "rate_visible_higher": found["visible_higher"],
            # The rate of the median place, in the months of each place.
            "median": expected_at_median(limits["count"], like) * factor,
            "from_median": of_median["verdict"],
            "median_lower": of_median["visible_lower"],
            "median_higher": of_median["visible_higher"],
        }
    )


def _why_not(
    said: PublishedQuestion, counts: pd.Series | None, months: pd.Series, *, unrecorded: str
) -> str:
    """Return the reason why gaps can't be computed; empty if they can."""
    if (said.places["status"] == MISSING).all():
        return NOBODY
    if counts is None:
        return unrecorded
    if months.isna().all():
        return NO_RESIDENTS
    if not said.sampled:
        return RESPONDENTS
    compared = said.places["base"].fillna(0).where(months > 0, 0)
    return "" if enough_areas(compared) else TOO_FEW


def _gaps(table: pd.DataFrame, months: pd.Series, noise: Noise, *, possible: bool) -> pd.DataFrame:
    """Return gap and type of the places with enough answers; missing if not `possible`."""
    if not possible:
        return pd.DataFrame(np.nan, table.index, GAPS).astype({"kind": "str"})
    enough = table[(table["base"] >= LEAST_BASE) & (months > 0)]
    weight = enough["effective_base"]
    inputs = (enough["share"] * weight, weight, enough["incidents"], months[enough.index])
    gaps = gap(*inputs, noise)
    attenuated = attenuated_gaps(*inputs, noise)
    # Both have to name a gap.
    gaps["q"] = np.fmax(gaps["q"], attenuated["q"])
    gaps["visible_less"] = np.fmin(gaps["visible_less"], attenuated["visible_less"])
    gaps["visible_more"] = np.fmax(gaps["visible_more"], attenuated["visible_more"])
    gaps["kind"] = classify_places(enough["perceived"], enough["recorded"], gaps["q"], gaps["gap"])
    return gaps[GAPS].reindex(table.index)
