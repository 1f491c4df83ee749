"""Whether the rate of an area differs from those of a group of areas that were chosen for it."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from geo.noise.estimate import Noise
from geo.noise.families import LEAST_TOGETHER, critical_value
from geo.noise.ladder import verdicts
from geo.noise.limits import count_limits, count_scores, ratio_limits, ratio_scores
from geo.noise.one_period import level_of_one_period
from geo.noise.smallest import visible_fall, visible_rise

# OF_MEDIAN: the variance of a median of n values is that of one of them times this, divided by n.
OF_MEDIAN = np.pi / 2
NOTHING = 1e-9


@dataclass(frozen=True, kw_only=True)
class Middle:
    """What an area would have at the median rate of a group."""

    incidents: float
    # The variance of the ratio to it besides clustering.
    constant: float
    # The noise, in a short release with the spread of the group.
    noise: Noise

    @property
    def dispersion(self) -> np.ndarray:
        """Return the variance of the area's count, divided by Poisson's."""
        return np.array([self.noise.clustering + self.constant * self.incidents])


@dataclass(frozen=True, kw_only=True)
class GroupDifference:
    """An area's rate compared with the median rate of a group, and with each of its areas."""

    # `ratio` to the median rate with `lower` and `upper`, `verdict` (missing if the median is
    # zero), and the ratios `visible_lower` and `visible_higher` found with 80% power.
    median: pd.Series
    # By area of the group: `ratio` of the area's rate to its rate, `lower`, `upper`, `verdict`.
    each: pd.DataFrame


def differs_from_group(
    counts: pd.DataFrame, exposed: pd.DataFrame, own: float, own_exposed: float, noise: Noise
) -> GroupDifference:
    """Return whether the rate of an area differs from those of a group, all judged together.

    The variance of a count E is E·(φ + τ²·E); that of the group's median, π/2n of the mean variance
    of its areas' log rates, is added. The median and all areas of the group have one critical
    value (`geo.noise.families`), as the number of areas is said in one sentence.

    Parameters
    ----------
    counts
        By area of the group: `here`, the incidents of the area in the months that both have, and
        `there`, those of the area of the group.
    exposed
        By area of the group, residents times these months: `here` and `there`, above zero.
    own
        Incidents of the area in all its months.
    own_exposed
        Its residents times all its months, above zero.
    noise
        Noise of the category at the level, for periods of this length. Where a release is too short
        to tell drift from lasting differences, τ² is what the areas themselves differ by.

    Returns
    -------
    GroupDifference
        The comparison with the median and with each area.

    Examples
    --------
    >>> group = pd.DataFrame({"here": 90.0, "there": [40.0, 45, 85]}, ["A", "B", "C"])
    >>> noise = Noise(clustering=1.0, level=0.005, freedom=40.0, over_years=True)
    >>> people = pd.DataFrame(5000.0, group.index, group.columns)
    >>> found = differs_from_group(group, people, 90.0, 5000.0, noise)
    >>> found.median["verdict"], found.each["verdict"].tolist()
    ('higher', ['higher', 'higher', 'no clear difference'])
    """
    a, b = (counts[side].to_numpy(dtype=float) for side in ("here", "there"))
    people = (exposed["there"] / exposed["here"]).to_numpy(dtype=float)
    found = middle_of(b, exposed["there"].to_numpy(dtype=float), own_exposed, noise)
    noise, middle = found.noise, found.incidents

    information = a * b / np.maximum(a + b, 1.0)
    dispersion = noise.clustering + 2 * noise.level * information
    pair_scores = ratio_scores(a, b, 1 / people, dispersion)
    scores = pair_scores
    if middle > 0:
        from_median = count_scores(np.array([own]), middle, found.dispersion)
        scores = np.concatenate([pair_scores, from_median])
    critical = critical_value(scores, noise.freedom, least=LEAST_TOGETHER)
    limits = ratio_limits(a, b, critical, dispersion) * people
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = a / b * people
    each = pd.DataFrame({"ratio": ratio, "lower": limits[0], "upper": limits[1]}, counts.index)
    each["verdict"] = verdicts(ratio, limits[0], limits[1], (a + b) / noise.clustering)
    return GroupDifference(median=from_middle(own, found, critical), each=each)


def from_middle(own: float, middle: Middle, critical: float) -> pd.Series:
    """Return the comparison of an area with the middle of a group; missing if that is zero.

    Parameters
    ----------
    own
        Incidents of the area.
    middle
        The middle of the group, from `middle_of`.
    critical
        The critical value of all comparisons that are judged together.

    Returns
    -------
    pd.Series
        `ratio`, `lower`, `upper`, `verdict`, `visible_lower` and `visible_higher`.

    Examples
    --------
    >>> noise = Noise(clustering=1.0, level=0.005, freedom=40.0, over_years=True)
    >>> middle = middle_of(np.array([40.0, 45, 50]), np.full(3, 5000.0), 5000.0, noise)
    >>> found = from_middle(90.0, middle, 2.0)
    >>> found["ratio"], found["verdict"]
    (2.0, 'higher')
    """
    names = ["ratio", "lower", "upper", "verdict", "visible_lower", "visible_higher"]
    if not middle.incidents > 0:
        return pd.Series(np.nan, names, dtype=object)
    seen, noise = np.array([own]), middle.noise
    lower, upper = count_limits(seen, critical, middle.dispersion) / middle.incidents
    ratio = seen / middle.incidents
    incidents = (seen + middle.incidents) / noise.clustering
    shrinking = np.array([noise.clustering / middle.incidents])
    # Only the area's own count varies with its size: the median's part is in the constant.
    visible = shrinking, middle.constant - shrinking, critical
    values = [
        *(float(one[0]) for one in (ratio, lower, upper)),
        verdicts(ratio, lower, upper, incidents)[0],
        *(float(find(*visible)[0]) for find in (visible_fall, visible_rise)),
    ]
    return pd.Series(values, names, dtype=object)


def middle_of(there: np.ndarray, exposed: np.ndarray, own_exposed: float, noise: Noise) -> Middle:
    """Return what an area would have at the median rate of a group, and how uncertain that is.

    Parameters
    ----------
    there
        Incidents of each area of the group.
    exposed
        Residents times months of each.
    own_exposed
        Residents times months of the area that is compared.
    noise
        Noise of the category at the level.

    Returns
    -------
    Middle
        The incidents, and the variance of a comparison with them.

    Examples
    --------
    >>> noise = Noise(clustering=1.0, level=0.005, freedom=40.0, over_years=True)
    >>> middle_of(np.array([40.0, 45, 50]), np.full(3, 5000.0), 2500.0, noise).incidents
    22.5
    """
    rates = there / exposed
    noise = _with_spread(there, rates, exposed, noise)
    incidents = float(np.median(rates)) * own_exposed
    sizes = np.maximum(rates.mean() * exposed, NOTHING)
    of_median = OF_MEDIAN / len(there) * float((noise.clustering / sizes + noise.level).mean())
    return Middle(incidents=incidents, constant=noise.level + of_median, noise=noise)


def _with_spread(
    observed: np.ndarray, rates: np.ndarray, exposed: np.ndarray, noise: Noise
) -> Noise:
    """Return the noise, in one period only with the spread of the group's rates about their mean.

    The area itself isn't in the group, so that its distance can't hide itself.
    """
    if noise.over_years:
        return noise
    return level_of_one_period(observed, rates.mean() * exposed, noise)
