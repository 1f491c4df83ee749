"""Every changed bit of a JSON file with a digest is found."""

import json
from pathlib import Path

import pytest

from data.files.digested_json import read_json, write_json
from tests.cases import every_case

CONTENT = {"area": "Ynys Môn", "rows": 12, "groups": {"night": ["drugs", "robbery"]}, "note": None}


def test_an_object_is_read_as_it_was_written(tmp_path: Path) -> None:
    path = tmp_path / "plan.json"
    write_json(path, CONTENT)
    assert read_json(path) == CONTENT
    assert json.loads(path.read_text("utf-8")).keys() - CONTENT.keys() == {"digest"}
    assert [file.name for file in tmp_path.iterdir()] == [path.name], "no draft is left"


@every_case("required", [True, False])
def test_flipped_bits_and_every_cut_are_found(tmp_path: Path, required: bool) -> None:
    path = tmp_path / "plan.json"
    write_json(path, CONTENT)
    whole = path.read_bytes()
    missed = []
    # Every third bit, so that each of the eight comes in turn from byte to byte.
    for bit in range(0, 8 * len(whole), 3):
        damaged = bytearray(whole)
        damaged[bit // 8] ^= 1 << bit % 8
        path.write_bytes(damaged)
        try:
            # A name of the object that nobody knows is refused where the object is read.
            if not read_json(path, digest_required=required).keys() - CONTENT.keys():
                missed.append(bit)
        except ValueError:
            continue
    for size in range(len(whole)):
        path.write_bytes(whole[:size])
        with pytest.raises(ValueError, match=r"."):
            read_json(path, digest_required=required)
    assert missed == []


def test_an_object_without_a_digest_is_read_unless_one_is_required(tmp_path: Path) -> None:
    path = tmp_path / "plan.json"
    path.write_text(json.dumps(CONTENT), encoding="utf-8")
    assert read_json(path) == CONTENT
    with pytest.raises(ValueError, match="no digest"):
        read_json(path, digest_required=True)
    path.write_text("[1]", encoding="utf-8")
    with pytest.raises(ValueError, match="no object"):
        read_json(path)
