"""Writes features one per line, so that an interrupted file can be cut to its last full line."""

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
    """A growing GeoJSON file, or a CSV file if the features have no geometry."""

    def __init__(self, path: Path, form: Form) -> None:
        self._path, self._as_table = path, form is Form.TABLE
        self.count = self._cut_to_whole_lines()

    @property
    def size(self) -> int:
        return self._path.stat().st_size

    def add(self, features: Sequence[Feature]) -> None:
        """Append a page of features in one write."""
        if not features:
            return
        lines = self._table_lines(features) if self._as_table else self._layer_lines(features)
        with self._path.open("ab") as file:
            file.write(lines)
        self.count += len(features)

    def finish(self) -> None:
        """Write the end of the GeoJSON collection."""
        if self._as_table:
            return
        with self._path.open("rb+") as file:
            file.seek(-len(BETWEEN), io.SEEK_END)
            file.write(CLOSING)

    def _layer_lines(self, features: Sequence[Feature]) -> bytes:
        # Properties come before geometry, so that the first bytes show the columns of a layer.
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
        """Remove an unfinished last line and return how many features remain."""
        whole = lines = 0
        with self._path.open("rb+") as file:
            for line in file:
                if not line.endswith(b"\n"):
                    break
                whole += len(line)
                lines += 1
            file.truncate(whole if lines > 1 else 0)
        return max(0, lines - 1)
