"""An issue raised: what the evidence says of a topic in one place, plainly."""

from html import escape

import pandas as pd
import streamlit as st

from components import queries
from components.page_models import perceived_sentences
from components.page_models.perceived import PerceivedModel, ward_of
from components.perceived_page import recommended_responses
from components.ui import controls
from geo.stats.change import NO_CLEAR_CHANGE
from geo.survey.issue_verdict import Verdict, compare_interval, issue_verdict
from geo.survey.topics import categories_of


def show(asked: PerceivedModel) -> None:
    """The place and the topic, the verdict, and what lies on either side."""
    text = asked.here.text
    st.subheader(text("issue.title"))
    with st.container(key="mt-issue", border=True):
        st.html(f"<p>{escape(text('issue.how'))}</p>")
        with st.container(key="mt-issue-choices", horizontal=True, vertical_alignment="bottom"):
            controls.issue(asked.here, label=text("issue.what"), key="issue-topic")
            controls.place(asked.here, label=text("issue.where"), key="issue-place")
        if not asked.row:
            st.html(f'<p class="mt-hint">{escape(text("issue.choose"))}</p>')
            return
        st.html(_evidence(asked))


def judged(asked: PerceivedModel) -> Verdict:
    """Both sides of the chosen place, and what they say together."""
    found, row = asked.beside.parted, asked.table.loc[[asked.row]].iloc[0]
    return issue_verdict(
        compare_interval(row, "lower", "upper", found.whole["share"]),
        compare_interval(row, "rate_lower", "rate_upper", found.rate),
    )


def _evidence(asked: PerceivedModel) -> str:
    text, verdict = asked.here.text, judged(asked)
    facts = {"topic": asked.topic_said, "place": asked.name(asked.row)}
    in_part = "_in_part" if verdict.in_part else ""
    said = text(f"issue.{verdict.verdict}{in_part}", **facts) + " " + text(f"issue.{verdict.why}")
    rows = [
        ("issue.survey", _survey(asked, verdict)),
        ("issue.voices", _voices(asked)),
        ("issue.on_record", _record(asked, verdict)),
        ("issue.trend", _trend(asked)),
        ("issue.near", _near(asked)),
    ]
    items = "".join(f"<dt>{escape(text(k))}</dt><dd>{escape(v)}</dd>" for k, v in rows)
    there = recommended_responses.local_activity_html(asked.here, asked.beside.wards_of(asked.row))
    return (
        f'<div class="mt-issue mt-issue-{verdict.verdict}"><p class="mt-verdict">{escape(said)}</p>'
        f'<dl>{items}</dl><div class="mt-card">{there}</div></div>'
    )


def _survey(asked: PerceivedModel, verdict: Verdict) -> str:
    text, row = asked.here.text, _row(asked)
    if not asked.was_asked:
        return asked.silence
    if row["status"] != "shown":
        return text(f"perceived.{row['status']}")
    said = perceived_sentences.survey_clause(text, asked.beside.parted, row)
    return said + (" " + text(f"issue.{verdict.perceived}") if verdict.perceived else "")


def _voices(asked: PerceivedModel) -> str:
    text, row = asked.here.text, _row(asked)
    if not asked.was_asked:
        return text("issue.nobody_asked")
    if row["status"] != "shown":
        return text("issue.no_voices")
    said = text(
        "issue.voices_said", holding=text.number(row["holding"]), base=text.number(row["base"])
    )
    return said + (" " + text("perceived.small_base") if pd.notna(row["flag"]) else "")


def _record(asked: PerceivedModel, verdict: Verdict) -> str:
    text, row = asked.here.text, _row(asked)
    if not categories_of(asked.topic):
        return text("issue.no_category")
    if pd.isna(row["rate"]):
        return text("legend.missing")
    said = perceived_sentences.recorded_clause(text, asked.beside.parted, row)
    return said + " " + text(f"issue.{verdict.recorded}")


def _trend(asked: PerceivedModel) -> str:
    text = asked.here.text
    found = queries.perceived.trend_of(asked.here.key, asked.topic, ward_of(asked.here))
    if found is None:
        return text("issue.no_trend")
    numbers = {name: text.number(found[name]) for name in ("before", "now")}
    if found["direction"] == NO_CLEAR_CHANGE:
        return text("issue.trend_unclear", **numbers)
    return text("issue.trend_clear", way=text(f"direction.{found['direction']}"), **numbers)


def _near(asked: PerceivedModel) -> str:
    """What residents say in the places next to it, and what is recorded there."""
    text, here = asked.here.text, asked.here
    rows = {
        str(asked.beside.pool[w]) for w in queries.places.adjacent_wards(here.key)[ward_of(here)]
    }
    others = asked.table.loc[sorted(rows - {asked.row})]
    said = _across(asked, others[others["status"] == "shown"], "share", "issue.near_said")
    recorded = _across(asked, others, "rate", "issue.near_recorded")
    return " ".join(filter(None, [said, recorded])) or text("issue.near_none")


def _across(asked: PerceivedModel, others: pd.DataFrame, column: str, words_: str) -> str:
    """From the lowest to the highest of the places that have a figure."""
    text, held = asked.here.text, others[others[column].notna()]
    if held.empty:
        return ""

    def says(value: float) -> str:
        return text.percent(value) if column == "share" else text.number(value, 1)

    return text(
        words_,
        places=text.listing([asked.name(str(row)) for row in held.index]),
        lowest=says(held[column].min()),
        highest=says(held[column].max()),
    )


def _row(asked: PerceivedModel) -> pd.Series:
    return asked.table.loc[[asked.row]].iloc[0]
