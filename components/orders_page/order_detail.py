"""One order on the screen: how it stands, what the record says of it, and what it can't say."""

from html import escape

import pandas as pd
import streamlit as st

from components.orders_page import (
    area_sketch,
    controls,
    evidence_pdf,
    evidence_tables,
    model,
    monthly_chart,
    sentences,
)
from components.orders_page.model import OrdersModel
from components.orders_page.view_part import OrdersPart
from components.page_context import PageContext
from components.pdf.download_button import button
from components.ui import downloads, html, place_summary, routes, tables
from components.ui.html import escape_markdown
from components.view import state
from components.view.view import NOTHING
from geo.orders.evidence import Evidence
from geo.orders.treatment_areas import PARTS


def show(here: PageContext) -> None:
    """The answer, what belongs to it, the months beside the map, the numbers, the files."""
    _back(here)
    asked = model.ask(here, here.view.of(OrdersPart).order)
    st.title(escape_markdown(asked.name))
    _law(asked)
    controls.row(here, model.all_orders(here), with_counted=True)
    place_summary.sentence(sentences.answer(asked))
    html.lines(sentences.context_sentences(asked), html.NAMED)
    months, drawn = st.columns([7, 5], gap="medium")
    with drawn:
        map_of(asked)
    with months:
        _months(asked)
    if asked.study.evidence:
        _follows(asked, asked.study.evidence)
    html.lines(sentences.basis(asked), html.CAVEATS)
    _files(asked)


def _back(here: PageContext) -> None:
    """To every order, and to the place that was looked at before."""
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
    """What it prohibits, until when, and what its own data get wrong."""
    row, language = asked.row, asked.here.view.lang
    said = sentences.status_sentence(asked)
    st.html(
        f'<p class="mt-subtitle">{escape(said)}</p>'
        f'<p class="mt-second">{escape(str(row[f"prohibitions_{language}"]))}</p>'
    )
    for fault in sentences.faults(asked):
        st.warning(fault.replace("`", "'"))


def map_of(asked: OrdersModel) -> None:
    """The order, its ring and the points of each part."""
    text, alt = asked.here.text, map_alt(asked)
    rows = "".join(
        f"<li>{area_sketch.mark(part)}<span>{escape(text(f'orders.part_{part}'))}</span>"
        f"<small>{escape(text.number(asked.study.points[part]))}</small></li>"
        for part in PARTS
    )
    svg = area_sketch.as_svg(asked, large=asked.here.view.on_projector)
    st.html(
        f"{area_sketch.as_image(svg, alt)}"
        f'<figure class="mt-legend mt-over"><figcaption>{escape(text("orders.map_legend"))}'
        f"</figcaption><ul>{rows}</ul></figure>"
    )


def map_alt(asked: OrdersModel) -> str:
    """The map in words."""
    return asked.here.text("orders.sheet_map_alt", name=asked.name, **sentences.points(asked))


def _months(asked: OrdersModel) -> None:
    """The course of what can be judged; of what can't, the bare counts of all three parts."""
    if asked.study.evidence:
        monthly_chart.show(asked)
    elif asked.study.windows.since:
        _table(evidence_tables.counts(asked))
    else:
        st.html(f"<p>{escape(asked.here.text('orders.no_numbers'))}</p>")


def _follows(asked: OrdersModel, found: Evidence) -> None:
    """Before and since, never of one part alone, and what follows from it."""
    counted, follows = st.columns([7, 6], gap="large")
    with counted:
        _table(evidence_tables.counts(asked))
    with follows:
        _table(evidence_tables.measures(asked, found))


def _table(table: tuple[list[str], evidence_tables.Rows]) -> None:
    heads, rows = table
    tables.show_plain(pd.DataFrame(rows, columns=heads), numbers=heads[1:])


def _files(asked: OrdersModel) -> None:
    here, text = asked.here, asked.here.text
    name = ("order", asked.number, asked.name, here.manifest.title_en, here.manifest.last_month)
    with st.container(key="mt-files", horizontal=True):
        button(
            here,
            lambda: evidence_pdf.sheet_of(asked),
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
