"""The rule for an action's status, and what is counted of the plan."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from geo.plan.counts import Progress, counts, is_due_soon
from geo.plan.deadlines import read_deadline
from geo.plan.status import (
    DIRECTIONS,
    REASONS,
    STATUSES,
    Indicator,
    Reading,
    judge,
    status_of,
    suggestion,
)

TODAY = dt.date(2026, 11, 20)
MARCH, PAST, NEVER = (read_deadline(text) for text in ("Mar-27", "Apr-26", "Ongoing"))


def measured(*values: float, **also: object) -> Indicator:
    readings = tuple(
        Reading(year=2026, quarter=at, value=value) for at, value in enumerate(values, start=1)
    )
    return Indicator(**{"target": 20, "baseline": 10, "readings": readings, **also})  # type: ignore[arg-type]


def limited(value: float, lower: float, upper: float, **also: object) -> Indicator:
    reading = Reading(year=2026, quarter=2, value=value, lower=lower, upper=upper)
    return Indicator(**{"target": 20, "baseline": 30, "readings": (reading,), **also})  # type: ignore[arg-type]


def test_golden_statuses() -> None:
    cases = {
        "target reached": (MARCH, (measured(12, 20),), "on_track", "met"),
        "as far as it should be": (MARCH, (measured(12, 15.1),), "on_track", "as_expected"),
        "half as far": (MARCH, (measured(12, 13),), "at_risk", "half_as_far"),
        "too little": (MARCH, (measured(12, 12),), "behind", "too_little"),
        "the wrong way": (MARCH, (measured(9),), "behind", "too_little"),
        "the deadline is over": (PAST, (measured(19),), "behind", "missed"),
        "all reached in time": (PAST, (measured(21),), "completed", "all_met"),
        "a standing target is missed": (NEVER, (measured(19),), "behind", "missed"),
        "the worst of two": (MARCH, (measured(20), measured(10.1)), "behind", "too_little"),
        "no baseline": (MARCH, (measured(19, baseline=None, direction="up"),), "behind", "missed"),
        "down": (MARCH, (measured(19, target=20, baseline=25),), "on_track", "met"),
        "hold": (NEVER, (measured(20.9, baseline=20),), "on_track", "met"),
        "nearly held": (NEVER, (measured(22, baseline=20),), "at_risk", "half_as_far"),
        "not held": (NEVER, (measured(23, baseline=20),), "behind", "missed"),
        "the range includes the target": (NEVER, (limited(22, 19, 25),), "at_risk", "unclear"),
        "the range doesn't": (NEVER, (limited(24, 21, 27),), "behind", "missed"),
        "held in range": (NEVER, (limited(24, 19, 29, direction="hold"),), "on_track", "met"),
        "no target": (MARCH, (measured(12, target=None),), "on_track", "reported"),
        "nothing measured, over": (PAST, (), "behind", "over"),
        "nothing reported": (MARCH, (), "not_started", "none"),
        "due soon": (read_deadline("Nov-26"), (), "at_risk", "due_soon"),
    }  # fmt: skip
    found = {
        name: suggestion(deadline, indicators, reported=False, today=TODAY)
        for name, (deadline, indicators, _, _) in cases.items()
    }
    said = {name: (one.status, one.why) for name, one in found.items()}
    assert said == {name: (status, why) for name, (_, _, status, why) in cases.items()}
    assert found["the worst of two"].indicator == 1
    assert suggestion(NEVER, (), reported=True, today=TODAY).why == "reported"


def test_what_was_set_by_hand_wins_and_the_rule_is_still_told() -> None:
    asked = {"deadline": PAST, "indicators": (), "reported": True, "today": TODAY}
    by_hand = status_of(**asked, by_hand="completed")  # type: ignore[arg-type]
    assert (by_hand.status, by_hand.by_hand, by_hand.rule.status) == ("completed", True, "behind")
    by_rule = status_of(**asked, by_hand="")  # type: ignore[arg-type]
    assert (by_rule.status, by_rule.by_hand) == ("behind", False)


NUMBERS = st.floats(-1e6, 1e6)


@given(st.lists(NUMBERS, min_size=1, max_size=8), NUMBERS, NUMBERS, st.sampled_from(DIRECTIONS))
def test_a_better_value_is_never_judged_worse(
    values: list[float], target: float, baseline: float, way: str
) -> None:
    one = measured(*values[:4], target=target, baseline=baseline, direction=way)
    for deadline in (MARCH, PAST, NEVER):
        found = judge(one, deadline.due, TODAY)
        assert found and found[0] in STATUSES and found[1] in REASONS
        reached = measured(*values[:3], target, target=target, baseline=baseline, direction=way)
        best = judge(reached, deadline.due, TODAY)
        assert best == ("on_track", "met")
        assert STATUSES.index(best[0]) >= STATUSES.index(found[0])


def test_what_is_counted() -> None:
    def one(status: str, deadline: str, updated: str) -> Progress:
        day = dt.date.fromisoformat(updated) if updated else None
        return Progress(status=status, deadline=read_deadline(deadline), updated=day)

    every = [
        one("behind", "Nov-26", "2026-11-01"),
        one("completed", "Nov-26", "2025-01-01"),
        one("on_track", "Ongoing", "2026-08-20"),
        one("on_track", "Ongoing", "2026-08-19"),
        one("not_started", "Feb-27", ""),
    ]
    found = counts(every, TODAY)
    assert (found.total, found.behind, found.due_this_month, found.stale) == (5, 1, 1, 2)
    assert sum(found.by_status.values()) == 5
    assert [is_due_soon(each, TODAY) for each in every] == [True, False, False, False, False]
    assert is_due_soon(every[4], dt.date(2026, 12, 1))
