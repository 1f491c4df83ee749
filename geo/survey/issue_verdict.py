"""Verdict on an issue that was raised about a place: whether the evidence supports it."""

from dataclasses import dataclass

from geo.noise.ladder import HIGHER, LOWER, NO_CLEAR_DIFFERENCE, TOO_FEW

SUPPORTS, CONTRADICTS, CANT_TELL = "supports", "contradicts", "cant_tell"
# DISAGREE, UNCLEAR, UNKNOWN, NOT_BELOW: reasons for "can't tell": the two sides differ, neither is
# clearly different, there is no evidence, or residents are less worried but the record isn't below.
DISAGREE, UNCLEAR, UNKNOWN, NOT_BELOW = "disagree", "unclear", "unknown", "not_below"
# BOTH, RESIDENTS, RECORD: what a verdict is based on: both sides, one of two sides with evidence,
# or the only side with evidence.
BOTH, RESIDENTS, RECORD = "both", "residents", "record"
ONLY_RESIDENTS, ONLY_RECORD = "only_residents", "only_record"
IN_PART = (RESIDENTS, RECORD)


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """The verdict on an issue, and the position of each side."""

    verdict: str
    # What the verdict is based on, or the reason for "can't tell".
    why: str
    perceived: str
    # Both sides: the verdict on the difference (`geo.noise.ladder`); empty without evidence.
    recorded: str

    @property
    def in_part(self) -> bool:
        """Whether only one of the two sides is clearly different."""
        return self.verdict != CANT_TELL and self.why in IN_PART


def issue_verdict(perceived: str, recorded: str) -> Verdict:
    """Return the verdict from the positions of both sides.

    The issue is supported if one side is above and none below. It is contradicted only by a rate
    below that of the median area, with a share that is not above. If the sides disagree there is no
    conclusion.

    Parameters
    ----------
    perceived
        Verdict on the perceived share compared with all respondents (`geo.noise.ladder`), or empty.
    recorded
        Verdict on the recorded rate compared with the median area, or empty.

    Returns
    -------
    Verdict
        The verdict and its reason.

    Examples
    --------
    >>> issue_verdict("higher", "no clear difference").verdict
    'supports'
    """
    sides = {perceived, recorded} - {""}
    if HIGHER in sides and LOWER in sides:
        verdict, why = CANT_TELL, DISAGREE
    elif HIGHER in sides:
        verdict, why = SUPPORTS, _carried(perceived, recorded)
    elif recorded == LOWER:
        verdict, why = CONTRADICTS, _carried(perceived, recorded)
    elif perceived == LOWER:
        verdict, why = CANT_TELL, NOT_BELOW
    else:
        verdict, why = CANT_TELL, UNCLEAR if sides else UNKNOWN
    return Verdict(verdict=verdict, why=why, perceived=perceived, recorded=recorded)


def _carried(perceived: str, recorded: str) -> str:
    """Return what the verdict is based on."""
    if not perceived or not recorded:
        return ONLY_RESIDENTS if perceived else ONLY_RECORD
    unclear = (NO_CLEAR_DIFFERENCE, TOO_FEW)
    if perceived not in unclear and recorded not in unclear:
        return BOTH
    return RECORD if perceived in unclear else RESIDENTS
