"""The table of the page on authorities: a row for each, with the same indicators."""

import pandas as pd

from components.authorities_page.model import AuthoritiesModel
from components.text.catalogue import Text
from components.ui.figures_table import PlainTable, figures_table
from components.ui.sections import Table
from components.ui.table_cells import TableColumn, plain_cell
from geo.measures.model import Unit

NAME, PUBLISHED, ACTIONS = "name", "published", "actions"
# WORDED: rate and change with their likely ranges in one cell of a plain table.
RANGES = {
    "rate": {"value": "rate", "lower": "lower", "upper": "upper"},
    "change": {"value": "change", "lower": "change_lower", "upper": "change_upper"},
    "perceived": {"value": "perceived", "lower": "perceived_lower", "upper": "perceived_upper"},
}
# CHANGE: what is left out with the change itself, where nothing is compared.
CHANGE = ("change_lower", "change_upper", "direction")
PERCEIVED = ("perceived_lower", "perceived_upper")
ON_A_PHONE, ON_A_PROJECTOR = 6, 10
PLAIN = [NAME, "rate", "verdict", "change", "direction", "perceived", "deprived10"]
PLAIN += ["hot_spots", ACTIONS]


def show(model: AuthoritiesModel) -> None:
    """Draw the indicators of every area; a chosen row is the place of the view."""
    here, text = model.here, model.here.text
    rows = table_of(model)
    figures_table(
        columns_of(text, rows, model.period.months()),
        rows,
        here=here,
        alt=text(f"authorities.alt_{model.level}"),
        key="authorities-list",
        plain=PlainTable(
            columns=[name for name in PLAIN if name in rows],
            most=ON_A_PROJECTOR,
            on_phone=ON_A_PHONE,
            caption="authorities.first",
        ),
    )


def about(model: AuthoritiesModel) -> dict[str, str]:
    """Return what the rows of a file are of."""
    return {
        "category": model.category,
        "first": model.period.first,
        "last": model.period.last,
        "level": model.level,
        "rate_unit": "per 1000 residents a year, with its likely range",
    }


def table_of(model: AuthoritiesModel) -> pd.DataFrame:
    """Return the rows of the table, without columns in which nothing is known of any area."""
    rows = model.rows.copy()
    rows[NAME] = [model.here.place_name(str(code)) for code in rows.index]
    rows[PUBLISHED] = [float(model.publication[str(code)].months) for code in rows.index]
    rows[ACTIONS] = model.actions.reindex(rows.index).astype(float)
    if model.perceived is not None:
        rows = rows.join(model.perceived)
    shown = [one for one in ("rate", "change", "perceived", "deprived10", ACTIONS) if one in rows]
    never = [name for name in shown if rows[name].isna().all()]
    related = {"rate": ["lower", "upper", "verdict"], "change": CHANGE, "perceived": PERCEIVED}
    return rows.drop(columns=[*never, *(one for name in never for one in related.get(name, ()))])


def as_file(model: AuthoritiesModel) -> pd.DataFrame:
    """Return the rows of the file: every indicator of every area, under its code."""
    return table_of(model).drop(columns=[NAME]).rename_axis("area_code").reset_index()


def plain(model: AuthoritiesModel) -> Table:
    """Return the table for print: a row for each area, ranges in the cells of their numbers."""
    text, rows = model.here.text, table_of(model)
    by_name = {one.name: one for one in columns_of(text, rows, model.period.months())}
    shown = [by_name[name] for name in (*PLAIN, PUBLISHED) if name in by_name]
    return Table(
        heads=[column.title for column in shown],
        rows=[
            [plain_cell(text, column, by_name, row) for column in shown]
            for row in rows.to_dict("records")
        ],
        numbers=tuple(at for at, column in enumerate(shown) if column.is_number),
    )


def columns_of(text: Text, rows: pd.DataFrame, months: list[str]) -> list[TableColumn]:
    """Return the columns that the rows have; that of months where an area lacks one."""
    every = [
        TableColumn(name=NAME, unit=Unit.TEXT, title=text("table.area"), width=150, pinned=True),
        _ranged(text, "rate", "table.rate_value", Unit.TENTHS),
        TableColumn(name="lower", unit=Unit.TENTHS, title=text("table.lower"), width=58),
        TableColumn(name="upper", unit=Unit.TENTHS, title=text("table.upper"), width=58),
        _named("verdict", "verdict", text("table.verdict"), 164),
        _ranged(text, "change", "table.change_value", Unit.PERCENT),
        _end_of_change(text, "lower", text("authorities.col_change_lower")),
        _end_of_change(text, "upper", text("authorities.col_change_upper")),
        _named("direction", "direction", text("table.direction"), 120),
        _ranged(text, "perceived", "authorities.col_perceived", Unit.PERCENT, 168),
        *(
            TableColumn(name=name, unit=Unit.PERCENT, title=text(f"table.{end}"), width=58)
            for name, end in zip(PERCEIVED, ("lower", "upper"), strict=True)
        ),
        TableColumn(
            name="deprived10", unit=Unit.PERCENT, title=text("authorities.col_deprived"), width=184
        ),
        TableColumn(name="hot_spots", title=text("authorities.col_hot_spots"), width=136),
        TableColumn(name=ACTIONS, title=text("authorities.col_actions"), width=220),
        TableColumn(
            name=PUBLISHED,
            title=text("authorities.col_months", wanted=text.number(len(months))),
            width=84,
        ),
    ]
    unsaid = {PUBLISHED} if (rows[PUBLISHED] == len(months)).all() else set()
    return [column for column in every if column.name in rows and column.name not in unsaid]


def _end_of_change(text: Text, end: str, full_title: str) -> TableColumn:
    return TableColumn(
        name=f"change_{end}",
        unit=Unit.PERCENT,
        title=text(f"table.{end}"),
        full_title=full_title,
        width=58,
    )


def _named(name: str, family: str, title: str, width: int) -> TableColumn:
    return TableColumn(name=name, unit=Unit.NAME, family=family, title=title, width=width)


def _ranged(text: Text, name: str, title: str, unit: Unit, width: int = 68) -> TableColumn:
    """Return a column that has its range with it in a plain table."""
    return TableColumn(
        name=name,
        unit=unit,
        title=text(title),
        width=width,
        plain_key="authorities.range",
        plain_parts=RANGES[name],
    )
