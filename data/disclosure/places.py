"""The places of a survey: wards, or neighbouring wards together that have enough answers.

Every page and file uses the same places. There are two sets: `place` has enough answers in all
waves together, `wave_place` in each of the two latest waves; each of the second is made of some of
the first, so that no figure of one is part of a figure of the other.
"""

from collections.abc import Mapping

import numpy as np
import pandas as pd
from scipy import sparse

from data.disclosure.parts import added_up
from data.disclosure.pooling import pooled
from data.disclosure.selection import Selected

# LEAST_BASE: the answers that a share needs to be published.
LEAST_BASE = 30
# WIDELY: only questions with this share of the answers of the commonest one decide the places.
WIDELY = 0.75
COMPARED_WAVES = 2


def places_of(
    selected: Mapping[str, Selected], wards: pd.Index, touching: sparse.csr_array
) -> pd.DataFrame:
    """Return the place and the place by wave of each ward, from all questions of one mode.

    A ward that nobody answered in, to one of the questions, is a place of its own.

    Parameters
    ----------
    selected
        The answers that are used, by question.
    wards
        The codes of the wards.
    touching
        Which wards touch, in the order of `wards`.

    Returns
    -------
    pd.DataFrame
        `place` and `wave_place` by ward, each named by its first ward.

    Examples
    --------
    >>> places_of({"problem_asb": select(parts)}, wards, touching)  # doctest: +SKIP
    """
    alone = pd.Series(wards, wards)
    if not selected:
        return pd.DataFrame({"place": alone, "wave_place": alone})
    totals = {name: one.parts["answered"].sum() for name, one in selected.items()}
    asked = [one for name, one in selected.items() if totals[name] >= WIDELY * max(totals.values())]
    base = _least([one.parts for one in asked], wards)
    place = _joined(base, alone, touching)
    by_wave = [
        one.parts[one.parts["wave"] == wave]
        for one in asked
        for wave in one.waves[-COMPARED_WAVES:]
        if len(one.waves) >= COMPARED_WAVES
    ]
    if not by_wave:
        return pd.DataFrame({"place": place, "wave_place": place})
    in_wave = _least(by_wave, wards, place)
    return pd.DataFrame({"place": place, "wave_place": _joined(in_wave, place, touching)})


def _least(parts: list[pd.DataFrame], wards: pd.Index, place: pd.Series | None = None) -> pd.Series:
    """Return the fewest answers to a question, by ward or by place."""
    of_ward = pd.Series(wards, wards) if place is None else place
    bases = [
        added_up(one, one["area_code"].map(of_ward))["answered"].reindex(
            pd.Index(of_ward.unique()), fill_value=0
        )
        for one in parts
    ]
    fewest: pd.Series = pd.concat(bases, axis=1).min(axis=1)
    return fewest


def _joined(base: pd.Series, place: pd.Series, touching: sparse.csr_array) -> pd.Series:
    """Return the place of each ward after places with too few answers are joined to neighbours.

    Places without any answer are never joined: their figure would be only their neighbours'.
    """
    asked = base.index[base > 0]
    if not (base[asked] < LEAST_BASE).any():
        return place
    row = np.asarray(pd.Index(asked).get_indexer(pd.Index(place)))
    known = row >= 0
    membership = sparse.csr_array(
        (np.ones(int(known.sum())), (row[known], np.flatnonzero(known))),
        shape=(len(asked), len(place)),
    )
    near = sparse.csr_array(membership @ touching.astype(float) @ membership.T)
    near = sparse.csr_array(near - sparse.diags_array(near.diagonal()))
    near.eliminate_zeros()
    joined = pooled(base[asked], near, least=LEAST_BASE)
    return place.map(joined).fillna(place)
