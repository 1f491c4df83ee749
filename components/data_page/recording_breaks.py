"""Recording breaks: each with its evidence, as a sentence and as a chart of the months."""

import pandas as pd
import streamlit as st

from components import theme
from components.page_context import PageContext
from components.page_models.place_profile import trend_in_words
from components.text.catalogue import Text
from components.text.recording_breaks import break_marks, marks_in_words, name_of_force, when
from components.ui import charts, html
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
    charts.mark(figure, table, marks, colour=theme.BREAK, large=large)
    name = f"{name_of_force(text, one.force)}, {text(f'category.{one.category}')}"
    alt = f"{trend_in_words(text, name, counts)} {marks_in_words(text, marks)}".strip()
    charts.show(figure, alt=alt, key=f"break-{one.force}-{one.category}-{one.first}")
