"""Records equal those of the json module."""

import json

import pyarrow as pa

from data.police.json_records import records

NAMES = ["On or near Heol y Môr", 'The "Ship"', "back\\slash", "tab\tand\nline", "\x01", ""]


def test_row_becomes_a_json_object_without_empty_cells() -> None:
    rest = ["x", "", "y", "", "z", ""]
    rows = records({"location": pa.array(NAMES), "crime_id": pa.array(rest)}).to_pylist()
    expected = [
        {key: text for key, text in (("location", name), ("crime_id", other)) if text}
        for name, other in zip(NAMES, rest, strict=True)
    ]
    assert [json.loads(row) for row in rows] == expected
    assert rows[0] == json.dumps(expected[0], ensure_ascii=False)
