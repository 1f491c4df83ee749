"""The first pages of a pack: what has really changed since the last one, or that nothing has."""

import math

import pandas as pd

from components.packs.asked import Asked
from components.packs.model import PackPage
from components.packs.pages import maps
from components.page_models import figures_basis
from components.text import change_sentences, sentences
from components.text.catalogue import DASH, Text
from components.text.compared_months import months_note
from components.ui.sections import (
    Chart,
    ChartKind,
    Part,
    Picture,
    PrintedPicture,
    Sentences,
    Table,
)
from data.schema import CATEGORIES
from geo.categories import ALL_CRIME
from geo.noise.ladder import DOWN, TOO_FEW, UP

MOST_NAMED, MOST_BARS = 3, 8


def pages(asked: Asked) -> list[PackPage]:
    """Return the message with a chart, then every category in a table."""
    if asked.changes is None:
        return [_page(asked, message(asked), [Sentences([how_compared(asked)])])]
    first: list[Part] = [Sentences([how_compared(asked), *_unchanged(asked)]), _bars(asked)]
    heading = asked.here.text("pack.every_category", place=asked.name)
    return [
        _page(asked, message(asked), first),
        _page(asked, sentences.capitalised(heading), [table(asked)]),
    ]


def message(asked: Asked) -> str:
    """Return what has clearly changed, the largest changes first, or that nothing has."""
    text = asked.here.text
    if asked.changes is None:
        return text("change.no_year_before")
    real = _clear(asked.changes[0])
    during = text.during(asked.period.first, asked.period.last)
    if real.empty:
        words = text("pack.nothing_changed", place=asked.name, during=during)
        return sentences.capitalised(words)
    named = [
        change_sentences.short_change(text, str(name), real.loc[[name]].iloc[0])
        for name in real.index[:MOST_NAMED]
    ]
    if len(real) > MOST_NAMED:
        named.append(text.plural("pack.more_changed", len(real) - MOST_NAMED))
    words = text("pack.changed", place=asked.name, changes=text.listing(named))
    return sentences.capitalised(words)


def nothing_changed(asked: Asked) -> bool:
    """Return whether months were compared and no category has clearly changed."""
    return asked.changes is not None and _clear(asked.changes[0]).empty


def how_compared(asked: Asked) -> str:
    """Return which months are compared, and why these."""
    text = asked.here.text
    months = text.months(asked.period.first, asked.period.last)
    before = text.month(asked.last.month) if asked.last else ""
    return text(f"pack.since_{asked.since}", months=months, before=before)


def table(asked: Asked) -> Table:
    """Return all crime and each category: both counts, the change, its range and verdict."""
    text = asked.here.text
    assert asked.changes
    found = asked.changes[0]
    heads = [
        *(text(f"pack.col_{name}") for name in ("category", "before", "now", "change", "range")),
        text("pack.col_verdict"),
    ]
    found = found[found.index.isin([ALL_CRIME, *CATEGORIES])]
    rows = [_row(text, str(name), found.loc[[name]].iloc[0]) for name in found.index]
    return Table(heads=heads, rows=rows, numbers=(1, 2, 3, 4))


def _row(text: Text, category: str, row: pd.Series) -> list[str]:
    judged = row["direction"] in (UP, DOWN) or (
        row["direction"] != TOO_FEW and math.isfinite(row["ratio"])
    )
    limited = judged and math.isfinite(row["upper"])
    return [
        text(f"category_title.{category}"),
        text.number(row["before"]),
        text.number(row["now"]),
        signed(text, row["ratio"] - 1) if judged and math.isfinite(row["ratio"]) else DASH,
        text(
            "pack.range",
            lower=signed(text, row["lower"] - 1),
            upper=signed(text, row["upper"] - 1),
        )
        if limited
        else DASH,
        text(f"direction.{row['direction']}") if isinstance(row["direction"], str) else DASH,
    ]


def signed(text: Text, share: float) -> str:
    """Return a change in percent with its sign."""
    return ("+" if round(share, 2) > 0 else "") + text.percent(round(share, 2) + 0.0)


def _clear(found: pd.DataFrame) -> pd.DataFrame:
    """Return the clear changes of single categories, the largest first."""
    real = change_sentences.clear_changes(found)
    by_size = (real["now"] - real["before"]).abs().sort_values(ascending=False, kind="stable")
    return real.loc[by_size.index]


def _unchanged(asked: Asked) -> list[str]:
    """Return that nothing else has changed, and which months are left out."""
    text = asked.here.text
    assert asked.changes
    found, months = asked.changes
    lines = [] if _clear(found).empty else [text("change.nothing_else")]
    return [line for line in (*lines, months_note(text, months)) if line]


def _bars(asked: Asked) -> Picture:
    """Return bars of both periods for the commonest categories."""
    text = asked.here.text
    assert asked.changes
    found = asked.changes[0]
    shown = found[found.index.isin(CATEGORIES)]
    shown = shown.sort_values("now", ascending=False, kind="stable").head(MOST_BARS)
    chart = Chart(
        kind=ChartKind.ROWS,
        axis=text("pack.col_category"),
        labels=[text(f"category_title.{name}") for name in shown.index],
        series=[
            (text("pack.col_now"), [float(n) for n in shown["now"]]),
            (text("pack.col_before"), [float(n) for n in shown["before"]]),
        ],
    )
    listed = text.listing(
        [
            text("pack.bar", what=label, now=text.number(now), before=text.number(before))
            for label, now, before in zip(chart.labels, shown["now"], shown["before"], strict=True)
        ]
    )
    alt = text("pack.bars_alt", place=asked.name, bars=listed)
    return Picture(
        alt=alt, show=maps.not_shown, print=lambda: printed_bars(chart, text), chart=chart
    )


def printed_bars(chart: Chart, text: Text) -> PrintedPicture:
    """Return the bars as the typesetter draws them."""
    names = [name for name, _ in chart.series]
    rows = [
        {"label": label, "values": [_bar(text, value) for value in values]}
        for label, *values in zip(chart.labels, *(of for _, of in chart.series), strict=True)
    ]
    return PrintedPicture(chart="pairs", numbers={"names": names, "rows": rows})


def _bar(text: Text, value: float) -> dict[str, object]:
    known = math.isfinite(value)
    return {"value": value if known else 0.0, "label": text.number(value) if known else DASH}


def _page(asked: Asked, heading: str, parts: list[Part]) -> PackPage:
    text = asked.here.text
    return PackPage(
        heading=heading,
        parts=parts,
        period=text.months(asked.period.first, asked.period.last),
        base=_base(asked),
        caveats=caveats(asked),
    )


def _base(asked: Asked) -> str:
    text = asked.here.text
    if asked.changes is None or ALL_CRIME not in asked.changes[0].index:
        return text("pack.no_base")
    row = asked.changes[0].loc[[ALL_CRIME]].iloc[0]
    now, before = (sentences.counted(text, ALL_CRIME, int(row[name])) for name in ("now", "before"))
    return text("pack.base_both", now=now, before=before)


def caveats(asked: Asked) -> list[str]:
    """Return when a change is named, which breaks lie between, and that not all is recorded."""
    here, text = asked.here, asked.here.text
    breaks = figures_basis.break_lines_of_all(here, asked.level, asked.place, asked.period)
    compared = asked.changes[1] if asked.changes else None
    return [figures_basis.changes_basis(text, compared), *breaks, text("mine.limit_record")]
