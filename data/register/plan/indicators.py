"""Indicators of a delivery plan, each with the values of its quarters."""

from collections.abc import Mapping, Sequence
from typing import Any

from data.readers.merged_cells import Cell
from data.register.plan.file_plan import LEFT_OUT, READ, REMARK, FileRecord
from data.register.plan.kinds import INDICATOR, VALUE
from data.register.plan.layout import DIRECTION_WORDS, Column, word_of
from data.register.plan.sheet_records import SheetRecords

OF_INDICATOR = ("unit_en", "unit_cy", "baseline", "target", "direction", "link")
LINK = ("measure", "subject", "level", "place")


def read_indicator(
    records: SheetRecords,
    line: int,
    texts: Mapping[str, str],
    cells: Mapping[Any, Cell],
    *,
    year: int,
) -> None:
    """Read the indicator of a row with its quarters, and add it to the action above.

    Parameters
    ----------
    records
        The records of the sheet so far.
    line
        The number of the row.
    texts
        The row's texts, by name of the column.
    cells
        The row's cells; those of quarters by column.
    year
        The year in which the financial year of quarters without one begins.

    Examples
    --------
    >>> read_indicator(records, 7, texts, cells, year=2026)  # doctest: +SKIP
    """
    languages = ("en", "cy")
    fields = {f"name_{of}": texts.get(f"indicator_{of}") for of in languages}
    fields |= {name: texts[name] for name in OF_INDICATOR if name in texts}
    quarters = [
        (column, cell.text)
        for column, cell in cells.items()
        if isinstance(column, Column) and cell.text and not cell.repeated
    ]
    if not any(fields.get(f"name_{of}") for of in languages):
        if not quarters and not any(texts.get(name) for name in OF_INDICATOR):
            return
        # Figures without the name of an indicator are of the action itself.
        for of in languages:
            fields[f"name_{of}"] = (
                records.action.fields.get(f"name_{of}") if records.action else None
            )
    if texts.get("direction"):
        fields["direction"] = word_of(texts["direction"], DIRECTION_WORDS)
        if fields["direction"] is None:
            records.tell(line, LEFT_OUT, "plan.unknown_direction", text=texts["direction"][:80])
    links = [part.strip() for part in texts.get("link", "").split(";")]
    fields |= {name: part or None for name, part in zip(LINK, links, strict=False)}
    assert records.action is not None
    wanted = {name: fields.get(name) for name in INDICATOR.fields if name != "action"}
    present = {name for name in wanted if name in records.known or name.startswith("name_")}
    present |= set(LINK) if "link" in records.known else set()
    record = FileRecord(
        kind=INDICATOR,
        line=line,
        fields={name: wanted[name] for name in wanted if name in present},
        parents={"action": records.action},
    )
    if not records.add(record):
        return
    records.tell(line, READ, "plan.is_indicators", name=(_name(fields) or "")[:80])
    if fields.get("measure"):
        typed = [one for one in quarters if one[0].field == "value"]
        if typed:
            records.tell(line, REMARK, "plan.filled", n=len(typed))
        quarters = [one for one in quarters if one not in typed]
    _add_values(records, line, record, quarters, year)


def _add_values(
    records: SheetRecords,
    line: int,
    indicator: FileRecord,
    quarters: Sequence[tuple[Column, str]],
    year: int,
) -> None:
    by_quarter: dict[tuple[int, int], dict[str, Any]] = {}
    for column, text in quarters:
        of_quarter = {
            one.name: None
            for one in records.head.columns.values()
            if (one.year, one.quarter) == (column.year, column.quarter)
        }
        own = by_quarter.setdefault((column.year or year, column.quarter), of_quarter)
        own[column.name] = text
    for (begins, quarter), fields in sorted(by_quarter.items()):
        own = {"year": begins, "quarter": quarter, **fields}
        parents = {"indicator": indicator}
        records.add(FileRecord(kind=VALUE, line=line, fields=own, parents=parents))


def _name(fields: Mapping[str, Any]) -> str | None:
    return fields.get("name_en") or fields.get("name_cy")
