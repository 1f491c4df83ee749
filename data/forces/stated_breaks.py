"""Recording breaks that a person has confirmed, added or overruled."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from data.errors import SourceError
from data.forces.recording_breaks import ForceCounts, evidence
from data.messages import Message
from data.months import months_between
from data.release.coverage.recording_breaks import CONFIRMED, OVERRULED, STATED, RecordingBreak
from data.schema import CATEGORIES

# NEAR: months between a break that is stated and one that is found, to be the same: more months of
# figures can move a found one a little.
NEAR = 2


@dataclass(frozen=True, kw_only=True)
class StatedBreak:
    """What a person says of a break of a force and category: that it is one, or that it is none."""

    force: str
    category: str
    month: str
    # The last month of a spell; empty if it goes on.
    until: str = ""
    overruled: bool = False


def with_stated(
    found: Sequence[RecordingBreak],
    stated: Sequence[StatedBreak],
    forces: Sequence[ForceCounts],
) -> list[RecordingBreak]:
    """Return the breaks that were found and stated, each in its state.

    Parameters
    ----------
    found
        The breaks that the build found.
    stated
        What a person says.
    forces
        The incidents of the forces.

    Returns
    -------
    list[RecordingBreak]
        A break that is stated and found has the months that are stated. One that is overruled and
        not found is none, and neither is one outside the months of the release.

    Raises
    ------
    SourceError
        If a break is stated of a force that is not among the files.

    Examples
    --------
    >>> import numpy as np
    >>> one = RecordingBreak(force="gwent", category="burglary", first="2023-04")
    >>> no = StatedBreak(force="gwent", category="burglary", month="2023-05", overruled=True)
    >>> gwent = ForceCounts(force="gwent", months=["2023-04"], counts=np.ones((1, 14, 1)))
    >>> [broken.state for broken in with_stated([one], [no], [gwent])]
    ['overruled']
    """
    result = list(found)
    for one in stated:
        force = _force_of(one, forces)
        same = next((n for n, broken in enumerate(result) if _is_same(one, broken)), None)
        if one.overruled:
            if same is not None:
                result[same] = replace(result[same], state=OVERRULED)
            continue
        broken = _evidence_of(one, force)
        if broken is None:
            continue
        if same is None:
            result.append(replace(broken, state=STATED))
        else:
            result[same] = replace(broken, state=CONFIRMED)
    return sorted(result, key=lambda broken: (broken.force, broken.category, broken.first))


def _force_of(one: StatedBreak, forces: Sequence[ForceCounts]) -> ForceCounts:
    for force in forces:
        if force.force == one.force:
            return force
    raise SourceError(
        file="milltir.toml",
        where="[[breaks]] force",
        expected=Message("breaks.force", forces=tuple(force.force for force in forces)),
        found=one.force,
    )


def _is_same(one: StatedBreak, broken: RecordingBreak) -> bool:
    if (one.force, one.category) != (broken.force, broken.category):
        return False
    first, last = sorted([one.month, broken.first])
    return len(list(months_between(first, last))) - 1 <= NEAR


def _evidence_of(one: StatedBreak, force: ForceCounts) -> RecordingBreak | None:
    """Return the break with its counts; None if it lies outside the months of the release."""
    months = list(force.months)
    until = one.until or months[-1]
    if not months[0] < one.month <= months[-1] and not one.month <= months[0] <= until < months[-1]:
        return None
    first = max(one.month, months[0])
    last = months.index(until) if until < months[-1] else None
    category = CATEGORIES.index(one.category)
    return replace(evidence(force, category, months.index(first), last), first=one.month)
