"""Draws sections on the page."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from components.text.direction import escape
from components.ui import html, tables
from components.ui.html import heading, listed, paragraphs, small_print
from components.ui.sections import (
    Control,
    Folded,
    Interval,
    Items,
    Look,
    Opened,
    Part,
    Picture,
    Scale,
    Section,
    Sentences,
    Table,
)

LISTS = {Look.FINDINGS: html.NAMED, Look.CAVEATS: html.CAVEATS}


def write_section(section: Section, *, level: int = 2) -> None:
    """Draw a section on the page. Sections inside it have a heading of the next level."""
    if section.heading:
        heading(section.heading, level=level)
    for part in section.parts:
        write_part(part, level=level)


def write_part(part: Part, *, level: int = 2) -> None:
    """Draw one part of a section, whose heading has the given level."""
    match part:
        case Section():
            write_section(part, level=level + 1)
        case Sentences():
            _write_sentences(part)
        case Folded():
            html.show_folded(part.title, part.lines, more=part.more)
        case Opened():
            with st.expander(html.escape_markdown(part.title)):
                for inside in part.parts:
                    write_part(inside, level=level)
        case Items():
            st.html(_items(part))
        case Table(scale=Scale() as scale):
            st.html(_with_scale(part, scale))
        case Table():
            table = pd.DataFrame(part.rows, columns=part.heads)
            tables.show_plain(table, numbers=[part.heads[at] for at in part.numbers])
        case Picture():
            part.show(part.alt)
        case Control():
            part.show()


def _items(part: Items) -> str:
    """Return the first items as HTML, and the others folded."""
    rows = [(item.name, item.what, item.known) for item in part.items]
    rest = listed(rows[part.opened :])
    rest += f'<p class="mt-small">{escape(part.beyond)}</p>' if part.beyond else ""
    return listed(rows[: part.opened]) + (html.folded_html(part.others, rest) if rest else "")


def _write_sentences(part: Sentences) -> None:
    match part.look:
        case Look.SUBTITLE:
            html.subtitle(" ".join(part.lines))
        case Look.LEAD:
            lines = "".join(f'<p class="mt-lead">{escape(line)}</p>' for line in part.lines)
            st.html(f'<div class="mt-opening">{lines}</div>')
        case Look.WARNING:
            for line in part.lines:
                st.html(f'<p class="mt-misleads">{escape(line)}</p>')
        case Look.SMALL:
            small_print(part.lines)
        case Look.FINDINGS | Look.CAVEATS:
            html.lines(part.lines, LISTS[part.look])
        case _ if part.lines:
            paragraphs(part.lines)


def _with_scale(table: Table, scale: Scale) -> str:
    """Return the table as HTML, its last column drawn; the other columns say the same in words."""
    css = ["mt-n" if at in table.numbers else "" for at in range(len(table.heads))]
    head = "".join(
        f'<th class="{kind}">{escape(name)}</th>'
        for kind, name in zip(css, table.heads, strict=True)
    )
    ticks = "".join(
        f'<i style="left:{100 * at:.1f}%">{escape(label)}</i>' for at, label in scale.marks
    )
    head += f'<th class="mt-times"><span>{escape(scale.head)}</span>'
    head += f'<span class="mt-ticks" aria-hidden="true">{ticks}</span></th>'
    body = "".join(
        f"<tr>{_cells(row, table.heads, css)}{_line(interval, scale.marks)}</tr>"
        for row, interval in zip(table.rows, scale.intervals, strict=True)
    )
    return (
        '<table class="mt-table mt-rates"><thead>'
        f"<tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    )


def _cells(row: Sequence[str], heads: Sequence[str], css: Sequence[str]) -> str:
    return "".join(
        f'<td class="{kind}" data-label="{escape(head)}"><span>{escape(cell)}</span></td>'
        for cell, kind, head in zip(row, css, heads, strict=True)
    )


def _line(interval: Interval | None, marks: Sequence[tuple[float, str]]) -> str:
    """Return the interval and the value on the scale as HTML."""
    grid = "".join(
        f'<i class="{"mt-one" if at == 0.5 else "mt-tick"}" style="left:{100 * at:.1f}%"></i>'
        for at, _ in marks
    )
    drawn = ""
    if interval:
        left, wide = 100 * interval.lower, 100 * (interval.upper - interval.lower)
        css = "mt-clear" if interval.clear else "mt-unclear"
        drawn = (
            f'<b class="{css}" style="left:{left:.1f}%;width:{wide:.1f}%"></b>'
            f'<em class="{css}" style="left:{100 * interval.value:.1f}%"></em>'
        )
    return f'<td class="mt-times" aria-hidden="true"><div>{grid}{drawn}</div></td>'
