"""The legend: the look, label and number of areas of each class and overlay."""

from base64 import b64encode

import streamlit as st

from components.maps.legend_classes import PALE, LegendClass
from components.maps.spec import MapSpec
from components.overlays.model import Overlay, Row
from components.overlays.symbol_atlas import sample
from components.page_context import PageContext
from components.text.catalogue import Text
from components.text.direction import escape

# MOST_IN_A_COLUMN, MOST_DENSE: rows beside a projected map in a column, and in a wider one.
MOST_IN_A_COLUMN, MOST_DENSE = 9, 14


def show(spec: MapSpec, here: PageContext, *, counted: bool = True) -> None:
    """Draw the legend of a map with classes; without counts if the map shows only a part."""
    text, large = here.text, here.view.on_projector
    dense = large and is_dense(spec)
    rows = "".join(_row(row, text, brief=dense) for row in spec.legend)
    rows += "".join(
        f'<li><i class="mt-chosen mt-pinned">{pin.letter}</i><span>{escape(pin.label)}</span></li>'
        for pin in spec.pinned
    )
    if spec.chosen:
        rows += f'<li><i class="mt-chosen"></i><span>{escape(text("legend.chosen"))}</span></li>'
    figures = (
        f'<figure class="mt-legend mt-legend-{spec.style}">'
        f"<figcaption>{escape(spec.legend_title)}</figcaption><ul>{rows}</ul></figure>"
        + "".join(
            _over(overlay, text, large=large, counted=counted)
            for overlay in reversed(spec.overlays)
        )
    )
    wide = "mt-dense mt-denser" if rows_of(spec) > MOST_DENSE else "mt-dense"
    st.html(f'<div class="{wide}">{figures}</div>' if dense else figures)


def brief(spec: MapSpec, text: Text) -> None:
    """Draw the colours of the map in a row, with words for the lowest and the highest alone.

    Below them what is drawn pale.
    """
    ends = (0, len(spec.colours) - 1)
    rows = "".join(
        f"<li>{_mark(row)}{f'<span>{escape(row.label)}</span>' if number in ends else ''}</li>"
        for number, row in enumerate(spec.legend[: len(spec.colours)])
    )
    rows += "".join(
        f"<li>{_mark(row)}<span>{escape(text('legend.pale'))}</span></li>"
        for row in spec.legend
        if row.kind == PALE
    )
    title = escape(spec.title)
    heading = f"<figcaption>{title}</figcaption>"
    st.html(f'<figure class="mt-legend mt-brief">{heading}<ul>{rows}</ul></figure>')


def is_dense(spec: MapSpec) -> bool:
    """Return whether the legend has too many rows for one column beside a projected map."""
    return rows_of(spec) > MOST_IN_A_COLUMN


def rows_of(spec: MapSpec) -> int:
    """Return how many rows the legend has, with the titles of overlays."""
    return len(spec.legend) + sum(1 + len(overlay.rows) for overlay in spec.overlays)


def _over(overlay: Overlay, text: Text, *, large: bool, counted: bool) -> str:
    """Return the legend of an overlay as HTML, titled unless its only row has that label."""
    rows = "".join(_over_row(row, text, large=large, counted=counted) for row in overlay.rows)
    alone = [row.label for row in overlay.rows] == [overlay.title]
    title = "" if alone else f"<figcaption>{escape(overlay.title)}</figcaption>"
    return f'<figure class="mt-legend mt-over">{title}<ul>{rows}</ul></figure>'


def _over_row(row: Row, text: Text, *, large: bool, counted: bool) -> str:
    drawn = b64encode(sample(row.look, large=large).encode()).decode()
    picture = f'<img alt="" src="data:image/svg+xml;base64,{drawn}">'
    things = f"<small>{escape(text.number(row.things))}</small>" if counted else ""
    return f"<li>{picture}<span>{escape(row.label)}</span>{things}</li>"


def _row(row: LegendClass, text: Text, *, brief: bool = False) -> str:
    areas = text.number(row.areas) if brief else escape(text.plural("legend.areas", row.areas))
    return f"<li>{_mark(row)}<span>{escape(row.label)}</span><small>{areas}</small></li>"


def _mark(row: LegendClass) -> str:
    if not row.radius:
        return f'<i class="mt-swatch" style="background:{_background(row)}"></i>'
    size = 2 * row.radius
    return (
        f'<i class="mt-circle"><b style="background:{row.colour};'
        f'width:{size}px;height:{size}px"></b></i>'
    )


def _background(row: LegendClass) -> str:
    """Return the colour of a row for CSS; of several shades a stripe each."""
    if not row.shades:
        return row.colour
    width = 100 / len(row.shades)
    stripes = (
        f"{shade} {number * width:.1f}% {(number + 1) * width:.1f}%"
        for number, shade in enumerate(row.shades)
    )
    return f"linear-gradient(90deg,{','.join(stripes)})"
