"""Everything on screen, in the viewer's language: words, numbers, months, dates."""

import datetime as dt
import gettext
import io
from collections.abc import Mapping
from copy import copy
from pathlib import Path
from typing import Any

import babel.dates
import babel.numbers
from babel.messages.mofile import write_mo

from data.translations import LANGUAGES, LOCALE, read_catalogue

__all__ = ["CATALOGUES", "DASH", "LANGUAGES", "LOCALES", "MINUS", "Text"]
LOCALES = {"en": "en_GB", "cy": "cy_GB"}
MINUS = "\N{MINUS SIGN}"
DASH = "–"
"""Where there is nothing to be said."""
# CATALOGUES: the folders of the screen's own words and of those that data/ words.
CATALOGUES = (Path(__file__).parents[1] / "locale", LOCALE)


class Text:
    """One language's words and formats. `text("key", name=value)` gives the sentence."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._locale = LOCALES[language]
        self._catalogue = _catalogue(language)
        self._own: Mapping[str, str] = {}
        self._months: dict[str, str] = {}

    def knows(self, key: str) -> bool:
        """Whether the catalogue has a word for it."""
        return self._catalogue.gettext(key) != key

    def knowing(self, own: Mapping[str, str]) -> "Text":
        """The same language with words of a release's own, said just as they were brought."""
        more = copy(self)
        more._own = {**self._own, **own}
        return more

    def __call__(self, key: str, **facts: object) -> str:
        if key in self._own:
            return self._own[key]
        return self._catalogue.gettext(key).format_map(facts)

    def plural(self, key: str, n: int, **facts: object) -> str:
        """The form that the language has for this number; `{n}` is the number, written out."""
        form = self._catalogue.ngettext(key, key, n)
        return form.format_map({"n": self.number(n), **facts})

    def number(self, value: float, digits: int = 0) -> str:
        """With the language's separators, and always so many decimals."""
        pattern = "#,##0" + ("." + "0" * digits if digits else "")
        return _signed(babel.numbers.format_decimal(value, format=pattern, locale=self._locale))

    def percent(self, share: float, digits: int = 0) -> str:
        """A share of one as a percentage."""
        pattern = "#,##0" + ("." + "0" * digits if digits else "") + "%"
        return _signed(babel.numbers.format_percent(share, format=pattern, locale=self._locale))

    def month(self, month: str) -> str:
        """ "2026-09" as "September 2026" or "Medi 2026"."""
        # A page has a list or two of all the months that there are.
        if month not in self._months:
            first = dt.date.fromisoformat(f"{month}-01")
            said = babel.dates.format_date(first, "MMMM y", locale=self._locale)
            self._months[month] = said
        return self._months[month]

    def day(self, day: str) -> str:
        """ "2026-11-20" as "20 November 2026" or "20 Tachwedd 2026"."""
        return babel.dates.format_date(dt.date.fromisoformat(day), "d MMMM y", locale=self._locale)

    def short_month(self, month: str) -> str:
        """ "Sep 26" or "Medi 26", where there is no room for more."""
        first = dt.date.fromisoformat(f"{month}-01")
        return babel.dates.format_date(first, "MMM yy", locale=self._locale)

    def month_of_year(self, number: int) -> str:
        """1 as "January" or "Ionawr"."""
        first = dt.date(2001, number, 1)
        return babel.dates.format_date(first, "LLLL", locale=self._locale)

    def months(self, first: str, last: str) -> str:
        """A period, as short as it can be said."""
        if first == last:
            return self.month(first)
        return self("period.range", first=self.month(first), last=self.month(last))

    def during(self, first: str, last: str) -> str:
        """The same inside a sentence: "from ... to ..." or "in ..."."""
        if first == last:
            return self("period.in", month=self.month(first))
        return self("period.from_to", first=self.month(first), last=self.month(last))

    def name(self, names: Mapping[Any, Any]) -> str:
        """The name in the viewer's language, of anything that has two."""
        return str(names[f"name_{self.language}"])

    def listing(self, items: list[str]) -> str:
        """ "a, b and c"."""
        if len(items) < 2:
            return "".join(items)
        return self("list.last", first=", ".join(items[:-1]), last=items[-1])


def _signed(number: str) -> str:
    """With a minus sign, as long as the plus, in place of the hyphen of a keyboard."""
    return number.replace("-", MINUS)


def _catalogue(language: str) -> gettext.GNUTranslations:
    """The language's catalogues as one, compiled in memory so that no built file can be stale."""
    # One after the other would be asked in turn, hundreds of times a page.
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
