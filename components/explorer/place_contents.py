"""What is in a place, for its panel: the commonest categories, its groups and its orders."""

import streamlit as st

from components import queries
from components.explorer import panel_html
from components.page_context import PageContext
from components.page_models import figures_basis, place_summary
from components.page_models.place_profile import PlaceProfile
from components.queries.place_profile import PlaceContents
from components.text import group_places
from components.text.direction import escape
from data.schema import COUNTY
from geo.categories import ALL_CRIME


def draw_commonest(here: PageContext, profile: PlaceProfile) -> None:
    """Draw the commonest categories with their counts; nothing if no month was published."""
    text = here.text
    if not profile.published:
        return
    if profile.commonest.empty:
        panel_html.draw_sentence("p", text("panel.nothing_recorded"))
        return
    items = "".join(
        f"<li><span>{escape(text(f'category_title.{category}'))}</span> "
        f"<b>{escape(text.number(count))}</b></li>"
        for category, count in profile.commonest.items()
    )
    title = escape(text("panel.commonest"))
    st.html(f'<div class="mt-commonest"><h3>{title}</h3><ol>{items}</ol></div>')
    for line in figures_basis.break_lines(
        here, profile.level, profile.place, ALL_CRIME, profile.published
    ):
        panel_html.draw_sentence("small", line)
    if not profile.place:
        figures = queries.area_figures.figures(here.key, COUNTY, ALL_CRIME, profile.published)
        part = place_summary.whole_area_part(text, figures.iloc[0], profile.published)
        panel_html.draw_sentence("small", part)


def draw_contents(here: PageContext, inside: PlaceContents) -> None:
    """Draw the groups and orders of a place, and how many groups cannot be located."""
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
