"""What changed between the two latest survey waves, and how sure that is."""

import pandas as pd
import streamlit as st

from components import queries
from components.page_models.perceived import PerceivedModel, joint_name
from components.queries.surveys import WaveChange
from components.text import visible
from components.text.catalogue import Text
from components.text.direction import escape
from components.ui import html, tables
from geo.noise.ladder import NO_CLEAR_CHANGE

WHOLE = ""


def show(model: PerceivedModel) -> None:
    """Draw the whole area's change, the places that clearly changed, and a table of all places."""
    here, text = model.here, model.here.text
    change = queries.surveys.wave_change(here.key, model.topic)
    st.subheader(text("waves.title"))
    if change.why_not:
        st.html(f"<p>{escape(text(f'waves.{change.why_not}'))}</p>")
        return
    waves = {"before": text.month(change.before), "now": text.month(change.now)}
    table = change.table
    if WHOLE in table.index:
        sentence = _sentence(text, here.area_name, table.loc[[WHOLE]].iloc[0], waves)
        html.supporting_sentence(sentence)
    places = table.drop(index=WHOLE, errors="ignore")
    names = _names(model, change, places)
    clear = places[places["direction"] != NO_CLEAR_CHANGE]
    lines = [_sentence(text, names[str(code)], row, waves) for code, row in clear.iterrows()]
    if not lines:
        lines = [text("waves.no_place", places=text.number(len(places)))]
    html.lines(lines, html.NAMED)
    with st.expander(text("waves.by_place")):
        _table(text, places, names, waves)


def unseen(model: PerceivedModel) -> list[str]:
    """Return how small a change could have been seen, beside each unclear one."""
    here, text = model.here, model.here.text
    change = queries.surveys.wave_change(here.key, model.topic)
    if change.why_not:
        return []
    places = change.table.drop(index=WHOLE, errors="ignore")
    names = {WHOLE: here.area_name, **_names(model, change, places)}
    lines = [
        line
        for code, row in change.table.iterrows()
        for line in visible.points(text, row, names[str(code)])
    ]
    waves = {"before": text.month(change.before), "now": text.month(change.now)}
    return [text("visible.between_surveys", **waves), *lines] if lines else []


def _names(model: PerceivedModel, change: WaveChange, places: pd.DataFrame) -> dict[str, str]:
    """Return the name of each row: of its ward, or of its wards together."""
    return {
        str(row): joint_name(model.here, list(change.pool.index[change.pool == row]))
        for row in places.index
    }


def _sentence(text: Text, place: str, row: pd.Series, waves: dict[str, str]) -> str:
    facts = {
        "place": place,
        "share_before": text.percent(row["before"]),
        "share_now": text.percent(row["now"]),
        "lower": points(text, row["lower"]),
        "upper": points(text, row["upper"]),
        "base": text.number(row["base_now"] + row["base_before"]),
        **waves,
    }
    clear = row["direction"] != NO_CLEAR_CHANGE
    return text(f"waves.{row['direction']}" if clear else "waves.unclear", **facts)


def points(text: Text, difference: float) -> str:
    """Return a difference of shares in percentage points, with its sign."""
    return ("+" if difference > 0 else "") + text.number(100 * difference)


def _table(text: Text, places: pd.DataFrame, names: dict[str, str], waves: dict[str, str]) -> None:
    numbers = [waves["before"], waves["now"], text("waves.change")]
    rows = {
        text("perceived.place_column"): [names[str(row)] for row in places.index],
        numbers[0]: [text.percent(share) for share in places["before"]],
        numbers[1]: [text.percent(share) for share in places["now"]],
        numbers[2]: [
            text(
                "waves.cell",
                change=points(text, row["difference"]),
                lower=points(text, row["lower"]),
                upper=points(text, row["upper"]),
            )
            for _, row in places.iterrows()
        ],
        text("waves.finding"): [text(f"direction.{way}") for way in places["direction"]],
    }
    tables.show_plain(pd.DataFrame(rows), numbers=numbers)
    st.caption(text("waves.how"))
