"""The parts and the cells of one question, from the answers that are used."""

import pandas as pd

from data.disclosure.layout import ALL, WHOLE, Layout
from data.disclosure.parts import SUMS, added_up
from data.disclosure.places import COMPARED_WAVES, LEAST_BASE
from data.disclosure.selection import SAMPLE, Selected


def layout_of(
    question: str,
    selected: Selected,
    places: pd.DataFrame,
    residents: pd.Series | None = None,
) -> Layout:
    """Return the parts and cells of one question.

    The places are those of the two waves if more wards would be shown by them.

    Parameters
    ----------
    question
        The name of the question's column.
    selected
        The answers that are used.
    places
        As from `places_of`.
    residents
        Residents by ward, if known.

    Returns
    -------
    Layout
        The parts and the cells of all waves together and, of a random sample with several waves, of
        the two latest.

    Examples
    --------
    >>> layout_of("problem_asb", select(parts), places).safe().all()  # doctest: +SKIP
    True
    """
    sampled, waves = selected.mode == SAMPLE, selected.waves
    parts = selected.parts.groupby(["area_code", "wave"], as_index=False)[SUMS].sum()
    parts = parts[parts["answered"] > 0].reset_index(drop=True)
    coarse = _wards_with_base(parts, places["wave_place"])
    if coarse > _wards_with_base(parts, places["place"]):
        places = places.assign(place=places["wave_place"])
    for name in ("place", "wave_place"):
        parts[name] = parts["area_code"].map(places[name])
    tables = [_table(parts, places["place"], ALL, "place")]
    if sampled and len(waves) >= COMPARED_WAVES:
        for wave in waves[-COMPARED_WAVES:]:
            own = parts[parts["wave"] == wave]
            tables.append(_table(own, places["wave_place"], wave, "wave_place"))
    cells = pd.concat(tables, ignore_index=True)
    return Layout(
        question=question,
        sampled=sampled,
        parts=parts,
        cells=cells,
        places=places,
        residents=residents if sampled and _all_known(residents, parts["area_code"]) else None,
    )


def _all_known(residents: pd.Series | None, wards: pd.Series) -> bool:
    """Return whether every ward with answers has a number of residents."""
    return residents is not None and bool((residents.reindex(wards.unique()) > 0).all())


def _wards_with_base(parts: pd.DataFrame, place: pd.Series) -> int:
    """Return how many wards belong to places with enough answers."""
    base = added_up(parts, parts["area_code"].map(place))["answered"]
    return int(place.isin(base.index[base >= LEAST_BASE]).sum())


def _table(parts: pd.DataFrame, place: pd.Series, wave: str, by: str) -> pd.DataFrame:
    """Return the cells of all waves together, or of one, and that of all places."""
    names = pd.Index([WHOLE, *dict.fromkeys(place)], name="place")
    whole = added_up(parts, pd.Series(WHOLE, parts.index))
    exact = pd.concat([whole, added_up(parts, parts[by])]).reindex(names)
    exact[SUMS] = exact[SUMS].fillna(0)
    numbers = parts.groupby(by).indices
    members = [tuple(map(int, parts.index))] + [
        tuple(map(int, parts.index[numbers[name]])) if name in numbers else () for name in names[1:]
    ]
    table: pd.DataFrame = exact.rename_axis("place").reset_index()
    return table.assign(wave=wave, parts=pd.Series(members, table.index, dtype=object))
