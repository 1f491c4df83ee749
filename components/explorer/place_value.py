"""The value of the selected place: the panel's heading, a phone's line, a projector's lines."""

import streamlit as st

from components import queries
from components.explorer import panel_sentences
from components.page_context import PageContext
from components.page_models import lasting_place
from components.page_models.perceived import ward_of_place
from components.page_models.place_profile import PlaceProfile, profile_of
from components.text import rate_warnings
from components.text.catalogue import Text
from components.text.direction import escape
from geo.measures.perceived import TOGETHER

ANCHOR = "mt-place"


def heading(here: PageContext, profile: PlaceProfile, *, anchor: str = "") -> None:
    """Draw name, value, interval, rank and the other figures of the measure."""
    text = here.text
    lines = [f"<h2>{escape(profile.name)}</h2><small>{escape(profile.kind)}</small>"]
    if profile.table is None:
        lines.append(f"<p>{escape(text('panel.other_level'))}</p>")
    else:
        row = profile.row
        value = panel_sentences.headline(text, profile.measure, row)
        lines.append(
            f'<p class="mt-value"><strong>{escape(value)}</strong> '
            f"<span>{escape(text(f'legend.{profile.measure.name}'))}</span></p>"
        )
        parts = (
            panel_sentences.interval(text, profile.measure, row),
            panel_sentences.rank_sentence(text, profile.measure, profile.rank, profile.level),
            _lasting(here, profile),
            _together(here, profile),
        )
        lines += [f"<p>{escape(sentence)}</p>" for sentence in parts if sentence]
        if profile.measure.name in rate_warnings.PER_RESIDENT:
            misleading = queries.overlays.denominators(here.key)
            ward = ward_of_place(here, profile.place)
            part_of = "" if ward in ("", profile.place) else here.place_name(ward)
            warnings = rate_warnings.about_ward(text, misleading, ward, part_of=part_of)
            lines += [f'<p class="mt-misleads">{escape(warning)}</p>' for warning in warnings]
        lines.append(_figures(panel_sentences.other_figures(text, profile.measure, row)))
    named = f' id="{anchor}"' if anchor else ""
    st.html(f'<section class="mt-portrait"{named}>{"".join(lines)}</section>')


def in_a_line(here: PageContext) -> None:
    """Draw one line below a phone's map: the selected place's value, and the link to its panel."""
    if not here.view.place:
        return
    text, profile = here.text, profile_of(here, here.view.place)
    st.html(
        f'<p class="mt-line"><b>{escape(_value(text, profile))}</b> '
        f'<a href="#{ANCHOR}">{escape(text("panel.read_more"))}</a></p>'
    )


def projector_summary(here: PageContext) -> list[str]:
    """Return the lines for projector mode: the place's value and its confidence interval.

    A warning is added if its rate per resident is unreliable. Empty if no place is selected.
    """
    if not here.view.place:
        return []
    text, profile = here.text, profile_of(here, here.view.place)
    parts = [_value(text, profile)]
    if profile.table is not None:
        limits = panel_sentences.limits(text, profile.measure, profile.row)
        why_none = panel_sentences.interval(text, profile.measure, profile.row)
        parts.append(text("panel.limits", **limits) if limits else why_none)
    if profile.measure.name in rate_warnings.PER_RESIDENT:
        misleading = queries.overlays.denominators(here.key)
        parts.append(rate_warnings.about_ward_in_short(text, misleading, profile.place))
    return [line for line in parts if line]


def _value(text: Text, profile: PlaceProfile) -> str:
    """Return the place's name and, if the measure has one for it, its value."""
    if profile.table is None:
        return profile.name
    value = panel_sentences.headline(text, profile.measure, profile.row)
    return text("panel.in_a_line", place=profile.name, value=value)


def _lasting(here: PageContext, profile: PlaceProfile) -> str:
    """Return how often the place was in the top tenth lately; empty if the measure isn't of it."""
    if not (profile.by_category and profile.published):
        return ""
    of_place = (profile.level, profile.place, here.view.category)
    return lasting_place.sentence(here, *of_place, profile.published[-1])


def _together(here: PageContext, profile: PlaceProfile) -> str:
    """Return which wards the figure is of, if it is of several together; otherwise empty."""
    wards = str(profile.row.get(TOGETHER, "")).split()
    if len(wards) < 2:
        return ""
    names = here.text.listing([here.place_name(ward) for ward in wards])
    return here.text("panel.together", places=names)


def _figures(pairs: list[tuple[str, str]]) -> str:
    rows = "".join(f"<div><dt>{escape(k)}</dt><dd>{escape(v)}</dd></div>" for k, v in pairs)
    return f'<dl class="mt-figures">{rows}</dl>'
