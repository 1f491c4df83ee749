"""What a trial release has less of than the current one, and the question before it is accepted."""

from collections.abc import Sequence

import streamlit as st

from components.page_context import PageContext
from components.text.catalogue import Text
from components.ui import html, notices
from data.provenance.release_losses import (
    AUTHORITY,
    FORCE,
    FORCE_MONTHS,
    LEVEL,
    ReleaseLoss,
    first_of_each_kind,
    release_losses,
)
from data.release.manifest import Manifest


def ask(here: PageContext, trial: Manifest) -> bool:
    """Draw what would be lost; return whether the viewer agrees, or nothing would be lost."""
    text, losses = here.text, release_losses(here.manifest, trial)
    if not losses:
        return True
    st.warning(text("less.warning"), icon=notices.WARNING)
    show(text, losses)
    return st.checkbox(text("less.agree"), key=f"less-agree-{trial.release}")


def show(text: Text, losses: Sequence[ReleaseLoss]) -> None:
    """Draw what there would be less of: the first of each kind, and how many more."""
    first, more = first_of_each_kind(losses)
    lines = [describe_loss(text, loss) for loss in first]
    lines += [text("less.more", n=text.number(more))] if more else []
    html.lines(lines, html.CAVEATS)


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
