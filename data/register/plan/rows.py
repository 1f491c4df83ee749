"""Reads the rows of a delivery plan under its header: headings, actions, indicators, quarters."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from data.errors import InvalidRecord
from data.messages import Message
from data.readers.merged_cells import Cell, Sheet
from data.register.plan.fields import NO_NUMBER, REASONS, read_plan_fields
from data.register.plan.file_plan import LEFT_OUT, READ, REMARK, FilePlan, FileRecord, Told
from data.register.plan.header import FEWEST_COLUMNS, Header
from data.register.plan.kinds import ACTION, INDICATOR, OBJECTIVE, PRIORITY, VALUE
from data.register.plan.layout import (
    DIRECTION_WORDS,
    STATUS_WORDS,
    Column,
    heading_in,
    plain,
    status_of_colour,
    word_of,
)
from data.register.records import RecordKind

OF_INDICATOR = ("unit_en", "unit_cy", "baseline", "target", "direction", "link")
LINK = ("measure", "subject", "level", "place")


class SheetReader:
    """Reads the rows of one sheet into a plan."""

    def __init__(
        self, plan: FilePlan, sheet: Sheet, head: Header, year: int, reasons: Mapping[str, str]
    ) -> None:
        self.plan, self.sheet, self.head, self.year, self.reasons = plan, sheet, head, year, reasons
        self.priority: FileRecord | None = None
        self.objective: FileRecord | None = None
        self.action: FileRecord | None = None
        self.known = {column.name for column in head.columns.values()}
        self.labelled = {
            _kind_of(found[0]).name
            for _, row in sheet.rows[head.rows_at :]
            if (found := self._heading(row))
        }
        self.by_name: dict[tuple[str, str], FileRecord] = {}

    def read(self) -> None:
        """Read every row under the header, and tell of each what it was read as."""
        self._tell_columns()
        for line, row in self.sheet.rows[self.head.rows_at :]:
            self._row(line, row)

    def _tell_columns(self) -> None:
        line = self.sheet.rows[self.head.at][0]
        for at, header in self.head.headers.items():
            column = self.head.columns.get(at)
            inside = any(at < other and other in self.head.columns for other in self._under(at))
            self.plan.columns.append((header, column.name if column else ""))
            filled = sum(
                bool(row[at].text)
                for _, row in self.sheet.rows[self.head.rows_at :]
                if at < len(row) and not row[at].repeated
            )
            if column is None and filled and not inside:
                self._tell(line, LEFT_OUT, "plan.unknown_column", column=header[:80], n=filled)

    def _under(self, at: int) -> range:
        row = self.sheet.rows[self.head.at][1]
        return range(at, at + (row[at].across if at < len(row) else 1))

    def _row(self, line: int, row: Sequence[Cell]) -> None:
        if any(cell.unknown for cell in row):
            self._tell(line, LEFT_OUT, "plan.no_result")
        alone = {cell.text for cell in row if cell.text}
        headers = self.head.headers
        again = [at for at, c in enumerate(row) if c.text and c.text == headers.get(at)]
        if len(again) >= FEWEST_COLUMNS:
            self._tell(line, READ, "plan.header_again")
        elif found := self._heading(row):
            self._start(line, _kind_of(found[0]), found[1], found[2])
        elif len(alone) == 1 and self._over_all(row):
            self._unlabelled(line, alone.pop())
        else:
            self._cells(line, row)

    def _heading(self, row: Sequence[Cell]) -> tuple[str, str, str] | None:
        """Return the parts of a heading such as "Priority 1: Safe streets"."""
        filled = [(at, cell) for at, cell in enumerate(row) if cell.text]
        if len({cell.text for _, cell in filled}) != 1:
            return None
        at, cell = filled[0]
        column = self.head.columns.get(at)
        if cell.across == 1 and column and column.field in ("indicator", "comments", "points"):
            return None
        return heading_in(cell.text)

    def _over_all(self, row: Sequence[Cell]) -> bool:
        """Return whether a row's one text is a heading: merged, or in no column of an action."""
        at, cell = next((at, cell) for at, cell in enumerate(row) if cell.text)
        column = self.head.columns.get(at)
        return cell.across > 2 or column is None or column.field == "number"

    def _unlabelled(self, line: int, text: str) -> None:
        """Take a heading without a word for that kind of heading of which there is none."""
        for kind in (PRIORITY, OBJECTIVE):
            if kind.name not in self.labelled:
                self._start(line, kind, "", text)
                return
        self._tell(line, LEFT_OUT, "plan.not_understood", text=text[:80])

    def _start(self, line: int, kind: RecordKind, number: str, name: str) -> None:
        """Begin a priority or an objective, or add the name in the other language to it."""
        welsh = self._is_welsh(line)
        named = f"name_{'cy' if welsh else 'en'}"
        current = self.priority if kind is PRIORITY else self.objective
        # The name in the other language is on the next line.
        same = current and current.line == line - 1 and (current.fields["number"] or "") == number
        if same and current and not current.fields.get(named):
            current.fields[named] = name
            self._tell(line, READ, "plan.also_named", name=name[:80])
            return
        fields = {"number": number, "name_en": None, "name_cy": None, named: name}
        if not name:
            fields["name_en" if not welsh else "name_cy"] = number
        parents = {"priority": self.priority} if kind is OBJECTIVE and self.priority else {}
        if kind is OBJECTIVE and not parents:
            self._start(line, PRIORITY, "", self.sheet.name or name)
            parents = {"priority": self.priority} if self.priority else {}
        record = FileRecord(kind=kind, line=line, fields=fields, parents=dict(parents))
        if not self._add(record):
            return
        self.action = None
        if kind is PRIORITY:
            self.priority, self.objective = record, None
        else:
            self.objective = record
        told = "plan.is_priorities" if kind is PRIORITY else "plan.is_objectives"
        self._tell(line, READ, told, name=name[:80])

    def _is_welsh(self, line: int) -> bool:
        """Return whether a heading, or else the plan, is in Welsh alone."""
        row = next(row for at, row in self.sheet.rows if at == line)
        said = plain(next((cell.text for cell in row if cell.text), ""))
        if heading_in(said):
            return said.startswith(("blaenoriaeth", "amcan"))
        return "name_cy" in self.known and "name_en" not in self.known

    def _cells(self, line: int, row: Sequence[Cell]) -> None:
        """Read a row of cells: an action, a further indicator, or more about the action above."""
        cells = {
            column.name if column.field not in ("value", "note") else column: row[at]
            for at, column in self.head.columns.items()
            if at < len(row)
        }
        texts = {
            name: cell.text
            for name, cell in cells.items()
            if isinstance(name, str) and cell.text and not cell.repeated
        }
        self._columns_of_headings(line, cells)
        number = texts.get("number", "")
        texts["number"] = "" if number.casefold() in NO_NUMBER else number
        named = any(texts.get(f"name_{language}") for language in ("en", "cy"))
        if named:
            self._action(line, texts, cells)
            if self.action is None:
                return
        elif texts["number"] and self.action is None:
            self._tell(line, LEFT_OUT, "plan.not_understood", text=" ".join(texts.values())[:80])
            return
        elif self.action is not None:
            self._more(line, texts)
        if self.action is None:
            if any(texts.values()):
                words = " ".join(filter(None, texts.values()))[:80]
                self._tell(line, LEFT_OUT, "plan.no_action", text=words)
            return
        self._indicator(line, texts, cells)

    def _columns_of_headings(self, line: int, cells: Mapping[Any, Cell]) -> None:
        """Begin the priority and the objective that columns of the row name."""
        for name, kind in (("priority", PRIORITY), ("objective", OBJECTIVE)):
            cell = cells.get(name)
            if cell is None or not cell.text:
                continue
            current = self.priority if kind is PRIORITY else self.objective
            if current is not None and current.said == cell.text:
                continue
            if found := self.by_name.get((kind.name, cell.text)):
                if kind is PRIORITY:
                    self.priority, self.objective = found, None
                else:
                    self.objective = found
                self.action = None
                continue
            numbered = re.fullmatch(r"(\d[\d.]*)[.:)\s-]*\s(.+)", " ".join(cell.text.split()))
            parts = ("", numbered[1].rstrip("."), numbered[2]) if numbered else None
            _, number, name = heading_in(cell.text) or parts or ("", "", cell.text)
            self._start(line, kind, number, name)
            begun = self.priority if kind is PRIORITY else self.objective
            if begun is not None:
                begun.said = cell.text
                self.by_name[(kind.name, cell.text)] = begun

    def _action(self, line: int, texts: dict[str, str], cells: Mapping[Any, Cell]) -> None:
        if self.priority is None:
            self._start(line, PRIORITY, "", self.sheet.name or self.plan.name)
        own = {name: texts.get(name) for name in ACTION.fields if name in self.known}
        if "number" in self.known:
            own["number"] = texts["number"]
        own |= self._status(line, cells.get("status"), texts)
        if "updated" in self.known:
            own["updated"] = (own["updated"] or "")[:10]
        parents = {"priority": self.priority, "objective": self.objective}
        record = FileRecord(
            kind=ACTION,
            line=line,
            fields=own,
            parents={name: parent for name, parent in parents.items() if parent},
        )
        if not self._add(record):
            self.action = None
            return
        self.action = record
        told = texts["number"] or (own.get("name_en") or own.get("name_cy") or "")[:40]
        self._tell(line, READ, "plan.is_actions", name=told)

    def _status(self, line: int, cell: Cell | None, texts: Mapping[str, str]) -> dict[str, Any]:
        """Return the status set by hand; in our own layout one without a reason is by the rule."""
        if cell is None:
            return {}
        reasons = {name: texts.get(name) for name in REASONS if name in self.known}
        if not reasons:
            reasons = {name: self.reasons.get(name[-2:]) for name in REASONS}
        if not cell.text:
            status = status_of_colour(cell.colour)
        else:
            status = word_of(cell.text, STATUS_WORDS)
            if status is None:
                self._tell(line, LEFT_OUT, "plan.unknown_status", text=cell.text[:80])
        if status and any(reasons.values()):
            return {"status": status, **reasons}
        return dict.fromkeys(("status", *REASONS))

    def _more(self, line: int, texts: Mapping[str, str]) -> None:
        """Add what a row below an action says more of it, each to what its column says."""
        assert self.action is not None
        for name, text in texts.items():
            if name in ACTION.fields and name not in ("status", *REASONS) and text:
                before = self.action.fields.get(name)
                self.action.fields[name] = f"{before}\n{text}" if before else text
                self._tell(line, READ, "plan.continues", text=text[:80])

    def _indicator(self, line: int, texts: dict[str, str], cells: Mapping[Any, Cell]) -> None:
        """Read the indicator of a row with its quarters."""
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
                fields[f"name_{of}"] = self.action.fields.get(f"name_{of}") if self.action else None
        if texts.get("direction"):
            fields["direction"] = word_of(texts["direction"], DIRECTION_WORDS)
            if fields["direction"] is None:
                self._tell(line, LEFT_OUT, "plan.unknown_direction", text=texts["direction"][:80])
        links = [part.strip() for part in texts.get("link", "").split(";")]
        fields |= {name: part or None for name, part in zip(LINK, links, strict=False)}
        assert self.action is not None
        wanted = {name: fields.get(name) for name in INDICATOR.fields if name != "action"}
        present = {name for name in wanted if name in self.known or name.startswith("name_")}
        present |= set(LINK) if "link" in self.known else set()
        record = FileRecord(
            kind=INDICATOR,
            line=line,
            fields={name: wanted[name] for name in wanted if name in present},
            parents={"action": self.action},
        )
        if not self._add(record):
            return
        self._tell(line, READ, "plan.is_indicators", name=(_name(fields) or "")[:80])
        if fields.get("measure"):
            typed = [one for one in quarters if one[0].field == "value"]
            if typed:
                self._tell(line, REMARK, "plan.filled", n=len(typed))
            quarters = [one for one in quarters if one not in typed]
        self._values(line, record, quarters)

    def _values(
        self, line: int, indicator: FileRecord, quarters: Sequence[tuple[Column, str]]
    ) -> None:
        by_quarter: dict[tuple[int, int], dict[str, Any]] = {}
        for column, text in quarters:
            of_quarter = {
                one.name: None
                for one in self.head.columns.values()
                if (one.year, one.quarter) == (column.year, column.quarter)
            }
            own = by_quarter.setdefault((column.year or self.year, column.quarter), of_quarter)
            own[column.name] = text
        for (year, quarter), fields in sorted(by_quarter.items()):
            own = {"year": year, "quarter": quarter, **fields}
            parents = {"indicator": indicator}
            self._add(FileRecord(kind=VALUE, line=line, fields=own, parents=parents))

    def _add(self, record: FileRecord) -> bool:
        """Add a record if its fields are as they must be; tell what is wrong otherwise."""
        stand_in = dict.fromkeys(record.parents, "?")
        try:
            checked = read_plan_fields(record.kind, {**record.fields, **stand_in})
        except InvalidRecord as invalid:
            for name, expected, found in invalid.faults:
                self._tell(
                    record.line, LEFT_OUT, "plan.fault", column=name, expected=expected, found=found
                )
            return False
        record.fields = {name: checked[name] for name in record.fields if name in checked}
        self.plan.records.append(record)
        return True

    def _tell(self, line: int, kind: str, key: str, **facts: Any) -> None:
        words = Message(key, **facts)
        self.plan.told.append(Told(sheet=self.sheet.name, line=line, kind=kind, words=words))


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


def _name(fields: Mapping[str, Any]) -> str | None:
    return fields.get("name_en") or fields.get("name_cy")
