"""What came of a ward's crimes, counted in the files of the police."""

from collections import Counter
from collections.abc import Iterator, Sequence

import pandas as pd

from tests.truth.checks.case import Case, Difference, check
from tests.truth.collect import NUMBER, Said, agrees, number_in
from tests.truth.formulas import wilson
from tests.truth.slow_path import CRIMES, FEWEST_FOR_A_SHARE, SlowPath, members

NOBODY = "Investigation complete; no suspect identified"
CHARGED = ("Awaiting court outcome", "Court result unavailable", "Suspect charged")
OPEN = "Under investigation"
UNKNOWN = "Status update unavailable"
KINDS = {"nobody": (NOBODY,), "charged": CHARGED, "open": (OPEN,)}


def of_place(case: Case) -> tuple[str, list[str]]:
    """Return the ward of the page's place, and the months of the latest year that it has."""
    place = case.places[0]
    ward = str(case.slow.lsoas_of(place)["ward"].iloc[0])
    return ward, [month for month in case.year if case.slow.have(place, month)]


def rows_with_outcome(slow: SlowPath) -> pd.DataFrame:
    """Return the rows with an outcome, of months that their own force published whole.

    Each has the `force` of its authority, and `silent`: whether that force's crimes of the month
    are enough for a share and none of them is decided. They are read once for the area.
    """
    if rows_with_outcome not in slow.remembered:
        own = {one.code: one.force for one in slow.area.authorities}
        rows = slow.used[slow.used["outcome"] != ""]
        rows = rows.assign(force=rows["authority"].map(own))
        crimes = rows[rows["category"].isin(CRIMES)]
        undecided = (
            crimes["outcome"].isin([OPEN, UNKNOWN]).groupby([crimes["force"], crimes["month"]])
        )
        found = undecided.agg(["all", "size"])
        found = found[found["all"] & (found["size"] >= FEWEST_FOR_A_SHARE)]
        months = pd.MultiIndex.from_frame(rows[["force", "month"]])
        slow.remembered[rows_with_outcome] = rows.assign(silent=months.isin(found.index))
    table: pd.DataFrame = slow.remembered[rows_with_outcome]
    return table


def outcomes(case: Case, ward: str, choice: str, months: Sequence[str]) -> Counter[str]:
    """Return the crimes of a ward, or of the whole area, by outcome; none of silent months."""
    rows = rows_with_outcome(case.slow)
    chosen = rows["category"].isin(members(choice)) & rows["month"].isin(months)
    chosen &= ~rows["silent"] & (rows["outcome"] != UNKNOWN)
    if ward:
        chosen &= rows["ward"] == ward
    return Counter(rows.loc[chosen, "outcome"])


def shares(case: Case, ward: str, choice: str, months: Sequence[str]) -> dict[str, list[float]]:
    """Return by kind the share and its limits."""
    found = outcomes(case, ward, choice, months)
    base = sum(found.values())
    parts = {name: sum(found[word] for word in words) for name, words in KINDS.items()}
    return {name: [part / base, *wilson(part, base)] for name, part in parts.items()}


@check("outcomes.here")
def here(case: Case, said: Said) -> list[Difference]:
    ward, months = of_place(case)
    base = sum(outcomes(case, ward, "all-crime", months).values())
    wrong = list(case.differs(said, "n", base))
    for name, values in shares(case, ward, "all-crime", months).items():
        wrong += _three(name, said.facts[name], values)
    return wrong


@check("outcomes.whole")
def whole(case: Case, said: Said) -> list[Difference]:
    _, months = of_place(case)
    found = shares(case, "", "all-crime", months)
    return [one for name, (share, *_) in found.items() for one in case.differs(said, name, share)]


@check("outcomes.since")
def since(case: Case, said: Said) -> list[Difference]:
    """How long ago the crimes with an outcome were recorded: the mean to the last month of all."""
    ward, months = of_place(case)
    last = case.slow.months
    ages: list[int] = []
    for month in months:
        number = sum(outcomes(case, ward, "all-crime", [month]).values())
        ages += [len(last) - 1 - last.index(month)] * number
    return list(case.differs(said, "n", round(sum(ages) / len(ages))))


@check("outcomes.unknown")
def unknown(case: Case, said: Said) -> list[Difference]:
    """Crimes whose outcome isn't known, and those of months without any published outcome."""
    ward, months = of_place(case)
    rows = rows_with_outcome(case.slow)
    own = rows["ward"].eq(ward) & rows["month"].isin(months) & rows["category"].isin(CRIMES)
    counted = sum(outcomes(case, ward, "all-crime", months).values())
    return list(case.differs(said, "n", int(own.sum()) - counted))


@check("outcomes.unpublished")
def unpublished(case: Case, said: Said) -> list[Difference]:
    ward, months = of_place(case)
    authority = str(case.slow.wards.at[ward, "authority"])
    force = next(one.force for one in case.slow.area.authorities if one.code == authority)
    rows = rows_with_outcome(case.slow)
    quiet = rows.loc[rows["silent"] & (rows["force"] == force), "month"].unique()
    found = sorted(month for month in quiet if month in months)
    named = case.named_months(said.facts["months"])
    if named == found:
        return []
    return [Difference(what="months", said=said.facts["months"], found=", ".join(found))]


def by_category(case: Case, rows: Sequence[Sequence[str]]) -> Iterator[Difference]:
    """Compare the table of categories: crimes, and the share of each kind with its limits."""
    ward, months = of_place(case)
    for title, number, *cells in rows:
        choice = case.categories[title]
        base = sum(outcomes(case, ward, choice, months).values())
        if number_in(number) != base:
            yield Difference(what=f"{title}, crimes", said=number, found=str(base))
            continue
        for cell, (name, values) in zip(
            cells, shares(case, ward, choice, months).items(), strict=True
        ):
            yield from _three(f"{title}, {name}", cell, values)


def _three(what: str, words: str, values: Sequence[float]) -> Iterator[Difference]:
    """Compare a share and both limits, which are written one after the other."""
    said = [found.group() for found in NUMBER.finditer(words)]
    if len(said) != len(values) or not all(map(agrees, said, values)):
        found = ", ".join(f"{value:.6g}" for value in values)
        yield Difference(what=what, said=words, found=found)
