"""Fix the comparison of a response beforehand, and record the result when the time has come."""

from functools import partial

import streamlit as st

from components.forms import outcome
from components.forms.stored_records import writable
from components.page_context import context_of
from components.page_models import assessments
from components.responses_page import sentences
from components.responses_page.model import ResponseModel
from components.text.catalogue import LANGUAGES
from components.ui import html, tables
from components.view import session
from data.register.editing.saving import save
from data.register.responses.kinds import ASSESSMENT, CLOSED, RESPONSE
from data.register.responses.reading import read_response
from data.schema import LSOA
from geo.orders.treatment_areas import RING_METRES

# How many areas are offered for comparison, and the widths of the ring around the place.
MOST_OFFERED = 40
WIDTHS = (200, int(RING_METRES), 800)


def show(model: ResponseModel) -> None:
    """Draw the choice of comparison areas until they are fixed, then the button of the result."""
    if not model.fixed:
        with st.expander(model.here.text("responses.fix"), icon=":material/straighten:"):
            _choose(model)
        return
    found = model.study
    if found and not model.values["verdict"]:
        ready = bool(found.evidence)
        st.button(
            model.here.text("responses.record_result"),
            icon=":material/gavel:",
            type="primary" if ready else "secondary",
            disabled=not ready,
            key="record-result",
            on_click=partial(_record, model),
        )


def _choose(model: ResponseModel) -> None:
    """Draw the suggested areas with their level and trend, the ring, and what could be seen."""
    here, text = model.here, model.here.text
    if model.values["start"] is None:
        html.small_print([text("responses.start_unknown")])
    similar = assessments.comparison(here.key, model.ground, here.day)
    codes = [str(code) for code in similar.index]
    suggested = [str(code) for code in similar.index[similar["suggested"]]]
    html.paragraphs([text("responses.fix_how")])
    if used := len(assessments.in_use(here.key, model.ground, here.day)):
        html.paragraphs([text.plural("responses.in_use", used)])
    chosen = st.multiselect(
        text("responses.compared"),
        [*suggested, *sorted(set(codes[:MOST_OFFERED]) - set(suggested))],
        suggested,
        format_func=here.place_name,
        key=f"compared-{model.number}",
    )
    ring = st.selectbox(
        text("field.buffer"),
        WIDTHS,
        index=WIDTHS.index(int(RING_METRES)),
        format_func=lambda metres: text("responses.metres", n=text.number(metres)),
        key=f"buffer-{model.number}",
    )
    rows = similar.loc[list(chosen)]
    if len(rows):
        shown = rows.assign(
            name=[here.place_name(str(code)) for code in rows.index],
            before=[text.number(value) for value in rows["before"]],
            change=[text.number(value, 2) for value in rows["change"].fillna(1.0)],
        )[["name", "before", "change"]]
        shown.columns = [text(f"responses.similar_{name}") for name in shown.columns]
        tables.show_plain(shown, numbers=list(shown.columns[1:]))
    ahead = assessments.what_could_show(here.key, model.ground, tuple(chosen), here.day)
    html.paragraphs([sentences.could_show(text, ahead)])
    st.button(
        text("responses.fix_now"),
        icon=":material/lock:",
        key="fix-comparison",
        disabled=not chosen,
        on_click=partial(_fix, model, tuple(chosen), int(ring), ahead.detectable),
    )


def _fix(model: ResponseModel, chosen: tuple[str, ...], ring: int, detectable: float) -> None:
    """Save the comparison as it is from now on; a result can't choose it any more."""
    here = model.here

    def act() -> None:
        cells = {"fixed_on": here.day.isoformat(), "buffer": str(ring)}
        fields = read_response(cells, record=model.number, now=model.values)
        fields |= {"compared": " ".join(chosen), "compared_level": LSOA, "counted": model.choice}
        fields["detectable"] = None if detectable != detectable else float(detectable)
        _save(model, fields)

    outcome.attempt(here.text, act, here.text("responses.fixed"))
    session.drop_draft(f"response-learnt-{model.number}")


def _record(model: ResponseModel) -> None:
    """Save the result as it is today, in both languages."""
    here, found = model.here, model.study
    assert found is not None and found.evidence is not None
    words = {}
    for language in LANGUAGES:
        own = ResponseModel(context_of(here.view.changed(lang=language), here.viewer), model.record)
        words[f"verdict_words_{language}"] = sentences.result(own, found)

    def act() -> None:
        cells = {"assessed_on": here.day.isoformat()}
        fields = read_response(cells, record=model.number, now=model.values)
        fields |= {"assessed_release": here.manifest.release, **words}
        fields["verdict"] = found.evidence.verdict if found.evidence else None
        if model.stage != CLOSED:
            fields["stage"] = ASSESSMENT
        _save(model, fields)

    outcome.attempt(here.text, act, here.text("responses.recorded"))


def _save(model: ResponseModel, fields: dict) -> None:
    engine = writable(model.here, RESPONSE)
    save(
        *(engine, model.here.viewer, RESPONSE, fields),
        key=model.number,
        version=model.record.version,
    )
