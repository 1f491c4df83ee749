"""What stands out in the latest month, in words: for the front page, packs and the CSV."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from components import queries
from components.page_context import PageContext
from components.page_models.place_profile import trend_in_words
from components.queries.monthly import Exceptions
from components.text import sentences
from geo.noise.ladder import HIGHER
from geo.noise.monthly.exceptions import LEAST_NOW
from geo.noise.monthly.model import LEAST_MONTHS, MOST_MONTHS
from geo.noise.monthly.whole_and_parts import AREA, WHOLE
from geo.not_measured import FEW_MONTHS, RECORDED_OTHERWISE
from geo.period import shifted

MOST_SHOWN = 5
# LIKE: a ward with about so many incidents a month is the example of what would be seen.
LIKE = 20.0


@dataclass(frozen=True, kw_only=True)
class ExceptionRow:
    """A count that stands out."""

    place: str
    category: str
    # "Penhalwyn: burglary", "more than expected".
    name: str
    verdict: str
    now: str
    expected: str
    lower: str
    upper: str
    # What was counted and what was expected, in one line.
    said: str
    # The chart in words.
    alt: str
    # The months before and the latest one, and the limits of its range.
    months: pd.Series
    limits: tuple[float, float]


def asked(here: PageContext) -> Exceptions:
    """Return what stands out, as the viewer may see it."""
    return queries.monthly.exceptions_of(here.key)


def sentence(here: PageContext) -> str:
    """Return how many counts stand out, that none does, or that it can't be said."""
    text, found = here.text, asked(here)
    during = text.during(found.month, found.month)
    if found.why is not None:
        return text("exceptions.cannot", during=during)
    if found.named.empty:
        return text("exceptions.none", during=during)
    return text.plural("exceptions.some", len(found.named), during=during)


def sentence_of_place(here: PageContext) -> str:
    """Return how many counts of the view's ward stand out; empty if they can't be judged."""
    text, found, place = here.text, asked(here), here.view.place
    if found.judged.empty or place not in found.judged.index.get_level_values(AREA):
        return ""
    facts = {"place": here.place_name(place), "during": text.during(found.month, found.month)}
    number = int((found.named.index.get_level_values(AREA) == place).sum())
    if not number:
        return text("exceptions.none_in", **facts)
    return text.plural("exceptions.some_in", number, **facts)


def support(here: PageContext) -> str:
    """Return why nothing can be judged, or how many more stand out than are shown."""
    text, found = here.text, asked(here)
    if found.why is not None:
        key = found.why.reason if found.why.reason == RECORDED_OTHERWISE else FEW_MONTHS
        facts = {"found": text.number(found.why.found), "needed": text.number(LEAST_MONTHS)}
        return text(f"exceptions.why_{key}", **facts)
    beyond = len(found.named) - MOST_SHOWN
    return text.plural("exceptions.beyond", beyond) if beyond > 0 else ""


def rows(here: PageContext) -> list[ExceptionRow]:
    """Return the counts that stand out, the farthest first, five at most.

    Those of the view's place, if it has one.
    """
    found = asked(here)
    named = [(str(category), str(place)) for category, place in found.named.index]
    own = [(category, place) for category, place in named if here.view.place in ("", place)]
    return [row_of(here, found, category, place) for category, place in own[:MOST_SHOWN]]


def row_of(here: PageContext, found: Exceptions, category: str, place: str) -> ExceptionRow:
    """Return a count that was judged as a row."""
    text, row = here.text, found.table.loc[[(category, place)]].iloc[0]
    now, expected, lower, upper = (
        text.number(np.round(row[name])) for name in ("now", "expected", "lower", "upper")
    )
    where = here.place_name(place) if place else sentences.capitalised(here.area_in_text)
    name = text("exceptions.name", place=where, category=text(f"category.{category}"))
    verdict = text(f"exceptions.{'more' if row['verdict'] == HIGHER else 'fewer'}")
    said = text("exceptions.said", now=now, lower=lower, upper=upper)
    months = found.months[(category, place)]
    return ExceptionRow(
        place=place,
        category=category,
        name=name,
        verdict=verdict,
        now=now,
        expected=expected,
        lower=lower,
        upper=upper,
        said=said,
        alt=f"{said} {trend_in_words(text, name, months)}",
        months=months,
        limits=(float(row["lower"]), float(row["upper"])),
    )


def how_worked_out(here: PageContext) -> list[str]:
    """Return how it is judged, what would have been seen, and what is not judged and why."""
    text, found = here.text, asked(here)
    if found.why is not None:
        return [text("exceptions.how")]
    within = len(found.judged) - len(found.named)
    return [
        text("exceptions.how"),
        text.plural("exceptions.all", within),
        text("exceptions.how_often"),
        *_could_be_seen(here, found),
        *_fewer_months(here, found),
        *_without_incidents(here, found),
        *_not_judged(here, found),
    ]


def _could_be_seen(here: PageContext, found: Exceptions) -> list[str]:
    """Return how many incidents it would have taken in a ward with about twenty a month."""
    text = here.text
    of_wards = found.judged[found.judged.index.get_level_values(AREA) != WHOLE]
    known = of_wards[of_wards["visible_higher"].notna() & (of_wards["expected"] > 0)]
    if known.empty:
        return []
    at = (np.log(known["expected"] / LIKE)).abs().argmin()
    category, place = known.index[at]
    row = known.iloc[at]
    return [
        text(
            "exceptions.power",
            category=text(f"category_title.{category}"),
            place=here.place_name(str(place)),
            expected=text.number(np.round(row["expected"])),
            needed=text.number(np.ceil(row["expected"] * row["visible_higher"])),
        )
    ]


def _fewer_months(here: PageContext, found: Exceptions) -> list[str]:
    """Return how many of the 36 months before could not be used."""
    first = shifted(found.month, -MOST_MONTHS)
    there = sum(first <= month < found.month for month in here.months)
    used = int(found.judged["months"].max())
    if there < MOST_MONTHS:
        return [here.text("exceptions.short", months=here.text.number(there))]
    if used < MOST_MONTHS:
        return [here.text.plural("exceptions.lacking", MOST_MONTHS - used)]
    return []


def _without_incidents(here: PageContext, found: Exceptions) -> list[str]:
    """Return the categories of which nothing was recorded, and from when on that would show."""
    text = here.text
    total = found.months.T.groupby(level=0, sort=False).sum().sum(axis=1)
    none = [text(f"category.{one}") for one in total.index[total == 0]]
    if not none:
        return []
    return [text("exceptions.zeros", names=text.listing(none), least=text.number(LEAST_NOW))]


def _not_judged(here: PageContext, found: Exceptions) -> list[str]:
    """Return how many counts are not judged, by reason, and of which categories."""
    text, reasons = here.text, found.table["reason"].dropna()
    lines = []
    for reason in dict.fromkeys(reasons):
        of = reasons.index[reasons == reason].get_level_values("category")
        names = text.listing([text(f"category.{one}") for one in dict.fromkeys(of)])
        all_of_them = len(set(of)) == len(set(found.table.index.get_level_values("category")))
        lines.append(
            text.plural(
                f"exceptions.not_{reason}",
                len(of),
                names=text("exceptions.every_type") if all_of_them else names,
                needed=text.number(LEAST_MONTHS),
            )
        )
    return lines


def as_table(here: PageContext) -> pd.DataFrame:
    """Return every count of the month with its range and verdict, the named ones first."""
    found = asked(here)
    names = queries.places.names(here.key)
    whole = {"name_en": here.manifest.title_en, "name_cy": here.manifest.title_cy}
    listed = found.table.sort_values("rank", na_position="last", kind="stable")
    places = [names[str(place)] if place else whole for _, place in listed.index]
    return pd.DataFrame(
        {
            "area_code": [str(place) for _, place in listed.index],
            "name_en": [one["name_en"] for one in places],
            "name_cy": [one["name_cy"] for one in places],
            "category": [str(category) for category, _ in listed.index],
            "month": found.month,
            "incidents": listed["now"].to_numpy(),
            "expected": listed["expected"].round(1).to_numpy(),
            "expected_lower": listed["lower"].to_numpy(),
            "expected_upper": listed["upper"].to_numpy(),
            "verdict": listed["verdict"].to_numpy(),
            "months_before": listed["months"].to_numpy(),
            "not_judged": listed["reason"].to_numpy(),
        }
    )
