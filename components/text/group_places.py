"""Sentences on groups that may be in a place, but are hidden or without a location. Pure."""

from components.text.catalogue import Text


def none_here(text: Text, *, concealed: int, unplaced: int) -> str:
    """Return that no group is listed; or that none is shown, where some can't be located."""
    return text("mine.none_shown_here" if concealed or unplaced else "mine.none_here")


def not_located(text: Text, *, concealed: int, unplaced: int) -> str:
    """Return how many groups of its ward may be in the place, and why that can't be said."""
    parts = []
    if concealed:
        parts.append(text.plural("mine.groups_concealed", concealed))
    if unplaced:
        parts.append(text.plural("mine.groups_unplaced", unplaced))
    return " ".join(parts)
