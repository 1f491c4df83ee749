"""Sentences about perception and record, written from the figures by rule."""

from collections.abc import Callable
from typing import Any

import pandas as pd

from components.text.catalogue import Text
from geo.survey.gap_analysis import GapTable
from geo.survey.place_types import (
    NO_CLEAR_KIND,
    REASSURANCE_GAP,
    RECORDED_ABOVE,
    SHARED_CALM,
    SHARED_CONCERN,
)
from geo.survey.respondents import InterviewCounts

# The most wards that the answer names; more are counted.
MOST_NAMED = 4


def answer(text: Text, result: GapTable, topic: str, name: Callable[[str], str]) -> str:
    """Return in which wards residents worry more than police figures suggest, and in which less.

    `topic` is the topic inside a sentence, and `name` returns the name of a row. Many wards are
    counted: each one, also of those that are joined in one row.
    """
    if result.why_not:
        return overall_sentence(text, result)
    by_kind = _wards_by_kind(result)
    if not set(by_kind.index) & {REASSURANCE_GAP, RECORDED_ABOVE}:
        return text("perceived.answer_none", areas=text.plural("count.ward", int(by_kind.sum())))

    # The largest gap first, as in the table below the sentence.
    clearest = result.table.sort_values("gap", key=lambda gap: -gap.abs(), kind="stable")

    def said(kind: str, named: str, counted: str, none: str) -> str:
        rows = [str(row) for row in clearest.index[clearest["kind"] == kind]]
        if not rows:
            return text(none, topic=topic)
        if len(rows) > MOST_NAMED:
            return text.plural(counted, int(by_kind[kind]), topic=topic)
        return text(named, places=text.listing([name(row) for row in rows]), topic=topic)

    more = said(REASSURANCE_GAP, "perceived.more_in", "perceived.gaps", "perceived.no_gaps")
    less = said(RECORDED_ABOVE, "perceived.less_in", "perceived.above", "perceived.none_above")
    return f"{more} {less}"


def _wards_by_kind(result: GapTable) -> pd.Series:
    """Return the number of compared wards of each kind."""
    numbers: pd.Series = result.table.groupby("kind")["wards"].sum()
    return numbers


def overall_sentence(text: Text, result: GapTable) -> str:
    """Return what all respondents said, if it can't be compared with the record."""
    if pd.isna(result.whole["share"]):
        return text("perceived.nobody")
    facts = {"base": text.number(result.whole["base"])}
    share = text.percent(result.whole["share"])
    if pd.isna(result.whole["lower"]):
        return text("perceived.respondents", share=share, **facts)
    return text("perceived.alone", share=share, **limits(text, result.whole), **facts)


def other_places_sentence(text: Text, result: GapTable) -> str:
    """Return the numbers of wards of the other kinds."""
    by_kind = _wards_by_kind(result)
    return text(
        "perceived.others",
        concern=text.number(by_kind.get(SHARED_CONCERN, 0)),
        calm=text.number(by_kind.get(SHARED_CALM, 0)),
        unclear=text.number(by_kind.get(NO_CLEAR_KIND, 0)),
    )


def survey_clause(text: Text, result: GapTable, row: pd.Series) -> str:
    """Return what residents of a place said, compared with all respondents."""
    facts = {
        "share": text.percent(row["share"]),
        "base": text.number(row["base"]),
        "whole": text.percent(result.whole["share"]),
    }
    if pd.isna(row["lower"]):
        return text("perceived.says_respondents", **facts)
    return text("perceived.says", **limits(text, row), **facts)


def recorded_clause(text: Text, row: pd.Series) -> str:
    """Return what is recorded in a place, compared with the rest of the area."""
    return text(
        "perceived.records",
        rate=text.number(row["rate"], 1),
        lower=text.number(row["rate_lower"], 1),
        upper=text.number(row["rate_upper"], 1),
        rest=text.number(row["benchmark"], 1),
    )


def place_sentences(text: Text, result: GapTable, row: pd.Series, place: str) -> str:
    """Return the findings about one selected place."""
    if row["status"] != "shown":
        return text("perceived.hidden_place", place=place, why=text(f"perceived.{row['status']}"))
    parts = [survey_clause(text, result, row)]
    if pd.notna(row["rate"]):
        parts.append(recorded_clause(text, row))
    if pd.notna(row["flag"]):
        parts.append(text("perceived.small_base"))
    return " ".join(parts)


def interviews(text: Text, counts: InterviewCounts) -> str:
    """Return what key individuals said, as numbers of people and never as a share."""
    sentence = text.plural("perceived.interviewed", counts.people)
    if not counts.may_be_shown:
        return f"{sentence} {text('perceived.interviews_hidden')}"
    numbers = {"big": text.number(counts.big), "views": text.number(counts.views)}
    return f"{sentence} {text('perceived.interviews_say', **numbers)}"


def limits(text: Text, row: pd.Series) -> dict[str, Any]:
    """Return both ends of a share's confidence interval."""
    return {name: text.percent(row[name]) for name in ("lower", "upper")}
