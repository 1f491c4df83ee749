"""The form for a new response, filled in from where it is started, and its first evidence."""

from collections.abc import Mapping
from typing import Any

import streamlit as st
from sqlalchemy import Engine

from components import queries
from components.forms import form, outcome, reading
from components.forms.model import Cells, RecordForm, shown_cells
from components.page_context import PageContext
from components.page_models import assessments
from components.page_models.assessments import Ground
from components.responses_page import sentences
from components.responses_page.aims import are_of_another, followed
from components.responses_page.begin import Beginning, beginning
from components.responses_page.frozen_evidence import evidence_now
from components.responses_page.inputs import objective_inputs
from components.ui import html
from components.view import state
from components.view.view import NOTHING
from data.register.records import Record
from data.register.responses.kinds import RESPONSE
from data.register.responses.reading import read_response
from data.register.responses.start import start_response
from data.schema import LSOA, WARD


def show(here: PageContext) -> None:
    """Draw what is frozen with the response, and the form."""
    if reading.reads_only(here):
        reading.page(here, "responses.start")
        return
    text, begun = here.text, beginning(here)
    st.title(text("responses.start"))
    outcome.show()
    language = here.view.lang
    if said := begun.evidence.get(f"sentence_{language}"):
        html.heading(text("responses.evidence_first"))
        html.paragraphs([str(said)])
        html.small_print([text("responses.frozen")])
        _could_show(here, begun)
    html.heading(text("osara.objective"))
    inputs = objective_inputs(here, begun.values)
    own = RecordForm(
        kind=RESPONSE,
        inputs=inputs,
        read=lambda cells, number: _read(here, begun, cells),
        write=lambda engine, values, version: _write(engine, here, begun, values),
        defaults=shown_cells(text, inputs, begun.values),
        name="response",
    )
    begin = form.Button(label=text("responses.begin"))
    form.show(here, own, _saved(here, begun), button=begin)


def _could_show(here: PageContext, begun: Beginning) -> None:
    """Draw the smallest fall that an assessment would show, with the areas that are suggested."""
    values = begun.values
    ground = Ground(
        level=str(values.get("level") or ""),
        place=str(values.get("place") or ""),
        order=str(values.get("order_id") or ""),
        choice=str(values["counted"]),
        start=here.day,
        end=None,
    )
    suggested = assessments.comparison(here.key, ground, here.day)
    codes = tuple(str(code) for code in suggested.index[suggested["suggested"]])
    ahead = assessments.what_could_show(here.key, ground, codes, here.day)
    html.supporting_sentence(sentences.could_show(here.text, ahead))


def _read(here: PageContext, begun: Beginning, cells: Cells) -> Mapping[str, Any]:
    """Return what was typed, with what the response begins with and nobody types."""
    typed = with_place(here, read_response(cells, now=begun.values))
    given = {**begun.values, **followed(here, begun.values, typed)}
    other = "cy" if here.view.lang == "en" else "en"
    own = f"objective_{here.view.lang}"
    if typed.get(own) != begun.values.get(own):
        # What the other language says would no longer be the same.
        given[f"objective_{other}"] = None
    return {name: value for name, value in given.items() if value is not None}


def with_place(here: PageContext, fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields with the level and the ward of the place that they name."""
    if "place" not in fields:
        return dict(fields)
    known, place = queries.places.places(here.key), fields["place"]
    if place not in known.index:
        return {**fields, "place": None, "level": None, "ward_code": None}
    level = str(known.at[place, "level"])
    ward = {WARD: place, LSOA: str(known.at[place, "parent_code"])}.get(level)
    return {**fields, "level": level, "ward_code": ward}


def _write(
    engine: Engine, here: PageContext, begun: Beginning, values: Mapping[str, Any]
) -> Record:
    same = not are_of_another(begun.values, values)
    evidence = begun.evidence if same else evidence_now(here, values)
    return start_response(engine, here.viewer, values, evidence)


def _saved(here: PageContext, begun: Beginning) -> form.Saved:
    def saved(now: Record) -> None:
        state.update_view(response=now.key, begin=NOTHING)
        said = [here.text("responses.started", number=now.key)]
        if are_of_another(begun.values, now.values):
            said.insert(0, here.text("responses.filled_again"))
        outcome.say(" ".join(said))

    return saved
