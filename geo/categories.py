"""What can be counted together: each category by itself, all crime (never with ASB), and groups."""

from data.schema import ASB, CATEGORIES, CRIMES

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


def part_of(choice: str) -> tuple[str, ...]:
    """All that a choice is a share of: every crime, with ASB only where the choice holds ASB."""
    return CATEGORIES if ASB in members(choice) else CRIMES
