"""The check of an issue: what survey and record say of one topic in one place."""

import pandas as pd
import streamlit as st

from components import queries
from components.page_models import perceived_sentences
from components.page_models.perceived import PerceivedModel, ward_of
from components.perceived_page import recommended_responses
from components.text import visible
from components.text.catalogue import Text
from components.text.compared_months import months_in_words
from components.text.direction import escape
from components.ui import controls
from components.ui.html import folded_html
from geo.noise.ladder import DOWN, TOO_FEW, UP
from geo.survey.issue_verdict import CONTRADICTS, Verdict, issue_verdict
from geo.survey.topics import categories_of, is_known


def show(model: PerceivedModel) -> None:
    """Draw the choice of place and topic, the verdict and the evidence."""
    text = model.here.text
    st.subheader(text("issue.title"))
    with st.container(key="mt-issue", border=True):
        if not model.row:
            st.html(f"<p>{escape(text('issue.how'))}</p>")
        with st.container(key="mt-issue-choices", horizontal=True, vertical_alignment="bottom"):
            controls.issue(model.here, label=text("issue.what"), key="issue-topic")
            controls.place(model.here, label=text("issue.where"), key="issue-place")
        if not model.row:
            st.html(f'<p class="mt-hint">{escape(text("issue.choose"))}</p>')
            return
        st.html(_evidence(model))


def judged(model: PerceivedModel) -> Verdict:
    """Return the verdict from both the survey and the record of the chosen place."""
    row = _row(model)
    perceived, recorded = (
        str(row[side]) if pd.notna(row[side]) else "" for side in ("perceived", "from_median")
    )
    return issue_verdict(perceived, recorded)


def unseen(model: PerceivedModel) -> list[str]:
    """Return how small a difference or change could have been seen, beside each unclear one."""
    if not model.row:
        return []
    text, row = model.here.text, _row(model)
    from_median = row.reindex(["from_median", "median_lower", "median_higher"]).set_axis(
        ["verdict", "visible_lower", "visible_higher"]
    )
    lines = visible.share(text, row, model.topic_name) if model.was_asked else []
    lines += visible.difference(text, from_median, text("visible.from_median"))
    found = queries.perceived.trend_of(model.here.key, model.topic, ward_of(model.here))
    if found is not None:
        lines += visible.change(text, found[0], text("visible.since_year_before"))
    return lines


def _evidence(model: PerceivedModel) -> str:
    text, verdict = model.here.text, judged(model)
    facts = {"topic": model.topic_name, "place": model.name(model.row)}
    in_part = "_in_part" if verdict.in_part else ""
    wording = (
        text(f"issue.{verdict.verdict}{in_part}", **facts) + " " + text(f"issue.{verdict.why}")
    )
    if verdict.verdict == CONTRADICTS:
        wording += " " + text("issue.no_proof")
    rows = [
        ("issue.survey", _survey(model, verdict)),
        ("issue.voices", _voices(model)),
        ("issue.on_record", _record(model, verdict)),
        ("issue.trend", _trend(model)),
        ("issue.near", _near(model)),
    ]
    items = "".join(f"<dt>{escape(text(k))}</dt><dd>{escape(v)}</dd>" for k, v in rows)
    there = recommended_responses.local_activity_html(
        model.here, model.comparison.wards_of(model.row)
    )
    return (
        f'<div class="mt-issue mt-issue-{verdict.verdict}">'
        f'<p class="mt-verdict">{escape(wording)}</p>'
        f"<dl>{items}</dl>{folded_html(text('issue.there'), there)}</div>"
    )


def _survey(model: PerceivedModel, verdict: Verdict) -> str:
    text, row = model.here.text, _row(model)
    if not model.was_asked:
        return model.why_no_answers
    if row["status"] != "shown":
        return text(f"perceived.{row['status']}")
    sentence = perceived_sentences.survey_clause(text, model.comparison.gaps, row)
    return sentence + (" " + text(f"issue.{verdict.perceived}") if verdict.perceived else "")


def _voices(model: PerceivedModel) -> str:
    text, row = model.here.text, _row(model)
    if not model.was_asked:
        return text("issue.no_answers")
    if row["status"] != "shown":
        return text("issue.no_voices")
    sentence = text("issue.voices_said", base=text.number(row["base"]))
    return sentence + (" " + text("perceived.small_base") if pd.notna(row["flag"]) else "")


def _record(model: PerceivedModel, verdict: Verdict) -> str:
    text, row = model.here.text, _row(model)
    if not categories_of(model.topic):
        return text("issue.no_category" if is_known(model.topic) else "issue.unknown_topic")
    if not model.here.has_residents:
        return text("issue.no_residents")
    if pd.isna(row["rate"]):
        return text("legend.missing")
    parts = [perceived_sentences.recorded_clause(text, row)]
    if verdict.recorded:
        parts.append(text("issue.median", median=text.number(row["median"], 1)))
        parts.append(text(f"issue.median_{verdict.recorded}"))
    return " ".join([*parts, text("issue.record_silent")])


def _trend(model: PerceivedModel) -> str:
    text = model.here.text
    found = queries.perceived.trend_of(model.here.key, model.topic, ward_of(model.here))
    if found is None:
        return text("issue.no_trend")
    trend, compared = found
    sentence = _which_way(text, trend)
    if compared.whole_period:
        return sentence
    months = months_in_words(text, compared.now)
    return f"{sentence} {text('issue.trend_months', months=months)}"


def _which_way(text: Text, trend: pd.Series) -> str:
    numbers = {name: text.number(trend[name]) for name in ("before", "now")}
    if trend["direction"] == TOO_FEW:
        return text("issue.trend_few", **numbers)
    if trend["direction"] not in (UP, DOWN):
        return text("issue.trend_unclear", **numbers)
    return text("issue.trend_clear", way=text(f"direction.{trend['direction']}"), **numbers)


def _near(model: PerceivedModel) -> str:
    """Return the survey results and recorded rates of the adjacent places."""
    text, here = model.here.text, model.here
    rows = {
        str(model.comparison.pool[w])
        for w in queries.places.adjacent_wards(here.key)[ward_of(here)]
    }
    others = model.table.loc[sorted(rows - {model.row})]
    sentence = _across(model, others[others["status"] == "shown"], "share", "issue.near_said")
    recorded = _across(model, others, "rate", "issue.near_recorded")
    none = "issue.near_none" if here.has_residents else "issue.near_no_residents"
    return " ".join(filter(None, [sentence, recorded])) or text(none)


def _across(model: PerceivedModel, others: pd.DataFrame, column: str, words_: str) -> str:
    """Return the lowest and the highest value of the places that have one."""
    text, known = model.here.text, others[others[column].notna()]
    if known.empty:
        return ""

    def says(value: float) -> str:
        return text.percent(value) if column == "share" else text.number(value, 1)

    return text(
        words_,
        places=text.listing([model.name(str(row)) for row in known.index]),
        lowest=says(known[column].min()),
        highest=says(known[column].max()),
    )


def _row(model: PerceivedModel) -> pd.Series:
    return model.table.loc[[model.row]].iloc[0]
