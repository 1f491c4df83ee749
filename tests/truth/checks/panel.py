"""The panel of a place on the map page: its interval, its rank, and two places compared."""

import numpy as np
import pandas as pd

from tests.truth import formulas
from tests.truth.checks.case import Case, Difference, check
from tests.truth.collect import Said, agrees, number_in
from tests.truth.slow_path import FEWEST_RESIDENTS

FIRST = {"highest": 1, "three_highest": 3, "five_highest": 5}
LAST = {"lowest": 1, "three_lowest": 3, "five_lowest": 5}


def _table(case: Case) -> pd.DataFrame | None:
    measure = case.measure
    return case.slow.measure(measure, case.level, case.category, case.period)


def _of_places(case: Case, said: Said, of) -> list[Difference]:  # type: ignore[no-untyped-def]
    """Return the differences for the place of the page that has the fewest."""
    table = _table(case)
    if table is None:
        return []
    found = [of(table, code) for code in case.places if code in table.index]
    return min(found, key=len) if found else []


@check("panel.interval", "panel.limits")
def interval(case: Case, said: Said) -> list[Difference]:
    def of(table: pd.DataFrame, code: str) -> list[Difference]:
        lower, upper = (float(table.at[code, end]) for end in ("lower", "upper"))
        return [*case.differs(said, "lower", lower), *case.differs(said, "upper", upper)]

    return _of_places(case, said, of)


@check("panel.median")
def median(case: Case, said: Said) -> list[Difference]:
    table = _table(case)
    if table is None:
        return []
    values = table.loc[table["status"] == "shown", "value"].dropna()
    return [
        *case.differs(said, "areas", len(values)),
        *case.differs(said, "median", values.median()),
    ]


@check(
    *(f"standing.{name}" for name in (*FIRST, *LAST)),
    *("standing.between", "standing.tied", "standing.overlapping", "standing.alone"),
    *("standing.unclear_high", "standing.unclear_low", "standing.all_equal", "standing.only"),
)
def standing(case: Case, said: Said) -> list[Difference]:
    def of(table: pd.DataFrame, code: str) -> list[Difference]:
        shown = table[(table["status"] == "shown") & table["value"].notna()]
        if code not in shown.index:
            return [Difference(what="rank", said=said.words, found="no figure")]
        own, others = shown.loc[code], shown.drop(index=code)
        above = int((others["value"] > own["value"]).sum())
        below = int((others["value"] < own["value"]).sum())
        ties = len(others) - above - below
        overlap = (others["lower"] <= own["upper"]) & (others["upper"] >= own["lower"])
        numbers = {"areas": len(shown), "rank": above + 1}
        wrong = [d for name in numbers if name in said.facts
                 for d in case.differs(said, name, numbers[name])]  # fmt: skip
        name = said.key.removeprefix("standing.")
        if name in ("tied", "overlapping"):
            wrong += case.differs(said, "n", ties if name == "tied" else int(overlap.sum()))
        if name == "alone" and overlap.any():
            wrong.append(Difference(what="overlapping", said="none", found=str(overlap.sum())))
        if (name in FIRST and above >= FIRST[name]) or (name in LAST and below >= LAST[name]):
            wrong.append(Difference(what="rank", said=name, found=f"{above} above, {below} below"))
        return wrong

    return _of_places(case, said, of)


@check("standing.named")
def same_class(case: Case, said: Said) -> list[Difference]:
    """How many areas have the verdict of this one."""

    def of(table: pd.DataFrame, code: str) -> list[Difference]:
        shown = table.loc[table["status"] == "shown", "verdict"]
        same = int((shown == shown.get(code, "")).sum())
        return [*case.differs(said, "n", same), *case.differs(said, "areas", len(shown))]

    return _of_places(case, said, of)


def of_pins(case: Case, first: str = "", second: str = "") -> dict[str, object]:
    """Return the comparison of the two pinned places over the months that both have."""
    slow = case.slow
    if not first:
        first, second = case.page.view["pins"].split(".")
    months = [m for m in case.period if slow.have_all(first, m) and slow.have_all(second, m)]
    pairs = [
        tuple(float(slow.count(place, case.category, [month])) for place in (first, second))
        for month in months
    ]
    a, b = sum(x for x, _ in pairs), sum(y for _, y in pairs)
    people = slow.residents(second) / slow.residents(first)
    levels = {slow.level_of(first), slow.level_of(second)}
    noises = [slow.noise(level, case.category, len(case.period)) for level in levels]
    phi, level = max(one.phi for one in noises), max(one.level for one in noises)
    if len(pairs) >= 6:
        # Over single months only.
        total, share = a + b, a / max(a + b, 1)
        cells = [(x, x + y) for x, y in pairs if (x + y) * share * (1 - share) > 0]
        chi2 = sum((x - n * share) ** 2 / (n * share * (1 - share)) for x, n in cells)
        phi = max(phi, chi2 / max(len(cells) - 1, 1)) if total else phi
    wide = phi + 2 * level * a * b / max(a + b, 1)
    score = formulas.ratio_score(a, b, 1 / people, wide)
    z = formulas.critical([score], min(one.freedom for one in noises), 1)
    lower, upper = (end * people for end in formulas.ratio_limits(a, b, z, wide))
    ratio = a / b * people if b else np.inf if a else np.nan
    size = phi / b if b else np.nan
    return {
        "ratio": ratio,
        "lower": lower,
        "upper": upper,
        "months": len(months),
        "verdict": formulas.verdict(ratio, (lower, upper), (a + b) / phi, formulas.LADDER),
        "visible_lower": formulas.smallest_fall(size, 2 * level, z),
        "visible_higher": formulas.smallest_rise(size, 2 * level, z),
    }


@check("pins.higher", "pins.lower", "pins.no clear difference", "pins.too few", "pins.higher_none")
def pinned(case: Case, said: Said) -> list[Difference]:
    one, other = case.place(said, "first"), case.place(said, "second")
    assert one is not None and other is not None
    found, wrong = of_pins(case, one, other), []
    if not agrees(said.facts["months"], float(str(found["months"]))):
        months = str(found["months"])
        wrong.append(Difference(what="months", said=said.facts["months"], found=months))
    for name in ("ratio", "lower", "upper"):
        if name in said.facts:
            wrong += case.differs(said, name, float(str(found[name])))
    if not said.key.startswith(f"pins.{found['verdict']}"):
        wrong.append(Difference(what="verdict", said=said.key, found=str(found["verdict"])))
    return wrong


@check("pins.not_compared")
def not_compared(case: Case, said: Said) -> list[Difference]:
    slow, pins = case.slow, case.page.view["pins"].split(".")
    few = [place for place in pins if not slow.residents(place) >= FEWEST_RESIDENTS]
    common = [m for m in case.period if all(slow.have_all(place, m) for place in pins)]
    if few or not common:
        return []
    return [Difference(what="claim", said=said.words, found=f"{len(common)} common months")]


@check("legend.areas")
def legend(case: Case, said: Said) -> list[Difference]:
    """A class can't have more areas than there are; its bounds are a choice of drawing."""
    areas = len(case.slow.wards if case.level == "ward" else case.slow.lsoas)
    n = number_in(said.facts["n"])
    return [Difference(what="n", said=said.words, found=f"{areas} areas")] if n > areas else []
