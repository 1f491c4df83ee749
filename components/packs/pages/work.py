"""Pages about what partners do: orders, the delivery plan, responses; and changes ward by ward."""

import pandas as pd

from components import queries
from components.orders_page import order_list, overview
from components.orders_page.model import all_orders
from components.packs.asked import Asked
from components.packs.model import PackPage, first_sentence
from components.page_models import responses
from components.plan_page import document as plan_document
from components.plan_page import sentences as plan_sentences
from components.responses_page import board
from components.text import sentences
from components.text.catalogue import DASH
from components.ui import place_summary
from components.ui.sections import Sentences, Table
from data.access.viewer import Audience, may_open
from data.provenance.freshness import freshness
from data.register.responses.kinds import CLOSED
from data.schema import WARD
from geo.orders.status import IN_FORCE, LAPSED
from geo.plan.counts import counts
from geo.plan.status import STATUSES

COLUMNS = ("name", "ends", "state", "says")
# MOST_CHANGES: named of one ward.
MOST_CHANGES = 4


def orders(asked: Asked) -> list[PackPage]:
    """Return every order that is not over: until when, and what police figures say of it."""
    here, text = asked.here, asked.here.text
    every = all_orders(here)
    if every.empty:
        return []
    listed = order_list.listed(here, every)
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


def plan(asked: Asked) -> list[PackPage]:
    """Return how the plan's actions stand, and those that are behind or due; only for partners."""
    here, text = asked.here, asked.here.text
    if not may_open(here.viewer, Audience.PARTNER):
        return []
    view = queries.plan.plan_view(here.key, here.today)
    actions = list(view.actions.values())
    if not actions:
        return []
    found = counts((one.progress for one in actions), here.today)
    worst = [one for status in STATUSES[:2] for one in actions if one.status.status == status]
    return [
        PackPage(
            heading=plan_sentences.headline(text, found),
            parts=[
                Sentences([plan_sentences.supporting(text, found)]),
                plan_document.table(text, worst or actions),
            ],
            period=text("pack.on_day", day=text.day(here.today.isoformat())),
            base=text.plural("plan.actions", len(actions)),
            caveats=[text("pack.plan_caveat")],
        )
    ]


def open_responses(asked: Asked) -> list[PackPage]:
    """Return the responses that are open, and what came of them; only for partners."""
    here, text = asked.here, asked.here.text
    if not may_open(here.viewer, Audience.PARTNER):
        return []
    every = responses.board(here.key, here.view.lang, here.day)
    open_ = every[every["stage"] != CLOSED]
    if open_.empty:
        return []
    rows = [
        [
            str(row["name"]),
            text(f"stage.{row['stage']}"),
            str(row["lead"] or DASH),
            text.day(row["due"]) if row["due"] else DASH,
        ]
        for _, row in open_.iterrows()
    ]
    heads = [text("responses.col_name"), text("pack.col_stage"), text("pack.col_lead")]
    heads.append(text("pack.col_due"))
    return [
        PackPage(
            heading=board.answer(here, every),
            parts=[Table(heads=heads, rows=rows)],
            period=text("pack.on_day", day=text.day(here.day.isoformat())),
            base=text.plural("pack.base_responses", len(open_)),
            caveats=[text("pack.responses_caveat")],
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
        real = sentences.clear_changes(changes[0])
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
        sentences.short_change(text, str(name), real.loc[[name]].iloc[0])
        for name in real.index[:MOST_CHANGES]
    ]
    if len(real) > MOST_CHANGES:
        named.append(text.plural("pack.more_changed", len(real) - MOST_CHANGES))
    return sentences.capitalised(text.listing(named))


def recording(asked: Asked) -> list[PackPage]:
    """Return up to which month there are figures, which are missing, and what is recorded anew."""
    here, text = asked.here, asked.here.text
    lines = [
        place_summary.missing_months(here),
        *place_summary.break_lines_of_all(here, asked.level, asked.place, here.latest()),
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
