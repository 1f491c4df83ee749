"""All categories of an area beside those of the areas most like it: sentences, chart and table."""

import math
from functools import partial
from typing import Any

import pandas as pd

from components import colour_scheme, queries
from components.page_context import PageContext
from components.page_models import similar_areas
from components.page_models.similar_areas import Compared
from components.place_page.detail import spine_chart
from components.queries.similar import Spine
from components.snapshot.charts import on_page
from components.snapshot.charts.collect import chart_picture
from components.snapshot.charts.model import Legend, RangeRow, Ranges, Sample
from components.snapshot.model import ChartPicture
from components.text.catalogue import DASH, Text
from components.text.topics import uncapitalise
from components.ui.routes import ADDRESS_OF, PLACE
from components.ui.sections import Look, Part, Picture, PrintedPicture, Sentences, Table
from components.view import browser
from geo.noise.ladder import HIGHER, LOWER, NO_CLEAR_DIFFERENCE

# WIDEST: doublings of the scale to either side; what is further out is drawn at its end.
WIDEST = 3
# PRINTED, BODY: width and height in millimetres, and points of the letters.
PRINTED, BODY = (178.0, 92.0), 8.0


def parts(
    here: PageContext, of: Compared, *, size: tuple[float, float] = PRINTED, body: float = BODY
) -> list[Part]:
    """Return the sentences, the chart and the table; nothing without a group of areas."""
    found = queries.similar.spine(here.key, of.level, of.code, of.period)
    if found is None:
        return []
    text, said = here.text, sentences(here.text, of, found)
    chart, rows = ranges(text, found), table(text, found)
    alt = " ".join([*said, *("; ".join(cells[:4]) + "." for cells in rows.rows)])

    def printed() -> PrintedPicture:
        # Matplotlib loads slowly: only when a chart is printed.
        from components.snapshot.charts.ranges import ranges_svg

        return PrintedPicture(svg=ranges_svg(chart, width=size[0], height=size[1], body=body))

    return [
        Sentences(said),
        Picture(alt=alt, show=partial(_show, here, of, found, chart), print=printed),
        Sentences([text("alike.spine_together")], Look.SMALL),
        rows,
    ]


def sentences(text: Text, of: Compared, found: Spine) -> list[str]:
    """Return which categories are clearly higher and lower than in the middle area."""
    said = []
    for verdict in (HIGHER, LOWER):
        clear = found.table.index[found.table["verdict"] == verdict]
        if len(clear):
            named = [uncapitalise(text(f"category_title.{one}")) for one in clear]
            facts = {verdict: text.listing(named), "name": of.name}
            said.append(text(f"alike.spine_{verdict}", **facts))
    return said or [text("alike.spine_none")]


def table(text: Text, found: Spine) -> Table:
    """Return a row for each category: ratio, range, verdict, rank with its range, other areas."""
    rows = []
    for category, row in found.table.iterrows():
        cells = [DASH, DASH, _verdict(text, row), DASH, DASH]
        if pd.notna(row["ratio"]):
            cells[0] = text.number(row["ratio"], 2)
            cells[1] = _range(text, row["lower"], row["upper"])
            cells[4] = _range(text, row["low"], row["high"])
        if pd.notna(row["rank"]):
            facts = {name: text.number(row[name]) for name in ("rank", "first", "last")}
            of = text.number(row["compared"] + 1)
            cells[3] = text("alike.rank_cell", of=of, **facts)
        rows.append([text(f"category_title.{category}"), *cells])
    heads = ("category", "times", "range", "verdict", "rank", "group")
    return Table(
        heads=[text(f"alike.col_{head}") for head in heads],
        rows=rows,
        numbers=(1, 2, 5),
    )


def ranges(text: Text, found: Spine) -> Ranges:
    """Return the numbers of the chart, on a scale of doublings around the middle area."""
    known = found.table[found.table["ratio"].notna()]
    doublings = _doublings(known)
    marks = [2.0**k for k in range(-doublings, doublings + 1)]
    return Ranges(
        rows=tuple(_row(text, str(name), known.loc[name], doublings) for name in known.index),
        ticks=tuple((_place(ratio, doublings), _times(text, ratio)) for ratio in marks),
        title=text("alike.spine_axis"),
    )


def picture(
    here: PageContext, of: Compared, found: Spine, chart: Ranges, alt: str, address: str
) -> ChartPicture:
    """Return the chart as a picture file."""
    text = here.text
    areas = text.plural(f"alike.count_{of.level}", len(found.areas.distances))
    lines = similar_areas.months_lines(here, of.period, found.months, found.national)
    return chart_picture(
        here,
        chart,
        address=address,
        page=ADDRESS_OF[PLACE],
        title=" ".join(sentences(text, of, found)),
        subtitle=f"{of.name}, {text.months(found.months[0], found.months[-1])}",
        alt=alt,
        legend=_legend(text),
        facts=((text("picture.base"), areas),),
        caveats=[*lines, text("alike.spine_together")],
    )


def _show(here: PageContext, of: Compared, found: Spine, chart: Ranges, alt: str) -> None:
    name = ("alike", of.name, found.months[0], found.months[-1])
    on_page.show(
        here,
        spine_chart.figure(chart, large=here.view.on_projector, narrow=browser.on_phone()),
        partial(picture, here, of, found, chart, alt),
        alt=alt,
        key=f"spine-{of.code}",
        page=ADDRESS_OF[PLACE],
        name=name,
    )


def _row(text: Text, category: str, row: pd.Series, doublings: int) -> RangeRow:
    lower, value, upper = (_place(row[end], doublings) for end in ("lower", "ratio", "upper"))
    ends = ("low", "lower_quarter", "upper_quarter", "high")
    low, half, other_half, high = (_place(row[end], doublings) for end in ends)
    return RangeRow(
        name=text(f"category_title.{category}"),
        words=text.number(row["ratio"], 2),
        at=(lower, value, upper),
        clear=row["verdict"] in (HIGHER, LOWER),
        spread=(low, half, other_half, high),
    )


def _legend(text: Text) -> Legend:
    rows = (
        (Sample(form="symbol", colour=colour_scheme.TREND, look="circle"), text("picture.clear")),
        (
            Sample(form="symbol", colour=colour_scheme.SOFT_INK, look="circle-open"),
            text(f"verdict.{NO_CLEAR_DIFFERENCE}"),
        ),
        (Sample(form="line", colour=colour_scheme.SOFT_INK, width=4), text("picture.range")),
        (Sample(form="line", colour=colour_scheme.INK, width=2), text("alike.legend_middle")),
        (Sample(form="fill", colour=colour_scheme.SPREAD_HALF), text("alike.legend_half")),
        (Sample(form="fill", colour=colour_scheme.SPREAD), text("alike.legend_all")),
    )
    return ((text("alike.spine_axis"), rows),)


def _verdict(text: Text, row: pd.Series) -> str:
    if pd.notna(row["verdict"]):
        return text(f"verdict.{row['verdict']}")
    reason = row["reason"]
    apart = ("no residents", "not published", "small base")
    return text(f"alike_apart.{reason}") if reason in apart else DASH


def _range(text: Text, lower: Any, upper: Any) -> str:
    ends = {"lower": text.number(lower, 2), "upper": text.number(upper, 2)}
    return text("alike.range_cell", **ends)


def _doublings(table: pd.DataFrame) -> int:
    """Return how many doublings the scale needs to show every limit, at most `WIDEST`."""
    every = table[["lower", "upper", "low", "high"]].to_numpy(dtype=float)
    shown = every[(every > 0) & (every < math.inf)]
    most = max((abs(math.log2(one)) for one in shown), default=1.0)
    return min(max(math.ceil(most), 1), WIDEST)


def _place(ratio: float, doublings: int) -> float:
    if not ratio > 0:
        return 0.0
    return min(max((math.log2(ratio) + doublings) / (2 * doublings), 0.0), 1.0)


def _times(text: Text, ratio: float) -> str:
    digits = max(0, -math.floor(math.log2(ratio))) if ratio < 1 else 0
    return text("mine.times", n=text.number(ratio, min(digits, 3)))
