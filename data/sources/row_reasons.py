"""The reason for leaving out a row, by its first fault."""

from collections.abc import Mapping

from data.contracts import IN_DEGREES, IN_METRES, NO_PLACE
from data.contracts.model import ADVICE, ADVICE_ON_SHAPES
from data.load_report.reasons import Reason
from data.readers.coordinates import EXCHANGED
from data.readers.partner_table import BEYOND

# REASON_OF: the reason for leaving out a row, by the column of its fault.
REASON_OF: Mapping[str, Reason] = {
    "date": Reason.BAD_DATE,
    **dict.fromkeys(("start", "expiry", "end", "last_confirmed"), Reason.BAD_DATE),
    "time": Reason.BAD_TIME,
    "type": Reason.NO_TYPE,
    NO_PLACE: Reason.NO_LOCATION,
    **dict.fromkeys((*IN_DEGREES, *IN_METRES, "geometry"), Reason.BAD_COORDINATES),
    **dict.fromkeys(("lsoa_code", "town_code", "beat_code"), Reason.BAD_AREA_CODE),
    "ward_code": Reason.UNKNOWN_WARD,
    "category": Reason.UNKNOWN_CATEGORY,
    "offence_code": Reason.BAD_OFFENCE_CODE,
    "incidents": Reason.BAD_NUMBER,
    "wave": Reason.BAD_MONTH,
    "mode": Reason.UNKNOWN_MODE,
    "weight": Reason.NO_WEIGHT,
    "answer": Reason.TOTAL_OFF_THE_SCALE,
    "respondents": Reason.BAD_NUMBER,
    "weighted_share": Reason.BAD_SHARE,
    "covers": Reason.UNKNOWN_REACH,
    "public_contact": Reason.NOT_YES_OR_NO,
    "status": Reason.UNKNOWN_STATUS,
    BEYOND: Reason.CELLS_BEYOND,
}
# OF_ADVICE: the reason for leaving out a row, by the advice on its coordinates.
OF_ADVICE: Mapping[str, Reason] = {
    f"({words})": Reason.EXCHANGED if look == EXCHANGED else Reason.OTHER_COORDINATES
    for advice in (*ADVICE.values(), ADVICE_ON_SHAPES)
    for look, words in advice.items()
}
# OF_KIND: reasons that differ for the same column of different contracts.
OF_KIND: Mapping[tuple[str, str], Reason] = {
    ("groups", "kind"): Reason.UNKNOWN_GROUP_KIND,
    **{(kind, "geometry"): Reason.NO_POLYGON for kind in ("orders", "towns", "beats")},
}


def reason_of(contract: str, column: str) -> Reason:
    """Return the reason for leaving out a row with an invalid cell.

    Parameters
    ----------
    contract
        The kind of the contract.
    column
        The column of the cell.

    Returns
    -------
    Reason
        The reason.

    Examples
    --------
    >>> reason_of("groups", "start") == Reason.BAD_DATE
    True
    """
    general = REASON_OF.get(column, Reason.NOTHING_GIVEN)
    return OF_KIND.get((contract, column), general)


def coordinate_reason(expected: str) -> Reason | None:
    """Return the reason for leaving out a row by the kind of its coordinates.

    Parameters
    ----------
    expected
        The text of the fault about what was expected.

    Returns
    -------
    Reason or None
        The reason; None if the text has no advice on coordinates.

    Examples
    --------
    >>> coordinate_reason("a date") is None
    True
    """
    return next((why for words, why in OF_ADVICE.items() if words in expected), None)
