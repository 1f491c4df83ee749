"""The numbers of a plan, which are texts as people write them."""

import re

PLAIN = re.compile(r"[£€$]?\s*(?P<sign>[-+−]?)\s*[£€$]?(?P<number>\d[\d,  ]*(\.\d+)?|\.\d+)\s*%?")


def number_in(text: object) -> float | None:
    """Return the number that a text is, such as a baseline, a target or a quarter's value.

    Parameters
    ----------
    text
        The text, or None.

    Returns
    -------
    float or None
        A percentage as it is written, 45 for "45%". None for a text that is more than one number,
        such as "10% fewer": what it is of isn't known.

    Examples
    --------
    >>> number_in("1,204"), number_in("45%"), number_in("10% fewer"), number_in("TBC")
    (1204.0, 45.0, None, None)
    """
    found = PLAIN.fullmatch(str(text or "").strip())
    if not found:
        return None
    number = float(re.sub(r"[,\s]", "", found["number"]))
    return -number if found["sign"] in ("-", "−") else number
