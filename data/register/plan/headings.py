"""Headings of a delivery plan: its priorities and objectives, as rows or in columns."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from data.readers.merged_cells import Cell
from data.register.plan.file_plan import LEFT_OUT, READ, FileRecord
from data.register.plan.kinds import OBJECTIVE, PRIORITY
from data.register.plan.layout import heading_in, plain
from data.register.plan.sheet_records import SheetRecords
from data.register.records import RecordKind


class Headings:
    """Begins the priorities and objectives of a sheet."""

    def __init__(self, records: SheetRecords) -> None:
        self.records = records
        self.labelled = {
            _kind_of(found[0]).name
            for _, row in records.sheet.rows[records.head.rows_at :]
            if (found := self.parts_of(row))
        }
        self.by_name: dict[tuple[str, str], FileRecord] = {}

    def parts_of(self, row: Sequence[Cell]) -> tuple[str, str, str] | None:
        """Return the parts of a heading such as "Priority 1: Safe streets"."""
        filled = [(at, cell) for at, cell in enumerate(row) if cell.text]
        if len({cell.text for _, cell in filled}) != 1:
            return None
        at, cell = filled[0]
        column = self.records.head.columns.get(at)
        if cell.across == 1 and column and column.field in ("indicator", "comments", "points"):
            return None
        return heading_in(cell.text)

    def read(self, line: int, parts: tuple[str, str, str]) -> None:
        """Begin what a heading with these parts is the heading of."""
        self.start(line, _kind_of(parts[0]), parts[1], parts[2])

    def is_over_all(self, row: Sequence[Cell]) -> bool:
        """Return whether a row's one text is a heading: merged, or in no column of an action."""
        at, cell = next((at, cell) for at, cell in enumerate(row) if cell.text)
        column = self.records.head.columns.get(at)
        return cell.across > 2 or column is None or column.field == "number"

    def read_unlabelled(self, line: int, text: str) -> None:
        """Take a heading without a word for that kind of heading of which there is none."""
        for kind in (PRIORITY, OBJECTIVE):
            if kind.name not in self.labelled:
                self.start(line, kind, "", text)
                return
        self.records.tell(line, LEFT_OUT, "plan.not_understood", text=text[:80])

    def read_columns(self, line: int, cells: Mapping[Any, Cell]) -> None:
        """Begin the priority and the objective that columns of the row name."""
        for name, kind in (("priority", PRIORITY), ("objective", OBJECTIVE)):
            cell = cells.get(name)
            if cell is None or not cell.text:
                continue
            current = self.records.priority if kind is PRIORITY else self.records.objective
            if current is not None and current.said == cell.text:
                continue
            if found := self.by_name.get((kind.name, cell.text)):
                if kind is PRIORITY:
                    self.records.priority, self.records.objective = found, None
                else:
                    self.records.objective = found
                self.records.action = None
                continue
            numbered = re.fullmatch(r"(\d[\d.]*)[.:)\s-]*\s(.+)", " ".join(cell.text.split()))
            parts = ("", numbered[1].rstrip("."), numbered[2]) if numbered else None
            _, number, name = heading_in(cell.text) or parts or ("", "", cell.text)
            self.start(line, kind, number, name)
            begun = self.records.priority if kind is PRIORITY else self.records.objective
            if begun is not None:
                begun.said = cell.text
                self.by_name[(kind.name, cell.text)] = begun

    def start(self, line: int, kind: RecordKind, number: str, name: str) -> None:
        """Begin a priority or an objective, or add the name in the other language to it."""
        welsh = self._is_welsh(line)
        named = f"name_{'cy' if welsh else 'en'}"
        current = self.records.priority if kind is PRIORITY else self.records.objective
        # The name in the other language is on the next line.
        same = current and current.line == line - 1 and (current.fields["number"] or "") == number
        if same and current and not current.fields.get(named):
            current.fields[named] = name
            self.records.tell(line, READ, "plan.also_named", name=name[:80])
            return
        fields = {"number": number, "name_en": None, "name_cy": None, named: name}
        if not name:
            fields["name_en" if not welsh else "name_cy"] = number
        above = self.records.priority
        parents = {"priority": above} if kind is OBJECTIVE and above else {}
        if kind is OBJECTIVE and not parents:
            self.start(line, PRIORITY, "", self.records.sheet.name or name)
            parents = {"priority": self.records.priority} if self.records.priority else {}
        record = FileRecord(kind=kind, line=line, fields=fields, parents=dict(parents))
        if not self.records.add(record):
            return
        self.records.action = None
        if kind is PRIORITY:
            self.records.priority, self.records.objective = record, None
        else:
            self.records.objective = record
        told = "plan.is_priorities" if kind is PRIORITY else "plan.is_objectives"
        self.records.tell(line, READ, told, name=name[:80])

    def _is_welsh(self, line: int) -> bool:
        """Return whether a heading, or else the plan, is in Welsh alone."""
        row = next(row for at, row in self.records.sheet.rows if at == line)
        said = plain(next((cell.text for cell in row if cell.text), ""))
        if heading_in(said):
            return said.startswith(("blaenoriaeth", "amcan"))
        return "name_cy" in self.records.known and "name_en" not in self.records.known


def _kind_of(word: str) -> RecordKind:
    return (
        PRIORITY
        if plain(word).split()[-1 if "strategic" in plain(word) else 0]
        in (
            "priority",
            "blaenoriaeth",
        )
        else OBJECTIVE
    )
