"""The plan as files: a workbook, a CSV file and a PDF, and an empty workbook to fill in."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from components.page_context import PageContext
from components.pdf.download_button import button as pdf_button
from components.plan_page import document
from components.plan_page.words import number
from components.queries.plan import PlanView
from components.ui import downloads, tables
from data.access.permissions import require
from data.access.viewer import Audience
from data.register.plan.export import Written, as_csv, as_xlsx
from data.register.plan.kinds import Plan
from geo.plan.quarters import quarter_of


def buttons(here: PageContext, view: PlanView) -> None:
    """Draw the buttons that save the plan; each file is made when it is asked for."""
    name = ("delivery-plan", here.manifest.title_en, here.today.isoformat())
    with st.container(key="mt-files", horizontal=True):
        for ending, write in (("xlsx", as_xlsx), ("csv", as_csv)):
            downloads.button(
                here.text(f"plan.save_{ending}"),
                partial(_made, here, view, write),
                name=tables.file_name(*name, manifest=here.manifest, ending=ending),
                mime=downloads.MIME[ending],
                key=f"plan-{ending}",
            )
        pdf_button(
            here,
            lambda: document.pdf_input(here, view),
            name=name,
            key="plan-pdf",
            label=here.text("plan.save_pdf"),
        )


def _made(here: PageContext, view: PlanView, write: Callable[[Plan, Written], bytes]) -> bytes:
    """Return the plan as a file; the public gets none."""
    require(here.viewer, Audience.PARTNER, what="plan")
    return write(view.plan, written(here, view))


def template(here: PageContext) -> None:
    """Draw the button of a workbook with the columns of a plan and nothing else."""
    downloads.button(
        here.text("plan.template"),
        lambda: as_xlsx(Plan(), written(here, PlanView())),
        name="delivery-plan-template.xlsx",
        mime=downloads.MIME["xlsx"],
        key="plan-template",
    )


def written(here: PageContext, view: PlanView) -> Written:
    """Return what a file has beside the records: statuses by rule, values of the data version."""
    filled = {
        (one.record.key, reading.year, reading.quarter): number(here.text, reading.value)
        for action in view.actions.values()
        for one in action.indicators
        if one.linked
        for reading in one.numbers.readings
    }
    return Written(
        language=here.text.language,
        area=here.area_name,
        statuses={key: one.status.status for key, one in view.actions.items()},
        filled=filled,
        year=quarter_of(here.today)[0],
    )
