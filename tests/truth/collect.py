"""What a page, a document or an export says: its sentences with their catalogue keys, and tables.

A sentence is recognised because every call of `Text` is noted while the page is made: the words,
the key and the facts that were filled in, as text. It counts as said if its words are on the page.
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from html import unescape
from typing import Any

import pandas as pd
import pytest

from components.text.catalogue import Text

NUMBER = re.compile(r"[+−-]?\d[\d,]*(?:\.\d+)?%?")
TAG = re.compile(r"<[^>]+>")
STYLES = re.compile(r"<(style|script|svg)\b.*?</\1>", re.DOTALL)
DATED = ("month", "short_month", "day", "month_of_year")


@dataclass(frozen=True)
class Said:
    """A sentence or a part of one: its key, the facts that were filled in, and its words."""

    key: str
    facts: Mapping[str, str]
    words: str

    def numbers(self, notes: "Notes") -> dict[str, str]:
        """Return the facts that hold a number of their own: no date, no name, no other sentence."""
        return {
            name: fact
            for name, fact in self.facts.items()
            if notes.own_numbers(fact) and fact != self.words
        }


@dataclass
class Notes:
    """All that `Text` worded for an area."""

    sentences: dict[str, list[Said]] = field(default_factory=dict)
    # The sentences that were worded since the last page.
    fresh: dict[str, list[Said]] = field(default_factory=dict)
    dates: dict[str, str] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)

    def note(self, key: str, facts: Mapping[str, object], words: str) -> None:
        said = Said(key, {name: str(fact) for name, fact in facts.items()}, words)
        for known in (self.sentences, self.fresh):
            every = known.setdefault(words, [])
            if said not in every:
                every.append(said)

    def taken(self) -> dict[str, list[Said]]:
        """Return the sentences that were worded since the last page, and begin the next one."""
        fresh, self.fresh = self.fresh, {}
        return fresh

    @cached_property
    def numbered(self) -> list[str]:
        """The plain words of every sentence with a number, the longest first."""
        every = {plain(words) for words in self.sentences if _has_digit(words)}
        return sorted(every, key=len, reverse=True)

    @cached_property
    def known_words(self) -> list[str]:
        """The dates and the names of places, the longest first."""
        return sorted({*self.dates, *self.names} - {""}, key=len, reverse=True)

    def nested(self, words: str) -> Said | None:
        return next(iter(self.sentences.get(words, [])), None)

    def months_in(self, words: str) -> list[str]:
        """Return the months and days that are named, in their order."""
        found: list[tuple[int, str]] = []
        left = words
        for date in sorted(self.dates, key=len, reverse=True):
            while date and (at := left.find(date)) >= 0:
                found.append((at, self.dates[date]))
                left = left[:at] + " " * len(date) + left[at + len(date) :]
        return [date for _, date in sorted(found)]

    def without_dates_and_names(self, words: str) -> str:
        for known in self.known_words:
            if known in words:
                words = words.replace(known, " ")
        return words

    def own_numbers(self, fact: str) -> list[str]:
        """Return the numbers of a fact that are in no date, no name and no other sentence."""
        if not _has_digit(fact) or fact in self.sentences:
            return []
        left = fact
        # Sentences first: some have a date or a name in them.
        for part in self.numbered:
            if len(part) > 3 and part in left:
                left = left.replace(part, " ")
        return NUMBER.findall(self.without_dates_and_names(left))


@contextmanager
def noting(notes: Notes) -> Iterator[Notes]:
    """Note all that `Text` words."""
    with pytest.MonkeyPatch.context() as patch:
        call, plural = Text.__call__, Text.plural

        def called(self: Text, key: str, **facts: object) -> str:
            words = call(self, key, **facts)
            notes.note(key, facts, words)
            return words

        def counted(self: Text, key: str, n: int, **facts: object) -> str:
            words = plural(self, key, n, **facts)
            notes.note(key, {"n": self.number(n), **facts}, words)
            return words

        patch.setattr(Text, "__call__", called)
        patch.setattr(Text, "plural", counted)
        for name in DATED:
            patch.setattr(Text, name, _dated(getattr(Text, name), notes))
        yield notes


def _dated(method: Any, notes: Notes) -> Any:
    def dated(self: Text, when: Any) -> str:
        words = str(method(self, when))
        notes.dates[words] = str(when)
        return words

    return dated


@dataclass(frozen=True, kw_only=True)
class Page:
    """What one page, document or export said."""

    name: str
    # The parts of the page's address: place, measure, category, level.
    view: Mapping[str, str]
    # Each block of text or HTML.
    blocks: tuple[str, ...]
    tables: tuple[pd.DataFrame, ...] = ()
    # The sentences that were worded while it was made.
    sentences: Mapping[str, list[Said]]
    # Whether the blocks have no white space, as the text of a PDF breaks its lines anywhere.
    squeezed: bool = False

    @property
    def words(self) -> str:
        return plain("\n".join(self.blocks))

    @cached_property
    def said(self) -> list[Said]:
        """Return every sentence that is on the page."""
        # A sentence may be capitalised where it is shown.
        words, write = self.words.casefold(), squeeze if self.squeezed else plain
        return [
            said
            for text, known in self.sentences.items()
            if text and write(text).casefold() in words
            for said in known
        ]

    def unworded(self, notes: Notes) -> list[tuple[str, str]]:
        """Return each number that is in no sentence, with the block in which it is."""
        found = []
        for block in self.blocks:
            left = plain(block)
            if not _has_digit(left):
                continue
            for words in notes.numbered:
                if words.casefold() in left.casefold():
                    left = re.sub(re.escape(words), " ", left, flags=re.IGNORECASE)
            left = notes.without_dates_and_names(left)
            found += [(number, block) for number in NUMBER.findall(left)]
        return found


def _has_digit(words: str) -> bool:
    return any(letter.isdigit() for letter in words)


def plain(words: str) -> str:
    """Return the words of HTML without its tags, and with single spaces."""
    words = unescape(TAG.sub(" ", STYLES.sub(" ", words)))
    return " ".join(words.replace("\u2060", "").split())


def squeeze(words: str) -> str:
    return "".join(words.split())


def on_page(app: Any, name: str, view: Mapping[str, str], notes: Notes) -> Page:
    """Return what an app under test shows, its alternative texts among it."""
    kinds = ("title", "header", "subheader", "markdown", "caption", "error", "warning", "info")
    blocks = [str(part.value) for kind in kinds for part in getattr(app, kind)]
    blocks += [str(part.proto.body) for part in app.get("html")]
    blocks += [str(part.label) for part in app.expander]
    blocks += [str(part.proto.alt) for part in app.get("plotly_chart")]
    blocks = [block for block in blocks if not block.startswith(("<style", "<script"))]
    tables = tuple(table.value for table in app.dataframe)
    return Page(name=name, view=view, blocks=tuple(blocks), tables=tables, sentences=notes.taken())


def number_in(words: str) -> float:
    """Return the first number in the words; a percentage as a share."""
    found = NUMBER.search(words)
    if found is None:
        raise ValueError(f"expected a number, but found {words!r}")
    number = found.group().replace(",", "").replace("−", "-").removeprefix("+")
    return float(number[:-1]) / 100 if number.endswith("%") else float(number)


def agrees(words: str, value: float) -> bool:
    """Return whether the first number in the words is the value, rounded as it is written."""
    found = NUMBER.search(words)
    if found is None or pd.isna(value):
        return False
    written = found.group()
    decimals = len(written.rstrip("%").partition(".")[2])
    half = 0.5 * 10.0**-decimals * (0.01 if written.endswith("%") else 1)
    return abs(number_in(words) - value) <= half * (1 + 1e-9) + 1e-9
