"""What share of the residents asked call something a big problem in their ward."""

import numpy as np
import pandas as pd

from data.schema import WARD
from geo.measures.model import Column, Measure, MeasureInputs, Said, Unit
from geo.measures.rate import VERDICT
from geo.stats.area_figures import BIG_PROBLEM, DONT_KNOW
from geo.stats.benchmark import HIGHER, LOWER, SIMILAR
from geo.stats.rates import Z_998
from geo.stats.suppression import HIDDEN, MISSING, SHOWN
from geo.survey.respondents import CONSULTATION, SAMPLE, select_respondents
from geo.survey.shares import meets_disclosure_rule, shares_by_area, wilson

FEW = "few"
LEAST_SURE_BASE = 50
"""An effective base below this is flagged."""


def calculate(facts: MeasureInputs) -> pd.DataFrame:
    """The weighted share with Wilson's limits on the effective base (`geo.perception`).

    Random samples only. Where the topic was asked in open consultations alone, the share is that
    of the respondents: people who chose to answer, so that no limits hold and nothing is compared.
    Hidden below thirty answers and where a cell holds 1 to 4; paler where the 99.8% limits hold
    the share of all areas together.
    """
    areas, answers = facts.areas(), facts.answers()
    of_one_kind = select_respondents(answers)
    answers, sampled = of_one_kind.answers, of_one_kind.sampled
    found = shares_by_area(answers, holding=BIG_PROBLEM, aside=DONT_KNOW)
    table = found.reindex(areas).astype(float)
    asked = table["base"] > 0
    status = np.select([~asked, ~meets_disclosure_rule(table)], [MISSING, HIDDEN], default=SHOWN)
    shown = pd.Series(status == SHOWN, areas)
    everyone = answers.assign(area_code="")
    whole = shares_by_area(everyone, holding=BIG_PROBLEM, aside=DONT_KNOW)["share"]
    verdict = _verdict(table, float(whole.iloc[0]) if len(whole) else np.nan)
    measured = table[["share", "lower", "upper", "base", "effective_base"]].astype(float)
    measured = measured.where(shown, axis=0).rename(columns={"share": "value"})
    if not sampled:
        measured[["lower", "upper", "effective_base"]] = np.nan
    return measured.assign(
        status=status,
        uncertain=shown & ((verdict == SIMILAR) | (not sampled)),
        verdict=verdict.where(shown & sampled),
        flag=pd.Series(FEW, areas).where(measured["effective_base"] < LEAST_SURE_BASE),
        whole=float(whole.iloc[0]) if len(whole) else np.nan,
        mode=SAMPLE if sampled else CONSULTATION,
        waves=" ".join(sorted(answers["wave"].unique())),
        respondents=int(found["base"].sum()),
    )


def _verdict(table: pd.DataFrame, whole: float) -> pd.Series:
    sure = wilson(table["share"], table["effective_base"], z=Z_998)
    sides = [sure["lower"] > whole, sure["upper"] < whole]
    return pd.Series(np.select(sides, [HIGHER, LOWER], default=SIMILAR), table.index, dtype="str")


def summary(table: pd.DataFrame) -> Said:
    """The whole's share, and how many areas stand clearly above or below it."""
    shown = table["value"].notna()
    if not shown.any():
        return Said(key="answer.nothing")
    shares = {"share": float(table["whole"].iloc[0])}
    if table["mode"].iloc[0] != SAMPLE:
        return Said(key="answer.respondents", shares=shares)
    held = table["verdict"].value_counts()
    return Said(
        key="answer.perceived",
        shares=shares,
        numbers={
            "areas": int(shown.sum()),
            "higher": int(held.get(HIGHER, 0)),
            "lower": int(held.get(LOWER, 0)),
        },
    )


def dated(table: pd.DataFrame) -> Said:
    """When people were asked."""
    return Said(key="when.asked", months={"waves": _waves(table)})


def notes(table: pd.DataFrame) -> tuple[Said, ...]:
    """How many answered in which waves, taken together; and how they came to answer."""
    pooled = Said(
        key="caveat.waves",
        months={"waves": _waves(table)},
        numbers={"respondents": int(table["respondents"].iloc[0])},
    )
    if table["mode"].iloc[0] == SAMPLE:
        return (pooled,)
    return Said(key="caveat.respondents"), pooled


def _waves(table: pd.DataFrame) -> tuple[str, ...]:
    return tuple(str(table["waves"].iloc[0]).split())


PERCEIVED = Measure(
    name="perceived",
    calculate=calculate,
    summary=summary,
    columns=(
        Column(name="value", unit=Unit.PERCENT),
        Column(name="lower", unit=Unit.PERCENT),
        Column(name="upper", unit=Unit.PERCENT),
        Column(name="base"),
        Column(name="effective_base"),
        VERDICT,
        Column(name="flag", unit=Unit.NAME, family="flag"),
    ),
    unit=Unit.PERCENT,
    finest=0.01,
    asks=("topic",),
    levels=(WARD,),
    dated=dated,
    notes=notes,
)
