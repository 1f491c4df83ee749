"""Recording breaks: months from which a police force recorded a category otherwise than before."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

# RULE: version of the rule by which breaks are found; 0 in releases built before there was one.
RULE = 1
# What a break is: found by the build, confirmed by a person, stated by a person without being
# found, or found by the build and overruled by a person.
# MATERIAL: a break counts as one of a sum of categories too if it moves the sum by more than this,
# the least change that is called one.
MATERIAL = 0.05
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
    # Located incidents a month of the force by category, in the usual months.
    beside: Mapping[str, float] = field(default_factory=dict)

    @property
    def applies(self) -> bool:
        """Whether months before and from the break on are not compared."""
        return self.state != OVERRULED

    def covers(self, month: str) -> bool:
        """Return whether a month lies from the break on, and within the spell if it is one."""
        return self.first <= month and (not self.last or month <= self.last)

    def moves(self, categories: Sequence[str]) -> bool:
        """Return whether a sum of categories is another one before and from the break on."""
        if self.category not in categories:
            return False
        whole = sum(self.beside.get(category, 0.0) for category in categories)
        if len(categories) == 1 or not self.ratio or not whole:
            return True
        return abs(self.changed - self.usual) > MATERIAL * whole

    def splits(self, months: Iterable[str]) -> bool:
        """Return whether some of the months are recorded otherwise than others."""
        return len({self.covers(month) for month in months}) > 1


def number_recordings(
    months: Sequence[str], breaks: Iterable[RecordingBreak], categories: Sequence[str]
) -> list[int]:
    """Return a number for each month, the same for months that are recorded alike.

    Parameters
    ----------
    months
        The months.
    breaks
        The breaks of one police force, or of the forces of an area.
    categories
        The categories that are added up.

    Returns
    -------
    list[int]
        1 for months that no break covers.

    Examples
    --------
    >>> one = RecordingBreak(force="gwent", category="burglary", first="2023-04", last="2023-09")
    >>> number_recordings(["2023-03", "2023-04", "2023-10"], [one], ["burglary"])
    [1, 2, 1]
    """
    own = [one for one in breaks if one.applies and one.moves(categories)]
    patterns = [tuple(one.covers(month) for one in own) for month in months]
    plain = tuple(False for _ in own)
    number_of = {pattern: n for n, pattern in enumerate(dict.fromkeys([plain, *patterns]), start=1)}
    return [number_of[pattern] for pattern in patterns]
