"""The records of a sheet of a delivery plan so far, and those that its next row belongs to."""

from typing import Any

from data.errors import InvalidRecord
from data.messages import Message
from data.readers.merged_cells import Sheet
from data.register.plan.fields import read_plan_fields
from data.register.plan.file_plan import LEFT_OUT, FilePlan, FileRecord, Told
from data.register.plan.header import Header


class SheetRecords:
    """The records that the rows of one sheet were read as, and what is told of the rows."""

    def __init__(self, plan: FilePlan, sheet: Sheet, head: Header) -> None:
        self.plan, self.sheet, self.head = plan, sheet, head
        self.priority: FileRecord | None = None
        self.objective: FileRecord | None = None
        self.action: FileRecord | None = None
        self.known = {column.name for column in head.columns.values()}

    def add(self, record: FileRecord) -> bool:
        """Add a record if its fields are as they must be; tell what is wrong otherwise."""
        stand_in = dict.fromkeys(record.parents, "?")
        try:
            checked = read_plan_fields(record.kind, {**record.fields, **stand_in})
        except InvalidRecord as invalid:
            for name, expected, found in invalid.faults:
                self.tell(
                    record.line, LEFT_OUT, "plan.fault", column=name, expected=expected, found=found
                )
            return False
        record.fields = {name: checked[name] for name in record.fields if name in checked}
        self.plan.records.append(record)
        return True

    def tell(self, line: int, kind: str, key: str, **facts: Any) -> None:
        """Tell of a row what it was read as, or why it was left out."""
        words = Message(key, **facts)
        self.plan.told.append(Told(sheet=self.sheet.name, line=line, kind=kind, words=words))
