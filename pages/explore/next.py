"""Where next? A score of the partnership's own making, and how sure its answer is."""

import streamlit as st

from components.page_context import page_context
from components.priorities import answer, asking, bars, basis, figures, steering, tier_map


def show() -> None:
    """The answer, the weights beside the map, why each place is there, every number, the rules."""
    asked = asking.ask(page_context())
    answer.show(asked)
    steering.choices(asked)
    weighing, ground = st.columns([5, 6], gap="medium")
    with weighing:
        steering.panel(asked)
        basis.left_out(asked)
    with ground:
        tier_map.show(asked)
    answer.cards(asked)
    bars.show(asked)
    answer.idle(asked)
    figures.show(asked)
    basis.show(asked)


show()
