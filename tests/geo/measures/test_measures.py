"""Measures: common columns, then golden numbers of each."""

from dataclasses import dataclass, field

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse

from data.schema import ASB
from geo.measures import MEASURES
from geo.measures.benchmark import CLASSES, COMPARED
from geo.measures.change import CHANGE
from geo.measures.count import COUNT
from geo.measures.crime_share import SHARE
from geo.measures.model import EVERY_MEASURE_HAS, SUBJECTS, HarmInputs, Measure, Scale, YearBefore
from geo.measures.rate import RATE
from geo.measures.smoothed_rate import SMOOTHED
from geo.noise.estimate import Noise
from geo.stats.suppression import HIDDEN, MISSING, NOTHING, SHOWN
from geo.survey.published import PublishedQuestion
from tests.cases import every_case

# Even months without drift.
QUIET = Noise(clustering=1.0, drift=0.0, level=0.0, freedom=1e9, over_years=True)
AREAS = pd.Index(list("ABCDEFGHIJKL"), name="area_code")


NO_RANKS = pd.DataFrame(columns=["rank", "of", "edition", "domain"])
NO_MEMBERS = pd.DataFrame(columns=["lsoa_code", "area_code", "residents"])
NO_GROUPS = pd.DataFrame(columns=["covers", "ward_code"])


def by_area(*values: float) -> pd.Series:
    return pd.Series(values, AREAS[: len(values)], dtype=float)


@dataclass
class Given:
    """Inputs of a measure, given by the test."""

    now: pd.Series
    people: pd.Series
    all_recorded: pd.Series | None = None
    before: pd.Series | None = None
    months: pd.Series | None = None
    pairs: pd.Series | None = None
    level: str = "ward"
    asked: list[str] = field(default_factory=list)

    said: PublishedQuestion | None = None
    index: pd.DataFrame | None = None
    lived_in: pd.DataFrame | None = None
    listed: pd.DataFrame | None = None

    def areas(self) -> pd.Index:
        return self.now.index

    def survey(self) -> PublishedQuestion:
        return self.said or PublishedQuestion.nobody(self.now.index)

    def ranks(self) -> pd.DataFrame:
        return NO_RANKS if self.index is None else self.index

    def members(self) -> pd.DataFrame:
        return NO_MEMBERS if self.lived_in is None else self.lived_in

    def groups(self) -> pd.DataFrame:
        return NO_GROUPS if self.listed is None else self.listed

    def counts(self) -> pd.Series:
        return self.now

    def recorded(self) -> pd.Series:
        return self.now * 4 if self.all_recorded is None else self.all_recorded

    def harm(self) -> HarmInputs:
        """Return robbery of one weight, and anti-social behaviour, which has none."""
        return HarmInputs(
            counts=pd.DataFrame({"robbery": self.now, ASB: self.now}),
            weights=pd.DataFrame({"weight": [100.0], "square": [10_000.0]}, ["robbery"]),
        )

    def whole(self) -> None:
        return None

    def observed(self) -> pd.Series:
        return pd.Series(12, self.now.index) if self.months is None else self.months

    def residents(self) -> pd.Series:
        return self.people

    def year_before(self) -> YearBefore | None:
        if self.before is None:
            return None
        pairs = pd.Series(12, self.now.index) if self.pairs is None else self.pairs
        # Even months, of which an area lacks the last ones.
        known = pd.DataFrame({area: np.arange(12) < n for area, n in pairs.items()})
        years = (known * (counts / pairs.where(pairs > 0)) for counts in (self.now, self.before))
        now, before = (year.where(known) for year in years)
        return YearBefore(now=now, before=before, noise=QUIET)

    def neighbours(self) -> sparse.csr_array:
        """Return areas in a row."""
        count = len(self.now)
        return sparse.csr_array(np.eye(count, k=1) + np.eye(count, k=-1))

    def noise(self) -> Noise:
        return QUIET


counts = st.integers(0, 400)
people = st.sampled_from([np.nan, 0, 80, 900, 5000])


@pytest.mark.parametrize("measure", MEASURES.values(), ids=MEASURES.keys())
@settings(max_examples=15)
@given(st.lists(st.tuples(counts, counts, people), min_size=5, max_size=len(AREAS)))
def test_every_measure_has_the_common_columns_and_index(
    measure: Measure, drawn: list[tuple[int, int, float]]
) -> None:
    now, before, residents = (by_area(*values) for values in zip(*drawn, strict=True))
    facts = Given(now=now, people=residents, before=before)
    if np.nansum(residents) == 0:
        return
    table = measure.calculate(facts)
    assert table.index.equals(now.index)
    assert set(EVERY_MEASURE_HAS) <= set(table.columns)
    if len(measure.levels) == 1:
        assert {column.name for column in measure.columns} <= set(table.columns)
    assert set(table["status"]) <= {SHOWN, HIDDEN, MISSING, NOTHING}
    assert table.loc[table["status"] != SHOWN, "value"].isna().all()
    limits = table[["lower", "value", "upper"]].dropna()
    if measure.scale is not Scale.NAMED:
        assert (limits["lower"] <= limits["value"] + 1e-9).all()
        assert (limits["value"] <= limits["upper"] + 1e-9).all()
    said = measure.summary(table)
    assert all(code in AREAS for code in said.areas.values())


@every_case("measure", MEASURES.values(), ids=MEASURES.keys())
def test_a_measure_is_registered_under_its_name(measure: Measure) -> None:
    assert MEASURES[measure.name] is measure
    assert (measure.scale is Scale.NAMED) == bool(measure.classes and measure.family)
    assert measure.by_period or measure.dated, "of when its figures are must be said"
    assert sum(name in SUBJECTS for name in measure.asks) <= 1


def test_rate_golden() -> None:
    facts = Given(now=by_area(134, 300), people=by_area(8250, 30000))
    row = RATE.calculate(facts).loc["A"]
    assert row["value"] == pytest.approx(16.242, abs=5e-4)
    # Wider than 13.609 to 19.237, because the areas of a level are compared together.
    assert row["lower"] < 13.609 and row["upper"] > 19.237


def test_counts_are_missing_when_not_published() -> None:
    facts = Given(now=by_area(0, 7), people=by_area(900, 900), months=by_area(0, 12))
    table = COUNT.calculate(facts)
    assert np.isnan(table.loc["A", "value"]) and table.loc["A", "status"] == MISSING
    assert table.loc["B", "value"] == 7
    assert COUNT.summary(table).numbers == {"areas": 1, "total": 7, "most": 7}


def test_a_small_base_has_no_rate_but_a_count() -> None:
    facts = Given(now=by_area(9, 9), people=by_area(499, 5000))
    assert RATE.calculate(facts).loc["A", "status"] == HIDDEN
    assert COUNT.calculate(facts).loc["A", "value"] == 9


def test_smoothed_rates_golden() -> None:
    facts = Given(now=by_area(2, 30, 6, 0, 55), people=by_area(400, 1500, 350, 300, 1600))
    values = SMOOTHED.calculate(facts)["value"]
    assert values.tolist() == pytest.approx([11.326, 20.318, 19.222, 9.684, 32.881], abs=5e-4)


def test_smoothed_rates_are_never_negative() -> None:
    facts = Given(now=by_area(20, 21, 19, 20), people=by_area(1000, 1000, 1000, 1000))
    assert SMOOTHED.calculate(facts)["value"].tolist() == pytest.approx([20.0] * 4)


def test_too_few_incidents_have_no_class() -> None:
    table = COMPARED.calculate(Given(now=by_area(1, 60, 60), people=by_area(600, 5000, 5000)))
    assert table["verdict"].iloc[0] == "too few" and table["status"].iloc[0] == HIDDEN
    assert np.isnan(table["value"].iloc[0])


def test_what_could_have_been_seen_is_noted_with_the_share_that_is_real() -> None:
    table = RATE.calculate(Given(now=by_area(300, 420, 900), people=by_area(5000, 5000, 9000)))
    keys = [said.key for said in RATE.notes(table)]
    assert keys == ["answer.visible_rate", "answer.real_spread"]
    change = Given(now=by_area(60, 100), before=by_area(66, 95), people=by_area(1, 1))
    (said,) = CHANGE.notes(CHANGE.calculate(change))
    assert said.key == "answer.visible_change" and 0 < said.shares["fall"] < 1


def test_the_verdict_is_the_number_of_a_named_class() -> None:
    facts = Given(now=by_area(30, 1000, 3000), people=by_area(8000, 12000, 100000))
    table = COMPARED.calculate(facts)
    names = [CLASSES[int(value)] for value in table["value"].dropna()]
    assert names == table["verdict"].dropna().tolist()


def test_crime_share_golden() -> None:
    facts = Given(now=by_area(65, 5), people=by_area(900, 900), all_recorded=by_area(100, 29))
    table = SHARE.calculate(facts)
    assert table.loc["A", "value"] == pytest.approx(0.65)
    assert table.loc["A", "lower"] < 0.5525 and table.loc["A", "upper"] > 0.7364
    assert table.loc["B", "status"] == HIDDEN, "fewer than thirty recorded"


def test_a_change_is_certain_only_when_significant() -> None:
    facts = Given(now=by_area(134, 20, 300), before=by_area(168, 21, 100), people=by_area(1, 1, 1))
    table = CHANGE.calculate(facts)
    assert table["value"].tolist() == pytest.approx([134 / 168 - 1, 20 / 21 - 1, 2.0])
    assert table["direction"].tolist()[1:] == ["no clear change", "up"]
    assert table["uncertain"].tolist()[1:] == [True, False]
    assert (table["uncertain"] == (table["direction"] == "no clear change")).all()


def test_change_is_missing_when_the_force_lacks_a_month() -> None:
    facts = Given(
        now=by_area(50, 50),
        before=by_area(100, 100),
        people=by_area(1, 1),
        pairs=pd.Series([0, 12], AREAS[:2]),
    )
    table = CHANGE.calculate(facts)
    assert table["status"].tolist() == [MISSING, SHOWN]
    assert table.loc["A", ["value", "now", "before", "months", "direction"]].isna().all()


def test_fewer_months_of_some_areas_are_noted() -> None:
    facts = Given(now=by_area(50, 50, 50), before=by_area(60, 60, 60), people=by_area(1, 1, 1))
    keys = [note.key for note in CHANGE.notes(CHANGE.calculate(facts))]
    assert "answer.change_fewer_months" not in keys
    facts.pairs = pd.Series([4, 12, 0], AREAS[:3])
    *_, note = CHANGE.notes(CHANGE.calculate(facts))
    assert note.key == "answer.change_fewer_months" and note.numbers == {"areas": 1}


def test_an_area_without_months_has_no_figure_and_no_verdict() -> None:
    months = pd.Series([12, 0, 12], AREAS[:3])
    facts = Given(now=by_area(50, 0, 90), people=by_area(5000, 5000, 5000), months=months)
    for measure in (RATE, COUNT, COMPARED, SMOOTHED, SHARE):
        row = measure.calculate(facts).loc["B"]
        assert row["status"] == MISSING, measure.name
        assert row.reindex(["value", "lower", "upper", "incidents", "verdict"]).isna().all()


def test_change_of_small_counts_is_hidden() -> None:
    facts = Given(now=by_area(1, 40), before=by_area(3, 0), people=by_area(1, 1))
    assert CHANGE.calculate(facts)["status"].tolist() == [HIDDEN, HIDDEN]


def test_change_is_missing_without_a_year_before() -> None:
    table = CHANGE.calculate(Given(now=by_area(1, 2), people=by_area(1, 1)))
    assert table["value"].isna().all()
    assert CHANGE.summary(table).key == "answer.nothing"


@every_case(
    ("verdicts", "key"),
    [
        (["higher", "no clear difference"], "answer.rate"),
        (["higher", "too few"], "answer.rate_few"),
        (["higher", "lower"], "answer.rate_all_clear"),
        ([None], "answer.rate_none"),
    ],
)
def test_summary_does_not_mention_steps_without_areas(verdicts: list[str | None], key: str) -> None:
    assert RATE.summary(pd.DataFrame({"verdict": verdicts})).key == key
