"""The sections of one order, for its page and its PDF."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from components.orders_page import (
    area_sketch,
    evidence_tables,
    monthly_chart,
    sentences,
)
from components.orders_page.model import OrdersModel
from components.text.direction import escape
from components.ui.sections import Look, Picture, PrintedPicture, Section, Sentences
from geo.orders.treatment_areas import INSIDE, PARTS, RING

# MAP_WIDTH: of the printed map, in percent of the page.
MAP_WIDTH = 62


def findings(model: OrdersModel) -> Section:
    """Return what must be read with the answer."""
    return Section("", [Sentences(sentences.context_sentences(model), Look.FINDINGS)])


def area_map(model: OrdersModel) -> Picture:
    """Return the map of the order, its ring and the police points."""
    name, points = model.name, sentences.points(model)
    return Picture(
        alt=model.here.text("orders.sheet_map_alt", name=name, **points),
        show=partial(_show_map, model),
        print=lambda: PrintedPicture(svg=area_sketch.as_svg(model), width=MAP_WIDTH),
    )


def months(
    model: OrdersModel, as_svg: Callable[[OrdersModel, str], str] = monthly_chart.as_svg
) -> Section:
    """Return the monthly charts of the order and its ring, each on its own scale.

    `as_svg` draws one for print.
    """
    text = model.here.text
    charts = [
        Section(
            text(f"orders.course_{part}"),
            [
                Picture(
                    alt=monthly_chart.alt(model, part),
                    show=partial(monthly_chart.show, model, part),
                    print=partial(_printed_months, as_svg, model, part),
                    chart=monthly_chart.numbers(model, part),
                )
            ],
        )
        for part in (INSIDE, RING)
    ]
    return Section("", [*charts, Sentences([text("orders.course_how")], Look.SMALL)])


def numbers(model: OrdersModel) -> Section:
    """Return the counts before and since, and what follows from them if they can be judged."""
    evidence = model.study.evidence
    follows = [evidence_tables.measures(model, evidence)] if evidence else []
    heading = model.here.text("orders.counted_heading", what=model.what)
    return Section(heading, [evidence_tables.counts(model), *follows])


def basis(model: OrdersModel) -> Section:
    """Return what the answer rests on."""
    heading = model.here.text("orders.rests_on")
    return Section(heading, [Sentences(sentences.basis(model), Look.CAVEATS)])


def _printed_months(
    as_svg: Callable[[OrdersModel, str], str], model: OrdersModel, part: str
) -> PrintedPicture:
    return PrintedPicture(svg=as_svg(model, part))


def _show_map(model: OrdersModel, alt: str) -> None:
    """Draw the map on the page, with a legend that counts the points of each part."""
    text = model.here.text
    rows = "".join(
        f"<li>{area_sketch.mark(part)}<span>{escape(text(f'orders.part_{part}'))}</span>"
        f"<small>{escape(text.number(model.study.points[part]))}</small></li>"
        for part in PARTS
    )
    svg = area_sketch.as_svg(model, large=model.here.view.on_projector)
    st.html(
        f"{area_sketch.as_image(svg, alt)}"
        f'<figure class="mt-legend mt-over"><figcaption>{escape(text("orders.map_legend"))}'
        f"</figcaption><ul>{rows}</ul></figure>"
    )
