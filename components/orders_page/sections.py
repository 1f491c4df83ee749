"""The sections of one order, for its page and its PDF."""

from functools import partial
from html import escape

import streamlit as st

from components.orders_page import (
    area_sketch,
    evidence_tables,
    monthly_chart,
    sentences,
)
from components.orders_page.model import OrdersModel
from components.ui.sections import Look, Picture, PrintedPicture, Section, Sentences
from geo.orders.treatment_areas import INSIDE, PARTS, RING

# MAP_WIDTH: of the printed map, in percent of the page.
MAP_WIDTH = 62


def findings(asked: OrdersModel) -> Section:
    """Return what must be read with the answer."""
    return Section("", [Sentences(sentences.context_sentences(asked), Look.FINDINGS)])


def area_map(asked: OrdersModel) -> Picture:
    """Return the map of the order, its ring and the police points."""
    name, points = asked.name, sentences.points(asked)
    return Picture(
        alt=asked.here.text("orders.sheet_map_alt", name=name, **points),
        show=partial(_show_map, asked),
        print=lambda: PrintedPicture(svg=area_sketch.as_svg(asked), width=MAP_WIDTH),
    )


def months(asked: OrdersModel) -> Section:
    """Return the monthly charts of the order and its ring, each on its own scale."""
    text = asked.here.text
    charts = [
        Section(
            text(f"orders.course_{part}"),
            [
                Picture(
                    alt=monthly_chart.alt(asked, part),
                    show=partial(monthly_chart.show, asked, part),
                    print=partial(_printed_course, asked, part),
                )
            ],
        )
        for part in (INSIDE, RING)
    ]
    return Section("", [*charts, Sentences([text("orders.course_how")], Look.SMALL)])


def numbers(asked: OrdersModel) -> Section:
    """Return the counts before and since, and what follows from them if they can be judged."""
    found = asked.study.evidence
    follows = [evidence_tables.measures(asked, found)] if found else []
    heading = asked.here.text("orders.counted_heading", what=asked.what)
    return Section(heading, [evidence_tables.counts(asked), *follows])


def basis(asked: OrdersModel) -> Section:
    """Return what the answer rests on."""
    heading = asked.here.text("orders.rests_on")
    return Section(heading, [Sentences(sentences.basis(asked), Look.CAVEATS)])


def _printed_course(asked: OrdersModel, part: str) -> PrintedPicture:
    return PrintedPicture(svg=monthly_chart.as_svg(asked, part))


def _show_map(asked: OrdersModel, alt: str) -> None:
    """Draw the map on the page, with a legend that counts the points of each part."""
    text = asked.here.text
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
