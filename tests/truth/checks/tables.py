"""Tables on a page, and the files that are exported from them."""

import re
from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd

from tests.truth.checks.case import Case, Difference
from tests.truth.checks.place_page import row_of_the_record
from tests.truth.checks.priorities import CATEGORY_OF
from tests.truth.checks.survey import answers, everyone, of_wards
from tests.truth.collect import NUMBER, agrees, plain
from tests.truth.formulas import DOWN, UP
from tests.truth.slow_path import SEEN, later

ROW = re.compile(r"<tr[^>]*>(.*?)</tr>", re.DOTALL)
CELL = re.compile(r"<t[dh][^>]*>(.*?)</t[dh]>", re.DOTALL)
COMMONEST = re.compile(r"<li><span>(.*?)</span> <b>(.*?)</b></li>")
# The columns of a measure's table that the slow path knows.
COLUMNS = ("value", "lower", "upper", "incidents", "residents", "recorded", "before", "now")
VISIBLE = ("visible_lower", "visible_higher", "visible_fall", "visible_rise", *SEEN)
# LOOSE: how far a limit may lie from the slow path's, which has no table to interpolate in.
LOOSE = 1e-3
SHARES = ("share", "change", "perceived")


def rows_of(block: str) -> list[list[str]]:
    """Return the cells of an HTML table, row by row."""
    return [[plain(cell) for cell in CELL.findall(row)] for row in ROW.findall(block)]


def figures(case: Case, table: pd.DataFrame, measure: str) -> Iterator[Difference]:
    """Compare a table of a measure, indexed by code, with the slow path's."""
    wanted = case.slow.measure(measure, case.level, case.category, case.period)
    if wanted is None:
        return
    if measure == "compared":
        wanted = wanted.rename(columns={"value": "rate"})
    for column in [name for name in (*COLUMNS, *VISIBLE, "rate", "benchmark") if name in table]:
        if column not in wanted:
            continue
        near = LOOSE if column in ("lower", "upper", *VISIBLE) else 1e-9
        for code, found in wanted[column].items():
            said = pd.to_numeric(table[column], errors="coerce").get(code, np.nan)
            if not _same(said, found, near):
                what = f"{case.slow.name(str(code))}, {column}"
                yield Difference(what=what, said=_words(said), found=_words(found))
    for column in ("status", "verdict", "direction"):
        if column not in table or column not in wanted:
            continue
        for code, found in wanted[column].items():
            said = table.at[code, column] if code in table.index else "no row"
            # A file has the words of the screen.
            words = case.text(f"{column}.{found}") if found and column != "status" else found
            if (said if isinstance(said, str) else "") not in (found, words):
                what = f"{case.slow.name(str(code))}, {column}"
                yield Difference(what=what, said=str(said), found=str(found))


def _same(said: float, found: float, near: float) -> bool:
    if pd.isna(said) or pd.isna(found):
        return bool(pd.isna(said) and pd.isna(found))
    return bool(abs(said - found) <= near * max(1.0, abs(found)))


def _words(value: float) -> str:
    return "no figure" if pd.isna(value) else f"{value:.6g}"


def on_screen(case: Case, table: pd.DataFrame, measure: str) -> Iterator[Difference]:
    """Compare the table of the map page, whose columns have titles and whose rows have names."""
    titles = {case.text(f"table.{name}"): name for name in (*COLUMNS, "rate", "benchmark")}
    titles[case.text(f"table.{measure}_value")] = "value"
    area = case.text("table.area")
    codes = table[area].map(case.codes)
    known = table.rename(columns=titles).set_axis(codes, axis=0)
    if measure in SHARES:
        # The cells of a share are in percent.
        ends = [name for name in ("value", "lower", "upper") if name in known]
        known = known.assign(**{name: known[name] / 100 for name in ends})
    kept = known[[name for name in (*COLUMNS, "rate", "benchmark") if name in known]]
    # The verdicts and the status are words on the screen; the exports have them as they are.
    yield from figures(case, kept, measure)


def by_month(case: Case, table: pd.DataFrame) -> list[Difference]:
    """Compare the months of a chart, and the same months a year before.

    A chart of the whole area may be of some of its authorities, if it says of what part it is.
    """
    place = case.page.view.get("place", "")
    parts: list[tuple[str, ...]] = [tuple(case.slow.authorities_of(place))]
    if any(said.key.startswith("trend.part") for said in case.page.said):
        parts += [(code,) for code in parts[0]]
    return min((list(_by_month(case, table, place, part)) for part in parts), key=len)


def _by_month(
    case: Case, table: pd.DataFrame, place: str, authorities: Sequence[str]
) -> Iterator[Difference]:
    for column, by in (("now", 0), ("before", -12)):
        months = [later(str(month), by) for month in table.index]
        monthly = case.slow.monthly(place, case.category, months, authorities)
        for said, (month, found) in zip(table[column], monthly.items(), strict=True):
            if not _same(said, found, 1e-6):
                yield Difference(what=f"{month}", said=_words(said), found=_words(found))


def commonest(case: Case, block: str) -> Iterator[Difference]:
    """Compare the panel's list of what is recorded most."""
    code = case.page.view.get("place", "")
    for title, number in COMMONEST.findall(block):
        found = case.slow.count(code, case.categories[plain(title)], case.period)
        if not agrees(number, found):
            yield Difference(what=plain(title), said=number, found=str(found))


def record(case: Case, rows: Sequence[Sequence[str]]) -> Iterator[Difference]:
    """Compare the place page's table of categories."""
    for cells in rows:
        if len(cells) >= 5 and cells[0] in case.categories:
            yield from row_of_the_record(case, cells)


VALUE = re.compile(r'class="mt-value"><strong>(.*?)</strong>')
PAIR = re.compile(r"<dt>(.*?)</dt><dd>(.*?)</dd>")


def portrait(case: Case, block: str) -> Iterator[Difference]:
    """Compare the heading of a place's panel: its value, and the other figures below."""
    measure = case.measure
    table = case.slow.measure(measure, case.level, case.category, case.period)
    named = [code for name, code in case.codes.items() if f"<h2>{name}</h2>" in block]
    if table is None or not named or named[0] not in table.index:
        return
    row = table.loc[named[0]]
    titles = {case.text(f"table.{name}"): name for name in (*COLUMNS, "rate", "benchmark")}
    pairs = [(plain(title), plain(words)) for title, words in PAIR.findall(block)]
    said = {titles[title]: words for title, words in pairs if title in titles}
    if measure == "compared":
        row = row.rename({"value": "rate"})
    else:
        (said["value"],) = map(plain, VALUE.findall(block))
    for name, words in said.items():
        found = row.get(name, np.nan)
        if not (words == "–" and pd.isna(found)) and not agrees(words, found):
            what = f"{case.slow.name(named[0])}, {name}"
            yield Difference(what=what, said=words, found=_words(found))


def ingredients(case: Case, table: pd.DataFrame) -> Iterator[Difference]:
    """Compare the rates and the changes of the page "Where next?"."""
    topic = CATEGORY_OF[case.page.view.get("topic", "asb")]
    names = table[case.text("table.area")]
    for measure in ("rate", "change"):
        title = case.text(f"ingredient_column.{measure}")
        wanted = case.slow.measure(measure, case.level, topic, case.year)
        if title not in table or wanted is None:
            continue
        for name, said in zip(names, table[title], strict=True):
            row = wanted.loc[case.codes[name]]
            clear = measure == "rate" or row["direction"] in (UP, DOWN)
            found = row["value"] if clear else np.nan
            unsaid = pd.isna(said) or not any(letter.isdigit() for letter in str(said))
            if not (unsaid and pd.isna(found)) and not agrees(_tenths(said), found):
                yield Difference(what=f"{name}, {measure}", said=str(said), found=_words(found))


def _tenths(cell: object) -> str:
    return f"{cell:.1f}" if isinstance(cell, float) else str(cell)


def topics(case: Case, rows: Sequence[Sequence[str]]) -> Iterator[Difference]:
    """Compare the place page's table of topics: the share here, its limits, and of everyone."""
    named = {case.text(f"topic.{topic}"): topic for topic in ("asb", "litter")}
    ward = str(case.slow.lsoas_of(case.places[0])["ward"].iloc[0])
    for topic, share, ends, whole, *_ in rows:
        table = answers(case, named.get(topic, topic))
        here = table.loc[table["ward"] == ward, "big"]
        lower, upper = of_wards(case, named.get(topic, topic)).loc[ward, ["lower", "upper"]]
        told = [share, *NUMBER.findall(ends)]
        for said, found in zip(told, (here.mean(), lower, upper), strict=False):
            if said != "–" and not agrees(said, found):
                yield Difference(what=f"{topic}, here", said=said, found=_words(found))
        of_all = everyone(case, named.get(topic, topic))
        if not agrees(whole, of_all):
            yield Difference(what=f"{topic}, everyone", said=whole, found=_words(of_all))


def rates_by_area(case: Case, rows: Sequence[Sequence[str]]) -> Iterator[Difference]:
    """Compare a table in HTML of areas with their rates, counts and residents."""
    titles, *cells = rows
    wanted = case.slow.measure("rate", case.level, case.category, case.period)
    named = {case.text("table.rate_value"): "value", case.text("table.incidents"): "incidents"}
    named[case.text("table.residents")] = "residents"
    for row in cells:
        code = case.codes.get(row[0])
        if wanted is None or code not in wanted.index:
            continue
        for title, said in zip(titles, row, strict=True):
            found = wanted.at[code, named[title]] if title in named else None
            if found is None or (said == "–" and pd.isna(found)):
                continue
            if not agrees(said, found):
                yield Difference(what=f"{row[0]}, {title}", said=said, found=_words(found))
