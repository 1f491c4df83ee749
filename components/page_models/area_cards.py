"""What the map shows of each area under the pointer: its value, its range and its verdict."""

from dataclasses import replace

import pandas as pd

from components import queries
from components.maps.legend_classes import ends_in_words, value_in_words
from components.maps.spec import AreaCards, SomeCards
from components.page_context import PageContext
from components.queries.cache import CacheKey, query
from geo.measures import MEASURES
from geo.measures.model import LOWER, STATUS, UPPER, VALUE, Column, Measure, Unit
from geo.period import Period
from geo.stats.suppression import HIDDEN, MISSING, NOTHING, SHOWN


def cards_of_map(here: PageContext, table: pd.DataFrame) -> AreaCards | SomeCards:
    """Return the cards of a map; of one that is drawn in pieces, what writes those of a piece."""
    if queries.shapes.authorities_address(here.key, here.view.level):
        return lambda rows: _cards_of_piece(here, table.iloc[rows])
    return area_cards(here, table)


def area_cards(here: PageContext, table: pd.DataFrame) -> AreaCards:
    """Return the cards of the view's table, in the table's order.

    The words of a country's small areas take seconds, so that they are written once for a view.
    """
    view = here.view
    chosen = (view.measure, view.level, here.subject, here.asked_period(), view.lang)
    return _cards(here.key, *chosen, _here=here, _table=table)


@query(30)
def _cards(
    key: CacheKey,
    measure: str,
    level: str,
    subject: str,
    period: Period,
    language: str,
    *,
    _here: PageContext,
    _table: pd.DataFrame,
) -> AreaCards:
    return written_cards(_here, MEASURES[measure], _table)


def _cards_of_piece(here: PageContext, table: pd.DataFrame) -> AreaCards:
    """Return the cards of an authority's areas, with the median of their values."""
    cards = written_cards(here, here.measure, table)
    values = table[VALUE].where(table[STATUS] == SHOWN).dropna()
    if values.empty:
        return cards
    # Of two areas in the middle the lower one, as in the colour of the authority.
    median = float(values.quantile(0.5, interpolation="lower"))
    areas = here.text.plural(f"count.{here.view.level}", len(values))
    value = value_in_words(here.text, here.measure, median)
    return replace(cards, middle=here.text("card.middle", areas=areas, value=value))


def written_cards(here: PageContext, measure: Measure, table: pd.DataFrame) -> AreaCards:
    """Return the cards of a measure's table, in the table's order."""
    text, verdict = here.text, _verdict(measure, table)
    # A column without a value has the verdict "", as has an area without one.
    named = table[verdict.name] if verdict else pd.Series("", table.index)
    verdicts = named.astype(object).fillna("")
    values = table[VALUE].where(table[STATUS] == SHOWN)
    statuses = table[STATUS].mask((table[STATUS] == SHOWN) & values.isna(), MISSING)
    said = verdicts.mask(statuses != SHOWN, statuses)
    family = verdict.family if verdict else ""
    words = {one: _word(here, measure, family, one) for one in sorted(said.unique()) if one}
    number = {one: str(place) for place, one in enumerate(words)} | {"": ""}
    rows = zip(values, table[LOWER], table[UPPER], said, strict=True)
    return AreaCards(
        unit="" if measure.unit is Unit.NAME else text(f"legend.{measure.name}"),
        range=text("card.range", lower="{lower}", upper="{upper}"),
        words=tuple(words.values()),
        areas=tuple("|".join([*_figures(here, measure, *v), number[w]]) for *v, w in rows),
    )


def _verdict(measure: Measure, table: pd.DataFrame) -> Column | None:
    """Return the first column of names, which tells how an area compares with the others."""
    named = (c for c in measure.columns if c.unit is Unit.NAME and c.name in table.columns)
    return next((column for column in named if column.name != VALUE), None)


def _word(here: PageContext, measure: Measure, family: str, said: str) -> str:
    """Return a verdict in words, or why an area has no value."""
    if said == MISSING:
        return here.text("legend.missing")
    without = said in (HIDDEN, NOTHING)
    return here.text(f"{said}.{measure.name}" if without else f"{family}.{said}")


def _figures(
    here: PageContext, measure: Measure, value: float, lower: float, upper: float
) -> tuple[str, str, str]:
    """Return the value and both ends of its range, each empty where there is none."""
    if pd.isna(value):
        return "", "", ""
    shown = value_in_words(here.text, measure, float(value))
    return shown, *(ends_in_words(here.text, measure, lower, upper) or ("", ""))
