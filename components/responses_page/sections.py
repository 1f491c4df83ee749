"""The five parts of a response, from its objective to its assessment, for its page and its PDF."""

from base64 import b64encode
from collections.abc import Sequence
from functools import partial

import streamlit as st

from components.responses_page import sentences
from components.responses_page.inputs import ANALYSIS, LEARNT
from components.responses_page.model import ResponseModel
from components.text.catalogue import DASH, Text
from components.text.direction import escape
from components.text.either_language import in_language
from components.ui import html
from components.ui.sections import (
    Control,
    Look,
    Part,
    Picture,
    PrintedPicture,
    Section,
    Sentences,
    Table,
)
from data.register.records import Record
from data.register.responses.evidence import figures_in
from geo.orders.study import Study
from geo.orders.treatment_areas import INSIDE, PARTS, RING


def objective(model: ResponseModel) -> Section:
    """Return what should be different, measured how, and by when."""
    text = model.here.text
    aim = model.own("objective") or text("responses.no_objective")
    # Without a result it is the page's first sentence already.
    said = [aim] if sentences.lead(model) != aim else []
    return Section(
        text("osara.objective"), [Sentences(said), Sentences(sentences.aims(model), Look.CAVEATS)]
    )


def scanning(model: ResponseModel) -> Section:
    """Return the evidence as it was on the day that it was added."""
    text = model.here.text
    parts: list[Part] = [_one_evidence(model, one) for one in model.evidence]
    if not parts:
        parts = [Sentences([text("responses.no_evidence")])]
    return Section(text("osara.scanning"), parts)


def _one_evidence(model: ResponseModel, one: Record) -> Section:
    text, values = model.here.text, one.values
    language = text.language
    said = in_language(one.values, "sentence", language)
    parts: list[Part] = [Sentences([said])] if said else []
    if figures := figures_in(values["numbers"]):
        rows = [
            [str(getattr(each, f"label_{language}")), str(getattr(each, language))]
            for each in figures
        ]
        heads = [text("responses.figure"), text("responses.value")]
        parts.append(Table(heads=heads, rows=rows, numbers=(1,)))
    if picture := values["picture"]:
        alt = text("responses.picture_alt", day=text.day(values["day"]))
        parts.append(
            Picture(
                alt=alt,
                show=partial(_show, str(picture)),
                print=lambda: PrintedPicture(svg=str(picture)),
            )
        )
    if note := in_language(one.values, "note", language):
        parts.append(Sentences([note]))
    stamp = text("responses.as_on", day=text.day(values["day"]), release=str(values["release"]))
    parts.append(Sentences([stamp], Look.SMALL))
    if link := values["link"]:
        parts.append(Control(partial(_link, text("responses.see_now"), str(link))))
    return Section("", parts)


def analysis(model: ResponseModel) -> Section:
    """Return what, where, when, who and why, and what is not known."""
    text = model.here.text
    rows = [[text(f"osara.{name}"), model.own(name)] for name in ANALYSIS if model.own(name)]
    heads = [text("responses.question"), text("responses.known")]
    parts: list[Part] = [Table(heads=heads, rows=rows)]
    if not rows:
        parts = [Sentences([text("responses.no_analysis")])]
    return Section(text("osara.analysis"), parts)


def responding(model: ResponseModel) -> Section:
    """Return since when it works, and its actions with role, day and state."""
    text, values = model.here.text, model.values
    lines = []
    for name in ("start", "end"):
        if values[name]:
            lines.append(text(f"responses.{name}ed_on", day=text.day(values[name])))
    rows = [_action(model, one) for one in model.actions]
    heads = [text(f"responses.action_{name}") for name in ("what", "owner", "due", "state")]
    table: list[Part] = [Table(heads=heads, rows=rows)]
    if not rows:
        table = [Sentences([text("responses.no_actions")])]
    return Section(text("osara.response"), [Sentences(lines), *table])


def _action(model: ResponseModel, one: Record) -> list[str]:
    text, language = model.here.text, model.here.view.lang
    owner, partner = (in_language(one.values, name, language) for name in ("owner", "partner"))
    due = one.values["due"]
    return [
        in_language(one.values, "action", language),
        ", ".join(filter(None, (owner, partner))) or DASH,
        text.day(due) if due else DASH,
        text(f"action_state.{state_of(model, one)}"),
    ]


def state_of(model: ResponseModel, action: Record) -> str:
    """Return whether an action is done, late or open."""
    if action.values["done"]:
        return "done"
    due = action.values["due"]
    return "late" if due and due < model.here.day.isoformat() else "open"


def assessing(model: ResponseModel) -> Section:
    """Return the result, what it rests on, the counts, and what is kept, changed and stopped."""
    text, values, found = model.here.text, model.values, model.study
    parts: list[Part] = []
    if words := model.own("verdict_words"):
        day = text.day(values["assessed_on"]) if values["assessed_on"] else DASH
        parts = [
            Sentences([words]),
            Sentences([text("responses.assessed_on", day=day)], Look.SMALL),
        ]
    elif found is None:
        parts = [Sentences([text("responses.not_fixed")])]
    else:
        parts = [Sentences([sentences.result(model, found)])]
    if found is not None:
        if found.windows.since:
            parts.append(_counts(text, found))
        parts.append(Sentences(sentences.basis(model, found), Look.CAVEATS))
    learnt = [[text(f"osara.{name}"), model.own(name)] for name in LEARNT if model.own(name)]
    if values["decision"]:
        learnt.insert(0, [text("responses.decided"), text(f"decision.{values['decision']}")])
    if learnt:
        heads = [text("responses.question"), text("responses.learnt")]
        parts.append(Table(heads=heads, rows=learnt))
    return Section(text("osara.assessment"), parts)


def _counts(text: Text, found: Study) -> Table:
    """Return the counts before and since inside, around and in the comparison areas."""
    before, since = (
        found.monthly.loc[list(months)].sum()
        for months in (found.windows.before, found.windows.since)
    )
    ratios = {} if found.evidence is None else {
        INSIDE: found.evidence.ratio, RING: found.evidence.ring_ratio
    }  # fmt: skip
    rows = [
        [
            text(f"response_part.{part}"),
            text.number(before[part]),
            text.number(since[part]),
            text.number(ratio.value, 2) if (ratio := ratios.get(part)) else DASH,
        ]
        for part in PARTS
    ]
    heads = [text(f"responses.col_{name}") for name in ("part", "before", "since", "ratio")]
    return Table(heads=heads, rows=rows, numbers=(1, 2, 3))


def every(model: ResponseModel) -> Sequence[Section]:
    """Return the five parts in their order."""
    return [part(model) for part in (objective, scanning, analysis, responding, assessing)]


def _show(svg: str, alt: str) -> None:
    """Draw a picture as an image, in which nothing can run."""
    data = b64encode(svg.encode()).decode()
    st.html(f'<img class="mt-drawing" alt="{escape(alt)}" src="data:image/svg+xml;base64,{data}">')


def _link(words: str, address: str) -> None:
    st.html(html.link(words, address))
