"""What can be counted together: each category by itself, all crime (never with ASB), and groups."""

from collections.abc import Collection

from data.schema import ASB, CATEGORIES, CRIMES, OWN, OWN_PREFIX

ALL_CRIME = "all-crime"
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
"""Robbery is both violent and acquisitive: groups may overlap and are never added up."""
CHOICES = (ASB, ALL_CRIME, *GROUPS, *CRIMES)


def members(choice: str) -> tuple[str, ...]:
    """The categories that a choice adds up."""
    if choice == ALL_CRIME:
        return CRIMES
    if choice in GROUPS:
        return GROUPS[choice]
    if choice in CATEGORIES:
        return (choice,)
    raise ValueError(f"expected one of {', '.join(CHOICES)}, but found {choice!r}")


def part_of(categories: Collection[str]) -> tuple[str, ...]:
    """All that these are a share of: every crime, with ASB only where ASB is among them."""
    return CATEGORIES if ASB in categories else CRIMES


def is_own(choice: str) -> bool:
    """Whether it counts what partners recorded, which is no part of what the police did."""
    return choice == OWN or choice.startswith(OWN_PREFIX)
