"""Shares of answers in larger areas, from the published shares of their wards."""

import numpy as np
import pandas as pd

from geo.noise.shares import shares_differ
from geo.stats.suppression import SHOWN
from geo.survey.published import PublishedQuestion


def shares_of_larger_areas(
    said: PublishedQuestion, area_of_ward: pd.Series, people: pd.Series
) -> pd.DataFrame:
    """Return the share of larger areas who call something a big problem, with its range.

    p = Σ c·p_i and n_eff = 1/Σ(c²/n_i), where c is the share of the area's people in a place, and
    p_i and n_i are the published, rounded figures of the place. Nothing else is used, so that the
    sum tells no more than they do.

    Parameters
    ----------
    said
        What is published of a question.
    area_of_ward
        The area of each ward.
    people
        By ward the people for whom the survey speaks; missing where they aren't known.

    Returns
    -------
    pd.DataFrame
        By area `share`, `effective_base`, `lower` and `upper`. Missing where the share of a ward
        isn't shown, where a ward has its figures together with one of another area, or where the
        people of a ward aren't known; for self-selected respondents everywhere.

    Examples
    --------
    >>> places = pd.DataFrame({"share": [0.5, 0.2], "base": 60.0, "effective_base": 50.0})
    >>> places = places.assign(status="shown").set_axis(["A", "B"])
    >>> said = PublishedQuestion(places=places, whole=places.iloc[0][["share"]], sampled=True,
    ...                          place=pd.Series(["A", "B"], ["A", "B"]))
    >>> area, people = pd.Series("X", ["A", "B"]), pd.Series([300.0, 100.0], ["A", "B"])
    >>> shares_of_larger_areas(said, area, people).round(3).loc["X", ["share", "effective_base"]]
    share              0.425
    effective_base    80.000
    Name: X, dtype: float64
    """
    areas = pd.Index(sorted(area_of_ward.dropna().unique()))
    place = said.place.reindex(area_of_ward.index)
    figures = said.places.reindex(place).set_axis(place.index)
    known = (figures["status"] == SHOWN) & people.reindex(place.index).gt(0)
    # A place of wards of two areas can't be divided.
    apart = area_of_ward.groupby(place).nunique().gt(1)
    known &= ~place.map(apart).fillna(True).astype(bool)
    usable = known.groupby(area_of_ward).all().reindex(areas) & said.sampled
    rows = {area: _sum(said, place[area_of_ward == area], people) for area in areas[usable]}
    table = pd.DataFrame.from_dict(rows, orient="index", columns=["share", "effective_base"])
    table = table.reindex(areas).astype(float)
    limits = shares_differ(table["share"], table["effective_base"], float(said.whole["share"]))
    return table.join(limits[["lower", "upper"]])


def _sum(said: PublishedQuestion, place: pd.Series, people: pd.Series) -> tuple[float, float]:
    """Return the share and the effective base of wards, of all of which they are known."""
    by_place = people.reindex(place.index).groupby(place).sum()
    part = (by_place / by_place.sum()).to_numpy()
    figures = said.places.loc[by_place.index]
    base = figures["effective_base"].fillna(figures["base"]).to_numpy(dtype=float)
    share = float((part * figures["share"].to_numpy(dtype=float)).sum())
    return share, float(1 / np.sum(part**2 / base))
