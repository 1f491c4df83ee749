"""Reads the rows of a delivery plan under its header: headings, actions, indicators, quarters."""

from collections.abc import Mapping, Sequence
from typing import Any

from data.readers.merged_cells import Cell, Sheet
from data.register.plan.fields import NO_NUMBER, REASONS
from data.register.plan.file_plan import LEFT_OUT, READ, FilePlan, FileRecord
from data.register.plan.header import FEWEST_COLUMNS, Header
from data.register.plan.headings import Headings
from data.register.plan.indicators import read_indicator
from data.register.plan.kinds import ACTION, PRIORITY
from data.register.plan.layout import STATUS_WORDS, status_of_colour, word_of
from data.register.plan.sheet_records import SheetRecords


class SheetReader:
    """Reads the rows of one sheet into a plan."""

    def __init__(
        self, plan: FilePlan, sheet: Sheet, head: Header, year: int, reasons: Mapping[str, str]
    ) -> None:
        self.year, self.reasons = year, reasons
        self.records = SheetRecords(plan, sheet, head)
        self.headings = Headings(self.records)

    def read(self) -> None:
        """Read every row under the header, and tell of each what it was read as."""
        self._tell_columns()
        for line, row in self.records.sheet.rows[self.records.head.rows_at :]:
            self._row(line, row)

    def _tell_columns(self) -> None:
        line = self.records.sheet.rows[self.records.head.at][0]
        for at, header in self.records.head.headers.items():
            column = self.records.head.columns.get(at)
            inside = any(
                at < other and other in self.records.head.columns for other in self._under(at)
            )
            self.records.plan.columns.append((header, column.name if column else ""))
            filled = sum(
                bool(row[at].text)
                for _, row in self.records.sheet.rows[self.records.head.rows_at :]
                if at < len(row) and not row[at].repeated
            )
            if column is None and filled and not inside:
                self.records.tell(
                    line, LEFT_OUT, "plan.unknown_column", column=header[:80], n=filled
                )

    def _under(self, at: int) -> range:
        row = self.records.sheet.rows[self.records.head.at][1]
        return range(at, at + (row[at].across if at < len(row) else 1))

    def _row(self, line: int, row: Sequence[Cell]) -> None:
        if any(cell.unknown for cell in row):
            self.records.tell(line, LEFT_OUT, "plan.no_result")
        alone = {cell.text for cell in row if cell.text}
        headers = self.records.head.headers
        again = [at for at, c in enumerate(row) if c.text and c.text == headers.get(at)]
        if len(again) >= FEWEST_COLUMNS:
            self.records.tell(line, READ, "plan.header_again")
        elif found := self.headings.parts_of(row):
            self.headings.read(line, found)
        elif len(alone) == 1 and self.headings.is_over_all(row):
            self.headings.read_unlabelled(line, alone.pop())
        else:
            self._cells(line, row)

    def _cells(self, line: int, row: Sequence[Cell]) -> None:
        """Read a row of cells: an action, a further indicator, or more about the action above."""
        cells = {
            column.name if column.field not in ("value", "note") else column: row[at]
            for at, column in self.records.head.columns.items()
            if at < len(row)
        }
        texts = {
            name: cell.text
            for name, cell in cells.items()
            if isinstance(name, str) and cell.text and not cell.repeated
        }
        self.headings.read_columns(line, cells)
        number = texts.get("number", "")
        texts["number"] = "" if number.casefold() in NO_NUMBER else number
        named = any(texts.get(f"name_{language}") for language in ("en", "cy"))
        if named:
            self._action(line, texts, cells)
            if self.records.action is None:
                return
        elif texts["number"] and self.records.action is None:
            self.records.tell(
                line, LEFT_OUT, "plan.not_understood", text=" ".join(texts.values())[:80]
            )
            return
        elif self.records.action is not None:
            self._more(line, texts)
        if self.records.action is None:
            if any(texts.values()):
                words = " ".join(filter(None, texts.values()))[:80]
                self.records.tell(line, LEFT_OUT, "plan.no_action", text=words)
            return
        read_indicator(self.records, line, texts, cells, year=self.year)

    def _action(self, line: int, texts: dict[str, str], cells: Mapping[Any, Cell]) -> None:
        if self.records.priority is None:
            self.headings.start(
                line, PRIORITY, "", self.records.sheet.name or self.records.plan.name
            )
        own = {name: texts.get(name) for name in ACTION.fields if name in self.records.known}
        if "number" in self.records.known:
            own["number"] = texts["number"]
        own |= self._status(line, cells.get("status"), texts)
        if "updated" in self.records.known:
            own["updated"] = (own["updated"] or "")[:10]
        parents = {"priority": self.records.priority, "objective": self.records.objective}
        record = FileRecord(
            kind=ACTION,
            line=line,
            fields=own,
            parents={name: parent for name, parent in parents.items() if parent},
        )
        if not self.records.add(record):
            self.records.action = None
            return
        self.records.action = record
        told = texts["number"] or (own.get("name_en") or own.get("name_cy") or "")[:40]
        self.records.tell(line, READ, "plan.is_actions", name=told)

    def _status(self, line: int, cell: Cell | None, texts: Mapping[str, str]) -> dict[str, Any]:
        """Return the status set by hand; in our own layout one without a reason is by the rule."""
        if cell is None:
            return {}
        reasons = {name: texts.get(name) for name in REASONS if name in self.records.known}
        if not reasons:
            reasons = {name: self.reasons.get(name[-2:]) for name in REASONS}
        if not cell.text:
            status = status_of_colour(cell.colour)
        else:
            status = word_of(cell.text, STATUS_WORDS)
            if status is None:
                self.records.tell(line, LEFT_OUT, "plan.unknown_status", text=cell.text[:80])
        if status and any(reasons.values()):
            return {"status": status, **reasons}
        return dict.fromkeys(("status", *REASONS))

    def _more(self, line: int, texts: Mapping[str, str]) -> None:
        """Add what a row below an action says more of it, each to what its column says."""
        assert self.records.action is not None
        for name, text in texts.items():
            if name in ACTION.fields and name not in ("status", *REASONS) and text:
                before = self.records.action.fields.get(name)
                self.records.action.fields[name] = f"{before}\n{text}" if before else text
                self.records.tell(line, READ, "plan.continues", text=text[:80])
