"""A growing file of features, one a line, so that it can be cut back to its last whole one."""

import csv
import io
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from data.fetch.model import Form

Feature = dict[str, Any]
OPENING, BETWEEN, CLOSING = b'{"type": "FeatureCollection", "features": [\n', b",\n", b"\n]}\n"


class FeatureLines:
    """A GeoJSON layer or, without shapes, a CSV table."""

    def __init__(self, path: Path, form: Form) -> None:
        self._path, self._as_table = path, form is Form.TABLE
        self.count = self._cut_to_whole_lines()

    @property
    def size(self) -> int:
        return self._path.stat().st_size

    def add(self, features: Sequence[Feature]) -> None:
        """Add a page of features, all or none as far as a later run can see."""
        if not features:
            return
        lines = self._table_lines(features) if self._as_table else self._layer_lines(features)
        with self._path.open("ab") as file:
            file.write(lines)
        self.count += len(features)

    def finish(self) -> None:
        """Close what is whole."""
        if self._as_table:
            return
        with self._path.open("rb+") as file:
            file.seek(-len(BETWEEN), io.SEEK_END)
            file.write(CLOSING)

    def _layer_lines(self, features: Sequence[Feature]) -> bytes:
        # Properties before shapes: a reader sees from the first bytes what a layer holds.
        lines = [
            json.dumps(
                {
                    "type": "Feature",
                    "properties": feature["properties"],
                    "geometry": feature.get("geometry"),
                },
                ensure_ascii=False,
            ).encode()
            + BETWEEN
            for feature in features
        ]
        return (b"" if self.count else OPENING) + b"".join(lines)

    def _table_lines(self, features: Sequence[Feature]) -> bytes:
        text = io.StringIO(newline="")
        columns = self._columns() if self.count else list(features[0]["properties"])
        writer = csv.DictWriter(text, columns, restval="", extrasaction="ignore")
        if not self.count:
            writer.writeheader()
        writer.writerows(feature["properties"] for feature in features)
        return text.getvalue().encode()

    def _columns(self) -> list[str]:
        with self._path.open(encoding="utf-8", newline="") as file:
            return next(csv.reader(file))

    def _cut_to_whole_lines(self) -> int:
        """Cut off what an interruption left of a line; how many features remain."""
        whole = lines = 0
        with self._path.open("rb+") as file:
            for line in file:
                if not line.endswith(b"\n"):
                    break
                whole += len(line)
                lines += 1
            file.truncate(whole if lines > 1 else 0)
        return max(0, lines - 1)
