"""How many actions are behind target, due this month, and without news for a quarter."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from geo.plan.deadlines import Deadline
from geo.plan.status import BEHIND, COMPLETED

# STALE_AFTER: the longest quarter. SOON: what "due soon" means.
STALE_AFTER, SOON = dt.timedelta(days=92), dt.timedelta(days=92)


@dataclass(frozen=True, kw_only=True)
class Progress:
    """What is counted of an action: its status, its deadline and the day of the last report."""

    status: str
    deadline: Deadline
    updated: dt.date | None


@dataclass(frozen=True, kw_only=True)
class Counts:
    """The number of actions, and of those that somebody should look at."""

    total: int
    by_status: Mapping[str, int]
    due_this_month: int
    stale: int

    @property
    def behind(self) -> int:
        """Return how many are behind target."""
        return self.by_status.get(BEHIND, 0)


def counts(actions: Iterable[Progress], today: dt.date) -> Counts:
    """Return how many actions there are of each status, due this month, and stale.

    Parameters
    ----------
    actions
        The actions.
    today
        The day on which they are counted.

    Returns
    -------
    Counts
        A completed action is neither due nor stale.

    Examples
    --------
    >>> counts([], dt.date(2026, 11, 20)).behind
    0
    """
    every = list(actions)
    return Counts(
        total=len(every),
        by_status=Counter(one.status for one in every),
        due_this_month=sum(is_due_this_month(one, today) for one in every),
        stale=sum(is_stale(one, today) for one in every),
    )


def is_due_this_month(one: Progress, today: dt.date) -> bool:
    """Return whether an action that isn't completed is due in the month of a day.

    Parameters
    ----------
    one
        The action.
    today
        The day.

    Returns
    -------
    bool
        True also if the day of the deadline is over, but in the same month.

    Examples
    --------
    >>> may = Deadline(text="May-26", kind="month", due=dt.date(2026, 5, 31))
    >>> one = Progress(status="on_track", deadline=may, updated=None)
    >>> is_due_this_month(one, dt.date(2026, 5, 2))
    True
    """
    due = one.deadline.due
    if due is None or one.status == COMPLETED:
        return False
    return (due.year, due.month) == (today.year, today.month)


def is_due_soon(one: Progress, today: dt.date) -> bool:
    """Return whether an action that isn't completed is due within a quarter, or overdue.

    Parameters
    ----------
    one
        The action.
    today
        The day.

    Returns
    -------
    bool
        False without a day of the deadline.

    Examples
    --------
    >>> may = Deadline(text="May-26", kind="month", due=dt.date(2026, 5, 31))
    >>> one = Progress(status="on_track", deadline=may, updated=None)
    >>> is_due_soon(one, dt.date(2026, 1, 2))
    False
    """
    due = one.deadline.due
    return due is not None and one.status != COMPLETED and due - today <= SOON


def is_stale(one: Progress, today: dt.date) -> bool:
    """Return whether nobody has reported on an action for a quarter.

    Parameters
    ----------
    one
        The action.
    today
        The day.

    Returns
    -------
    bool
        True if nobody ever has; False for a completed action.

    Examples
    --------
    >>> once = Deadline(text="", kind="none")
    >>> one = Progress(status="on_track", deadline=once, updated=dt.date(2026, 1, 2))
    >>> is_stale(one, dt.date(2026, 6, 2))
    True
    """
    if one.status == COMPLETED:
        return False
    return one.updated is None or today - one.updated > STALE_AFTER
