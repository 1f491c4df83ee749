"""The hours of the week at which the partners' own incidents happen in a place."""

from functools import partial

import pandas as pd
import streamlit as st

from components import queries
from components.page_context import PageContext
from components.place_page.detail import hours_sentences, hours_table
from components.place_page.model import PlaceModel
from components.place_page.view_part import PlacePart
from components.queries.recorded import PlaceHours
from components.ui import downloads, routes
from components.ui.sections import Control, Folded, Look, Part, Section, Sentences
from components.view import bindings
from data.access.scopes import own_incidents_visible
from data.schema import OWN
from geo.hotspots.week import Week


def hours(model: PlaceModel) -> Section | None:
    """Return when incidents happen; None for the public, and without incidents of partners."""
    here, text = model.here, model.here.text
    if not own_incidents_visible(here.viewer.scope) or not has_own(here):
        return None
    kinds, title = queries.recorded.timed_kinds(here.key), text("hours.title")
    if not kinds:
        return Section(title, [Sentences([text("hours.no_times")])])
    kind = here.view.of(PlacePart).hours or OWN
    found = queries.recorded.hours_of(here.key, model.level, model.place, kind)
    parts: list[Part] = [
        Control(partial(_kind, here, kinds)),
        Sentences(hours_sentences.when(text, found)),
    ]
    basis = hours_sentences.basis(text, found)
    if week := found.enough:
        more = routes.claims_link(text, here.view)
        parts += [
            Control(partial(_table, model, found, week, kind)),
            Control(partial(_download, model, found, week, kind)),
            # The table's heading has the months.
            Folded(text("hours.how"), [*basis[1:], *hours_sentences.explained(text)], more=more),
        ]
    else:
        parts.append(Sentences(basis, Look.SMALL))
    return Section(title, parts)


def in_short(model: PlaceModel) -> Section | None:
    """Return when incidents of all kinds happen for print: sentences, and a plain table.

    None for the public, and where there are too few with a time to say anything.
    """
    here, text = model.here, model.here.text
    if not own_incidents_visible(here.viewer.scope) or not has_own(here):
        return None
    if not queries.recorded.timed_kinds(here.key):
        return None
    found = queries.recorded.hours_of(here.key, model.level, model.place, OWN)
    if (week := found.enough) is None:
        return None
    parts: list[Part] = [
        Sentences(hours_sentences.when(text, found)),
        hours_table.plain(text, week),
        Sentences(hours_sentences.basis(text, found), Look.SMALL),
    ]
    return Section(text("hours.title"), parts)


def has_own(here: PageContext) -> bool:
    """Return whether the release has incidents of partners."""
    return OWN in queries.categories.countable_categories(here.key)


def _kind(here: PageContext, kinds: tuple[str, ...]) -> None:
    """Draw the choice of the kind of incident."""
    chosen = here.view.of(PlacePart).hours
    also = [chosen] if chosen and chosen not in kinds else []
    st.selectbox(
        here.text("hours.kind"),
        ["", *also, *(kind for kind in kinds if kind != OWN)],
        format_func=lambda kind: here.text(f"category_title.{kind or OWN}"),
        **bindings.bound("hours"),
    )


def _table(model: PlaceModel, found: PlaceHours, week: Week, kind: str) -> None:
    text = model.here.text
    title = text(
        "hours.caption",
        kind=text(f"category_title.{kind}"),
        place=model.name,
        months=text.months(*found.months),
    )
    st.html(hours_table.as_html(text, found, week, title=title))


def _download(model: PlaceModel, found: PlaceHours, week: Week, kind: str) -> None:
    here = model.here
    downloads.csv_button(
        here.text("download.table"),
        partial(rows_of, found, week),
        here.manifest,
        key="csv-hours",
        name=("hours", model.name, kind),
        about={
            "area_code": model.place,
            "category": kind,
            "first_month": found.months[0],
            "last_month": found.months[1],
            "left_out_longer_spans": str(week.too_long),
            "left_out_without_a_time": str(week.wrong),
        },
    )


def rows_of(found: PlaceHours, week: Week) -> pd.DataFrame:
    """Return the table of the file: a row for each part of the week."""
    table = week.table.drop(columns="verdict").round(2)
    table = table.assign(share=(week.table["incidents"] / week.used).round(4))
    if found.compared is not None:
        table["share_elsewhere"] = found.compared["before"].round(4)
        table["compared_with_elsewhere"] = found.compared["direction"]
    numbered = table.reset_index().rename(columns={"hour": "first_hour"})
    # Days are numbered from Monday, as in ISO 8601.
    return numbered.assign(weekday=numbered["weekday"] + 1)
