"""What came of the crimes of a place's ward, by category."""

from functools import partial

import pandas as pd

from components import queries
from components.page_models.perceived import ward_of
from components.place_page.model import PlaceModel
from components.queries.recorded import WardOutcomes
from components.text.catalogue import Text
from components.text.compared_months import months_in_words
from components.ui import downloads
from components.ui.sections import Control, Look, Opened, Part, Section, Sentences, Table
from data.schema import LSOA, WARD
from geo.categories import ALL_CRIME
from geo.hotspots.outcome_shares import CHARGED, LEAST_BASE, NO_SUSPECT, OPEN

# SHOWN: the kinds of outcome of the page; the file has all.
SHOWN = (NO_SUSPECT, CHARGED, OPEN)
# _NAMES: how the sentences name them.
_NAMES = {"nobody": NO_SUSPECT, "charged": CHARGED, "open": OPEN}


def outcomes(model: PlaceModel) -> Section | None:
    """Return what came of crimes; None of a town or a beat, whose outcomes aren't known."""
    here, text = model.here, model.here.text
    if model.level not in (WARD, LSOA) or not model.months:
        return None
    ward = ward_of(here)
    found = queries.recorded.outcomes_of(here.key, ward, model.months) if ward else None
    title = text("outcomes.title")
    if found is None:
        return Section(title, [Sentences([text("outcomes.none")])])
    of_ward = [text("outcomes.of_ward", ward=here.place_name(ward))] if model.level == LSOA else []
    return Section(
        title,
        [
            Sentences([*of_ward, *summary(text, found)]),
            Sentences([text("outcomes.late")], Look.SMALL),
            Opened(
                text("outcomes.by_category"),
                [
                    *by_category(text, found),
                    Sentences(about(text, found), Look.SMALL),
                    Control(partial(_download, model, ward, found)),
                ],
            ),
        ],
    )


def in_short(model: PlaceModel) -> Section | None:
    """Return the shares of all crime for print; None where there are too few for shares."""
    section = outcomes(model)
    if section is None or share_without_suspect(model) is None:
        return None
    return Section(section.heading, list(section.parts[:2]))


def share_without_suspect(model: PlaceModel) -> float | None:
    """Return the share of crimes without a suspect in the place's ward; None of too few."""
    ward = ward_of(model.here) if model.months else ""
    found = queries.recorded.outcomes_of(model.here.key, ward, model.months) if ward else None
    if found is None:
        return None
    share = float(found.here["share"].loc[(ALL_CRIME, NO_SUSPECT)])
    return None if pd.isna(share) else share


def summary(text: Text, found: WardOutcomes) -> list[str]:
    """Return the shares of all crime, here and in the whole area."""
    here, whole = found.here.loc[ALL_CRIME], found.whole.loc[ALL_CRIME]
    base = int(here["base"].iloc[0])
    if base == 0:
        return [text("outcomes.none_published")]
    none = unpublished(text, found)
    if here["share"].isna().any():
        return [text.plural("outcomes.too_few", base), *none]
    facts = {
        **{name: _share(text, here.loc[[kind]].iloc[0]) for name, kind in _NAMES.items()},
        "n": text.number(base),
    }
    around = {name: text.percent(whole["share"][kind]) for name, kind in _NAMES.items()}
    return [text("outcomes.here", **facts), text("outcomes.whole", **around), *none]


def unpublished(text: Text, found: WardOutcomes) -> list[str]:
    """Return for which months the police force has published no outcome."""
    if not found.unpublished:
        return []
    return [text("outcomes.unpublished", months=months_in_words(text, found.unpublished))]


def about(text: Text, found: WardOutcomes) -> list[str]:
    """Return how many crimes have no known outcome, and how old the others are."""
    number = int(found.here.loc[ALL_CRIME]["unknown"].iloc[0])
    since = found.months_since[ALL_CRIME]
    return [
        *([text.plural("outcomes.unknown", number)] if number else []),
        *([] if pd.isna(since) else [text.plural("outcomes.since", round(float(since)))]),
        text("outcomes.no_asb"),
    ]


def by_category(text: Text, found: WardOutcomes) -> list[Part]:
    """Return a row for each category with shares, and the names of the others."""
    names = [str(name) for name in found.here.index.get_level_values("category").unique()]
    shared = [name for name in names if found.here.loc[name]["share"].notna().all()]
    if not shared:
        return []
    heads = [text("outcomes.category"), text("outcomes.crimes")]
    heads += [text(f"outcome_kind.{kind}") for kind in SHOWN]
    rows = []
    for name in shared:
        own = found.here.loc[name]
        shares = [_share(text, own.loc[[kind]].iloc[0], "outcomes.cell") for kind in SHOWN]
        number = text.number(own["base"].iloc[0])
        rows.append([text(f"category_title.{name}"), number, *shares])
    few = [text(f"category.{name}") for name in names if name not in shared]
    said = [text("outcomes.brackets")]
    said += [text("outcomes.few", n=LEAST_BASE, categories=text.listing(few))] if few else []
    table = Table(heads=heads, rows=rows, numbers=(1, 2, 3, 4))
    return [table, Sentences(said, Look.SMALL)]


def _share(text: Text, row: pd.Series, key: str = "outcomes.share") -> str:
    """Return a share with its likely range, such as "41% (33% to 49%)"."""
    ends = {end: text.percent(row[end]) for end in ("share", "lower", "upper")}
    return text(key, **ends)


def _download(model: PlaceModel, ward: str, found: WardOutcomes) -> None:
    here = model.here
    downloads.csv_button(
        here.text("download.table"),
        partial(rows_of, found),
        here.manifest,
        key="csv-outcomes",
        name=("outcomes", here.place_name(ward), model.period.first, model.period.last),
        about={"area_code": ward, "first_month": model.months[0], "last_month": model.months[-1]},
    )


def rows_of(found: WardOutcomes) -> pd.DataFrame:
    """Return the table of the file: a row for each category and kind of outcome."""
    table = found.here.round({"share": 4, "lower": 4, "upper": 4})
    table["share_in_whole_area"] = found.whole["share"].reindex(table.index).round(4)
    since = found.months_since.round(1).rename("months_since_recorded")
    return table.reset_index().join(since, on="category")
