"""Measure: share of respondents who call something a big problem in their ward."""

import numpy as np
import pandas as pd

from data.schema import WARD
from geo.measures.could_be_seen import SHARES, middle_one
from geo.measures.model import Column, Measure, MeasureInputs, Said, Unit
from geo.measures.rate import VERDICT
from geo.noise.ladder import HIGHER, LOWER, NO_CLEAR_DIFFERENCE
from geo.noise.shares import shares_differ
from geo.survey.respondents import SAMPLE

# FEW: flag of a small effective base.
FEW = "few"
# TOGETHER: column with the codes of the wards that share a figure.
TOGETHER = "together"
# LEAST_SURE_BASE: a smaller effective base is flagged.
LEAST_SURE_BASE = 50


def calculate(facts: MeasureInputs) -> pd.DataFrame:
    """Return the published share with its range on the effective base (`geo.noise.shares`).

    A ward has the figures of its place: its own, or those of neighbouring wards together. Only
    random samples are used. If the topic was asked in open consultations alone, the share is that
    of self-selected respondents, without interval or comparison. Shares whose range includes the
    share of all areas are uncertain.
    """
    areas, said = facts.areas(), facts.survey()
    places, of_all = said.places, float(said.whole["share"])
    base = places["effective_base"].fillna(places["base"])
    tested = shares_differ(places["share"], base, of_all)
    measured = places[["share", "base", "effective_base"]].rename(columns={"share": "value"})
    measured[["lower", "upper"]] = tested[["lower", "upper"]]
    if not said.sampled:
        measured[["lower", "upper", "effective_base"]] = np.nan
    table = measured.assign(
        status=places["status"],
        uncertain=said.shown & (~tested["verdict"].isin([HIGHER, LOWER]) | (not said.sampled)),
        verdict=tested["verdict"].where(said.shown & said.sampled),
        seen_below=tested["visible_lower"].where(said.shown & said.sampled),
        seen_above=tested["visible_higher"].where(said.shown & said.sampled),
        flag=pd.Series(FEW, places.index).where(measured["effective_base"] < LEAST_SURE_BASE),
        **{TOGETHER: said.with_wards()},
    )
    by_ward = said.by_ward(table, areas)
    answered = said.whole["base"]
    return by_ward.assign(
        wards=by_ward[TOGETHER].map(lambda codes: len(str(codes).split())),
        whole=of_all,
        mode=said.mode,
        waves=" ".join(said.waves),
        respondents=0 if pd.isna(answered) else int(answered),
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
    """Return respondents, waves and what could have been seen; a warning for consultations."""
    pooled = Said(
        key="caveat.waves",
        months={"waves": _waves(table)},
        numbers={"respondents": int(table["respondents"].iloc[0])},
    )
    unclear = table[table["verdict"] == NO_CLEAR_DIFFERENCE]
    seen = middle_one(unclear, "share", lower="seen_below", higher="seen_above")
    notes: tuple[Said, ...] = (pooled, *seen, Said(key="caveat.rounded"))
    if (table["wards"] > 1).any():
        notes = (*notes, Said(key="caveat.together"))
    if table["mode"].iloc[0] == SAMPLE:
        return notes
    return Said(key="caveat.respondents"), *notes


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
        Column(name="wards"),
        VERDICT,
        *SHARES,
        Column(name="flag", unit=Unit.NAME, family="flag"),
    ),
    unit=Unit.PERCENT,
    finest=0.01,
    asks=("topic",),
    levels=(WARD,),
    dated=dated,
    notes=notes,
)
