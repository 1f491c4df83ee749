"""The crime categories that can be counted together: single categories, all crime, and groups."""

from collections.abc import Collection

from data.schema import ASB, CATEGORIES, CRIMES, OWN, OWN_PREFIX

ALL_CRIME = "all-crime"
# GROUPS: named sets of categories. Groups may overlap (robbery is both violent and acquisitive), so
# they are never added up.
GROUPS: dict[str, tuple[str, ...]] = {
    "violence": ("violent-crime", "robbery", "possession-of-weapons"),
    "acquisitive": (
        "bicycle-theft",
        "burglary",
        "other-theft",
        "robbery",
        "shoplifting",
        "theft-from-the-person",
        "vehicle-crime",
    ),
    "public-space": (ASB, "criminal-damage-arson", "drugs", "public-order"),
}
CHOICES = (ASB, ALL_CRIME, *GROUPS, *CRIMES)


def members(choice: str) -> tuple[str, ...]:
    """Return the categories that a choice adds up.

    Parameters
    ----------
    choice
        A category, a group of `GROUPS`, or `ALL_CRIME`, which never includes ASB.

    Returns
    -------
    tuple[str, ...]
        Its categories.

    Raises
    ------
    ValueError
        If the choice is not known.

    Examples
    --------
    >>> members("violence")
    ('violent-crime', 'robbery', 'possession-of-weapons')
    """
    if choice == ALL_CRIME:
        return CRIMES
    if choice in GROUPS:
        return GROUPS[choice]
    if choice in CATEGORIES:
        return (choice,)
    raise ValueError(f"expected one of {', '.join(CHOICES)}, but found {choice!r}")


def part_of(categories: Collection[str]) -> tuple[str, ...]:
    """Return the denominator categories for a share of these categories.

    Parameters
    ----------
    categories
        The categories whose share is wanted.

    Returns
    -------
    tuple[str, ...]
        Every crime category, and ASB only where ASB is among `categories`.

    Examples
    --------
    >>> ASB in part_of(["burglary"])
    False
    """
    return CATEGORIES if ASB in categories else CRIMES


def is_own(choice: str) -> bool:
    """Return whether a choice counts incidents that partners recorded, not the police.

    Parameters
    ----------
    choice
        A category or a group.

    Returns
    -------
    bool
        True for the partners' own categories, which are never part of the police figures.

    Examples
    --------
    >>> is_own("burglary")
    False
    """
    return choice == OWN or choice.startswith(OWN_PREFIX)
