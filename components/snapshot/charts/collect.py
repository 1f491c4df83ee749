"""Puts the texts of a release and of a view around a chart, and words what charts share."""

from collections.abc import Sequence
from urllib.parse import urlencode

import pandas as pd

from components import colour_scheme
from components.page_context import PageContext
from components.snapshot.captions import Captions
from components.snapshot.charts.model import Chart, Legend, Sample
from components.snapshot.model import ChartPicture
from components.text import sentences
from components.text.catalogue import Text
from geo.stats.trend import BEFORE, NOW

Facts = tuple[tuple[str, str], ...]


def chart_picture(
    here: PageContext,
    chart: Chart,
    *,
    address: str,
    page: str,
    title: str,
    subtitle: str,
    alt: str,
    legend: Legend = (),
    answer: str = "",
    facts: Facts = (),
    caveats: Sequence[str] = (),
) -> ChartPicture:
    """Return a chart with its texts, and with source, data version and link of the view.

    `address` is the app's own address, and `page` the last part of the page's.
    """
    return ChartPicture(
        chart=chart,
        title=title,
        subtitle=subtitle,
        alt=alt,
        legend=legend,
        caveats=tuple(caveats),
        source=sentences.source(here.text, here.manifest),
        captions=captions_of(here, address, page, answer=answer, facts=facts),
        text=here.text,
    )


def captions_of(
    here: PageContext, address: str, page: str, *, answer: str, facts: Facts
) -> Captions:
    """Return the texts around a picture of a page."""
    text, manifest = here.text, here.manifest
    return Captions(
        answer=answer,
        facts=facts,
        link=link_of(here, address, page),
        made=sentences.release_stamp(text, manifest, here.today),
        author=manifest.rights[f"attribution_{text.language}"],
        fictional=manifest.fictional,
    )


def link_of(here: PageContext, address: str, page: str) -> str:
    """Return the address that opens this view on a page."""
    query = urlencode(here.view.address(projector="off"))
    return f"{address.rstrip('/')}/{page}" + (f"?{query}" if query else "")


def counts_of_months(text: Text, category: str, now: pd.Series) -> Facts:
    """Return that counts are divided by nothing, how many there are, and in how many months."""
    counts = sentences.counted(text, category, int(now.sum()))
    months = text("picture.months", n=text.number(now.notna().sum()), all=text.number(len(now)))
    return (
        (text("picture.base"), text("picture.of_nothing")),
        (text("picture.n"), f"{counts}; {months}"),
    )


def months_legend(text: Text, table: pd.DataFrame, now: str, before: str = "") -> Legend:
    """Return the legend of a chart of months: its lines that have a number, by their names."""
    lines = {
        now: (NOW, colour_scheme.TREND, 3.0),
        before: (BEFORE, colour_scheme.TREND_BEFORE, 2.0),
    }
    rows = tuple(
        (Sample(form="line", colour=colour, width=width), label)
        for label, (name, colour, width) in lines.items()
        if label and table[name].notna().any()
    )
    return ((text("picture.a_month"), rows),) if rows else ()
