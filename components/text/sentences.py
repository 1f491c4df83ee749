"""Sentences written from figures by rule: counts, comparisons, sources and the age of the data.

No sentence states a difference that chance alone may explain.
"""

import datetime as dt
import re
from collections.abc import Callable, Sequence
from typing import Any

import pandas as pd

from components.text.catalogue import Text
from components.text.compared_months import months_in_words
from components.text.index_names import edition_name
from data.provenance.freshness import Freshness, attribution_line
from data.release.manifest import Manifest
from data.schema import ASB, CATEGORIES
from geo.categories import ALL_CRIME, GROUPS, is_own, members
from geo.measures.model import Said
from geo.stats.suppression import HIDDEN

SENTENCE_START = re.compile(r"(?:^|(?<=[.] ))[^\W\d_]")
# The numbers of areas that are written as "none" rather than as 0.
NONE_OF = ("up", "down", "higher", "lower", "unclear")


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


def age_of_data(text: Text, fresh: Freshness) -> str:
    """Return the latest published month, how long ago it ended, and whether other forces go on."""
    return " ".join(age_in_sentences(text, fresh))


def age_in_sentences(text: Text, fresh: Freshness) -> list[str]:
    """Return the same, each sentence by itself; the first has the month and its age."""
    age = text("fresh.just_now")
    if fresh.months_old:
        age = text.plural("fresh.months_ago", fresh.months_old)
    sentences = [text("fresh.latest", month=text.month(fresh.latest_month), age=age)]
    if fresh.others_month:
        sentences.append(text("fresh.own_force_stops", month=text.month(fresh.others_month)))
    elif fresh.is_late:
        sentences.append(text("fresh.late"))
    return sentences


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
