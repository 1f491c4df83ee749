"""The page of one order: its status, the evidence, and what the evidence can't say."""

import streamlit as st

from components.orders_page import (
    controls,
    evidence_pdf,
    evidence_tables,
    sections,
    sentences,
)
from components.orders_page.model import OrdersModel, all_orders, ask
from components.orders_page.view_part import OrdersPart
from components.page_context import PageContext
from components.pdf.download_button import button
from components.text.direction import escape
from components.ui import downloads, html, routes
from components.ui.html import escape_markdown
from components.ui.section_writer import write_part, write_section
from components.view import state
from components.view.view import NOTHING


def show(here: PageContext) -> None:
    """Draw the answer and the findings, the months beside the map, the numbers, the files."""
    _back(here)
    model = ask(here, here.view.of(OrdersPart).order)
    st.title(escape_markdown(model.name))
    html.lead_sentence(sentences.answer(model))
    _law(model)
    routes.register_link(
        *(here.text, here.view, here.viewer, "register.change_order", "orders", model.number)
    )
    routes.start_link(here.text, here.view, here.viewer, "order", model.number)
    controls.row(here, all_orders(here), with_counted=True)
    write_section(sections.findings(model))
    months, drawn = st.columns([7, 5], gap="medium")
    with drawn:
        write_part(sections.area_map(model))
    with months:
        _months(model)
    if model.study.evidence:
        write_part(evidence_tables.counts(model))
    _how_worked_out(model)
    _files(model)


def _back(here: PageContext) -> None:
    """Draw the links to all orders, and to the place in the address."""
    text, view = here.text, here.view
    with st.container(key="mt-orders-back", horizontal=True, vertical_alignment="center"):
        st.button(
            text("orders.back"),
            icon=":material/arrow_back:",
            type="tertiary",
            key="orders-back",
            on_click=lambda: state.update_view(order=NOTHING),
        )
        if view.place:
            st.page_link(
                routes.PLACE,
                label=escape_markdown(here.place_name(view.place)),
                icon=":material/arrow_back:",
                query_params=view.address(order=NOTHING),
            )


def _law(model: OrdersModel) -> None:
    """Draw the status, the prohibitions, and the faults of the order's own data."""
    row, language = model.row, model.here.view.lang
    sentence = sentences.status_sentence(model)
    st.html(
        f'<p class="mt-subtitle">{escape(sentence)}</p>'
        f'<p class="mt-second">{escape(str(row[f"prohibitions_{language}"]))}</p>'
    )
    for fault in sentences.faults(model):
        st.warning(escape_markdown(fault))


def _months(model: OrdersModel) -> None:
    """Draw the monthly charts if the order can be judged, otherwise the counts of all parts."""
    if model.study.evidence:
        with st.container(key="mt-monthly"):
            write_section(sections.months(model))
    elif model.study.windows.since:
        write_part(evidence_tables.counts(model))
    else:
        st.html(f"<p>{escape(model.here.text('orders.no_numbers'))}</p>")


def _how_worked_out(model: OrdersModel) -> None:
    """Draw, closed, what the answer uses, and what follows from the counts."""
    with st.expander(model.here.text("how.title")):
        # Only the PDF has a heading here.
        for part in sections.basis(model).parts:
            write_part(part)
        if model.study.evidence:
            write_part(evidence_tables.measures(model, model.study.evidence))


def _files(model: OrdersModel) -> None:
    here, text = model.here, model.here.text
    name = ("order", model.number, model.name, here.manifest.title_en, here.manifest.last_month)
    with st.container(key="mt-files", horizontal=True):
        button(
            here,
            lambda: evidence_pdf.pdf_input(model),
            name=name,
            key="order-pdf",
            label=text("orders.save_sheet"),
        )
        downloads.csv_button(
            text("orders.save_numbers"),
            lambda: evidence_tables.as_table(model),
            here.manifest,
            key="order-csv",
            name=name,
            about=evidence_tables.about(model, [sentences.answer(model), *sentences.basis(model)]),
        )
