"""An area beside those most like it: in how many it is clear, the middle one, its rank."""

from collections.abc import Callable, Iterator, Sequence

import pandas as pd

from tests.truth.alike import Alike, Compared, spine
from tests.truth.checks.case import Case, Difference, check
from tests.truth.checks.tables import rows_of
from tests.truth.collect import NUMBER, Said, agrees
from tests.truth.formulas import ALIKE, FEW, HIGHER, LOWER
from tests.truth.side_by_side import AUTHORITY, SideBySide
from tests.truth.slow_path import CATEGORIES, LSOA, SlowPath

Of = Callable[[Compared], list[Difference]]


def of_level(slow: SlowPath, level: str) -> Alike:
    """Return the comparisons of a level, the same object for an area each time."""
    key = ("alike", level)
    if key not in slow.remembered:
        slow.remembered[key] = Alike(slow=slow, level=level)
    found: Alike = slow.remembered[key]
    return found


def subjects(case: Case) -> list[tuple[str, str]]:
    """Return the level and code of what a page may be comparing."""
    place, slow = case.page.view.get("place", ""), case.slow
    if place in slow.lsoas.index:
        return [(LSOA, place)]
    if not isinstance(slow, SideBySide):
        return []
    codes = slow.authorities_of(place) if place else slow.areas(AUTHORITY)
    return [(AUTHORITY, code) for code in codes]


def best(case: Case, said: Said, of: Of, *, named: str = "") -> list[Difference]:
    """Return the differences for the area and category of the page that has the fewest."""
    titles = {case.text(f"category_title.{one}"): one for one in case.categories.values()}
    choices = [one for title, one in titles.items() if named and title in said.facts[named]]
    found = [
        of(compared)
        for level, code in subjects(case)
        if level == LSOA or not named or case.slow.name(code) in said.facts[named]
        for months in ([case.year] if case.period == case.year else [case.period, case.year])
        for choice in (choices or [case.category])
        for compared in [of_level(case.slow, level).compared(code, choice, months)]
        if compared is not None
    ]
    nothing = [Difference(what="comparison", said=said.words, found="none")]
    return min(found, key=len, default=nothing)


@check("alike.lower", "alike.higher", "alike.both", "alike.unclear", "alike.few")
def in_how_many(case: Case, said: Said) -> list[Difference]:
    def of(true: Compared) -> list[Difference]:
        wrong = list(case.differs(said, "areas", len(true.usable)))
        for name, verdict in (("lower", LOWER), ("higher", HIGHER)):
            wrong += case.differs(said, name, true.number(verdict))
        clear = {name for name, v in (("lower", LOWER), ("higher", HIGHER)) if true.number(v)}
        key = "both" if len(clear) > 1 else next(iter(clear), "unclear")
        if true.number(FEW) == len(true.usable):
            key = "few"
        if said.key != f"alike.{key}":
            wrong.append(Difference(what="sentence", said=said.key, found=key))
        return wrong

    return best(case, said, of, named="what")


@check("alike.median")
def middle_one(case: Case, said: Said) -> list[Difference]:
    def of(true: Compared) -> list[Difference]:
        ends = ("ratio", "lower", "upper")
        return [one for name in ends for one in case.differs(said, name, true.median[name])]

    return best(case, said, of)


@check("alike.rank", "alike.rank_one")
def rank(case: Case, said: Said) -> list[Difference]:
    return best(case, said, lambda true: list(_rank(case, said, true)))


def _rank(case: Case, said: Said, true: Compared) -> Iterator[Difference]:
    yield from case.differs(said, "of", len(true.usable) + 1)
    for end in ("rank", "first", "last"):
        if found := true.wrong_rank(end, float(said.facts[end])):
            yield Difference(what=end, said=said.facts[end], found=found)


@check("alike.chosen", "alike.distance")
def chosen(case: Case, said: Said) -> list[Difference]:
    def of(true: Compared) -> list[Difference]:
        among = len(true.of.variables) - 1
        wrong = [*case.differs(said, "n", len(true.distances)), *case.differs(said, "among", among)]
        every = ("income", "young", "density", "towns", "households")
        for name in every:
            words = case.text(f"alike_variable.{name}")
            if (words in said.facts["variables"]) != (name in true.of.variables):
                wrong.append(Difference(what=name, said=said.words, found=str(among)))
        return wrong

    return best(case, said, of)


@check("visible.of_alike", "visible.of_alike_more", "visible.of_alike_none")
def seen(case: Case, said: Said) -> list[Difference]:
    def of(true: Compared) -> list[Difference]:
        found = {
            "less": 1 - true.median.get("visible_lower", float("nan")),
            "more": true.median.get("visible_higher", float("nan")) - 1,
        }
        wrong = []
        for name, value in found.items():
            if name in said.facts:
                wrong += case.differs(said, name, value)
            elif not pd.isna(value):
                wrong.append(Difference(what=name, said="none", found=f"{value:.3g}"))
        if true.median["verdict"] != ALIKE:
            wrong.append(Difference(what="verdict", said=said.key, found=true.median["verdict"]))
        return wrong

    return best(case, said, of)


@check("alike.spine_higher", "alike.spine_lower", "alike.spine_none")
def categories(case: Case, said: Said) -> list[Difference]:
    ((level, code), *_) = subjects(case)
    rows = spine(of_level(case.slow, level), code, case.period)
    wrong = []
    for fact, verdict in (("higher", HIGHER), ("lower", LOWER)):
        words = said.facts.get(fact, "")
        for one in CATEGORIES.values():
            title = case.text(f"category_title.{one}")
            there = one in rows and rows[one]["verdict"] == verdict
            is_said = title.casefold() in words.casefold()
            if is_said != there and (is_said or fact in said.facts or said.key.endswith("none")):
                wrong.append(Difference(what=one, said=said.words, found=verdict))
    return wrong


def spoken(case: Case) -> list[str]:
    """Return the rows of the table of categories as the words of its chart say them."""
    head = f">{case.text('alike.col_times')}<"
    blocks = [block for block in case.page.blocks if head in block]
    rows = [row for block in blocks for row in rows_of(block)[1:]]
    words = " ".join("; ".join(row[:4]) + "." for row in rows)
    return [words] if words else []


def each_area(case: Case, rows: Sequence[Sequence[str]]) -> Iterator[Difference]:
    """Compare the table of the areas: distance, ratio of the rates and verdict, nearest first."""
    ((level, code), *_) = subjects(case)
    true = of_level(case.slow, level).compared(code, case.category, case.period)
    if true is None or len(rows) != len(true.distances):
        yield Difference(what="areas", said=f"{len(rows)}", found="no such group")
        return
    for (name, far, ratio, verdict), (area, distance) in zip(
        rows, true.distances.items(), strict=True
    ):
        own = case.slow.name(str(area))
        if name != own or not agrees(far, distance):
            yield Difference(what="distance", said=f"{name} {far}", found=f"{own} {distance:.4g}")
        if area not in true.usable:
            continue
        found = true.each.loc[area]
        if NUMBER.search(ratio) and not agrees(ratio, found["ratio"]):
            yield Difference(what=f"{name}, ratio", said=ratio, found=f"{found['ratio']:.4g}")
        if found["verdict"] and verdict != case.text(f"verdict.{found['verdict']}"):
            yield Difference(what=f"{name}, verdict", said=verdict, found=found["verdict"])


def each_category(case: Case, rows: Sequence[Sequence[str]]) -> Iterator[Difference]:
    """Compare the table of categories: ratio to the middle one, range, verdict, rank, others."""
    ((level, code), *_) = subjects(case)
    found = spine(of_level(case.slow, level), code, case.period)
    for title, ratio, ends, verdict, rank_cell, others in rows:
        true = found.get(case.categories[title])
        if true is None or pd.isna(true["ratio"]):
            if NUMBER.search(ratio):
                yield Difference(what=title, said=ratio, found="no ratio")
            continue
        cells = [ratio, *NUMBER.findall(ends), *NUMBER.findall(others)]
        wanted = [true[name] for name in ("ratio", "lower", "upper", "low", "high")]
        if len(cells) != len(wanted) or not all(map(agrees, cells, wanted)):
            yield Difference(what=title, said=" ".join(cells), found=str(wanted))
        if true["verdict"] and verdict != case.text(f"verdict.{true['verdict']}"):
            yield Difference(what=f"{title}, verdict", said=verdict, found=true["verdict"])
        numbers = [float(number) for number in NUMBER.findall(rank_cell)]
        of: Compared = true["of"]
        for end, number in zip(("rank", "of", "first", "last"), numbers, strict=True):
            wrong = of.wrong_rank(end, number) if end != "of" else ""
            if wrong or (end == "of" and number != len(of.usable) + 1):
                yield Difference(what=f"{title}, {end}", said=rank_cell, found=wrong)
