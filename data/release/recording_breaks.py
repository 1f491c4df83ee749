"""Recording breaks: months from which a police force recorded a category otherwise than before."""

from collections.abc import Iterable
from dataclasses import dataclass

# RULE: version of the rule by which breaks are found; 0 in releases built before there was one.
RULE = 1
# What a break is: found by the build, confirmed by a person, stated by a person without being
# found, or found by the build and overruled by a person.
STATES = FOUND, CONFIRMED, STATED, OVERRULED = "found", "confirmed", "stated", "overruled"


@dataclass(frozen=True, kw_only=True)
class RecordingBreak:
    """A category that a force recorded otherwise from a month on, or within some months."""

    force: str
    category: str
    first: str
    # The last month of a spell after which it was recorded as before; empty if that goes on.
    last: str = ""
    state: str = FOUND
    # The evidence: located incidents a month before (and after a spell), and from the break on, as
    # a mean of up to twelve months; and the ratio of the category's shares of all incidents.
    usual: float = 0.0
    changed: float = 0.0
    ratio: float = 0.0
    # The authorities of the force, and those that show the same by themselves.
    authorities: int = 0
    showing: int = 0
    # Located incidents of force and category in each month of the release; None in a gap.
    counts: tuple[int | None, ...] = ()

    @property
    def applies(self) -> bool:
        """Whether months before and from the break on are not compared."""
        return self.state != OVERRULED

    def covers(self, month: str) -> bool:
        """Return whether a month lies from the break on, and within the spell if it is one."""
        return self.first <= month and (not self.last or month <= self.last)

    def splits(self, months: Iterable[str]) -> bool:
        """Return whether some of the months are recorded otherwise than others."""
        return len({self.covers(month) for month in months}) > 1
