"""The table of weekdays and hours as HTML: numbers with limits on a colour of the sequential scale.

The colour says how often an even week would have so many; a mark says where the same hours hold a
clearly larger or smaller share than elsewhere.
"""

from collections.abc import Hashable, Mapping
from html import escape
from itertools import pairwise
from typing import Any

from components import colour_scheme
from components.queries.recorded import PlaceHours
from components.text.catalogue import Text
from components.ui.sections import Table
from geo.hotspots.week import DAY, Week
from geo.noise.ladder import DOWN, UP

# MULTIPLES: of an even week's incidents, where the next colour begins.
MULTIPLES = (0.5, 1.0, 1.5, 2.5)
# COLOURS: small letters can be read on each; the fourth of five is too light for white ones.
COLOURS = (
    *colour_scheme.SEQUENTIAL[5][:3],
    colour_scheme.SEQUENTIAL[3][2],
    colour_scheme.SEQUENTIAL[5][4],
)
# PALE_ON: from this colour on the letters are white.
PALE_ON = 3
MARKS = {UP: "▲", DOWN: "▼"}


def as_html(text: Text, hours: PlaceHours, week: Week, *, title: str) -> str:
    """Return the table: a row for each part of the day, a column for each weekday."""
    length = DAY * 7 // len(week.table)
    days = "".join(
        f'<th scope="col"><abbr title="{escape(text.weekday(day))}">'
        f"{escape(text.weekday(day, short=True))}</abbr></th>"
        for day in range(7)
    )
    figures = week.table.to_dict("index")
    signs = _marks(text, hours)
    rows = "".join(
        f'<tr><th scope="row">{escape(span_in_words(text, first, length))}</th>'
        + "".join(_cell(text, figures[day, first], signs.get((day, first), "")) for day in range(7))
        + "</tr>"
        for first in range(0, DAY, length)
    )
    return (
        f'<table class="mt-week"><caption>{escape(title)}</caption>'
        f'<thead><tr><th scope="col">{escape(text("hours.time"))}</th>{days}</tr></thead>'
        f"<tbody>{rows}</tbody></table>{_legend(text, hours)}"
    )


def plain(text: Text, week: Week) -> Table:
    """Return the same numbers for print, without limits and colours."""
    length = DAY * 7 // len(week.table)
    rows = [
        [
            span_in_words(text, first, length),
            *(text.number(week.table["incidents"].loc[(day, first)]) for day in range(7)),
        ]
        for first in range(0, DAY, length)
    ]
    days = [text.weekday(day, short=True) for day in range(7)]
    return Table(heads=[text("hours.time"), *days], rows=rows, numbers=range(1, 8))


def span_in_words(text: Text, first: int, length: int) -> str:
    """Return "15–18" for three hours from 15:00."""
    return text("hours.part", first=f"{first:02d}", last=f"{first + length:02d}")


def colour_of(incidents: float, even: float) -> int:
    """Return the number of the colour of a cell."""
    return sum(incidents >= multiple * even for multiple in MULTIPLES)


def _cell(text: Text, figures: Mapping[Hashable, Any], mark: str) -> str:
    number = colour_of(figures["incidents"], figures["even"])
    letters = "#fff" if number >= PALE_ON else colour_scheme.INK
    style = f"background:{COLOURS[number]};color:{letters}"
    ends = {end: text.number(figures[end]) for end in ("lower", "upper")}
    return (
        f'<td style="{style}"><b>{text.number(figures["incidents"])}{mark}'
        f"</b><small>{escape(text('hours.limits', **ends))}</small></td>"
    )


def _marks(text: Text, hours: PlaceHours) -> dict[Hashable, str]:
    """Return by day and hour the mark of a cell whose share differs clearly from elsewhere."""
    if hours.compared is None:
        return {}
    words = {UP: escape(text("hours.more")), DOWN: escape(text("hours.less"))}
    signs = {
        way: f'<span title="{words[way]}" aria-label="{words[way]}" role="img"> {sign}</span>'
        for way, sign in MARKS.items()
    }
    return {at: signs[way] for at, way in hours.compared["direction"].items() if way in signs}


def _legend(text: Text, hours: PlaceHours) -> str:
    """Return what the colours and the marks mean."""
    ends = [text.number(multiple, 1) for multiple in MULTIPLES]
    words = [
        text("hours.below", n=ends[0]),
        *(text("hours.between", low=a, high=b) for a, b in pairwise(ends)),
        text("hours.from", n=ends[-1]),
    ]
    swatches = "".join(
        f'<li><i style="background:{colour}"></i>{escape(word)}</li>'
        for colour, word in zip(COLOURS, words, strict=True)
    )
    found = () if hours.compared is None else set(hours.compared["direction"])
    marks = "".join(
        f"<li>{mark} {escape(text('hours.more' if way == UP else 'hours.less'))}</li>"
        for way, mark in MARKS.items()
        if way in found
    )
    return (
        f'<p class="mt-basis">{escape(text("hours.legend"))}</p>'
        f'<ul class="mt-week-legend">{swatches}{marks}</ul>'
    )
