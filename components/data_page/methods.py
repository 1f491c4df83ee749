"""How the numbers are made, rule by rule; each has an address, so that a number can point to it."""

from html import escape

import streamlit as st

from components.text.catalogue import Text
from data.file_kinds import (
    BEATS,
    GROUPS,
    LOCAL_INCIDENTS,
    ORDERS,
    PERCEPTIONS,
    POLICE,
    POPULATION,
    RESPONSES,
    SURVEY_TOTALS,
    TOWNS,
)
from data.provenance.licences import BOUNDARIES

RULES = (
    "located", "rates", "small", "whole", "change", "smoothing", "survey", "parted", "residents",
    "further", "duplicates", "gaps", "classes", "orders",
)  # fmt: skip
OF_SOURCE: dict[str, tuple[str, ...]] = {
    POLICE: ("located", "rates", "whole", "change", "smoothing", "duplicates", "gaps"),
    BOUNDARIES: ("residents", "located"),
    TOWNS: ("further",),
    BEATS: ("further",),
    POPULATION: ("rates", "small", "residents"),
    PERCEPTIONS: ("survey", "parted", "small"),
    SURVEY_TOTALS: ("survey", "duplicates"),
    LOCAL_INCIDENTS: ("located", "duplicates"),
    GROUPS: ("duplicates",),
    ORDERS: ("orders", "duplicates"),
    RESPONSES: ("duplicates",),
}
"""Which rules a source's numbers pass through."""


def show(text: Text) -> None:
    """Every rule, closed until it is asked for; a link to what is inside one opens it."""
    rules = "".join(
        '<details class="mt-rule">'
        f"<summary>{escape(text(f'method_title.{rule}'))}</summary>"
        f'<p id="{address(rule)}">{escape(text(f"method_text.{rule}"))}</p></details>'
        for rule in RULES
    )
    st.html(f'<div class="mt-rules">{rules}</div>')


def address(rule: str) -> str:
    """Where on the data page a rule stands."""
    return f"method-{rule}"


def links(text: Text, source: str) -> str:
    """The way from a source to its rules, as HTML; nothing where it has none."""
    rules = OF_SOURCE.get(source, ())
    if not rules:
        return ""
    said = ", ".join(
        f'<a href="#{address(rule)}" target="_self">{escape(text(f"method_title.{rule}"))}</a>'
        for rule in rules
    )
    return f'<p class="mt-how">{escape(text("source.how"))} {said}</p>'
