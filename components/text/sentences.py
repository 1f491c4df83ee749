"""Sentences written from figures by rule.

No sentence states a difference that chance alone may explain.
"""

import datetime as dt
import math
import re
from collections.abc import Callable, Sequence
from typing import Any

import pandas as pd

from components.text.catalogue import Text
from components.text.compared_months import months_in_words, months_note
from components.text.index_names import edition_name
from data.provenance.freshness import Freshness, attribution_line
from data.release.manifest import Manifest
from data.schema import ASB, CATEGORIES
from geo.categories import ALL_CRIME, GROUPS, is_own, members
from geo.comparable_months import ComparedMonths
from geo.measures.model import Said
from geo.noise.ladder import DOWN, NO_CLEAR_CHANGE, TOO_FEW, UP
from geo.stats.suppression import HIDDEN, MISSING
from geo.survey.shares import PERCEIVED_ABOVE, RECORDED_ABOVE

SENTENCE_START = re.compile(r"(?:^|(?<=[.] ))[^\W\d_]")
# The numbers of areas that are written as "none" rather than as 0.
NONE_OF = ("up", "down", "higher", "lower", "unclear")


# A row for each category, and the months that are compared.
Changes = tuple[pd.DataFrame, ComparedMonths] | None


def not_published(text: Text, months: Sequence[str]) -> str:
    """Return the sentence that names the missing months; empty if none is missing."""
    if not months:
        return ""
    return text.plural("caveat.missing", len(months), months=months_in_words(text, months))


def release_stamp(text: Text, manifest: Manifest, today: dt.date) -> str:
    """Return the line with a document's release and date.

    The dates of the fictional county are fixed, so its documents don't show the real date.
    """
    key = "picture.made_fictional" if manifest.fictional else "picture.made"
    return text(key, release=manifest.release, day=text.day(today.isoformat()))


def source(text: Text, manifest: Manifest) -> str:
    """Return the line that names the source of the figures."""
    return text("foot.source", source=attribution_line(manifest, text.language))


def clear_changes(changes: pd.DataFrame) -> pd.DataFrame:
    """Return the categories that clearly rose or fell; sums of categories are not among them."""
    single = changes.index.isin(CATEGORIES)
    return changes[single & changes["direction"].isin([UP, DOWN])]


def whole_area_change(text: Text, compared_years: Changes) -> str:
    """Return the sentence on the significant changes of a place or of the whole area.

    The months are compared with the same months a year before (`months_note` says which).
    """
    if compared_years is None:
        return text("change.no_year_before")
    changes, months = compared_years
    significant = clear_changes(changes)
    if significant.empty:
        return text("change.none")
    by_size = (significant["now"] - significant["before"]).abs().sort_values(ascending=False)
    first, *others = [str(category) for category in by_size.index]
    sentence = capitalised(_one_change(text, first, significant.loc[[first]].iloc[0]))
    if not others:
        return sentence + " " + text("change.nothing_else")
    also = [
        _also_changed(text, category, significant.loc[[category]].iloc[0], months)
        for category in others[:3]
    ]
    return sentence + " " + text("change.also", others=text.listing(also))


def place_change(text: Text, compared_years: Changes, category: str) -> str:
    """Return the sentence on one category's change in one place, which may not be significant."""
    if compared_years is None:
        return text("change.no_year_before")
    changes, months = compared_years
    own = months.of(category)
    if own is None or category not in changes.index:
        return text("change.across_break")
    row = changes.loc[[category]].iloc[0]
    if row["direction"] in (NO_CLEAR_CHANGE, TOO_FEW):
        sentence = text(
            "change.place_few" if row["direction"] == TOO_FEW else "change.place_unclear",
            before=text.number(row["before"]),
            now=text.number(row["now"]),
        )
    else:
        sentence = capitalised(_one_change(text, category, row))
    return f"{sentence} {months_note(text, own)}".strip()


def change_in_a_year(text: Text, compared_years: Changes, category: str, last: str) -> str:
    """Return whether a category clearly changed in the whole area in the year to a month.

    Empty if the two years are not compared, or if one of them has none.
    """
    if compared_years is None or compared_years[1].of(category) is None:
        return ""
    if category not in compared_years[0].index:
        return ""
    row = compared_years[0].loc[[category]].iloc[0]
    ways = {UP: "rose", DOWN: "fell", NO_CLEAR_CHANGE: "unclear", TOO_FEW: "few"}
    way = ways[str(row["direction"])]
    if way in ("rose", "fell") and not (row["now"] and row["before"]):
        return ""
    return text(
        f"change.{way}_to",
        category=text(f"category.{category}"),
        month=text.month(last),
        by=text.percent(abs(row["ratio"] - 1)),
    )


def who_recorded(text: Text, category: str) -> str:
    """Return who recorded a category: the police or partners."""
    return text("who.partners" if is_own(category) else "who.police")


def counted(text: Text, category: str, n: int) -> str:
    """Return a number of a category: of crimes, of incidents, or of both."""
    if is_own(category):
        return text.plural("count.incidents", n)
    # The partnership's own groups of types may have both.
    known = category == ALL_CRIME or category in GROUPS or category in CATEGORIES
    return counted_of(text, members(category) if known else CATEGORIES, n)


def counted_of(text: Text, categories: Sequence[str], n: int) -> str:
    """Return a number of several categories together: ASB has incidents, the others crimes."""
    if ASB not in categories:
        return text.plural("count.crimes", n)
    return text.plural("count.incidents" if set(categories) == {ASB} else "count.both", n)


def capitalised(words: str) -> str:
    """Return words whose sentences begin with a capital letter, whatever fact they begin with."""
    return SENTENCE_START.sub(lambda found: found[0].upper(), words)


def place_compared(text: Text, name: str, row: pd.Series, category: str, period: str) -> str:
    """Return the sentence on a place's count and rate, compared with the rest of the area."""
    if pd.isna(row["incidents"]):
        return text("place.no_figures", place=name, period=period)
    facts: dict[str, object] = {
        "place": name,
        "who": who_recorded(text, category),
        "category": text(f"category.{category}"),
        "period": period,
        "incidents": counted(text, category, int(row["incidents"])),
    }
    if pd.isna(row["rate"]):
        known = row["status"] == HIDDEN
        return text("place.count_only" if known else "place.no_residents", **facts)
    numbers = ("rate", "lower", "upper", "benchmark")
    facts |= {name: text.number(row[name], 1) for name in numbers}
    if pd.isna(row["verdict"]):
        return text("place.area", **facts)
    return capitalised(text(f"place.{row['verdict']}", then=same_months(text, row), **facts))


def same_months(text: Text, row: pd.Series | dict[str, Any]) -> str:
    """Return what is said after a rate of the rest of the area if others have more months."""
    return f" {text('place.same_months')}" if row["fewer_months"] else ""


def about_all(text: Text, message: Said, level: str, names: Callable[[str], str]) -> str:
    """Return the sentence that a measure has about all areas, with its facts formatted."""
    return capitalised(worded(text, message, level, names))


def worded(text: Text, message: Said, level: str, names: Callable[[str], str]) -> str:
    """Return the words of a message as they are inside a sentence."""
    facts: dict[str, object] = {name: text.number(n) for name, n in message.numbers.items()}
    facts |= {name: text("number.none") for name in NONE_OF if message.numbers.get(name) == 0}
    if "areas" in message.numbers:
        facts["areas"] = text.plural(f"count.{level}", message.numbers["areas"])
    facts |= {name: text.percent(share) for name, share in message.shares.items()}
    facts |= {name: text.number(rate, 1) for name, rate in message.rates.items()}
    facts |= {name: names(code) for name, code in message.areas.items()}
    facts |= {
        k: text.listing([text.month(m) for m in months]) for k, months in message.months.items()
    }
    facts |= {name: text(f"category.{one}") for name, one in message.categories.items()}
    facts |= {name: edition_name(text, edition) for name, edition in message.names.items()}
    return text(message.key, **facts)


def disagreement(text: Text, gaps: pd.DataFrame | None) -> str:
    """Return where residents' view of ASB and recorded ASB differ most.

    A place is named only where q < 0.05. Of places without a figure it is said that nothing is.
    """
    if gaps is None:
        return text("gap.too_few")
    above, below = _named_gaps(gaps)
    parts = []
    if above.empty and below.empty:
        compared = int(gaps.loc[gaps["kind"].notna(), "wards"].sum())
        parts.append(text("gap.none", areas=text.plural("count.ward", compared)))
    if not above.empty:
        parts.append(text("gap.above", **_share(text, above.iloc[0])))
    if not below.empty:
        parts.append(text("gap.below", **_share(text, below.iloc[0])))
    for status, key in ((HIDDEN, "gap.hidden"), (MISSING, "gap.wards_unanswered")):
        if number := int(gaps.loc[gaps["status"] == status, "wards"].sum()):
            wards = text.plural("count.ward", number)
            parts.append(text.plural(key, number, wards=wards))
    return " ".join(parts)


def gap_ranges(text: Text, gaps: pd.DataFrame | None) -> list[str]:
    """Return the likely range of each share that `disagreement` names, and how many were asked."""
    if gaps is None:
        return []
    firsts = [rows.iloc[0] for rows in _named_gaps(gaps) if not rows.empty]
    return [text("gap.range", **_share(text, row)) for row in firsts]


def _named_gaps(gaps: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the places with clearly more worry than police figures, and with less, by size."""
    named = gaps[gaps["may_be_named"]].sort_values("gap", key=lambda gap: -gap.abs())
    return named[named["kind"] == PERCEIVED_ABOVE], named[named["kind"] == RECORDED_ABOVE]


def age_of_data(text: Text, fresh: Freshness) -> str:
    """Return the latest published month and how long ago it ended."""
    age = text("fresh.just_now")
    if fresh.months_old:
        age = text.plural("fresh.months_ago", fresh.months_old)
    sentence = text("fresh.latest", month=text.month(fresh.latest_month), age=age)
    return sentence + (" " + text("fresh.late") if fresh.is_late else "")


def _one_change(text: Text, category: str, row: pd.Series) -> str:
    went_up = row["direction"] == UP
    if not row["now"] or not row["before"]:
        return text(
            "change.from_none" if went_up else "change.to_none",
            category=text(f"category.{category}"),
            before=text.number(row["before"]),
            now=text.number(row["now"]),
        )
    near, far = sorted(abs(row[limit] - 1) for limit in ("lower", "upper"))
    if math.isinf(far):
        return text(
            "change.rose_open",
            category=text(f"category.{category}"),
            least=text.percent(near),
            before=text.number(row["before"]),
            now=text.number(row["now"]),
        )
    return text(
        "change.rose" if went_up else "change.fell",
        category=text(f"category.{category}"),
        by=text.percent(abs(row["ratio"] - 1)),
        least=text.percent(near),
        most=text.percent(far),
        before=text.number(row["before"]),
        now=text.number(row["now"]),
    )


def short_change(text: Text, category: str, row: pd.Series) -> str:
    """Return a significant change in three words."""
    if not row["now"] or not row["before"]:
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


def _also_changed(text: Text, category: str, row: pd.Series, months: ComparedMonths) -> str:
    """Return a change in three words, with its months if they are others than those compared."""
    words, own = short_change(text, category, row), months.of(category)
    if own is None or own == months:
        return words
    return text("change.compared_in", basis=words, months=months_in_words(text, own.now))


def _share(text: Text, row: pd.Series) -> dict[str, str]:
    return {
        "place": text.name(row.to_dict()),
        "share": text.percent(row["share"]),
        "lower": text.percent(row["lower"]),
        "upper": text.percent(row["upper"]),
        "base": text.number(row["base"]),
    }
