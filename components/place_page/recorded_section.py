"""What is recorded in a place: beside the whole area, month by month, by season."""

from html import escape

import pandas as pd
import streamlit as st

from components import queries
from components.page_context import PageContext
from components.page_models.place_profile import trend_in_words
from components.place_page import season_chart, season_sentences, table_rows
from components.place_page import sentences as place_sentences
from components.place_page.model import YEARS_SHOWN, PlaceModel
from components.place_page.table_rows import Row
from components.text import sentences
from components.text.catalogue import Text
from components.ui import charts
from components.ui.html import heading, paragraphs, small_print
from components.view import state
from geo.categories import is_own
from geo.period import YEAR
from geo.stats.trend import BEFORE, NOW


def recorded_table(of: PlaceModel) -> None:
    """In words, then as a table whose last column is drawn; the change and the warnings below."""
    text = of.here.text
    heading(text("mine.record"))
    if not of.months:
        paragraphs([text("mine.most_unpublished")])
        return
    paragraphs(place_sentences.standing(of))
    for warning in of.misleading:
        st.html(f'<p class="mt-misleads">{escape(warning)}</p>')
    table, marks = table_rows.recorded_rows(of)
    st.html(_table(text, table, marks))
    period = text.during(of.period.first, of.period.last)
    small_print([text("mine.record_basis", period=period), text("mine.record_how")])
    paragraphs([sentences.whole_area_change(text, of.compared)])
    small_print([text("home.changed_basis", months=text.months(of.period.first, of.period.last))])


def months(of: PlaceModel) -> None:
    """Three years with their gaps, of a category of one's choice, and the season in them."""
    text = of.here.text
    heading(months_title(of))
    _category(of.here)
    table = pd.DataFrame({NOW: of.monthly, BEFORE: float("nan")}, index=of.monthly.index)
    figure = charts.trend(table, text, gap=text("trend.gap"), large=of.here.view.on_projector)
    charts.show(figure, alt=months_alt(of), key=f"three-years-{of.place}")
    missing = [str(month) for month in of.monthly.index[of.monthly.isna()]]
    if missing:
        small_print([sentences.not_published(text, missing)])
    heading(text("mine.season"), level=3)
    said, *basis = season_sentences.season_sentence(text, of.season)
    paragraphs([said, *basis[:-1]])
    if of.season and of.season.can_be_told:
        large = of.here.view.on_projector
        drawn = season_chart.season(of.season.table, text, even=text("mine.even"), large=large)
        charts.show(drawn, alt=season_sentences.alt(text, of.season), key=f"season-{of.place}")
    small_print(basis[-1:])


def months_title(of: PlaceModel) -> str:
    """How long, and what of."""
    key = "months" if len(of.monthly) == YEARS_SHOWN * YEAR else "months_fewer"
    return of.here.text(f"mine.{key}", category=of.here.text(f"category_title.{of.category}"))


def months_alt(of: PlaceModel) -> str:
    """The line of months in words."""
    return trend_in_words(of.here.text, of.name, of.monthly)


def _category(here: PageContext) -> None:
    offered = [
        choice for choice in queries.categories.countable_categories(here.key) if not is_own(choice)
    ]
    st.selectbox(
        here.text("control.category"),
        [*([here.view.category] if here.view.category not in offered else []), *offered],
        format_func=lambda name: here.text(f"category_title.{name}"),
        **state.bound("category"),
    )


def _table(text: Text, table: list[Row], marks: list[tuple[float, str]]) -> str:
    heads = [
        *(("mine.col_what", ""), ("mine.col_n", "mt-n"), ("mine.col_rate", "mt-n")),
        *(("mine.col_limits", "mt-n"), ("mine.col_whole", "mt-n")),
    ]
    head = "".join(f'<th class="{css}">{escape(text(key))}</th>' for key, css in heads)
    ticks = "".join(f'<i style="left:{100 * at:.1f}%">{escape(said)}</i>' for at, said in marks)
    head += f'<th class="mt-times"><span>{escape(text("mine.col_times"))}</span>'
    head += f'<span class="mt-ticks" aria-hidden="true">{ticks}</span></th>'
    names = [text(key) for key, _ in heads]
    body = "".join(f"<tr>{_cells(row, names)}{_line(row, marks)}</tr>" for row in table)
    return (
        '<table class="mt-table mt-standings"><thead>'
        f"<tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    )


def _cells(row: Row, names: list[str]) -> str:
    said = [row.name, row.n, row.rate, row.limits, row.whole]
    css = ["", *["mt-n"] * 4]
    return "".join(
        f'<td class="{kind}" data-label="{escape(name)}"><span>{escape(cell)}</span></td>'
        for cell, kind, name in zip(said, css, names, strict=True)
    )


def _line(row: Row, marks: list[tuple[float, str]]) -> str:
    """The interval and the rate on the scale; the words beside it say the same."""
    grid = "".join(
        f'<i class="{"mt-one" if at == 0.5 else "mt-tick"}" style="left:{100 * at:.1f}%"></i>'
        for at, _ in marks
    )
    drawn = ""
    if row.low is not None and row.dot is not None and row.high is not None:
        left, wide = 100 * row.low, 100 * (row.high - row.low)
        css = "mt-clear" if row.clear else "mt-unclear"
        drawn = (
            f'<b class="{css}" style="left:{left:.1f}%;width:{wide:.1f}%"></b>'
            f'<em class="{css}" style="left:{100 * row.dot:.1f}%"></em>'
        )
    return f'<td class="mt-times" aria-hidden="true"><div>{grid}{drawn}</div></td>'
