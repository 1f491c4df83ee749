"""Sentences written from the figures by rule: none claims what chance alone would explain."""

import datetime as dt
from collections.abc import Callable, Sequence

import pandas as pd

from components.text.catalogue import Text
from data.provenance.freshness import Freshness, attribution_line
from data.release.manifest import Manifest
from geo.categories import is_own
from geo.measures.model import Said
from geo.stats.change import NO_CLEAR_CHANGE, UP
from geo.stats.suppression import HIDDEN
from geo.survey.shares import PERCEIVED_ABOVE, RECORDED_ABOVE

FOUND_AT = 0.05
NONE_OF = ("up", "down", "higher", "lower")
"""Numbers of areas that are said as "none" rather than as a nought."""


Changes = tuple[pd.DataFrame, int] | None
"""A row a category, and in how many months the two years could be compared."""


def not_published(text: Text, months: Sequence[str]) -> str:
    """Which months are missing, and that they count for nothing; nothing where none is."""
    if not months:
        return ""
    said = text.listing([text.month(month) for month in months])
    return text.plural("caveat.missing", len(months), months=said)


def release_stamp(text: Text, manifest: Manifest, today: dt.date) -> str:
    """Of which release a paper is, and when it was drawn.

    An invented county's days stand still: the day of drawing would be no day of its own.
    """
    key = "picture.made_fictional" if manifest.fictional else "picture.made"
    return text(key, release=manifest.release, day=text.day(today.isoformat()))


def source(text: Text, manifest: Manifest) -> str:
    """Whose figures these are, as it stands below each of them."""
    return text("foot.source", source=attribution_line(manifest, text.language))


def whole_area_change(text: Text, compared_years: Changes) -> str:
    """What really changed in the whole area since the same months a year before."""
    if compared_years is None:
        return text("change.no_year_before")
    changes, months = compared_years
    found = changes[(changes["q"] < FOUND_AT) & (changes["direction"] != NO_CLEAR_CHANGE)]
    compared = text.plural("change.compared", months)
    if found.empty:
        return text("change.none", compared=compared)
    by_size = (found["now"] - found["before"]).abs().sort_values(ascending=False)
    first, *others = [str(category) for category in by_size.index]
    sentence = _one_change(text, first, found.loc[[first]].iloc[0], compared)
    if not others:
        return sentence + " " + text("change.nothing_else")
    also = [short_change(text, category, found.loc[[category]].iloc[0]) for category in others[:3]]
    return sentence + " " + text("change.also", others=text.listing(also))


def place_change(text: Text, compared_years: Changes, category: str) -> str:
    """Whether what a choice adds up really changed in one place."""
    if compared_years is None:
        return text("change.no_year_before")
    changes, months = compared_years
    row = changes.loc[[category]].iloc[0]
    compared = text.plural("change.compared", months)
    if row["direction"] == NO_CLEAR_CHANGE:
        return text(
            "change.place_unclear",
            before=text.number(row["before"]),
            now=text.number(row["now"]),
            compared=compared,
        )
    return _one_change(text, category, row, compared)


def who_recorded(text: Text, category: str) -> str:
    """Whose record a category is."""
    return text("who.partners" if is_own(category) else "who.police")


def place_standing(text: Text, name: str, row: pd.Series, category: str, period: str) -> str:
    """How much was recorded in a place, and how that stands against the whole area."""
    facts: dict[str, object] = {
        "place": name,
        "who": who_recorded(text, category),
        "category": text(f"category.{category}"),
        "period": period,
        "incidents": text.plural("count.incidents", int(row["incidents"])),
    }
    if pd.isna(row["rate"]):
        known = row["status"] == HIDDEN
        return text("place.count_only" if known else "place.no_residents", **facts)
    return text(
        f"place.{row['verdict']}",
        rate=text.number(row["rate"], 1),
        lower=text.number(row["lower"], 1),
        upper=text.number(row["upper"], 1),
        against=text(f"against.{row['compared_with']}"),
        benchmark=text.number(row["benchmark"], 1),
        **facts,
    )


def about_all(text: Text, said: Said, level: str, names: Callable[[str], str]) -> str:
    """The one sentence that a measure has to say about all areas."""
    facts: dict[str, object] = {name: text.number(n) for name, n in said.numbers.items()}
    facts |= {name: text("number.none") for name in NONE_OF if said.numbers.get(name) == 0}
    if "areas" in said.numbers:
        facts["areas"] = text.plural(f"count.{level}", said.numbers["areas"])
    facts |= {name: text.percent(share) for name, share in said.shares.items()}
    facts |= {name: text.number(rate, 1) for name, rate in said.rates.items()}
    facts |= {name: names(code) for name, code in said.areas.items()}
    facts |= {k: text.listing([text.month(m) for m in held]) for k, held in said.months.items()}
    facts |= said.names
    return text(said.key, **facts)


def disagreement(text: Text, gaps: pd.DataFrame | None) -> str:
    """Where residents' view of ASB and its record part most, named only where q < .05."""
    if gaps is None:
        return text("gap.too_few")
    named = gaps[gaps["may_be_named"]].sort_values("gap", key=lambda gap: -gap.abs())
    above = named[named["kind"] == PERCEIVED_ABOVE]
    below = named[named["kind"] == RECORDED_ABOVE]
    if above.empty and below.empty:
        return text("gap.none")
    said = []
    if not above.empty:
        said.append(text("gap.above", **_share(text, above.iloc[0])))
    if not below.empty:
        said.append(text("gap.below", **_share(text, below.iloc[0])))
    return " ".join(said)


def age_of_data(text: Text, fresh: Freshness) -> str:
    """The latest recorded month, and how long ago it ended."""
    age = text("fresh.just_now")
    if fresh.months_old:
        age = text.plural("fresh.months_ago", fresh.months_old)
    said = text("fresh.latest", month=text.month(fresh.latest_month), age=age)
    return said + (" " + text("fresh.late") if fresh.is_late else "")


def _one_change(text: Text, category: str, row: pd.Series, compared: str) -> str:
    went_up = row["direction"] == UP
    if pd.isna(row["ratio"]):
        return text(
            "change.from_none" if went_up else "change.to_none",
            category=text(f"category.{category}"),
            before=text.number(row["before"]),
            now=text.number(row["now"]),
            compared=compared,
        )
    near, far = sorted(abs(row[limit] - 1) for limit in ("lower", "upper"))
    return text(
        "change.rose" if went_up else "change.fell",
        category=text(f"category.{category}"),
        by=text.percent(abs(row["ratio"] - 1)),
        least=text.percent(near),
        most=text.percent(far),
        before=text.number(row["before"]),
        now=text.number(row["now"]),
        compared=compared,
    )


def short_change(text: Text, category: str, row: pd.Series) -> str:
    """A change in three words, of one that was found to be real."""
    if pd.isna(row["ratio"]):
        return text(
            "change.short_numbers",
            category=text(f"category.{category}"),
            before=text.number(row["before"]),
            now=text.number(row["now"]),
        )
    return text(
        "change.short_rose" if row["direction"] == UP else "change.short_fell",
        category=text(f"category.{category}"),
        by=text.percent(abs(row["ratio"] - 1)),
    )


def _share(text: Text, row: pd.Series) -> dict[str, str]:
    return {
        "place": text.name(row.to_dict()),
        "share": text.percent(row["share"]),
        "lower": text.percent(row["lower"]),
        "upper": text.percent(row["upper"]),
        "base": text.number(row["base"]),
    }
