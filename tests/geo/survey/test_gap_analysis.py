"""Gap analysis: named and unnamed gaps, and special cases."""

import numpy as np
import pandas as pd
import pytest
from scipy import special

from geo.noise.differences import differs
from geo.noise.estimate import NO_NOISE, Noise
from geo.noise.shares import shares_differ
from geo.survey.gap_analysis import NO_CATEGORY, NOBODY, RESPONDENTS, TOO_FEW, GapTable, gap_table
from geo.survey.gap_attenuation import attenuated_gaps
from geo.survey.place_types import (
    NO_CLEAR_KIND,
    REASSURANCE_GAP,
    RECORDED_ABOVE,
    SHARED_CALM,
    SHARED_CONCERN,
    classify_places,
)
from geo.survey.published import PublishedQuestion
from geo.survey.shares import gap
from tests.cases import every_case

WARDS = [f"W{n:02}" for n in range(24)]
COUNTIES, ASKED = 200, 60


def said_by(
    big: dict[str, int],
    base: int | dict[str, int] = ASKED,
    *,
    place: pd.Series | None = None,
    sampled: bool = True,
    effective: float = 1.0,
) -> PublishedQuestion:
    """Return published shares in which `big` of the `base` respondents of each ward hold it.

    `effective` is the effective base as a part of the base.
    """
    wards = list(big)
    numbers = base if isinstance(base, dict) else dict.fromkeys(wards, base)
    own = pd.Series(wards, wards, dtype="str") if place is None else place
    counts = pd.DataFrame({"big": pd.Series(big), "base": pd.Series(numbers)}).astype(float)
    by_place = counts.groupby(own.reindex(wards)).sum().reindex(own.unique())
    places = pd.DataFrame({"share": by_place["big"] / by_place["base"], "base": by_place["base"]})
    places["effective_base"] = effective * places["base"]
    others = by_place["base"] - by_place["big"]
    shown = (by_place["base"] >= 30) & ~by_place["big"].between(1, 4) & ~others.between(1, 4)
    status = shown.map({True: "shown", False: "hidden"}).mask(~(by_place["base"] > 0), "missing")
    numbers_of_all = counts.sum()
    share = numbers_of_all["big"] / numbers_of_all["base"] if numbers_of_all["base"] else np.nan
    whole = {"share": share, "base": numbers_of_all["base"]}
    return PublishedQuestion(
        places=places.where(shown, axis=0).assign(status=status),
        whole=pd.Series(whole | {"effective_base": effective * numbers_of_all["base"]}),
        place=own,
        sampled=sampled,
        respondents=int(numbers_of_all["base"]),
    )


def found_in(
    big: dict[str, int], recorded: dict[str, int], *, sampled: bool = True, base: int = ASKED
) -> GapTable:
    counts = pd.Series(recorded, dtype=float)
    exposed = pd.Series(60_000.0, counts.index)
    own = pd.Series(counts.index, counts.index)
    if not big:
        said = PublishedQuestion.nobody(counts.index)
    else:
        said = said_by(big, base, place=own, sampled=sampled)
    return gap_table(said, counts, exposed, NO_NOISE)


def alike() -> tuple[dict[str, int], dict[str, int]]:
    """Return the numbers of "very big" and of incidents in a county without a gap."""
    recorded = {ward: 40 + 10 * n for n, ward in enumerate(WARDS)}
    share = {ward: special.expit(1.5 * np.log(many / 150) - 0.4) for ward, many in recorded.items()}
    return {ward: round(ASKED * part) for ward, part in share.items()}, recorded


def test_no_gap_is_named_when_both_sides_agree() -> None:
    found = found_in(*alike())
    assert found.why_not == ""
    assert set(found.table["kind"]) == {SHARED_CALM, SHARED_CONCERN, NO_CLEAR_KIND}


def test_clear_gaps_in_both_directions_are_named() -> None:
    big, recorded = alike()
    big["W02"], big["W20"] = 50, 6
    table = found_in(big, recorded).table
    assert table.loc["W02", "kind"] == REASSURANCE_GAP and table.loc["W02", "q"] < 0.05
    assert table.loc["W20", "kind"] == RECORDED_ABOVE
    assert table.loc["W02", "gap"] > 0 > table.loc["W20", "gap"]
    others = table.drop(index=["W02", "W20"])["kind"]
    assert not others.isin([REASSURANCE_GAP, RECORDED_ABOVE]).any()


of_each_survey = every_case(("follows", "asked"), [(0.8, ASKED), (0.3, 35)])


@of_each_survey
def test_false_gaps_are_rare_in_a_few_counties(follows: float, asked: int) -> None:
    """Of thirty, of each of which one in twenty has one, more than five have in one of 300."""
    assert false_gaps(30, follows, asked).any(axis=1).sum() <= 5


@pytest.mark.slow
@of_each_survey
def test_false_gaps_are_rare_in_counties_without_a_gap(follows: float, asked: int) -> None:
    """At most 5% of 200 counties of 24 wards may have a ward with a named gap."""
    found = false_gaps(COUNTIES, follows, asked)
    assert found.any(axis=1).mean() <= 0.05
    assert found.mean() <= 0.005


def false_gaps(counties: int, follows: float, asked: int) -> np.ndarray:
    """Return by county and ward whether a gap is named.

    Perception depends on the record alone (logit on log rate).
    """
    rng = np.random.default_rng(2_026)
    size = (counties, len(WARDS))
    log_rate = rng.normal(0, 0.5, size)
    people = rng.uniform(3_000, 9_000, size)
    recorded = np.maximum(rng.poisson(0.04 * people * np.exp(log_rate)), 1)
    big = rng.binomial(asked, special.expit(special.logit(0.35) + follows * log_rate))
    every = []
    for county in range(counties):
        counts = pd.Series(recorded[county], WARDS, dtype=float)
        residents = pd.Series(people[county], WARDS)
        holding, base = pd.Series(big[county], WARDS), pd.Series(float(asked), WARDS)
        both = (holding, base, counts, residents)
        found = gap(*both)
        share = float(holding.sum() / base.sum())
        named = classify_places(
            shares_differ(holding / base, base, share)["verdict"],
            differs(counts, residents, NO_NOISE)["verdict"],
            np.fmax(found["q"], attenuated_gaps(*both)["q"]),
            found["gap"],
        ).isin([REASSURANCE_GAP, RECORDED_ABOVE])
        every.append(named.to_numpy())
    return np.array(every)


def test_a_small_effective_base_is_flagged() -> None:
    big, recorded = alike()
    table = found_in({ward: many // 2 + 6 for ward, many in big.items()}, recorded, base=45).table
    assert (table["flag"] == "few").all()
    assert found_in(big, recorded).table["flag"].isna().all()


@every_case("many", [0, 30, ASKED])
def test_no_gap_is_named_when_all_answers_are_equal(many: int) -> None:
    _, recorded = alike()
    table = found_in(dict.fromkeys(WARDS, many), recorded).table
    assert not table["kind"].isin([REASSURANCE_GAP, RECORDED_ABOVE]).any()
    assert (table["share"] == many / ASKED).all()


def test_ties_have_the_same_percentile() -> None:
    table = found_in(dict.fromkeys(WARDS, 20), dict.fromkeys(WARDS, 100)).table
    assert (table["points"] == 0).all() and (table["kind"] == NO_CLEAR_KIND).all()


def test_zero_incidents_give_no_gap_and_no_error() -> None:
    big, recorded = alike()
    recorded["W00"] = 0
    table = found_in(big, recorded).table
    assert np.isnan(table.loc["W00", "gap"]) and table.loc["W00", "rate"] == 0
    assert table.drop(index="W00")["gap"].notna().all()
    nothing = found_in(big, dict.fromkeys(WARDS, 0)).table
    assert (nothing["kind"] == NO_CLEAR_KIND).all()


def test_a_single_ward_has_no_gap() -> None:
    found = found_in({"W00": 20}, {"W00": 90})
    assert found.why_not == TOO_FEW and found.table["kind"].isna().all()
    assert found.table.loc["W00", "share"] == pytest.approx(1 / 3)


def test_self_selected_respondents_get_no_interval_and_no_type() -> None:
    big, recorded = alike()
    big["W02"] = 55
    found = found_in(big, recorded, sampled=False)
    assert found.why_not == RESPONDENTS
    assert found.table[["lower", "upper", "perceived", "kind", "gap"]].isna().all(axis=None)
    assert np.isnan(found.whole["lower"]) and found.whole["share"] > 0


def test_without_a_category_or_answers_only_one_side_is_given() -> None:
    big, recorded = alike()
    unrecorded = gap_table(said_by(big), None, pd.Series(60_000.0, WARDS), NO_NOISE)
    assert unrecorded.why_not == NO_CATEGORY and unrecorded.table["rate"].isna().all()
    assert unrecorded.table["share"].notna().all()
    silent = found_in({}, recorded)
    assert silent.why_not == NOBODY and (silent.table["status"] == "missing").all()


def test_small_bases_are_hidden_with_all_derived_values() -> None:
    big, recorded = alike()
    big["W03"] = 3
    table = found_in(big, recorded).table
    assert table.loc["W03", "status"] == "hidden"
    of_survey = ["share", "lower", "upper", "base", "gap", "z", "q", "points", "kind"]
    assert table.loc["W03", of_survey].isna().all()
    assert table.loc["W03", "rate"] > 0, "the record is public already"


def test_a_place_with_few_answers_is_hidden_and_not_in_the_spread() -> None:
    big, recorded = alike()
    few = said_by({**big, "few": 20}, dict.fromkeys(big, ASKED) | {"few": 29})
    counts = pd.Series({**recorded, "few": 90}, dtype=float)
    table = gap_table(few, counts, pd.Series(60_000.0, counts.index), NO_NOISE).table
    assert table.loc["few", "status"] == "hidden" and np.isnan(table.loc["few", "gap"])
    without = found_in(big, recorded).table["gap"]
    assert table["gap"].drop("few").to_numpy() == pytest.approx(without.to_numpy())


def test_places_without_police_figures_are_not_compared() -> None:
    big, recorded = alike()
    counts, own = pd.Series(recorded, dtype=float), pd.Series(WARDS, WARDS)
    exposed = pd.Series(60_000.0, WARDS)
    exposed[WARDS[1:5]] = 0.0
    found = gap_table(said_by(big), counts, exposed, NO_NOISE)
    assert found.why_not == "" and found.table.loc[WARDS[1:5], "kind"].isna().all()
    known = [ward for ward in WARDS if ward not in WARDS[1:5]]
    assert found.rate == pytest.approx(12_000 * counts[known].sum() / exposed[known].sum())
    # The answers of two wards together are not set beside what is recorded in one of them.
    pool = own.replace("W01", "W00")
    joined = gap_table(said_by(big, place=pool), counts, exposed, NO_NOISE)
    assert joined.table.loc["W00", ["rate", "incidents", "kind"]].isna().all()
    assert joined.table.loc["W00", "wards"] == 2 and joined.rate == found.rate
    exposed[WARDS[7:]] = 0.0
    few = gap_table(said_by(big), counts, exposed, NO_NOISE)
    assert few.why_not == TOO_FEW, "three wards have figures, though all have answers"


def test_wards_with_other_months_are_compared_with_the_whole_in_their_own() -> None:
    big, _ = alike()
    # Half of the wards have figures for the winter only, when half as much is recorded everywhere.
    winter = WARDS[: len(WARDS) // 2]
    counts = pd.Series(300.0, WARDS)
    exposed = pd.Series(60_000.0, WARDS)
    counts[winter], exposed[winter] = 100.0, 30_000.0
    n = len(WARDS)
    whole = pd.DataFrame({"counts": 300.0 * (n - len(winter)) + 100.0 * len(winter),
                          "months": exposed.sum()}, WARDS)  # fmt: skip
    whole.loc[winter] = (100.0 * n, 30_000.0 * n)
    unlike = gap_table(said_by(big), counts, exposed, NO_NOISE).table
    like = gap_table(said_by(big), counts, exposed, NO_NOISE, alike=whole).table
    assert (unlike.loc[winter, "recorded"] == "lower").all()
    assert (like.loc[winter, "recorded"] == "no clear difference").all()
    # So is the median ward, whose rate of the winter is shown beside that of a winter ward.
    assert (unlike.loc[winter, "from_median"] == "lower").all()
    assert (like["from_median"] == "no clear difference").all()
    assert like.loc[winter[0], "median"] == pytest.approx(like.loc[winter[0], "rate"], rel=0.1)
    pool = pd.Series(WARDS, WARDS).replace(winter[1], winter[0])
    said = said_by(big, place=pool)
    joined = gap_table(said, counts, exposed, NO_NOISE, alike=whole).table.loc[winter[0]]
    assert joined["benchmark"] == pytest.approx(like.loc[winter[0], "benchmark"])


def test_the_gap_is_that_of_rates_in_the_same_months() -> None:
    # One of two police forces has figures for the winter only: a third of a year's incidents.
    big, recorded = alike()
    whole_year = 3 * pd.Series(recorded, dtype=float)
    winter = WARDS[::2]
    counts, exposed = whole_year.copy(), pd.Series(60_000.0, WARDS)
    counts[winter], exposed[winter] = whole_year[winter] / 3, 30_000.0
    whole = pd.DataFrame({"counts": counts.sum(), "months": exposed.sum()}, WARDS)
    whole.loc[winter] = (whole_year.sum() / 3, 30_000.0 * len(WARDS))
    every = pd.Series(60_000.0, WARDS)
    true = gap_table(said_by(big), whole_year, every, NO_NOISE).table["gap"]
    unlike = gap_table(said_by(big), counts, exposed, NO_NOISE).table["gap"]
    like = gap_table(said_by(big), counts, exposed, NO_NOISE, alike=whole).table["gap"]

    def too_high(gaps: pd.Series) -> float:
        return float((gaps - true)[winter].mean() - (gaps - true).drop(winter).mean())

    # The whole over the whole year has those wards in winter only, hence the rest.
    assert too_high(unlike) > 0.6
    assert abs(too_high(like)) < too_high(unlike) / 3


def test_pooled_wards_are_one_place() -> None:
    big, recorded = alike()
    counts, exposed = pd.Series(recorded, dtype=float), pd.Series(60_000.0, WARDS)
    pool = pd.Series(WARDS, WARDS).replace("W01", "W00")
    found = gap_table(said_by(big, place=pool), counts, exposed, NO_NOISE)
    assert len(found.table) == len(WARDS) - 1
    row = found.table.loc["W00"]
    assert row["base"] == 2 * ASKED and row["incidents"] == recorded["W00"] + recorded["W01"]
    assert row["share"] == pytest.approx((big["W00"] + big["W01"]) / (2 * ASKED))
    assert found.rate == pytest.approx(12_000 * counts.sum() / exposed.sum())


def test_noise_of_the_record_takes_names_away() -> None:
    big, recorded = alike()
    big["W02"], big["W20"] = 30, 20
    counts = pd.Series(recorded, dtype=float)
    exposed = pd.Series(60_000.0, WARDS)
    noisy = Noise(clustering=3.5, level=0.1, freedom=40.0, over_years=True)
    quiet, wide = (
        gap_table(said_by(big), counts, exposed, noise).table for noise in (NO_NOISE, noisy)
    )
    assert (wide["se"] > quiet["se"]).all()
    assert (wide["rate_lower"] < quiet["rate_lower"]).all()
    assert (wide["kind"] == NO_CLEAR_KIND).sum() > (quiet["kind"] == NO_CLEAR_KIND).sum()
