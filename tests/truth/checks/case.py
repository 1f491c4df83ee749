"""A sentence on a page of an area, and the tools to recompute what it says."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from components.text.catalogue import Text
from tests.truth.collect import NUMBER, Notes, Page, Said, agrees
from tests.truth.slow_path import CATEGORIES, SUMS, WHOLE, Selection, SlowPath, later, span

DEFAULT_CATEGORY = "anti-social-behaviour"
PER_RESIDENT = ("rate", "smoothed", "compared")
WELSH = {"Newport": "Casnewydd", "Wales": "Cymru"}


@dataclass(frozen=True, kw_only=True)
class Difference:
    """A number or a claim of a sentence that isn't true."""

    what: str
    said: str
    found: str


@dataclass(frozen=True, kw_only=True)
class Case:
    """One page of an area."""

    slow: SlowPath
    notes: Notes
    page: Page
    text: Text

    @cached_property
    def codes(self) -> dict[str, str]:
        """The code of each place by its name; the whole area has none."""
        slow = self.slow
        names = {str(row["name"]): str(code) for code, row in slow.lsoas.iterrows()}
        names |= {str(row["name"]): str(code) for code, row in slow.wards.iterrows()}
        return names | dict.fromkeys(self.whole_names, WHOLE)

    @property
    def whole_names(self) -> list[str]:
        """The names of the whole area in both languages."""
        area = self.slow.area
        name = area.asked or area.authorities[0].name
        return [name, WELSH.get(name, name)]

    @cached_property
    def categories(self) -> dict[str, str]:
        """The category by its words, as they are in a sentence and as a title."""
        every = [*CATEGORIES.values(), *SUMS]
        families = ("category", "category_title")
        return {self.text(f"{family}.{one}"): one for family in families for one in every}

    @cached_property
    def year(self) -> list[str]:
        """The latest year: the twelve months up to the last that some force published."""
        months = self.slow.months
        return span(max(later(months[-1], -11), months[0]), months[-1])

    @property
    def period(self) -> list[str]:
        asked = self.page.view.get("period", "")
        return span(*asked.split("_")) if asked else self.year

    @property
    def places(self) -> list[str]:
        """The places that the page is about; the whole area is one of them."""
        named = [self.page.view.get("place", ""), *self.page.view.get("pins", "").split(".")]
        return list(dict.fromkeys([*(place for place in named if place), WHOLE]))

    @property
    def category(self) -> str:
        return self.page.view.get("category", DEFAULT_CATEGORY)

    @property
    def measure(self) -> str:
        """The measure of the page: where no residents are known, counts in place of rates."""
        asked = self.page.view.get("measure", "rate")
        return "count" if asked in PER_RESIDENT and not self.slow.area.residents else asked

    @property
    def level(self) -> str:
        return self.page.view.get("level", "ward")

    def place(self, said: Said, name: str = "place") -> str | None:
        """Return the code of the place that a fact names, by itself or among other words."""
        words = said.facts[name]
        if words in self.codes:
            return self.codes[words]
        named = [known for known in self.codes if known in words]
        return self.codes[max(named, key=len)] if named else None

    def months(self, words: str) -> list[str]:
        """Return the months from the first to the last that are named; none if none is."""
        named = [month for month in self.notes.months_in(words) if len(month) == 7]
        return span(named[0], named[-1]) if named else []

    def named_months(self, words: str) -> list[str]:
        """Return every month that is named, and those between the two ends of a run."""
        found: set[str] = set()
        for run in sorted(self.notes.sentences, key=len, reverse=True):
            if run in words and any(one.key == "period.range" for one in self.notes.sentences[run]):
                found.update(span(*self.notes.months_in(run)))
                words = words.replace(run, " ")
        return sorted({*found, *(one for one in self.notes.months_in(words) if len(one) == 7)})

    def differs(self, said: Said, name: str, value: float) -> Iterator[Difference]:
        """Yield a difference if a fact isn't the value, rounded as the fact is."""
        if not agrees(said.facts[name], value):
            found = "no figure" if pd.isna(value) else f"{value:.6g}"
            yield Difference(what=name, said=said.facts[name], found=found)

    def any_place(self, said: Said, of: "Callable[[str], list[Difference]]") -> list[Difference]:
        """Return the differences for the place of the page that has the fewest."""
        return min((of(place) for place in self.places), key=len)

    def any_selection(
        self,
        said: Said,
        months: list[str],
        of: "Callable[[str, Selection], list[Difference]]",
        choice: str = "",
    ) -> list[Difference]:
        """Return the differences for the part of a place of the page that has the fewest.

        A sentence may go over a part of its place, if it says so beside the months compared, or
        if the page says which months they are in another sentence. One on a choice goes over the
        months in which that is recorded alike.
        """
        found = [
            of(place, part)
            + (
                self._basis(said.facts["compared"], place, own, months)
                if "compared" in said.facts
                else []
            )
            for place in self.places
            for part in self.slow.selections(place, months)
            for own in [self.slow.of_choice(part, choice) if choice else part]
            if own.months
        ]
        nothing = [Difference(what="months", said=said.words, found="none that both years have")]
        return min(found, key=len) if found else nothing

    def _basis(
        self, words: str, place: str, part: Selection, months: list[str]
    ) -> list[Difference]:
        """What was compared: how many months, which if not all, and how much of the place."""
        slow, wrong = self.slow, []
        if not agrees(words, len(part.months)):
            wrong.append(Difference(what="compared", said=words, found=f"{len(part.months)}"))
        named = [month for month in self.notes.months_in(words) if len(month) == 7]
        ends = {part.months[0], part.months[-1]}
        if len(part.months) < len(months) and not ends <= set(named) <= set(part.months):
            wrong.append(Difference(what="months", said=words, found=", ".join(part.months)))
        if set(part.authorities) != set(slow.authorities_of(place)):
            share = slow.share(place, part.authorities)
            said = [number for number in NUMBER.findall(words) if number.endswith("%")]
            if not any(agrees(number, share) for number in said):
                wrong.append(Difference(what="share", said=words, found=f"{share:.1%} of it"))
        return wrong


Check = Callable[[Case, Said], list[Difference]]
CHECKS: dict[str, Check] = {}


def check(*keys: str) -> Callable[[Check], Check]:
    """Enter a function as the one that recomputes the sentences with these keys."""

    def enter(function: Check) -> Check:
        for key in keys:
            assert key not in CHECKS, f"{key} has two functions"
            CHECKS[key] = function
        return function

    return enter


def claim(what: str, said: str, found: str) -> list[Difference]:
    """Return a difference if something was found that contradicts a claim."""
    return [Difference(what=what, said=said, found=found)] if found else []
