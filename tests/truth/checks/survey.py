"""What residents said: shares with Wilson's limits, recomputed from the rows of the survey."""

import math
import statistics
from collections.abc import Iterator, Sequence

import pandas as pd

from data.schema import TOPICS
from tests.truth import formulas
from tests.truth.checks.case import Case, Difference, check
from tests.truth.collect import Said, agrees
from tests.truth.formulas import ALIKE, to_five, to_percent, wilson
from tests.truth.slow_path import ASB, DESIGN_EFFECT, later, span


def answers(case: Case, topic: str = "asb") -> pd.DataFrame:
    table: pd.DataFrame = case.slow.answers(topic)
    return table


def waves(case: Case) -> list[str]:
    path = case.slow.folder / "perceptions" / "survey.csv"
    return sorted(pd.read_csv(path, dtype=str)["wave"].unique()) if path.exists() else []


def _share(case: Case, said: Said, one: pd.Series, ends: tuple[float, float]) -> list[Difference]:
    found = {"share": to_percent(one.mean()), "lower": ends[0], "upper": ends[1]}
    found |= {"base": to_five(len(one)), "whole": everyone(case)}
    return [
        d for name in found if name in said.facts for d in case.differs(said, name, found[name])
    ]


def of_wards(case: Case, topic: str = "asb") -> pd.DataFrame:
    """Return the share of each ward between its limits, with its verdict."""
    table: pd.DataFrame = case.slow.perceived(topic)
    return table


def everyone(case: Case, topic: str = "asb") -> float:
    """Return the share of everyone asked."""
    return float(case.slow.everyone(of_wards(case, topic)))


def _ends(case: Case, ward: str) -> tuple[float, float]:
    lower, upper = of_wards(case).loc[ward, ["lower", "upper"]]
    return float(lower), float(upper)


@check(
    *("mine.says_higher", "mine.says_lower", "mine.says_no clear difference"),
    *("mine.says_too few", "gap.above", "gap.below"),
)
def says(case: Case, said: Said) -> list[Difference]:
    table, code = answers(case), case.place(said)
    one = table.loc[table["ward"] == code, "big"]
    if not len(one):
        return [Difference(what="base", said=said.words, found="no answers")]
    wrong = _share(case, said, one, _ends(case, str(code)))
    verdict = of_wards(case).at[code, "verdict"]
    if said.key.startswith("mine.") and said.key != f"mine.says_{verdict}":
        wrong.append(Difference(what="verdict", said=said.key, found=verdict))
    return wrong


@check("visible.share", "visible.share_more", "visible.share_less")
def could_be_seen(case: Case, said: Said) -> list[Difference]:
    """The shares of a topic that could have been seen to differ, of the page's ward."""
    ages = case.text("visible.aged", age="\n").split("\n")[0]
    if said.facts["what"].startswith(ages):
        return []  # tests/geo/noise/test_smallest_shares.py holds them
    titled = {case.text(f"topic.{topic}"): topic for topic in TOPICS}
    table, found = of_wards(case, titled[said.facts["what"]]), []
    inside = [str(case.slow.lsoas_of(place)["ward"].iloc[0]) for place in case.places if place]
    for ward in (*case.places, *inside):
        if ward in table.index:
            row, wrong = table.loc[ward], []
            for name, column in (("least", "seen_below"), ("most", "seen_above")):
                wrong += case.differs(said, name, row[column]) if name in said.facts else []
            if row["verdict"] != ALIKE:
                wrong.append(Difference(what="verdict", said=said.key, found=str(row["verdict"])))
            found.append(wrong)
    return min(found, key=len)


@check("perceived.says")
def clause(case: Case, said: Said) -> list[Difference]:
    table = answers(case)
    found = [
        _share(case, said, rows["big"], _ends(case, str(ward)))
        for ward, rows in table.groupby("ward")
    ]
    return min(found, key=len)


@check("perceived.records")
def records(case: Case, said: Said) -> list[Difference]:
    """The rate of the twelve months up to the wave, of a ward and of the rest of the area."""
    months = _in_year_before(case)

    def of(code: str) -> list[Difference]:
        found = dict(
            zip(("rate", "lower", "upper"), case.slow.rate(code, ASB, months), strict=True)
        )
        found["rest"] = case.slow.benchmark(code, ASB, months)
        return [d for name, value in found.items() for d in case.differs(said, name, value)]

    return min((of(str(code)) for code in case.slow.wards.index), key=len)


def _in_year_before(case: Case) -> list[str]:
    return sorted({m for wave in waves(case) for m in span(later(wave, -11), wave)})


@check("issue.median")
def median(case: Case, said: Said) -> list[Difference]:
    """The rate of the median ward, and on which side of it the ward of the page is.

    Each ward's rate is divided by that of all wards over the months that it has: wards whose forces
    published different months are compared like with like.
    """
    # The places of the survey are wards in these areas. Without a survey it is the latest year.
    months = _in_year_before(case) if waves(case) else case.year
    rates = {code: case.slow.rate(str(code), ASB, months) for code in case.slow.wards.index}
    every = {code: _of_all_wards(case, str(code), months) for code in rates}
    shares = [rates[code][0] / every[code] for code in rates if not math.isnan(rates[code][0])]
    code = case.page.view.get("place", "")
    middle = statistics.median(shares) * every.get(code, math.nan)
    wrong = list(case.differs(said, "median", middle))
    if code in rates:
        rate, low, high = (value / middle for value in rates[code])
        count = case.slow.count(code, ASB, months)
        phi = case.slow.noise("ward", ASB, len(months)).phi
        step = formulas.verdict(rate, (low, high), (count + count / rate) / phi, formulas.LADDER)
        words = case.text(f"issue.median_{step}")
        if words not in case.page.words:
            wrong.append(Difference(what="verdict", said=said.words, found=words))
    return wrong


def _of_all_wards(case: Case, code: str, months: list[str]) -> float:
    """Return the yearly rate of all wards per 1,000 residents over the months that one has."""
    own = [month for month in months if case.slow.have(code, month)]
    count, years = case.slow.all_of("ward", ASB, own)
    return 1000 * count / years if years else math.nan


@check("issue.voices_said")
def voices(case: Case, said: Said) -> list[Difference]:
    found = of_wards(case).at[case.page.view["place"], "base"]
    return list(case.differs(said, "base", float(found)))


@check("issue.trend_clear", "issue.trend_unclear", "issue.trend_few")
def trend(case: Case, said: Said) -> list[Difference]:
    row = case.slow.change(case.page.view["place"], ASB, case.year)
    return [d for name in ("before", "now") for d in case.differs(said, name, row[name])]


@check("issue.near_said", "issue.near_recorded")
def near(case: Case, said: Said) -> list[Difference]:
    """The lowest and the highest share or rate of the neighbours that are named."""
    wards = [code for code in case.slow.wards.index if case.slow.name(code) in said.facts["places"]]
    if said.key == "issue.near_said":
        values = list(of_wards(case).loc[wards, "value"])
    else:
        values = [case.slow.rate(str(code), ASB, _in_year_before(case))[0] for code in wards]
    wrong = list(case.differs(said, "lowest", min(values)))
    return wrong + list(case.differs(said, "highest", max(values)))


@check("gap.basis")
def basis(case: Case, said: Said) -> list[Difference]:
    return list(case.differs(said, "respondents", to_five(len(answers(case)))))


@check("gap.not_asked", "mine.says_missing", "next_why.not_asked")
def not_asked(case: Case, said: Said) -> list[Difference]:
    n = len(answers(case, case.page.view.get("topic", "asb")))
    asked = Difference(what="answers", said="not asked", found=f"{n} answers on it in the file")
    return [asked] if n else []


@check("gap.no_survey", "mine.no_survey", "next_why.no_survey")
def no_survey(case: Case, said: Said) -> list[Difference]:
    there = (case.slow.folder / "perceptions" / "survey.csv").exists()
    return [Difference(what="survey", said="none", found="a file of answers")] if there else []


@check("caveat.waves")
def taken_together(case: Case, said: Said) -> list[Difference]:
    return list(case.differs(said, "respondents", to_five(len(answers(case)))))


@check("perceived.alone")
def alone(case: Case, said: Said) -> list[Difference]:
    """The share of everyone asked, each ward by its adults, with the limits of its answers."""
    share, base = everyone(case), to_five(len(answers(case)))
    worth = to_five(base / DESIGN_EFFECT)
    lower, upper = wilson(share * worth, worth)
    found = {"share": share, "base": base, "lower": lower, "upper": upper}
    return [d for name in found for d in case.differs(said, name, found[name])]


@check("answer.perceived")
def all_perceived(case: Case, said: Said) -> list[Difference]:
    table = case.slow.measure("perceived", "ward", "", [])
    shown = table[table["status"] == "shown"]
    wrong = list(case.differs(said, "share", everyone(case)))
    wrong += case.differs(said, "areas", len(shown))
    for name in ("higher", "lower"):
        n = int((shown["verdict"] == name).sum())
        if not (said.facts[name] == case.text("number.none") and n == 0):
            wrong += case.differs(said, name, n)
    return wrong


@check("perceived.sample")
def sample(case: Case, said: Said) -> list[Difference]:
    return list(case.differs(said, "respondents", to_five(len(answers(case)))))


def off_scale(case: Case, rows: Sequence[Sequence[str]]) -> Iterator[Difference]:
    """Compare the Data page's table of answers off their scale: column, value, number."""
    table = pd.read_csv(case.slow.folder / "perceptions" / "survey.csv", dtype=str)
    for column, value, number, *_ in rows:
        found = int((table[column] == value.strip("“”")).sum())
        if not agrees(number, found):
            yield Difference(what=f"{column}, {value}", said=number, found=str(found))


@check("perceived.design")
def design(case: Case, said: Said) -> list[Difference]:
    return list(case.differs(said, "effect", DESIGN_EFFECT))
