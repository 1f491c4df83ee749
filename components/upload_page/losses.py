"""What a trial release has less of than the current one, and the question before it is accepted."""

import streamlit as st

from components.page_context import PageContext
from components.page_models.loss_sentences import loss_sentences
from components.ui import html, notices
from data.provenance.release_losses import release_losses
from data.release.manifest import Manifest


def ask(here: PageContext, trial: Manifest) -> bool:
    """Draw what would be lost; return whether the viewer agrees, or nothing would be lost."""
    text, losses = here.text, release_losses(here.manifest, trial)
    if not losses:
        return True
    st.warning(text("less.warning"), icon=notices.WARNING)
    html.lines(loss_sentences(text, losses), html.CAVEATS)
    return st.checkbox(text("less.agree"), key=f"less-agree-{trial.release}")
