"""How it is made, what is left out of it and why, and what it can't carry."""

import streamlit as st

from components import queries
from components.priorities_page.model import PrioritiesModel
from components.text.rate_warnings import warning
from components.ui import html
from data.schema import WARD
from geo.priority.criteria import CHANGE, DEPRIVATION, GAP, GROUPS, PERCEIVED, RATE, RESPONSE
from geo.priority.score import DRAWS, UNSCORED


def left_out(asked: PrioritiesModel) -> None:
    """Which ingredients can't be answered, right where they are weighed."""
    text = asked.here.text
    lines = [
        text("next.left_out", ingredient=text(f"ingredient.{name}"), why=text(f"next_why.{why}"))
        for name, why in asked.found.left_out.items()
    ]
    html.lines(lines, html.CAVEATS)


def show(asked: PrioritiesModel) -> None:
    """The formula and the caveats, of what is there to have any."""
    st.subheader(asked.here.text("next.basis"))
    html.lines([*_made(asked), *_of_ingredients(asked), *_of_places(asked)], html.CAVEATS)


def _made(asked: PrioritiesModel) -> list[str]:
    text = asked.here.text
    lines = [text("basis.formula"), text("basis.draws", draws=text.number(DRAWS))]
    return [*lines, text("basis.only_weights"), text("basis.own_making")]


def _of_ingredients(asked: PrioritiesModel) -> list[str]:
    text, found = asked.here.text, asked.found
    there = set(found.values)
    lines = []
    if there & {RATE, CHANGE}:
        months = text.months(found.period.first, found.period.last)
        lines.append(text("basis.recorded", months=months))
    if there & {PERCEIVED, GAP}:
        waves = text.listing([text.month(wave) for wave in found.beside.waves])
        lines.append(text("basis.asked", waves=waves))
    if CHANGE in there or GAP in there:
        lines.append(text("basis.noise"))
    if GAP in there:
        lines.append(text("basis.gap"))
    if DEPRIVATION in there:
        lines.append(text("basis.income"))
    if there & {GROUPS, RESPONSE}:
        lines.append(text("basis.done", day=text.day(asked.here.today.isoformat())))
        lines.append(text("next.not_absent"))
    if asked.level != WARD:
        lines.append(text("basis.lsoa"))
    return lines


def _of_places(asked: PrioritiesModel) -> list[str]:
    text, found = asked.here.text, asked.found
    lines = []
    if RATE in found.values:
        distorted = queries.overlays.denominators(asked.here.key)
        lines.append(warning(text, distorted, asked.here.place_name))
    if found.not_brought:
        names = text.listing([text(f"not_brought.{name}") for name in found.not_brought])
        lines.append(text("basis.not_brought", things=names))
    unscored = int((asked.tier == UNSCORED).sum())
    if unscored and asked.weighing:
        lines.append(text.plural("basis.unscored", unscored))
    return list(filter(None, lines))
