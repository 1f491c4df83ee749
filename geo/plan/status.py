"""How far an action is: what the rule says of it, and what somebody has set by hand.

The rule. Each indicator that has a target and a value is judged by its latest value:

- One that has reached its target is on track; so is one that is as far as it should be by then, on
  a straight line from the baseline, at the start of its first financial year, to the target, on the
  day of the deadline.
- At least half as far is at risk of delay; less is behind target. Without a day of the deadline, or
  without a baseline, a target that is missed is behind target.
- A value with limits, as the figures of a release have, is behind target only if all of its range
  is on the wrong side; a range that includes the target is at risk of delay.

The action is as its worst indicator. If all targets are reached on the day of the deadline it is
completed. Without an indicator it is behind target when the deadline is over, at risk of delay a
month before, else on track if anything was reported, and not started if nothing was.
"""

import datetime as dt
from dataclasses import dataclass

from geo.plan.deadlines import Deadline
from geo.plan.quarters import end_of

COMPLETED, ON_TRACK, NOT_STARTED = "completed", "on_track", "not_started"
AT_RISK, BEHIND = "at_risk", "behind"
# STATUSES: from bad to good.
STATUSES = (BEHIND, AT_RISK, NOT_STARTED, ON_TRACK, COMPLETED)
UP, DOWN, HOLD = "up", "down", "hold"
DIRECTIONS = (UP, DOWN, HOLD)
# Why the rule says it.
MET, AS_EXPECTED, HALF_AS_FAR, TOO_LITTLE, MISSED, UNCLEAR = (
    *("met", "as_expected", "half_as_far", "too_little", "missed", "unclear"),
)
ALL_MET, OVER, DUE_SOON, REPORTED, NO_REPORT = "all_met", "over", "due_soon", "reported", "none"
REASONS = (
    *(MET, AS_EXPECTED, HALF_AS_FAR, TOO_LITTLE, MISSED, UNCLEAR),
    *(ALL_MET, OVER, DUE_SOON, REPORTED, NO_REPORT),
)
# HOLD_WITHIN: how far from its target a level may be that is to stay, as a share of the target.
HOLD_WITHIN = 0.05
SOON = dt.timedelta(days=31)
HALF = 0.5


@dataclass(frozen=True, kw_only=True)
class Reading:
    """An indicator's value in a quarter, with its 95% limits if it is an estimate."""

    year: int
    quarter: int
    value: float
    lower: float | None = None
    upper: float | None = None


@dataclass(frozen=True, kw_only=True)
class Indicator:
    """What is measured: from where, to where, and the values so far, the latest last."""

    target: float | None
    baseline: float | None = None
    direction: str = ""
    readings: tuple[Reading, ...] = ()

    @property
    def way(self) -> str:
        """Return the direction; that from the baseline to the target if none is given."""
        if self.direction or self.target is None or self.baseline is None:
            return self.direction
        if self.target == self.baseline:
            return HOLD
        return UP if self.target > self.baseline else DOWN


@dataclass(frozen=True, kw_only=True)
class Suggestion:
    """What the rule says: the status, why, and the position of the indicator that decides."""

    status: str
    why: str
    indicator: int | None = None


@dataclass(frozen=True, kw_only=True)
class Status:
    """An action's status, whether it was set by hand, and what the rule says."""

    status: str
    by_hand: bool
    rule: Suggestion


def status_of(
    *,
    deadline: Deadline,
    indicators: tuple[Indicator, ...],
    reported: bool,
    by_hand: str,
    today: dt.date,
) -> Status:
    """Return an action's status: what was set by hand, else what the rule says.

    Parameters
    ----------
    deadline
        When it is due.
    indicators
        What is measured of it.
    reported
        Whether anybody has reported on it in words.
    by_hand
        The status that somebody has set; empty without.
    today
        The day on which it is judged.

    Returns
    -------
    Status
        With what the rule says, also where it doesn't decide.

    Examples
    --------
    >>> never = read_deadline("Ongoing")  # doctest: +SKIP
    >>> status_of(deadline=never, indicators=(), reported=True, by_hand="", today=today)
    ... # doctest: +SKIP
    Status(status='on_track', by_hand=False, rule=Suggestion(status='on_track', why='reported'))
    """
    rule = suggestion(deadline, indicators, reported=reported, today=today)
    chosen = by_hand if by_hand in STATUSES else ""
    return Status(status=chosen or rule.status, by_hand=bool(chosen), rule=rule)


def suggestion(
    deadline: Deadline, indicators: tuple[Indicator, ...], *, reported: bool, today: dt.date
) -> Suggestion:
    """Return what the rule says of an action.

    Parameters
    ----------
    deadline
        When it is due.
    indicators
        What is measured of it.
    reported
        Whether anybody has reported on it in words.
    today
        The day on which it is judged.

    Returns
    -------
    Suggestion
        The status of the worst indicator; without one that of the deadline.

    Examples
    --------
    >>> april = Deadline(text="Apr-26", kind="month", due=dt.date(2026, 4, 30))
    >>> suggestion(april, (), reported=True, today=dt.date(2026, 5, 1))
    Suggestion(status='behind', why='over', indicator=None)
    """
    over = deadline.due is not None and deadline.due < today
    judged = [
        Suggestion(status=status, why=why, indicator=at)
        for at, one in enumerate(indicators)
        if (found := judge(one, deadline.due, today))
        for status, why in [found]
    ]
    if judged:
        worst = min(judged, key=lambda one: STATUSES.index(one.status))
        if over and all(one.why == MET for one in judged):
            return Suggestion(status=COMPLETED, why=ALL_MET)
        return worst
    if over:
        return Suggestion(status=BEHIND, why=OVER)
    if deadline.due is not None and deadline.due - today <= SOON:
        return Suggestion(status=AT_RISK, why=DUE_SOON)
    if reported or any(one.readings for one in indicators):
        return Suggestion(status=ON_TRACK, why=REPORTED)
    return Suggestion(status=NOT_STARTED, why=NO_REPORT)


def judge(one: Indicator, due: dt.date | None, today: dt.date) -> tuple[str, str] | None:
    """Return what the rule says of an indicator by its latest value.

    Parameters
    ----------
    one
        The indicator.
    due
        The day of the deadline; None if it has none.
    today
        The day on which it is judged.

    Returns
    -------
    tuple of str or None
        The status and why; None without a target, a direction or a value.

    Examples
    --------
    >>> half_way = Reading(year=2026, quarter=2, value=15)
    >>> patrols = Indicator(baseline=10, target=20, readings=(half_way,))
    >>> judge(patrols, dt.date(2027, 3, 31), dt.date(2026, 10, 1))
    ('on_track', 'as_expected')
    """
    if one.target is None or not one.readings or not one.way:
        return None
    latest = one.readings[-1]
    if _met(latest.value, one.target, one.way):
        return ON_TRACK, MET
    limits = [limit for limit in (latest.lower, latest.upper) if limit is not None]
    if one.way == HOLD and len(limits) == 2 and limits[0] <= one.target <= limits[1]:
        return ON_TRACK, MET
    if any(_met(limit, one.target, one.way) for limit in limits):
        return AT_RISK, UNCLEAR
    if one.way == HOLD:
        near = abs(latest.value - one.target) <= 2 * HOLD_WITHIN * abs(one.target)
        return (AT_RISK, HALF_AS_FAR) if near else (BEHIND, MISSED)
    if due is None or due < today or one.baseline is None or one.baseline == one.target:
        return BEHIND, MISSED
    reached = (latest.value - one.baseline) / (one.target - one.baseline)
    expected = _expected(one.readings[0].year, end_of(latest.year, latest.quarter), due)
    if reached >= expected:
        return ON_TRACK, AS_EXPECTED
    return (AT_RISK, HALF_AS_FAR) if reached >= HALF * expected else (BEHIND, TOO_LITTLE)


def _met(value: float, target: float, way: str) -> bool:
    if way == HOLD:
        return abs(value - target) <= HOLD_WITHIN * abs(target)
    return value >= target if way == UP else value <= target


def _expected(year: int, day: dt.date, due: dt.date) -> float:
    """Return the share of the way that should be done on a day."""
    start = dt.date(year, 4, 1)
    return 1.0 if due <= start else min((day - start) / (due - start), 1.0)
