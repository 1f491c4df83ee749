"""Gaps in engagement by deprivation and by age, and what isn't known of them."""

import pandas as pd
import streamlit as st

from components import queries
from components.groups_page.model import GroupsModel
from components.text import visible
from components.text.catalogue import DASH, Text
from components.text.index_names import edition_name
from components.ui import html, tables
from geo.services.accessibility import FEWER, MORE, NO_CLEAR_DIFFERENCE


def show(model: GroupsModel) -> None:
    """Draw the gaps by fifth of deprivation, then by age."""
    text = model.here.text
    st.subheader(text("groups.gaps"))
    with st.container(key="mt-groups-gaps"):
        # On a projector half the width is too narrow for a table.
        projector = model.here.view.on_projector
        deprived, aged = (
            [st.container(), st.container()] if projector else st.columns(2, gap="large")
        )
        with deprived:
            _by_fifth(model)
        with aged:
            _by_age(model)


def _by_fifth(model: GroupsModel) -> None:
    text = model.here.text
    st.html(f"<h3>{text('groups.by_fifth')}</h3>")
    if not model.here.has_residents:
        html.supporting_sentence(text("groups.no_residents"))
        return
    table = queries.groups.groups_by_fifth(model.here.key, model.kind, model.reach)
    if table.empty:
        html.supporting_sentence(text("groups.no_index"))
        return
    html.supporting_sentence(fifths_sentence(text, table))
    titles = [text(f"groups_fifth.{name}") for name in ("residents", "groups", "per", "beyond")]
    worded = pd.DataFrame({text("groups_fifth.fifth"): [_fifth(text, n) for n in table.index]})
    worded[titles[0]] = [text.number(value) for value in table["residents"]]
    worded[titles[1]] = [text.number(value) for value in table["groups"]]
    worded[titles[2]] = [
        text(
            "groups.per_with_limits",
            per=text.number(row["per"], 1),
            lower=text.number(row["lower"], 1),
            upper=text.number(row["upper"], 1),
        )
        for _, row in table.iterrows()
    ]
    worded[titles[3]] = [text.percent(value) for value in table["share_beyond"]]
    tables.show_plain(worded, numbers=titles)


def basis(model: GroupsModel) -> list[str]:
    """Return how the figures by deprivation and by age are made."""
    text = model.here.text
    lines = [text("groups.ages_how")]
    if not model.here.has_residents:
        return lines
    table = queries.groups.groups_by_fifth(model.here.key, model.kind, model.reach)
    if table.empty:
        return lines
    domain = text(f"domain.{table.attrs['domain']}")
    edition = edition_name(text, table.attrs["edition"])
    return [text("groups.fifths_how", edition=edition, domain=domain), *lines]


def unseen(model: GroupsModel) -> list[str]:
    """Return how small a difference could have been seen, by fifth of deprivation and by age."""
    text, here = model.here.text, model.here
    if not here.has_residents:
        return []
    fifths = queries.groups.groups_by_fifth(here.key, model.kind, model.reach)
    ages = queries.groups.ages_that_took_part(here.key)
    lines = [
        line
        for number in fifths.index[fifths["finding"] == NO_CLEAR_DIFFERENCE]
        for line in visible.ratios(
            text, fifths.loc[number], text("visible.groups_of", part=_fifth(text, number))
        )
    ]
    if ages is None:
        return lines
    return lines + [
        line
        for band, row in ages[ages["finding"] == NO_CLEAR_DIFFERENCE].iterrows()
        for line in visible.shares(
            text, row["visible_lower"], row["visible_higher"], text("visible.aged", age=band)
        )
    ]


def fifths_sentence(text: Text, table: pd.DataFrame) -> str:
    """Return which fifths clearly have fewer or more groups, else the first and the last fifth."""
    wording = []
    for finding in (FEWER, MORE):
        named = [_fifth(text, n) for n in table.index[table["finding"] == finding]]
        if named:
            key = "groups.fifths_fewer" if finding == FEWER else "groups.fifths_more"
            wording.append(text(key, fifths=text.listing(named)))
    if wording:
        return " ".join(wording)
    first, last = table.iloc[0], table.iloc[-1]
    return text(
        "groups.fifths_unclear",
        one=_fifth(text, table.index[0]),
        other=_fifth(text, table.index[-1]),
        per_one=text.number(first["per"], 1),
        per_other=text.number(last["per"], 1),
    )


def _fifth(text: Text, number: int) -> str:
    return text(f"fifth.{number}")


def _by_age(model: GroupsModel) -> None:
    text, here = model.here.text, model.here
    st.html(f"<h3>{text('groups.by_age')}</h3>")
    residents = queries.groups.residents_by_age(here.key)
    took_part = queries.groups.ages_that_took_part(here.key)
    for_each = queries.groups.groups_for_ages(here.key, model.kind)
    bands, named = list(for_each.index), for_each.attrs["named"]
    facts = {"n": text.number(named), "all": text.number(for_each.attrs["all"])}
    html.supporting_sentence(text("groups.ages_named", **facts))
    if not model.here.has_residents:
        html.supporting_sentence(text("groups.no_residents"))
        return
    if not bands:
        html.supporting_sentence(text("groups.no_ages"))
        return
    if len(without := [str(band) for band in bands if for_each[band] == 0]) and named:
        html.supporting_sentence(text("groups.ages_without", ages=text.listing(without)))
    html.supporting_sentence(participation_sentence(text, took_part))
    tables.show_plain(
        _ages(text, residents[bands], for_each, took_part),
        numbers=[text(f"groups_age.{name}") for name in ("residents", "groups", "asked")],
    )


def participation_sentence(text: Text, table: pd.DataFrame | None) -> str:
    """Return which ages answered the survey less often than their share of residents."""
    if table is None:
        return text("groups.no_survey_ages")
    wave = text.month(table.attrs["wave"])
    fewer = table[table["finding"] == FEWER]
    if fewer.empty:
        return text("groups.ages_even", wave=wave, n=text.number(table.attrs["asked"]))
    parts = [
        text(
            "groups.age_part",
            age=band,
            share=text.percent(row["share"]),
            residents=text.percent(row["of_residents"]),
        )
        for band, row in fewer.iterrows()
    ]
    return text("groups.ages_fewer", wave=wave, ages=text.listing(parts))


def _ages(
    text: Text, residents: pd.Series, groups: pd.Series, took_part: pd.DataFrame | None
) -> pd.DataFrame:
    worded = pd.DataFrame(
        {
            text("groups_age.age"): list(residents.index),
            text("groups_age.residents"): [text.number(value) for value in residents],
            text("groups_age.groups"): [text.number(groups[band]) for band in residents.index],
        }
    )
    if took_part is not None:
        worded[text("groups_age.asked")] = [
            _part(text, took_part.loc[band]) if band in took_part.index else DASH
            for band in residents.index
        ]
    return worded


def _part(text: Text, row: pd.Series) -> str:
    if pd.isna(row["share"]):
        return text("groups.cell_hidden")
    facts = {name: text.percent(row[name]) for name in ("share", "of_residents")}
    return text("groups.asked_of", **facts)
