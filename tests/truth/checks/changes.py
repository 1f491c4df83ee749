"""Changes since the same months a year before, of a place or of a part of it that is named."""

import pandas as pd

from tests.truth.checks.case import Case, Difference, check, claim
from tests.truth.checks.survey import waves
from tests.truth.collect import Said
from tests.truth.formulas import DOWN, FEW, UNCLEAR, UP
from tests.truth.slow_path import CATEGORIES, WHOLE, Selection, later, span

ROSE = ("change.rose", "change.rose_open", "change.from_none")


@check("change.rose", "change.rose_open", "change.fell", "change.from_none", "change.to_none")
def one_change(case: Case, said: Said) -> list[Difference]:
    choice = case.categories[said.facts["category"]]

    def of(code: str, part: Selection) -> list[Difference]:
        found = case.slow.changes(code, part).loc[choice]
        wrong = [
            *case.differs(said, "now", found["now"]),
            *case.differs(said, "before", found["before"]),
        ]
        near, far = sorted(abs(found[end] - 1) for end in ("lower", "upper"))
        numbers = {"by": abs(found["ratio"] - 1), "least": near, "most": far}
        for name in numbers.keys() & said.facts.keys():
            wrong += case.differs(said, name, numbers[name])
        direction = UP if said.key in ROSE else DOWN
        if found["direction"] != direction:
            wrong.append(Difference(what="direction", said=said.key, found=found["direction"]))
        return wrong

    return case.any_selection(said, case.period, of, choice)


@check("change.rose_to", "change.fell_to", "change.unclear_to", "change.few_to")
def to_a_month(case: Case, said: Said) -> list[Difference]:
    """What the front page says of the whole area and the category of the view."""
    wanted = {"rose": UP, "fell": DOWN, "unclear": UNCLEAR, "few": FEW}
    way = wanted[said.key.removeprefix("change.").removesuffix("_to")]
    choice = case.categories[said.facts["category"]]

    def of(code: str, part: Selection) -> list[Difference]:
        found = case.slow.changes(code, part).loc[choice]
        wrong = list(case.differs(said, "by", abs(found["ratio"] - 1))) if way in (UP, DOWN) else []
        if found["direction"] != way:
            wrong.append(Difference(what="direction", said=said.key, found=found["direction"]))
        return wrong

    return case.any_selection(said, case.year, of, choice)


@check("change.place_unclear", "change.place_few")
def unclear(case: Case, said: Said) -> list[Difference]:
    wanted = FEW if said.key == "change.place_few" else UNCLEAR

    def of(code: str, part: Selection) -> list[Difference]:
        found = case.slow.changes(code, part).loc[case.category]
        wrong = [
            *case.differs(said, "now", found["now"]),
            *case.differs(said, "before", found["before"]),
        ]
        if found["direction"] != wanted:
            wrong.append(Difference(what="direction", said=said.key, found=found["direction"]))
        return wrong

    return case.any_selection(said, case.period, of, case.category)


def clear(table: pd.DataFrame) -> pd.DataFrame:
    """Return the single categories that clearly changed."""
    single = table.index.isin(list(CATEGORIES.values()))
    return table[single & table["direction"].isin([UP, DOWN])]


@check("change.none", "mine.changed_none")
def none_changed(case: Case, said: Said) -> list[Difference]:
    def of(code: str, part: Selection) -> list[Difference]:
        return [
            Difference(what=str(one), said="no clear change", found=str(row["direction"]))
            for one, row in clear(case.slow.changes(code, part)).iterrows()
        ]

    return case.any_selection(said, case.year, of)


@check("change.no_year_before")
def no_year(case: Case, said: Said) -> list[Difference]:
    def of(code: str) -> list[Difference]:
        parts = case.slow.selections(code, case.period)
        # A sum over less than half of the area may be left unmade.
        large = [one for one in parts if case.slow.share(code, one.authorities) >= 0.5]
        return claim("months", said.words, ", ".join(large[0].months) if large else "")

    return case.any_place(said, of)


@check("change.across_break")
def across_break(case: Case, said: Said) -> list[Difference]:
    def of(code: str) -> list[Difference]:
        parts = case.slow.selections(code, case.period)
        own = [case.slow.of_choice(part, case.category).months for part in parts]
        return claim("months", said.words, ", ".join(max(own, key=len, default=())))

    return case.any_place(said, of)


@check("change.short_rose", "change.short_fell", "change.short_numbers")
def short(case: Case, said: Said) -> list[Difference]:
    choice = case.categories[said.facts["category"]]

    def of(code: str, part: Selection) -> list[Difference]:
        row = case.slow.changes(code, part).loc[choice]
        if said.key == "change.short_numbers":
            return [
                *case.differs(said, "now", row["now"]),
                *case.differs(said, "before", row["before"]),
            ]
        wrong = list(case.differs(said, "by", abs(row["ratio"] - 1)))
        direction = UP if said.key == "change.short_rose" else DOWN
        if row["direction"] != direction:
            wrong.append(Difference(what=choice, said=direction, found=str(row["direction"])))
        return wrong

    parts = [(c, part) for c in case.places for part in case.slow.selections(c, case.year)]
    return min((of(code, part) for code, part in parts), key=len)


@check("mine.changed", "home.changed_basis")
def mine_changed(case: Case, said: Said) -> list[Difference]:
    return case.any_selection(said, case.year, lambda code, part: [])


@check("home.changed_apart")
def changed_apart(case: Case, said: Said) -> list[Difference]:
    """The months of a category that is not recorded alike in all of them."""
    titled = {case.text(f"category_title.{one}"): one for one in case.categories.values()}
    choice = titled[said.facts["category"]]
    return case.any_selection(said, case.year, lambda code, part: [], choice)


@check("visible.change", "visible.change_more", "visible.change_none")
def visible_change(case: Case, said: Said) -> list[Difference]:
    """The fall and the rise that could have been seen, of some place and category of the page."""
    titled = {case.text(f"category_title.{one}"): one for one in case.categories.values()}
    choice = titled.get(said.facts["what"], case.category)

    def of(code: str, part: Selection) -> list[Difference]:
        row = case.slow.changes(code, part).loc[choice]
        wrong = []
        if "more" in said.facts:
            wrong += case.differs(said, "more", row["visible_rise"] - 1)
        elif not pd.isna(row["visible_rise"]):
            wrong.append(Difference(what="rise", said="none", found=f"{row['visible_rise']:.3g}"))
        if "less" in said.facts:
            wrong += case.differs(said, "less", 1 - row["visible_fall"])
        elif not pd.isna(row["visible_fall"]):
            found = f"{row['visible_fall']:.3g}"
            wrong.append(Difference(what="fall", said="none", found=found))
        if row["direction"] != UNCLEAR:
            wrong.append(Difference(what="direction", said=said.key, found=row["direction"]))
        return wrong

    years = {
        case.text("visible.before_survey", wave=case.text.month(wave)): span(later(wave, -11), wave)
        for wave in waves(case)
    }
    before = years.get(said.facts["what"])
    places = [WHOLE] if before else case.places
    parts = [
        (code, part)
        for months in ([before] if before else [case.period, case.year])
        for code in places
        for part in case.slow.selections(code, months)
    ]
    return min((of(code, part) for code, part in parts), key=len)


@check("change.left_out")
def left_out(case: Case, said: Said) -> list[Difference]:
    """The months of the year that a whole place lacks in either year, or has recorded otherwise."""
    named = {int(month) for month in case.notes.months_in(said.facts["months"])}
    found: list[list[Difference]] = []
    for months in (case.period, case.year):
        for place in case.places:
            whole = set(case.slow.authorities_of(place))
            parts = [p for p in case.slow.selections(place, months) if set(p.authorities) == whole]
            for own in (one for p in parts for one in (p, case.slow.of_choice(p, case.category))):
                left = {int(month[5:]) for month in set(months) - set(own.months)}
                wrong = list(case.differs(said, "n", len(left)))
                if named != left:
                    what = ", ".join(map(str, sorted(left)))
                    wrong.append(Difference(what="months", said=said.words, found=what))
                found.append(wrong)
    nothing = [Difference(what="months", said=said.words, found="none that both years have")]
    return min(found, key=len, default=nothing)
