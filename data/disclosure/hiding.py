"""Which cells are hidden: those with few answers, and enough others that none comes back."""

from dataclasses import dataclass
from itertools import chain

import pandas as pd

from data.disclosure.attacker import COUNTS, Attacker, Range
from data.disclosure.exchanges import stays_open
from data.disclosure.layout import ALL, WHOLE, Layout, Target

# LEAST_VALUES: the values that everything published must leave for each hidden number.
LEAST_VALUES = 5
# LEAST_HIDDEN: one hidden cell alone would be the whole less all others.
LEAST_HIDDEN = 2


@dataclass(frozen=True, kw_only=True)
class Published:
    """One question as it is published, and what that took."""

    table: pd.DataFrame
    # Cells hidden for few answers; so that none of them comes back; and, of the latter, those that
    # only the solver found to be needed.
    few: int
    others: int
    by_solver: int


def publish(layout: Layout) -> Published:
    """Return the cells of a question, so hidden that no hidden number can be narrowed too far.

    Cells with few answers are hidden. In a table with one hidden cell a second is, the one with
    the fewest answers. Then the solver tries to get each number back that is not published; as long
    as it leaves fewer than five values, one more cell is hidden.

    Parameters
    ----------
    layout
        The question.

    Returns
    -------
    Published
        The table, and the numbers of hidden cells.

    Examples
    --------
    >>> publish(layout).others  # doctest: +SKIP
    2
    """
    unsafe = ~layout.safe() & (layout.cells["answered"] > 0)
    hidden = _in_all_waves(layout, unsafe)
    few = int(hidden.sum())
    hidden = _with_partners(layout, hidden)
    by_rule = int(hidden.sum())
    while (failing := _first_failing(layout, hidden)) is not None:
        hidden = _with_partners(layout, _hide_for(layout, hidden, failing))
    return Published(
        table=layout.published(hidden),
        few=few,
        others=int(hidden.sum()) - few,
        by_solver=int(hidden.sum()) - by_rule,
    )


def ranges_of(attacker: Attacker, target: Target, parts: int, *, exact: bool) -> dict[str, Range]:
    """Return what an attacker can work out of a number that isn't published.

    Parameters
    ----------
    attacker
        Everything that is published of the question.
    target
        The number.
    parts
        The number of parts of the question.
    exact
        Whether to find the whole range. Otherwise the numbers around it are taken as known first,
        which is quick, and found enough if five values are left even then.

    Returns
    -------
    dict of Range
        By count: those who answered, who hold the answers, and the others.

    Examples
    --------
    >>> ranges_of(attacker, target, 48, exact=True)["holding"]  # doctest: +SKIP
    Range(least=0, most=17)
    """
    known = sorted(set(range(parts)) - set(target.unknown))
    found = {}
    for count in COUNTS:
        quick = None if exact else attacker.range_of(target.parts, count, known=known)
        if quick is None or quick.values < LEAST_VALUES:
            quick = attacker.range_of(target.parts, count)
        found[count] = quick
    return found


def _first_failing(layout: Layout, hidden: pd.Series) -> Target | None:
    """Return the first number of which the solver leaves fewer than five values."""
    published = layout.published(hidden)
    cells, inner = [*layout.hidden_cells(published)], [*layout.inner_cells(published)]
    if not cells and not inner:
        return None
    attacker = Attacker(layout.parts, layout.figures(published))
    closed = (
        target
        for target in inner
        if not stays_open(attacker, layout.parts, target, least=LEAST_VALUES)
    )
    for target in chain(cells, closed):
        ranges = ranges_of(attacker, target, len(layout.parts), exact=False)
        if any(one.values < LEAST_VALUES for one in ranges.values()):
            return target
    return None


def _in_all_waves(layout: Layout, hidden: pd.Series) -> pd.Series:
    """Hide what is hidden in one wave in the other too: both add up to all waves together.

    If the whole of a table is hidden, so are all its cells.
    """
    cells = layout.cells
    for _, table in _tables(layout):
        places = set(cells.loc[table & hidden, "place"])
        everything = WHOLE in places
        hidden = hidden | (table & (everything | cells["place"].isin(places)))
    return hidden & (cells["answered"] > 0)


def _tables(layout: Layout) -> list[tuple[bool, pd.Series]]:
    """Return the cells of all waves together, and those of the single waves."""
    single = layout.cells["wave"] != ALL
    return [(False, ~single), (True, single)]


def _with_partners(layout: Layout, hidden: pd.Series) -> pd.Series:
    """Hide a second place in each table in which only one is hidden."""
    for in_waves, table in _tables(layout):
        hidden = _with_waves(layout, hidden)
        places = set(layout.cells.loc[table & hidden, "place"])
        while places and WHOLE not in places and len(places) < LEAST_HIDDEN:
            (alone,) = places
            hidden = _hide_one_more(layout, hidden, in_waves=in_waves, beside=str(alone))
            places = set(layout.cells.loc[table & hidden, "place"])
    return hidden


def _blocks(layout: Layout) -> pd.Series:
    """Return the place of single waves that each place of all waves is a part of."""
    blocks: pd.Series = layout.places.drop_duplicates("place").set_index("place")["wave_place"]
    return blocks


def _with_waves(layout: Layout, hidden: pd.Series) -> pd.Series:
    """Hide in single waves what is hidden in all of them: the waves would add up to it."""
    cells = layout.cells
    every = cells[(cells["wave"] == ALL) & (cells["place"] != WHOLE) & (cells["answered"] > 0)]
    block = every["place"].map(_blocks(layout))
    gone = hidden[every.index].groupby(block).all()
    own = cells["place"].isin(gone.index[gone]) & (cells["wave"] != ALL)
    with_waves: pd.Series = hidden | (own & (cells["answered"] > 0))
    return with_waves


def _hide_one_more(layout: Layout, hidden: pd.Series, *, in_waves: bool, beside: str) -> pd.Series:
    """Hide the place with the fewest answers of those that are shown; without one, the whole.

    One that shares the place of single waves with the place `beside` comes first, as the waves of
    both add up to the two of them. The whole of all waves is the sum of those of the waves, so that
    all of them go with it.
    """
    cells = layout.cells
    asked = cells["answered"] > 0
    table = ((cells["wave"] != ALL) == in_waves) & asked
    left = cells[table & ~hidden & (cells["place"] != WHOLE)]
    if not left.empty:
        blocks = _blocks(layout)
        near = left["place"].isin(blocks.index[blocks == blocks.get(beside, "")])
        among = left[near] if near.any() else left
        smallest = among.groupby("place", sort=False)["answered"].min().idxmin()
        one_more: pd.Series = hidden | (table & (cells["place"] == smallest))
        return one_more
    if in_waves and (table & ~hidden).any():
        return hidden | table
    if in_waves:
        return _hide_one_more(layout, hidden, in_waves=False, beside=beside)
    return hidden | asked


def _hide_for(layout: Layout, hidden: pd.Series, target: Target) -> pd.Series:
    """Hide one more cell, so that less is known of a number."""
    cells = layout.cells
    published = layout.published(hidden)
    if any(target == one for one in layout.hidden_cells(published)):
        return _hide_one_more(layout, hidden, in_waves=target.in_waves, beside=target.place)
    # A part of a cell that is shown: its place in single waves, else its place in all of them.
    own = (cells["wave"] != ALL) & (cells["place"] == target.place) & (cells["answered"] > 0)
    if (own & ~hidden).any():
        in_single: pd.Series = hidden | own
        return in_single
    place = layout.places.loc[list(target.wards), "place"].iloc[0]
    own = (cells["wave"] == ALL) & (cells["place"] == place) & (cells["answered"] > 0)
    if (own & ~hidden).any():
        with_place: pd.Series = hidden | own
        return with_place
    return _hide_one_more(layout, hidden, in_waves=True, beside=target.place)
