"""What can be counted together: each category by itself, and all crime (which never holds ASB)."""

from data.schema import ASB, CATEGORIES, CRIMES

ALL_CRIME = "all-crime"
CHOICES = (ASB, ALL_CRIME, *CRIMES)


def members(choice: str) -> tuple[str, ...]:
    """The categories that a choice adds up."""
    if choice == ALL_CRIME:
        return CRIMES
    if choice in CATEGORIES:
        return (choice,)
    raise ValueError(f"expected one of {', '.join(CHOICES)}, but found {choice!r}")
