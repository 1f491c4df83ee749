"""The panel of the selected place: value, months, commonest categories, contents, and links."""

import datetime as dt
from dataclasses import replace

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from components import queries, theme
from components.explorer import measure_table, panel_sentences, pins
from components.page_context import PageContext
from components.page_models import lasting_place
from components.page_models.perceived import ward_of_place
from components.page_models.place_profile import PlaceProfile, profile_of, trend_in_words
from components.queries.cache import CacheKey, query
from components.queries.place_profile import PlaceContents
from components.snapshot.charts import on_page
from components.snapshot.collect import trend_name_of, trend_of
from components.text import group_places, rate_warnings, sentences
from components.text.catalogue import Text
from components.text.direction import escape
from components.text.recording_breaks import marks_in_words
from components.ui import charts, place_summary, routes
from components.view import state
from components.view.view import WHOLE_AREA, View
from data.schema import COUNTY
from geo.categories import ALL_CRIME
from geo.measures.perceived import TOGETHER
from geo.noise.ladder import DOWN, HIGHER, UP
from geo.stats.trend import BEFORE, NOW

ANCHOR = "mt-place"
# The most areas that are named as clearly higher.
MOST_NAMED = 8


def show(here: PageContext, table: pd.DataFrame) -> None:
    """Draw the selected place; without one, the whole area and how to select a place.

    `table` is the map's, of which the areas that are clearly higher are named.
    """
    with st.container(key="mt-panel", border=True):
        profile = profile_of(here, here.view.place)
        if profile.place:
            heading(here, profile, anchor=ANCHOR)
        else:
            _how_to_choose(here, profile)
            _clear_areas(here, table)
        if profile.by_category:
            place_summary.summary(here, here.period())
        else:
            _middle(here, profile)
        months(here, profile, key="trend", breaks_said=profile.by_category and bool(profile.place))
        _commonest(here, profile)
        if profile.inside:
            _inside(here, profile.inside)
            _links(here)


def breaks_said(here: PageContext) -> list[str]:
    """Return the recording breaks that the panel tells, which the map need not tell again."""
    profile = profile_of(here, here.view.place)
    return list(profile.break_lines) if profile.by_category else []


def in_a_line(here: PageContext) -> None:
    """Draw one line below a phone's map: the selected place's value, and the link to its panel."""
    if not here.view.place:
        return
    text, profile = here.text, profile_of(here, here.view.place)
    st.html(
        f'<p class="mt-line"><b>{escape(_value(text, profile))}</b> '
        f'<a href="#{ANCHOR}">{escape(text("panel.read_more"))}</a></p>'
    )


def projector_summary(here: PageContext) -> list[str]:
    """Return the lines for projector mode: the place's value and its confidence interval.

    A warning is added if its rate per resident is unreliable. Empty if no place is selected.
    """
    if not here.view.place:
        return []
    text, profile = here.text, profile_of(here, here.view.place)
    parts = [_value(text, profile)]
    if profile.table is not None:
        limits = panel_sentences.limits(text, profile.measure, profile.row)
        why_none = panel_sentences.interval(text, profile.measure, profile.row)
        parts.append(text("panel.limits", **limits) if limits else why_none)
    if profile.measure.name in rate_warnings.PER_RESIDENT:
        misleading = queries.overlays.denominators(here.key)
        parts.append(rate_warnings.about_ward_in_short(text, misleading, profile.place))
    return [line for line in parts if line]


def _value(text: Text, profile: PlaceProfile) -> str:
    """Return the place's name and, if the measure has one for it, its value."""
    if profile.table is None:
        return profile.name
    value = panel_sentences.headline(text, profile.measure, profile.row)
    return text("panel.in_a_line", place=profile.name, value=value)


def _how_to_choose(here: PageContext, profile: PlaceProfile) -> None:
    """Draw the heading of the whole area, and how to select a place."""
    name, kind = escape(profile.name), escape(profile.kind)
    table = f'<a href="#{measure_table.ANCHOR}">{escape(here.text("panel.to_table"))}</a>'
    hint = f'<p class="mt-hint">{escape(here.text("panel.choose"))} {table}</p>'
    st.html(f'<section class="mt-portrait"><h2>{name}</h2><small>{kind}</small></section>{hint}')


def _clear_areas(here: PageContext, table: pd.DataFrame) -> None:
    """Draw the names of the areas that are clearly higher, or that clearly rose or fell."""
    for words in _named_areas(*here.asked, _here=here, _table=table):
        _draw_sentence("p", words)


@query(200)
def _named_areas(
    key: CacheKey, view: View, today: dt.date, *, _here: PageContext, _table: pd.DataFrame
) -> tuple[str, ...]:
    del key, view, today
    here, table, text, lines = _here, _table, _here.text, list[str]()
    for column, verdict in (("verdict", HIGHER), ("direction", UP), ("direction", DOWN)):
        if column not in table:
            continue
        found = table[table[column] == verdict].sort_values("value", key=abs, ascending=False)
        names = [here.place_name(str(code)) for code in found.index[:MOST_NAMED]]
        if more := len(found) - len(names):
            names.append(text.plural("panel.more", more))
        if names:
            what = sentences.capitalised(text(f"{column}.{verdict}"))
            lines.append(text("panel.named", what=what, places=text.listing(names)))
    return tuple(lines)


def heading(here: PageContext, profile: PlaceProfile, *, anchor: str = "") -> None:
    """Draw name, value, interval, rank and the other figures of the measure."""
    text = here.text
    lines = [f"<h2>{escape(profile.name)}</h2><small>{escape(profile.kind)}</small>"]
    if profile.table is None:
        lines.append(f"<p>{escape(text('panel.other_level'))}</p>")
    else:
        row = profile.row
        value = panel_sentences.headline(text, profile.measure, row)
        lines.append(
            f'<p class="mt-value"><strong>{escape(value)}</strong> '
            f"<span>{escape(text(f'legend.{profile.measure.name}'))}</span></p>"
        )
        parts = (
            panel_sentences.interval(text, profile.measure, row),
            panel_sentences.rank_sentence(text, profile.measure, profile.rank, profile.level),
            _lasting(here, profile),
            _together(here, profile),
        )
        lines += [f"<p>{escape(sentence)}</p>" for sentence in parts if sentence]
        if profile.measure.name in rate_warnings.PER_RESIDENT:
            misleading = queries.overlays.denominators(here.key)
            ward = ward_of_place(here, profile.place)
            part_of = "" if ward in ("", profile.place) else here.place_name(ward)
            warnings = rate_warnings.about_ward(text, misleading, ward, part_of=part_of)
            lines += [f'<p class="mt-misleads">{escape(warning)}</p>' for warning in warnings]
        lines.append(_figures(panel_sentences.other_figures(text, profile.measure, row)))
    named = f' id="{anchor}"' if anchor else ""
    st.html(f'<section class="mt-portrait"{named}>{"".join(lines)}</section>')


def _lasting(here: PageContext, profile: PlaceProfile) -> str:
    """Return how often the place was in the top tenth lately; empty if the measure isn't of it."""
    if not (profile.by_category and profile.published):
        return ""
    of_place = (profile.level, profile.place, here.view.category)
    return lasting_place.sentence(here, *of_place, profile.published[-1])


def _together(here: PageContext, profile: PlaceProfile) -> str:
    """Return which wards the figure is of, if it is of several together; otherwise empty."""
    wards = str(profile.row.get(TOGETHER, "")).split()
    if len(wards) < 2:
        return ""
    names = here.text.listing([here.place_name(ward) for ward in wards])
    return here.text("panel.together", places=names)


def months(
    here: PageContext,
    profile: PlaceProfile,
    *,
    key: str,
    top: float | None = None,
    breaks_said: bool = False,
) -> None:
    """Draw the small trend chart with its legend, and the months that were not published.

    Recording breaks are said below it unless they are said elsewhere (`breaks_said`).
    """
    text, view = here.text, here.view
    title = text("trend.title", category=text(f"category_title.{view.category}"))
    marks = f'<i class="mt-now"></i>{escape(text("trend.now"))}'
    if profile.trend[BEFORE].notna().any():
        marks += f' <i class="mt-before"></i>{escape(text("trend.before"))}'
    st.html(f'<div class="mt-trend"><h3>{escape(title)}</h3><small>{marks}</small></div>')
    figure, alt = _trend_chart(*here.asked, profile.place, top, _here=here, _profile=profile)
    of = replace(here, view=replace(view, place=profile.place))
    on_page.show(
        here,
        figure,
        lambda address: trend_of(of, address=address),
        alt=alt,
        key=f"{key}-{profile.place}",
        page=routes.ADDRESS_OF[routes.MAP],
        name=trend_name_of(of),
    )
    if profile.missing:
        _draw_sentence("small", sentences.not_published(text, profile.missing))
    _draw_sentence("small", profile.part)
    for line in () if breaks_said else profile.break_lines:
        _draw_sentence("small", line)


@query(200)
def _trend_chart(
    key: CacheKey,
    view: View,
    today: dt.date,
    place: str,
    top: float | None,
    *,
    _here: PageContext,
    _profile: PlaceProfile,
) -> tuple[go.Figure, str]:
    """Return the chart of a place's months, and in words. Nothing may change it after that."""
    del key, today, place
    text, trend, large = _here.text, _profile.trend, view.on_projector
    figure = charts.trend(trend, text, gap=text("trend.gap"), top=top, large=large)
    charts.mark(figure, trend, _profile.break_marks, colour=theme.BREAK, large=large)
    spoken = [trend_in_words(text, _profile.name, trend[NOW])]
    spoken += [marks_in_words(text, _profile.break_marks), _profile.part]
    return figure, " ".join(filter(None, spoken))


def _middle(here: PageContext, profile: PlaceProfile) -> None:
    if profile.table is not None:
        sentence = panel_sentences.middle(here.text, profile.measure, profile.table, profile.level)
        _draw_sentence("p", sentence)


def _commonest(here: PageContext, profile: PlaceProfile) -> None:
    text = here.text
    if not profile.published:
        return
    if profile.commonest.empty:
        _draw_sentence("p", text("panel.nothing_recorded"))
        return
    items = "".join(
        f"<li><span>{escape(text(f'category_title.{category}'))}</span> "
        f"<b>{escape(text.number(count))}</b></li>"
        for category, count in profile.commonest.items()
    )
    title = escape(text("panel.commonest"))
    st.html(f'<div class="mt-commonest"><h3>{title}</h3><ol>{items}</ol></div>')
    for line in place_summary.break_lines(
        here, profile.level, profile.place, ALL_CRIME, profile.published
    ):
        _draw_sentence("small", line)
    if not profile.place:
        figures = queries.area_figures.figures(here.key, COUNTY, ALL_CRIME, profile.published)
        part = place_summary.whole_area_part(text, figures.iloc[0], profile.published)
        _draw_sentence("small", part)


def _inside(here: PageContext, inside: PlaceContents) -> None:
    text = here.text
    groups = [
        (text.name(row), text(f"panel_kind.{row['kind']}"))
        for row in inside.groups.to_dict("records")
    ]
    orders = [
        (text.name(row), text("panel.order", status=text(f"order_state.{row['state']}")))
        for row in inside.orders.to_dict("records")
    ]
    hidden = {"concealed": inside.concealed, "unplaced": inside.unplaced}
    none = text("panel.no_groups" if "groups" in here.manifest.tables else "mine.no_groups_list")
    if any(hidden.values()):
        none = group_places.none_here(text, **hidden)
    html = _named(groups) or f"<p>{escape(none)}</p>"
    if any(hidden.values()):
        html += f"<p>{escape(group_places.not_located(text, **hidden))}</p>"
    if inside.countywide:
        html += f"<p>{escape(text.plural('panel.countywide', inside.countywide))}</p>"
    key = "panel.no_orders" if "orders" in here.manifest.tables else "mine.no_orders_list"
    html += _named(orders) or f"<p>{escape(text(key))}</p>"
    st.html(f'<div class="mt-inside"><h3>{escape(text("panel.inside"))}</h3>{html}</div>')


def _named(things: list[tuple[str, str]]) -> str:
    """Return a list of names, each with its kind."""
    items = "".join(
        f"<li>{escape(name)} <small>{escape(what)}</small></li>" for name, what in things
    )
    return f"<ul>{items}</ul>" if items else ""


def _links(here: PageContext) -> None:
    text, view = here.text, here.view
    with st.container(key="mt-panel-doors", horizontal=True, vertical_alignment="center"):
        st.page_link(
            routes.PLACE,
            label=text("panel.door"),
            icon=":material/arrow_forward:",
            query_params=view.address(),
        )
        pins.pin_button(here, view.place, key="panel")
        st.button(
            text("panel.let_go"),
            icon=":material/close:",
            type="tertiary",
            key="let-go",
            on_click=lambda: state.update_view(place=WHOLE_AREA),
        )


def _figures(pairs: list[tuple[str, str]]) -> str:
    rows = "".join(f"<div><dt>{escape(k)}</dt><dd>{escape(v)}</dd></div>" for k, v in pairs)
    return f'<dl class="mt-figures">{rows}</dl>'


def _draw_sentence(tag: str, sentence: str) -> None:
    if sentence:
        st.html(f'<{tag} class="mt-panel-said">{escape(sentence)}</{tag}>')
