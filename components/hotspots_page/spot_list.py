"""The list of hot spots, each with how often it was in the top tenth."""

import pandas as pd

from components import queries
from components.hotspots_page.model import HotspotsModel
from components.text.lasting_spots import in_short
from components.ui.figures_table import PlainTable, Provenance, figures_table
from components.ui.table_cells import TableColumn
from geo.measures.model import Unit
from geo.not_measured import NotMeasured

ON_A_PHONE, HEIGHT = 6, 420
NAME, WARD_NAME, HISTORY, KIND = "name", "ward", "history", "kind"


def show(model: HotspotsModel) -> None:
    """Draw every hot spot: its name, ward, incidents and history; a chosen row is on the map."""
    text = model.here.text
    rows = listed(model)
    columns = [
        TableColumn(name=NAME, unit=Unit.TEXT, title=text("table.area"), width=148, pinned=True),
        TableColumn(name=WARD_NAME, unit=Unit.TEXT, title=text("spots.ward"), width=132),
        TableColumn(name="incidents", title=text("table.incidents"), width=62),
        TableColumn(name=KIND, unit=Unit.TEXT, title=text("spots.kind"), width=80),
        TableColumn(name=HISTORY, unit=Unit.TEXT, title=text("spots.history"), width=166),
    ]
    figures_table(
        columns,
        rows,
        _provenance(model),
        here=model.here,
        alt=text("spots.list_alt"),
        key="hotspots-list",
        height=HEIGHT,
        plain=PlainTable(
            columns=[NAME, WARD_NAME, HISTORY],
            on_phone=ON_A_PHONE,
            caption="spots.first",
            aligned=False,
        ),
    )


def listed(model: HotspotsModel) -> pd.DataFrame:
    """Return the picked areas with their name, ward, incidents and history in words."""
    return described(model, model.picked)


def described(model: HotspotsModel, areas: pd.DataFrame) -> pd.DataFrame:
    """Return rows of the model's areas with their name, ward, incidents and history in words."""
    text = model.here.text
    places = queries.places.places(model.here.key)
    names = queries.places.names(model.here.key)
    parents = places["parent_code"].reindex(areas.index)
    past = model.history
    said, kinds = {}, {}
    if not isinstance(past, NotMeasured):
        for code, row in past.reindex(areas.index).dropna(how="all").iterrows():
            said[code] = in_short(text, row)
            kinds[code] = text(f"lasting.{row[KIND]}") if pd.notna(row[KIND]) else ""
    return pd.DataFrame(
        {
            NAME: [text.name(names[str(code)]) for code in areas.index],
            WARD_NAME: [text.name(names[code]) if code in names else "" for code in parents],
            "incidents": areas["incidents"].to_numpy(),
            KIND: [kinds.get(code, "") for code in areas.index],
            HISTORY: [said.get(code, "") for code in areas.index],
        },
        areas.index,
    )


def _provenance(model: HotspotsModel) -> Provenance:
    """Return the file of every small area, not only of hot spots."""
    return Provenance(
        rows=lambda: whole(model),
        name=("hot-spots", model.category, model.here.manifest.title_en),
        about={
            "category": model.category,
            "first": model.months[0] if model.months else "",
            "last": model.months[-1] if model.months else "",
            "found_by": model.way,
        },
        key="csv-hotspots",
    )


def whole(model: HotspotsModel) -> pd.DataFrame:
    """Return every small area: whether it is picked, its class by Gi*, and its history."""
    table = model.areas.rename(columns={"spot": "gi_star_class", "picked": "hot_spot"})
    if not isinstance(model.history, NotMeasured):
        table = table.join(model.history.add_prefix("top_tenth_"))
    return table.rename_axis("area_code").reset_index()
