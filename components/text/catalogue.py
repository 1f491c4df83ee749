"""Words, numbers, months and dates in the viewer's language."""

import datetime as dt
import gettext
import io
from collections.abc import Mapping
from copy import copy
from decimal import Decimal
from pathlib import Path
from typing import Any

import babel.dates
import babel.numbers
from babel.messages.mofile import write_mo

from components.text.direction import closed
from components.text.welsh import after_and, before_numbers
from data.translations import LANGUAGES, LOCALE, read_catalogue

__all__ = ["CATALOGUES", "DASH", "LANGUAGES", "LOCALES", "MINUS", "Text"]
LOCALES = {"en": "en_GB", "cy": "cy_GB"}
MINUS = "\N{MINUS SIGN}"
# The sign for a missing value.
DASH = "–"
# The folders of the screen's own text and of the text that data/ words too.
CATALOGUES = (Path(__file__).parents[1] / "locale", LOCALE)


class Text:
    """The words and formats of one language. `text("key", name=value)` returns the sentence."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._locale = LOCALES[language]
        self._catalogue = _catalogue(language)
        self._own: Mapping[str, str] = {}
        # Facts that every sentence may use: the name of the area as it is inside a sentence.
        self._facts: Mapping[str, object] = {"the_area": self._catalogue.gettext("area.whole")}
        self._months: dict[str, str] = {}
        group = babel.numbers.get_group_symbol(self._locale)
        decimal = babel.numbers.get_decimal_symbol(self._locale)
        self._signs = str.maketrans({",": group, ".": decimal, "-": MINUS})

    def knows(self, key: str) -> bool:
        """Return whether the catalogue has an entry for the key."""
        return self._catalogue.gettext(key) != key

    def knowing(self, own: Mapping[str, str], *, area: str = "") -> "Text":
        """Return a copy that also has the entries of a release, which are returned unchanged.

        `area` is the name of the area as it is inside a sentence, such as "the Vale of Halwyn".
        """
        more = copy(self)
        more._own = {**self._own, **own}
        more._facts = {"the_area": area} if area else self._facts
        return more

    def __reduce__(self) -> "tuple[Any, ...]":
        """Return how another process makes the same texts: a compiled catalogue can't be sent."""
        return _same, (self.language, dict(self._own), dict(self._facts))

    def __call__(self, key: str, **facts: object) -> str:
        if key in self._own:
            return self._own[key]
        words = self._catalogue.gettext(key)
        return self._spoken(words.format_map({**self._facts, **_closed(facts)}))

    def plural(self, key: str, n: int, **facts: object) -> str:
        """Return the plural form of an entry for `n`.

        Its placeholder `{n}` is the formatted number.
        """
        form = self._catalogue.ngettext(key, key, n)
        return self._spoken(form.format_map({"n": self.number(n), **self._facts, **_closed(facts)}))

    def _spoken(self, words: str) -> str:
        """Return the words as they are spoken: in Welsh a number may change what is before it."""
        return before_numbers(words) if self.language == "cy" else words

    @property
    def the_area(self) -> str:
        """The name of the area for use inside a sentence; "the whole area" without a release."""
        return str(self._facts["the_area"])

    def number(self, value: float, digits: int = 0) -> str:
        """Return a number with the language's separators and exactly `digits` decimals."""
        return self._separated(f"{Decimal(str(value)):,.{digits}f}")

    def percent(self, share: float, digits: int = 0) -> str:
        """Return a share between 0 and 1 as a percentage."""
        return self._separated(f"{Decimal(str(share)):,.{digits}%}")

    def _separated(self, number: str) -> str:
        """Return a number with the language's separators.

        Babel, with the same result, takes 16 times as long: a second for the map of a country.
        """
        return number.translate(self._signs)

    def month(self, month: str) -> str:
        """Return "2026-09" as "September 2026" or "Medi 2026"."""
        # Remembered, because a page formats every month of the release once or twice.
        if month not in self._months:
            first = dt.date.fromisoformat(f"{month}-01")
            self._months[month] = babel.dates.format_date(first, "MMMM y", locale=self._locale)
        return self._months[month]

    def day(self, day: str) -> str:
        """Return "2026-11-20" as "20 November 2026" or "20 Tachwedd 2026"."""
        return babel.dates.format_date(dt.date.fromisoformat(day), "d MMMM y", locale=self._locale)

    def short_month(self, month: str) -> str:
        """Return "2026-09" as "Sep 26" or "Medi 26"."""
        first = dt.date.fromisoformat(f"{month}-01")
        return babel.dates.format_date(first, "MMM yy", locale=self._locale)

    def month_of_year(self, number: int) -> str:
        """Return 1 as "January" or "Ionawr"."""
        first = dt.date(2001, number, 1)
        return babel.dates.format_date(first, "LLLL", locale=self._locale)

    def weekday(self, number: int, *, short: bool = False) -> str:
        """Return 0 as "Monday" or "Dydd Llun", short as "Mon" or "Llun"."""
        # The first of January 2001 was a Monday.
        form = "ccc" if short else "cccc"
        day = babel.dates.format_date(dt.date(2001, 1, 1 + number), form, locale=self._locale)
        return day[:1].upper() + day[1:]

    def months(self, first: str, last: str) -> str:
        """Return a period as text; a single month if it has only one."""
        if first == last:
            return self.month(first)
        return self("period.range", first=self.month(first), last=self.month(last))

    def during(self, first: str, last: str) -> str:
        """Return a period for use inside a sentence: "from ... to ..." or "in ..."."""
        if first == last:
            return self("period.in", month=self.month(first))
        return self("period.from_to", first=self.month(first), last=self.month(last))

    def name(self, names: Mapping[Any, Any]) -> str:
        """Return the name in the viewer's language from a record with `name_en` and `name_cy`."""
        return str(names[f"name_{self.language}"])

    def listing(self, items: list[str]) -> str:
        """Return "a, b and c"; in Welsh "a, b a c" or "a, b ac e", with the mutation after "a"."""
        if len(items) < 2:
            return "".join(items)
        first, last = ", ".join(items[:-1]), items[-1]
        if self.language == "cy":
            return f"{first} {after_and(last)}"
        return self("list.last", first=first, last=last)


def _same(language: str, own: Mapping[str, str], facts: Mapping[str, object]) -> Text:
    text = Text(language)
    text._own, text._facts = own, facts
    return text


def _closed(facts: Mapping[str, object]) -> dict[str, object]:
    """Return facts whose marks of direction turn nothing of the sentence around them."""
    return {name: closed(one) if isinstance(one, str) else one for name, one in facts.items()}


def _catalogue(language: str) -> gettext.GNUTranslations:
    """Return the language's catalogues as one.

    They are compiled in memory, so that no compiled file can be outdated.
    """
    # Merged, because gettext would search a chain of catalogues hundreds of times a page.
    every, *others = (
        read_catalogue(path, language)
        for folder in CATALOGUES
        for path in sorted((folder / language).glob("*.po"))
    )
    for other in others:
        for message in other:
            if message.id:
                every[message.id] = message
    compiled = io.BytesIO()
    write_mo(compiled, every)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
