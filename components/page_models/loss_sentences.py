"""Sentences about what a release has less of than another one."""

from collections.abc import Sequence

from components.text.catalogue import Text
from components.ui import notices
from data.provenance.release_losses import (
    AUTHORITY,
    FORCE,
    FORCE_MONTHS,
    LEVEL,
    ReleaseLoss,
    first_of_each_kind,
)


def loss_sentences(text: Text, losses: Sequence[ReleaseLoss]) -> list[str]:
    """Return a sentence for each of the first losses of each kind, and how many more there are."""
    first, more = first_of_each_kind(losses)
    lines = [describe_loss(text, loss) for loss in first]
    return lines + ([text("less.more", n=text.number(more))] if more else [])


def describe_loss(text: Text, loss: ReleaseLoss) -> str:
    """Return the sentence about one thing that there would be less of."""
    before, after = (
        text.month(value) if isinstance(value, str) else text.number(value)
        for value in (loss.before, loss.after)
    )
    return text(f"less.{loss.kind}", name=_name(text, loss), before=before, after=after)


def _name(text: Text, loss: ReleaseLoss) -> str:
    if loss.kind in (FORCE, FORCE_MONTHS):
        return loss.name.replace("-", " ").title()
    if loss.kind == LEVEL:
        return text(f"level.{loss.name}")
    if loss.kind == AUTHORITY:
        return notices.said_plainly(text, loss.name)
    return text(f"kind.{loss.name}") if loss.name else ""
