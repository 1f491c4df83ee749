"""Changes since the same months a year before, of a place or of a part of it that is named."""

from tests.truth.checks.case import Case, Difference, check, claim
from tests.truth.collect import Said
from tests.truth.formulas import DOWN, UNCLEAR, UP
from tests.truth.slow_path import SUMS, Selection

FOUND_AT = 0.05


@check("change.rose", "change.fell", "change.from_none", "change.to_none")
def one_change(case: Case, said: Said) -> list[Difference]:
    choice = case.categories[said.facts["category"]]

    def of(code: str, part: Selection) -> list[Difference]:
        found = case.slow.change(code, choice, part)
        wrong = [*case.differs(said, "now", found.now), *case.differs(said, "before", found.before)]
        if "by" in said.facts:
            near, far = sorted(abs(end - 1) for end in (found.lower, found.upper))
            wrong += case.differs(said, "by", abs(found.ratio - 1))
            wrong += case.differs(said, "least", near)
            wrong += case.differs(said, "most", far)
        up = said.key in ("change.rose", "change.from_none")
        if found.direction != (UP if up else DOWN):
            wrong.append(Difference(what="direction", said=said.key, found=found.direction))
        return wrong

    return case.any_selection(said, case.period, of)


@check("change.place_unclear")
def unclear(case: Case, said: Said) -> list[Difference]:
    def of(code: str, part: Selection) -> list[Difference]:
        found = case.slow.change(code, case.category, part)
        wrong = [*case.differs(said, "now", found.now), *case.differs(said, "before", found.before)]
        if found.direction != UNCLEAR:
            wrong.append(Difference(what="direction", said=said.key, found=found.direction))
        return wrong

    return case.any_selection(said, case.period, of)


@check("change.none", "mine.changed_none")
def none_changed(case: Case, said: Said) -> list[Difference]:
    def of(code: str, part: Selection) -> list[Difference]:
        table = case.slow.changes(code, part)
        clear = table[(table["q"] < FOUND_AT) & (table["direction"] != UNCLEAR)]
        return [
            Difference(what=str(one), said="no clear change", found=str(row["direction"]))
            for one, row in clear.iterrows()
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
        if row["direction"] != direction or not (choice in SUMS or row["q"] < FOUND_AT):
            wrong.append(Difference(what=choice, said=direction, found=str(row["direction"])))
        return wrong

    parts = [(c, part) for c in case.places for part in case.slow.selections(c, case.year)]
    return min((of(code, part) for code, part in parts), key=len)


@check("mine.changed")
def mine_changed(case: Case, said: Said) -> list[Difference]:
    return case.any_selection(said, case.year, lambda code, part: [])
