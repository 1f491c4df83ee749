"""How concentrated incidents are in few small areas: a sentence, then folded the Lorenz curve."""

from functools import partial

import streamlit as st

from components import queries
from components.hotspots_page import curves, sentences
from components.hotspots_page.model import HotspotsModel
from components.ui import html
from data.schema import LSOA
from geo.not_measured import NotMeasured


def show(model: HotspotsModel) -> None:
    """Draw how few areas hold half, how far that lasts, and folded the curve and Gini."""
    if not model.months:
        return
    here, text = model.here, model.here.text
    st.subheader(text("spots.concentrated"))
    found = model.concentrated
    said = sentences.half(text, found, model.category)
    if isinstance(found, NotMeasured):
        html.paragraphs([said])
        return
    order = queries.hotspots.lasting_order(here.key, LSOA, model.category, model.months[-1])
    html.paragraphs([line for line in (said, sentences.lasting(text, order)) if line])
    with st.expander(text("spots.lorenz")):
        lorenz = queries.hotspots.lorenz_of(here.key, LSOA, model.category, model.period)
        curves.show(
            model,
            curves.ShareCurve(
                key="lorenz",
                points=lorenz["areas"].tolist(),
                shares=lorenz["incidents"].tolist(),
                mark=found.share,
                title=text("spots.lorenz"),
                answer=said,
                x_title=text("spots.lorenz_x"),
                y_title=text("spots.lorenz_y"),
                alt=partial(text, "spots.lorenz_alt"),
            ),
        )
        gini = text.number(found.corrected, 2)
        chance = text.number(found.corrected_by_chance, 2)
        lines = [text("spots.gini", gini=gini, chance=chance)]
        if not isinstance(order, NotMeasured):
            last = order.iloc[-1]
            lines.append(
                text(
                    "spots.same_order",
                    correlation=text.number(float(last["correlation"]), 2),
                    unchanged=text.number(float(last["if_unchanged"]), 2),
                )
            )
        html.paragraphs(lines)
