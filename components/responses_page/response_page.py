"""The page of one response: its five parts, each read first and changed by a form below it."""

from collections.abc import Mapping
from functools import partial
from typing import Any

import streamlit as st
from sqlalchemy import Engine

from components.forms import form, history, outcome, reading
from components.forms.model import Input, RecordForm
from components.forms.stored_records import parts_of, writable
from components.page_context import PageContext
from components.page_models import responses
from components.responses_page import assessment_part, exports, sections, sentences
from components.responses_page.aims import are_of_another, followed
from components.responses_page.frozen_evidence import evidence_now
from components.responses_page.inputs import (
    action_inputs,
    analysis_inputs,
    learnt_inputs,
    note_inputs,
    objective_inputs,
    response_inputs,
)
from components.responses_page.model import ResponseModel
from components.responses_page.new_response import with_place
from components.text.direction import escape
from components.text.either_language import in_language
from components.ui import html, routes
from components.ui.html import escape_markdown
from components.ui.section_writer import write_section
from components.view import session, state
from components.view.view import NOTHING
from data.register.editing.saving import retire, save
from data.register.records import Record
from data.register.responses.kinds import ACTION, EVIDENCE_OF, RESPONSE, STAGES
from data.register.responses.reading import read_action, read_evidence, read_response


def show(here: PageContext, number: str) -> None:
    """Draw a response, or that there is none of the number."""
    text = here.text
    st.button(
        text("responses.back"),
        icon=":material/arrow_back:",
        type="tertiary",
        key="responses-back",
        on_click=partial(state.update_view, response=NOTHING),
    )
    record = responses.response(here.key, number)
    if record is None:
        st.title(text("page.responses"))
        outcome.show()
        html.supporting_sentence(text("responses.no_such", number=number))
        return
    model = ResponseModel(here, record)
    st.title(escape_markdown(model.name))
    html.subtitle(sentences.subtitle(model))
    outcome.show()
    html.lead_sentence(sentences.lead(model))
    _stages(model)
    with st.container(key="mt-response-parts"):
        _parts(model)
    with st.container(key="mt-files", horizontal=True):
        exports.pdf_button(model)
        if not reading.reads_only(here):
            st.button(
                text("register.retire"),
                icon=":material/archive:",
                key="response-retire",
                help=text("register.retire_help"),
                on_click=partial(_retire, model),
            )
    exports.show_slide(model)
    with st.expander(text("register.history")):
        also = parts_of(RESPONSE, number)
        history.show(here, kind=RESPONSE.name, record=number, also=also)


def _stages(model: ResponseModel) -> None:
    """Draw the stages with the present one, and the buttons to the next and the one before.

    Those who may not edit have the sentence that says so instead of the buttons.
    """
    here, edits = model.here, not reading.reads_only(model.here)
    text, at = model.here.text, STAGES.index(model.stage)
    now = ' aria-current="step"'
    rows = "".join(
        f'<li class="{"mt-past" if place < at else ""}"{now if place == at else ""}>'
        f"{escape(text(f'stage.{stage}'))}</li>"
        for place, stage in enumerate(STAGES)
    )
    st.html(f'<ol class="mt-stages">{rows}</ol>')
    if not edits:
        reading.say(here)
    with st.container(key="mt-stage-acts", horizontal=True, vertical_alignment="center"):
        for step, key, icon in (
            (at + 1, "responses.move_on", ":material/arrow_forward:"),
            (at - 1, "responses.move_back", ":material/arrow_back:"),
        ):
            if edits and 0 <= step < len(STAGES):
                st.button(
                    text(key, stage=text(f"stage.{STAGES[step]}")),
                    icon=icon,
                    type="secondary" if step > at else "tertiary",
                    key=f"stage-{STAGES[step]}",
                    on_click=partial(_move, model, STAGES[step]),
                )
        if model.place:
            st.page_link(
                routes.PLACE,
                label=escape_markdown(here.place_name(model.place)),
                icon=":material/place:",
                query_params=here.view.for_menu().changed(place=model.place).address(),
            )


def _parts(model: ResponseModel) -> None:
    """Draw the five parts, each followed by its form for those who may edit."""
    here, values = model.here, model.values
    if reading.reads_only(here):
        for part in sections.every(model):
            write_section(part)
        return
    write_section(sections.objective(model))
    _change(model, "objective", objective_inputs(here, values))
    write_section(sections.scanning(model))
    _more_evidence(model)
    write_section(sections.analysis(model))
    _change(model, "analysis", analysis_inputs(here))
    write_section(sections.responding(model))
    _change(model, "response", response_inputs(here))
    _actions(model)
    write_section(sections.assessing(model))
    assessment_part.show(model)
    if model.fixed or model.values["verdict"]:
        _change(model, "learnt", learnt_inputs(here))


def _change(model: ResponseModel, name: str, inputs: tuple[Input, ...]) -> None:
    """Draw the form of a part, open if something typed into it isn't saved."""
    here = model.here

    def read(cells: Mapping[str, str], number: str) -> Mapping[str, Any]:
        typed = read_response(cells, record=model.number, now=model.values)
        return followed(here, model.values, with_place(here, typed))

    def saved(now: Record) -> None:
        said = [here.text("responses.saved")]
        if are_of_another(model.values, now.values):
            said.append(here.text("responses.filled_again"))
        outcome.say(" ".join(said))

    own = RecordForm(
        kind=RESPONSE,
        inputs=inputs,
        read=read,
        record=model.record,
        name=f"response-{name}",
    )
    with st.expander(
        here.text(f"responses.change_{name}"),
        icon=":material/edit:",
        expanded=bool(session.get_draft(own.key)),
    ):
        form.show(here, own, saved)


def _actions(model: ResponseModel) -> None:
    """Draw a form for each action, and one for another."""
    here = model.here
    inputs = action_inputs(here)
    chosen: list[Record | None] = [*model.actions, None]
    for one in chosen:
        name = in_language(one.values, "action", here.view.lang) if one else ""
        own = RecordForm(
            kind=ACTION,
            inputs=inputs,
            read=partial(_read_action, model, one),
            record=one,
            name=f"action-{model.number}",
        )
        title = name or here.text("responses.add_action")
        with st.expander(
            escape_markdown(title[:80]),
            icon=":material/edit:" if one else ":material/add:",
            expanded=bool(session.get_draft(own.key)),
        ):
            form.show(here, own, lambda now: outcome.say(here.text("responses.saved")))


def _read_action(
    model: ResponseModel, one: Record | None, cells: Mapping[str, str], number: str
) -> Mapping[str, Any]:
    """Return the fields of an action; the day on which it was done is that of the tick."""
    del number
    now = dict(one.values) if one else {}
    fields = {**read_action(cells, now=now), "response": model.number}
    if fields["done"] and not now.get("done"):
        fields["done_on"] = model.here.day.isoformat()
    return fields


def _more_evidence(model: ResponseModel) -> None:
    """Draw the form that freezes today's figures with a note; what is there stays as it is."""
    here = model.here
    inputs = note_inputs(here)

    def write(engine: Engine, values: Mapping[str, Any], version: int) -> Record:
        frozen = evidence_now(here, model.values)
        stamp = {"day": here.day.isoformat(), "release": here.manifest.release}
        whole = {**stamp, **frozen, **values, "response": model.number}
        return save(engine, here.viewer, EVIDENCE_OF, whole, version=version)

    own = RecordForm(
        kind=EVIDENCE_OF,
        inputs=inputs,
        read=lambda cells, number: read_evidence(cells),
        write=write,
        name=f"evidence-{model.number}",
    )
    with st.expander(
        here.text("responses.add_evidence"),
        icon=":material/add:",
        expanded=bool(session.get_draft(own.key)),
    ):
        form.show(here, own, lambda now: outcome.say(here.text("responses.saved")))


def _move(model: ResponseModel, stage: str) -> None:
    here = model.here

    def act() -> None:
        _save(model, {"stage": stage})

    said = here.text("responses.moved", stage=here.text(f"stage.{stage}"))
    outcome.attempt(here.text, act, said)


def _retire(model: ResponseModel) -> None:
    here = model.here

    def act() -> None:
        engine = writable(here, RESPONSE)
        retire(engine, here.viewer, RESPONSE, model.number, version=model.record.version)

    if outcome.attempt(here.text, act, here.text("responses.retired")):
        state.update_view(response=NOTHING)
        outcome.say(here.text("responses.retired"))


def _save(model: ResponseModel, values: Mapping[str, Any]) -> Record:
    engine = writable(model.here, RESPONSE)
    return save(
        *(engine, model.here.viewer, RESPONSE, values),
        key=model.number,
        version=model.record.version,
    )
