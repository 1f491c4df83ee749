"""Pages about orders, about changes ward by ward, and about what was recorded when."""

import pandas as pd

from components import queries
from components.orders_page import order_list, overview
from components.orders_page.model import all_orders
from components.packs.asked import Asked
from components.packs.model import PackPage, first_sentence
from components.page_models import figures_basis
from components.text import change_sentences, sentences
from components.ui.sections import Sentences, Table
from data.provenance.freshness import freshness
from data.schema import WARD
from geo.orders.status import IN_FORCE, LAPSED

COLUMNS = ("name", "ends", "state", "says")
# MOST_CHANGES: named of one ward.
MOST_CHANGES = 4


def orders(asked: Asked) -> list[PackPage]:
    """Return every order that is not over: until when, and what police figures say of it."""
    here, text = asked.here, asked.here.text
    every = all_orders(here)
    if every.empty:
        return []
    listed = order_list.listed(here)
    rows = listed.loc[every.loc[listed.index, "state"] != LAPSED]
    table = Table(
        heads=[text(f"orders.{name}_column") for name in COLUMNS],
        rows=[[str(row[name]) for name in COLUMNS] for _, row in rows.iterrows()],
    )
    heading, _ = first_sentence(overview.answer(text, every))
    in_force = int((every["state"] == IN_FORCE).sum())
    return [
        PackPage(
            heading=heading,
            parts=[table],
            period=text("pack.on_day", day=text.day(here.today.isoformat())),
            base=text("pack.base_orders", n=text.number(len(every)), force=text.number(in_force)),
            caveats=[text("orders.points_matter"), text("orders.only_listed")],
        )
    ]


def ward_changes(asked: Asked) -> list[PackPage]:
    """Return which wards have a clear change, and of what."""
    here, text = asked.here, asked.here.text
    wards = queries.places.by_name(here.key, here.view.lang, WARD)
    rows = []
    compared = 0
    for code in wards:
        changes = queries.area_figures.changes_in(here.key, WARD, code, asked.period)
        if changes is None:
            continue
        compared += 1
        real = change_sentences.clear_changes(changes[0])
        by_size = (real["now"] - real["before"]).abs().sort_values(ascending=False, kind="stable")
        if not real.empty:
            rows.append([here.place_name(code), _short(asked, real.loc[by_size.index])])
    if not compared:
        return []
    of = text.plural("count.ward", compared)
    heading = text.plural("pack.wards_changed", len(rows), of=of)
    if not rows:
        heading = text("pack.no_ward_changed", of=of)
    heads = [text("table.area"), text("pack.col_changes")]
    return [
        PackPage(
            heading=heading,
            parts=[Table(heads=heads, rows=rows)] if rows else [],
            period=text.months(asked.period.first, asked.period.last),
            base=of,
            caveats=[text("pack.wards_caveat"), text("mine.limit_record")],
        )
    ]


def _short(asked: Asked, real: pd.DataFrame) -> str:
    text = asked.here.text
    named = [
        change_sentences.short_change(text, str(name), real.loc[[name]].iloc[0])
        for name in real.index[:MOST_CHANGES]
    ]
    if len(real) > MOST_CHANGES:
        named.append(text.plural("pack.more_changed", len(real) - MOST_CHANGES))
    return sentences.capitalised(text.listing(named))


def recording(asked: Asked) -> list[PackPage]:
    """Return up to which month there are figures, which are missing, and what is recorded anew."""
    here, text = asked.here, asked.here.text
    lines = [
        figures_basis.missing_months(here),
        *figures_basis.break_lines_of_all(here, asked.level, asked.place, here.latest()),
    ]
    return [
        PackPage(
            heading=sentences.age_of_data(text, freshness(here.manifest, here.today)),
            parts=[Sentences([line for line in lines if line])],
            period=text.months(here.manifest.first_month, here.manifest.last_month),
            base=text.plural("pack.base_months", len(here.latest().months())),
            caveats=[text("mine.limit_record")],
        )
    ]
