"""Names of police forces, as in the names of police.uk's files."""

import re

# Forces whose name in the rows says more than their name in file names.
OTHER_NAMES = {
    "metropolitan-police-service": "metropolitan",
    "british-transport-police": "btp",
    "police-service-of-northern-ireland": "northern-ireland",
}
ENDING = re.compile(r"-(police-service|police|constabulary)$")


def force_of(name: str) -> str:
    """Return the name that police.uk's files give to a police force.

    Parameters
    ----------
    name
        The name in the columns "Falls within" and "Reported by".

    Returns
    -------
    str
        "unknown" for an empty name.

    Examples
    --------
    >>> force_of("Dyfed-Powys Police"), force_of("Avon and Somerset Constabulary")
    ('dyfed-powys', 'avon-and-somerset')
    """
    plain = re.sub(r"[\W_]+", "-", name.casefold().replace("&", "and")).strip("-")
    return OTHER_NAMES.get(plain) or ENDING.sub("", plain) or "unknown"
