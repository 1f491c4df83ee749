"""Measure: share of respondents who call something a big problem in their ward."""

import numpy as np
import pandas as pd

from data.schema import WARD
from geo.measures.model import Column, Measure, MeasureInputs, Said, Unit
from geo.measures.rate import VERDICT
from geo.noise.ladder import HIGHER, LOWER
from geo.noise.shares import shares_differ
from geo.stats.area_figures import BIG_PROBLEM, DONT_KNOW
from geo.stats.suppression import HIDDEN, MISSING, SHOWN
from geo.survey.respondents import CONSULTATION, SAMPLE, select_respondents
from geo.survey.shares import meets_disclosure_rule, shares_by_area

# FEW: flag of a small effective base.
FEW = "few"
# LEAST_SURE_BASE: a smaller effective base is flagged.
LEAST_SURE_BASE = 50


def calculate(facts: MeasureInputs) -> pd.DataFrame:
    """Return the weighted share with its range on the effective base (`geo.noise.shares`).

    Only random samples are used. If the topic was asked in open consultations alone, the share is
    that of self-selected respondents, without interval or comparison. Shares that don't meet the
    disclosure rule are hidden; shares whose range includes the share of all areas are uncertain.
    """
    areas, answers = facts.areas(), facts.answers()
    of_one_kind = select_respondents(answers)
    answers, sampled = of_one_kind.answers, of_one_kind.sampled
    shares = shares_by_area(answers, holding=BIG_PROBLEM, aside=DONT_KNOW)
    table = shares.reindex(areas).astype(float)
    has_answers = table["base"] > 0
    status = np.select(
        [~has_answers, ~meets_disclosure_rule(table)], [MISSING, HIDDEN], default=SHOWN
    )
    shown = pd.Series(status == SHOWN, areas)
    everyone = answers.assign(area_code="")
    whole = shares_by_area(everyone, holding=BIG_PROBLEM, aside=DONT_KNOW)["share"]
    of_all = float(whole.iloc[0]) if len(whole) else np.nan
    tested = shares_differ(table["share"].where(shown), table["effective_base"], of_all)
    table[["lower", "upper"]] = tested[["lower", "upper"]]
    measured = table[["share", "lower", "upper", "base", "effective_base"]].astype(float)
    measured = measured.where(shown, axis=0).rename(columns={"share": "value"})
    if not sampled:
        measured[["lower", "upper", "effective_base"]] = np.nan
    return measured.assign(
        status=status,
        uncertain=shown & (~tested["verdict"].isin([HIGHER, LOWER]) | (not sampled)),
        verdict=tested["verdict"].where(shown & sampled),
        flag=pd.Series(FEW, areas).where(measured["effective_base"] < LEAST_SURE_BASE),
        whole=of_all,
        mode=SAMPLE if sampled else CONSULTATION,
        waves=" ".join(sorted(answers["wave"].unique())),
        respondents=int(shares["base"].sum()),
    )


def summary(table: pd.DataFrame) -> Said:
    """Return the whole's share, and the number of areas clearly above or below it."""
    shown = table["value"].notna()
    if not shown.any():
        return Said(key="answer.nothing")
    shares = {"share": float(table["whole"].iloc[0])}
    if table["mode"].iloc[0] != SAMPLE:
        return Said(key="answer.respondents", shares=shares)
    by_verdict = table["verdict"].value_counts()
    return Said(
        key="answer.perceived",
        shares=shares,
        numbers={
            "areas": int(shown.sum()),
            "higher": int(by_verdict.get(HIGHER, 0)),
            "lower": int(by_verdict.get(LOWER, 0)),
        },
    )


def dated(table: pd.DataFrame) -> Said:
    """Return when people were asked."""
    return Said(key="when.asked", months={"waves": _waves(table)})


def notes(table: pd.DataFrame) -> tuple[Said, ...]:
    """Return the number of respondents and the pooled waves; for consultations also a warning."""
    pooled = Said(
        key="caveat.waves",
        months={"waves": _waves(table)},
        numbers={"respondents": int(table["respondents"].iloc[0])},
    )
    if table["mode"].iloc[0] == SAMPLE:
        return (pooled,)
    return Said(key="caveat.respondents"), pooled


def _waves(table: pd.DataFrame) -> tuple[str, ...]:
    """Return the waves of the table."""
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
