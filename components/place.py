"""What can be said of the chosen place in a sentence or two, and on what it rests."""

import pandas as pd
import streamlit as st

from components import cached, sentences
from components.here import Here
from components.text import Text
from data.catalogue import freshness


def lead(here: Here) -> None:
    """One true sentence about the place (or the whole area), large; its change below it."""
    text, view = here.text, here.view
    months, _ = here.latest().split(cached.store().complete_months())
    period = text.months(here.latest().first, here.latest().last)
    if not view.place:
        st.html(f'<p class="mt-lead">{whole_area(here, months, period)}</p>')
        return
    level = str(cached.places(here.manifest.release).at[view.place, "level"])
    figures = cached.figures(*here.asked, level, view.category, tuple(months))
    standing = sentences.place_standing(
        text, here.place_name(view.place), figures.loc[[view.place]].iloc[0], view.category, period
    )
    changes = cached.place_changes(*here.asked, level, view.place)
    st.html(f'<p class="mt-lead">{standing}</p>')
    st.html(f'<p class="mt-second">{_change(here, changes, view.category)}</p>')


def whole_area(here: Here, months: list[str], period: str) -> str:
    """The whole area's own count and rate of the view's category."""
    text = here.text
    figures = cached.figures(*here.asked, "county", here.view.category, tuple(months))
    row = figures.iloc[0]
    return text(
        "place.area",
        place=here.area_name,
        category=text(f"category.{here.view.category}"),
        period=period,
        incidents=text.plural("count.incidents", int(row["incidents"])),
        rate=text.number(row["rate"], 1),
        lower=text.number(row["lower"], 1),
        upper=text.number(row["upper"], 1),
    )


def whole_area_answers(here: Here) -> list[tuple[str, str, str]]:
    """What changed, where perception and record part, how fresh: title, answer, basis."""
    text, latest = here.text, here.latest()
    compared = cached.months_compared(here.manifest.release)
    changes = cached.whole_area_changes(*here.asked)
    age = freshness(here.manifest, sentences.today())
    return [
        (
            text("home.changed"),
            sentences.whole_area_change(text, changes, compared),
            text("home.changed_basis", months=text.months(latest.first, latest.last)),
        ),
        (
            text("home.parted"),
            sentences.disagreement(text, cached.asb_gaps(*here.asked)),
            survey_basis(here),
        ),
        (text("home.fresh"), sentences.age_of_data(text, age), missing_months(here)),
    ]


def survey_basis(here: Here) -> str:
    """Whose answers the perception sentence rests on."""
    text = here.text
    answers = cached.survey(here.manifest.release)
    if not answers:
        return text("gap.no_survey")
    respondents, waves = answers
    return text(
        "gap.basis",
        respondents=text.number(respondents),
        waves=text.listing([text.month(wave) for wave in waves]),
    )


def missing_months(here: Here) -> str:
    """Which months the police did not publish: a gap, never a zero."""
    return _missing(here.text, here.manifest.missing_months)


def _missing(text: Text, months: tuple[str, ...]) -> str:
    if not months:
        return text("fresh.none_missing")
    return text("fresh.missing", months=text.listing([text.month(m) for m in months]))


def _change(here: Here, changes: pd.DataFrame | None, category: str) -> str:
    months = cached.months_compared(here.manifest.release)
    return sentences.place_change(here.text, changes, category, months)
