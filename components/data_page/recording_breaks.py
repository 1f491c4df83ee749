"""Recording breaks: each with its evidence, as a sentence and as a chart of the months."""

from functools import partial

import pandas as pd
import streamlit as st

from components import colour_scheme
from components.page_context import PageContext
from components.page_models.place_profile import trend_in_words
from components.snapshot.charts import on_page
from components.snapshot.charts.collect import chart_picture, counts_of_months, months_legend
from components.snapshot.charts.model import Months
from components.snapshot.model import ChartPicture
from components.text.catalogue import Text
from components.text.recording_breaks import break_marks, marks_in_words, name_of_force, when
from components.ui import charts, html
from components.ui.routes import ADDRESS_OF, DATA
from data.months import months_between
from data.release.coverage.recording_breaks import RecordingBreak
from geo.stats.trend import BEFORE, NOW


def show(here: PageContext) -> None:
    """Draw each recording break, or that none was found or looked for."""
    text, manifest = here.text, here.manifest
    st.subheader(text("breaks.title"))
    if not manifest.breaks:
        st.write(text("breaks.none" if manifest.breaks_rule else "breaks.not_looked_for"))
        return
    st.write(text.plural("breaks.found", len(manifest.breaks)))
    for one in manifest.breaks:
        with st.container(border=True):
            heading = text(f"category_title.{one.category}")
            st.html(f"<h4>{name_of_force(text, one.force)}: {heading}</h4>")
            html.lines(evidence(text, one), html.CAVEATS)
            _chart(here, one)


def evidence(text: Text, one: RecordingBreak) -> list[str]:
    """Return what was counted on either side, and who has said that it is a break."""
    lines = [text("breaks.no_counts", when=when(text, one))]
    if one.ratio:
        lines = [
            text(
                "breaks.spell" if one.last else "breaks.step",
                when=when(text, one),
                changed=text.number(one.changed),
                usual=text.number(one.usual),
                times=text.number(one.ratio, 2 if one.ratio < 1 else 1),
                showing=text.number(one.showing),
                authorities=text.number(one.authorities),
            )
        ]
    return [*lines, text(f"breaks.state_{one.state}")]


def _chart(here: PageContext, one: RecordingBreak) -> None:
    """Draw the located incidents of the force and category by month, with lines at the break."""
    text, manifest = here.text, here.manifest
    months = list(months_between(manifest.first_month, manifest.last_month))
    counts = pd.Series([float("nan") if n is None else float(n) for n in one.counts], months)
    table = pd.DataFrame({NOW: counts, BEFORE: float("nan")})
    large, marks = here.view.on_projector, break_marks(text, [one], months)
    figure = charts.trend(table, text, gap=text("trend.gap"), large=large)
    charts.mark(figure, table, marks, colour=colour_scheme.BREAK, large=large)
    name = f"{name_of_force(text, one.force)}, {text(f'category.{one.category}')}"
    alt = f"{trend_in_words(text, name, counts)} {marks_in_words(text, marks)}".strip()
    on_page.show(
        here,
        figure,
        partial(picture, here, one, table, alt),
        alt=alt,
        key=f"break-{one.force}-{one.category}-{one.first}",
        page=ADDRESS_OF[DATA],
        name=("recording-break", one.category, one.force, months[0], months[-1]),
    )


def picture(
    here: PageContext, one: RecordingBreak, table: pd.DataFrame, alt: str, address: str
) -> ChartPicture:
    """Return the chart of a break for a file, below what it is."""
    text, months = here.text, [str(month) for month in table.index]
    first, *others = evidence(text, one)
    category = text(f"category_title.{one.category}")
    where = f"{name_of_force(text, one.force)}, {text.months(months[0], months[-1])}"
    return chart_picture(
        here,
        Months(table=table, text=text, breaks=break_marks(text, [one], months)),
        address=address,
        page=ADDRESS_OF[DATA],
        title=first,
        subtitle=f"{text('trend.title', category=category)}. {where}",
        alt=alt,
        legend=months_legend(text, table, category),
        facts=counts_of_months(text, one.category, table[NOW]),
        caveats=others,
    )
