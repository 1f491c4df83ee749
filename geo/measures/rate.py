"""Measure: incidents per 1,000 residents a year, with its range, compared with the other areas."""

import pandas as pd

from geo.measures.could_be_seen import RATES, as_differences, middle_one
from geo.measures.model import Column, Measure, MeasureInputs, Said, Unit
from geo.noise.differences import real_spread
from geo.noise.ladder import DIFFERENCES, HIGHER, LOWER, NO_CLEAR_DIFFERENCE
from geo.stats.area_figures import area_figures
from geo.stats.rates import person_years

VERDICT = Column(name="verdict", unit=Unit.NAME, family="verdict")
LIMITS = (Column(name="lower", unit=Unit.TENTHS), Column(name="upper", unit=Unit.TENTHS))


def calculate(facts: MeasureInputs) -> pd.DataFrame:
    """Return the rate; uncertain unless its range excludes the rate of the other areas."""
    table = compared(facts).rename(columns={"rate": "value"})
    return table.assign(uncertain=~table["verdict"].isin([HIGHER, LOWER]))


def compared(facts: MeasureInputs) -> pd.DataFrame:
    """Return count, rate and verdict of each area (`geo.stats.area_figures`).

    Parameters
    ----------
    facts
        Inputs of the measure.

    Returns
    -------
    pd.DataFrame
        The table, with `visible_lower` and `visible_higher` as shares by which a rate would have to
        be below or above that of the other areas, and `real`, how much of the spread between the
        areas is more than noise.

    Examples
    --------
    >>> compared(facts)["verdict"].tolist()  # doctest: +SKIP
    ['higher', 'no clear difference']
    """
    counts, residents, observed = facts.counts(), facts.residents(), facts.observed()
    noise = facts.noise()
    table = area_figures(counts, residents, noise, months=observed, whole=facts.whole())
    years = person_years(counts.index, residents, observed)
    return table.assign(**as_differences(table), real=real_spread(table["incidents"], years, noise))


def summary(table: pd.DataFrame) -> Said:
    """Return the number of areas on each step of the ladder, or that no area has a rate."""
    by_verdict = table["verdict"].value_counts()
    if by_verdict.empty:
        return Said(key="answer.rate_none", numbers={})
    higher, lower, unclear, few = (int(by_verdict.get(verdict, 0)) for verdict in DIFFERENCES)
    key = "answer.rate" if unclear else "answer.rate_all_clear"
    return Said(
        key="answer.rate_few" if few else key,
        numbers={
            "areas": int(by_verdict.sum()),
            "higher": higher,
            "lower": lower,
            "unclear": unclear,
            "few": few,
        },
    )


def visible_rate(table: pd.DataFrame) -> list[Said]:
    """Return what could have been seen in the areas without a clear difference.

    Parameters
    ----------
    table
        Table with `verdict`, and `visible_lower` and `visible_higher` as differences.

    Returns
    -------
    list[Said]
        One message, or none.

    Examples
    --------
    >>> row = {"verdict": ["no clear difference"], "visible_lower": [0.2], "visible_higher": [0.3]}
    >>> visible_rate(pd.DataFrame(row))[0].shares
    {'lower': 0.2, 'higher': 0.3}
    """
    unclear = table[table["verdict"] == NO_CLEAR_DIFFERENCE]
    return middle_one(unclear, "rate", lower="visible_lower", higher="visible_higher")


def notes(table: pd.DataFrame) -> tuple[Said, ...]:
    """Return what could have been seen, and how much of the spread is more than noise."""
    said = visible_rate(table)
    real = table["real"].dropna()
    if len(real) and table["verdict"].notna().any():
        said.append(Said(key="answer.real_spread", shares={"share": float(real.iloc[0])}))
    return tuple(said)


RATE = Measure(
    name="rate",
    calculate=calculate,
    summary=summary,
    columns=(
        Column(name="value", unit=Unit.TENTHS),
        *LIMITS,
        Column(name="incidents"),
        Column(name="residents"),
        VERDICT,
        *RATES,
    ),
    needs=("population",),
    notes=notes,
)
