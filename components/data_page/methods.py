"""The rules by which figures are calculated.

Each has an address, so that a figure can link to it.
"""

import streamlit as st

from components.text.catalogue import Text
from components.text.direction import escape
from components.ui import html, routes
from components.view.view import View
from data.sources.registry import SOURCES

RULES = (
    "located", "rates", "small", "whole", "change", "smoothing", "survey", "parted", "residents",
    "authorities", "further", "duplicates", "gaps", "breaks", "classes", "orders",
    "harm",
)  # fmt: skip


def show(text: Text, view: View) -> None:
    """Draw the list of rules, closed, and every rule in it. A link to a rule opens both."""
    more = routes.claims_link(text, view)
    rules = "".join(
        '<details class="mt-rule">'
        f"<summary>{escape(text(f'method_title.{rule}'))}</summary>"
        f'<p id="{address(rule)}">{escape(text(f"method_text.{rule}"))}</p>{more}</details>'
        for rule in RULES
    )
    st.html(f'<div class="mt-rules">{html.folded_html(text("data.method"), rules)}</div>')


def address(rule: str) -> str:
    """Return the address of a rule on the data page."""
    return f"method-{rule}"


def links(text: Text, source: str) -> str:
    """Return the links from a source to its rules, as HTML; empty if it has none."""
    rules = SOURCES[source].method_notes
    if not rules:
        return ""
    anchors = ", ".join(
        f'<a href="#{address(rule)}" target="_self">{escape(text(f"method_title.{rule}"))}</a>'
        for rule in rules
    )
    return f'<p class="mt-how">{escape(text("source.how"))} {anchors}</p>'
