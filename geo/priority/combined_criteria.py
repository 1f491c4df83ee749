"""The criteria of all sources in one table, and each as the part that enters the score."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from geo.priority.criteria import INGREDIENTS, count_untold_as_none, is_constant
from geo.priority.criterion_tables import ALIKE, NOTHING_SHOWN, Criterion
from geo.priority.score import rank_fractions


@dataclass(frozen=True, kw_only=True)
class CombinedCriteria:
    """The criteria that tell areas apart, in the order of INGREDIENTS."""

    # What is known; the highest value is the worst. Hidden and unknown values are missing.
    values: pd.DataFrame
    # Each criterion as a rank fraction. A change, a gap or a hot spot that can't be told
    # has that of none.
    fractions: pd.DataFrame
    # The criteria without use, each with its reason.
    left_out: dict[str, str]


def combine(parts: Sequence[Criterion], areas: pd.Index) -> CombinedCriteria:
    """Return the criteria that tell areas apart, and their rank fractions.

    A change, a gap or a hot spot that can't be told is ranked as none (`count_untold_as_none`) but
    stays missing in `values`, so that it is never shown and doesn't count as known.

    Parameters
    ----------
    parts
        The criteria from each source.
    areas
        The codes of the areas.

    Returns
    -------
    CombinedCriteria

    Examples
    --------
    >>> values = {"rate": pd.Series({"A": 9.0, "B": 3.0}), "change": pd.Series({"A": 0.5})}
    >>> part = Criterion(values=values, facts=pd.DataFrame(index=["A", "B"]))
    >>> combine([part], part.facts.index).fractions
       rate  change
    A  0.75    0.75
    B  0.25    0.25
    """
    found = {name: column for part in parts for name, column in part.values.items()}
    left_out = {name: why for part in parts for name, why in part.left_out.items()}
    values = pd.DataFrame({name: found[name] for name in INGREDIENTS if name in found}, areas)
    counted = count_untold_as_none(values)
    for name in [str(name) for name in values if is_constant(counted[name])]:
        left_out[name] = ALIKE if values[name].notna().any() else NOTHING_SHOWN
    used = [name for name in values if name not in left_out]
    return CombinedCriteria(
        values=values[used],
        fractions=rank_fractions(counted[used]),
        left_out={name: left_out[name] for name in INGREDIENTS if name in left_out},
    )
