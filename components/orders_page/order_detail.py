"""The page of one order: its status, what the record says of it, and what it can't say."""

from html import escape

import streamlit as st

from components.orders_page import (
    controls,
    evidence_pdf,
    evidence_tables,
    model,
    sections,
    sentences,
)
from components.orders_page.model import OrdersModel
from components.orders_page.view_part import OrdersPart
from components.page_context import PageContext
from components.pdf.download_button import button
from components.ui import downloads, place_summary, routes
from components.ui.html import escape_markdown
from components.ui.section_writer import write_part, write_section
from components.view import state
from components.view.view import NOTHING
from geo.orders.evidence import Evidence


def show(here: PageContext) -> None:
    """Draw the answer and its findings, the months beside the map, the numbers, the files."""
    _back(here)
    asked = model.ask(here, here.view.of(OrdersPart).order)
    st.title(escape_markdown(asked.name))
    _law(asked)
    controls.row(here, model.all_orders(here), with_counted=True)
    place_summary.sentence(sentences.answer(asked))
    write_section(sections.findings(asked))
    months, drawn = st.columns([7, 5], gap="medium")
    with drawn:
        write_part(sections.area_map(asked))
    with months:
        _months(asked)
    if asked.study.evidence:
        _follows(asked, asked.study.evidence)
    # Only the PDF has a heading here.
    for part in sections.basis(asked).parts:
        write_part(part)
    _files(asked)


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


def _law(asked: OrdersModel) -> None:
    """Draw the status, the prohibitions, and the faults of the order's own data."""
    row, language = asked.row, asked.here.view.lang
    said = sentences.status_sentence(asked)
    st.html(
        f'<p class="mt-subtitle">{escape(said)}</p>'
        f'<p class="mt-second">{escape(str(row[f"prohibitions_{language}"]))}</p>'
    )
    for fault in sentences.faults(asked):
        st.warning(fault.replace("`", "'"))


def _months(asked: OrdersModel) -> None:
    """Draw the months of what can be judged; of what can't, the bare counts of all three parts."""
    if asked.study.evidence:
        with st.container(key="mt-course"):
            write_section(sections.months(asked))
    elif asked.study.windows.since:
        write_part(evidence_tables.counts(asked))
    else:
        st.html(f"<p>{escape(asked.here.text('orders.no_numbers'))}</p>")


def _follows(asked: OrdersModel, found: Evidence) -> None:
    """Draw the counts before and since, and beside them what follows from them."""
    counted, follows = st.columns([7, 6], gap="large")
    with counted:
        write_part(evidence_tables.counts(asked))
    with follows:
        write_part(evidence_tables.measures(asked, found))


def _files(asked: OrdersModel) -> None:
    here, text = asked.here, asked.here.text
    name = ("order", asked.number, asked.name, here.manifest.title_en, here.manifest.last_month)
    with st.container(key="mt-files", horizontal=True):
        button(
            here,
            lambda: evidence_pdf.pdf_input(asked),
            name=name,
            key="order-pdf",
            label=text("orders.save_sheet"),
        )
        downloads.csv_button(
            text("orders.save_numbers"),
            lambda: evidence_tables.as_table(asked),
            here.manifest,
            key="order-csv",
            name=name,
            about=evidence_tables.about(asked, [sentences.answer(asked), *sentences.basis(asked)]),
        )
