"""Every value of milltir.toml is checked: a wrong one is refused by its name, never a traceback."""

from pathlib import Path

import pytest

from data.build.config import read_config
from data.errors import SourceError

SOURCES = '[sources]\nall = "."\n'
GROUP = '[groups.night]\nname_en = "Night"\nname_cy = "Nos"\ncategories = ["drugs"]\n'
# The file, and what the message must say: where, what was expected, what came.
WRONG = [
    (b'sources = "all"', ("[sources]", "a path or a list of paths", "all")),
    (b"sources = 5", ("[sources]", "5")),
    (b"[sources]\nall = 5", ("[sources]", "5")),
    (b"[sources]\nall = {a = 1}", ("[sources]", "an object")),
    (b"area = 5\n" + SOURCES.encode(), ("area", "the name or the code of an area", "5")),
    (b'area = ["a"]\n' + SOURCES.encode(), ("area", "a list")),
    (b'area = "' + b"x" * 50_000 + b'"\n' + SOURCES.encode(), ("area", "xxx…")),
    (b'groups = "x"\n' + SOURCES.encode(), ("[groups]", "tables", "x")),
    ((SOURCES + GROUP.replace('"Night"', "5")).encode(), ("[groups.night] name_en", "5")),
    ((SOURCES + GROUP.replace('"Night"', '"a\\nb"')).encode(), ("name_en", "on one line")),
    ((SOURCES + GROUP.replace("Night", "N" * 9_999)).encode(), ("name_en", "NNN…")),
    ((SOURCES + GROUP.replace("night", "n" * 9_999)).encode(), ("[groups.nnn", "1 to 100")),
    (
        (SOURCES + GROUP.replace('["drugs"]', "[[1], 5]")).encode(),
        ("categories", "drugs", "[1], 5"),
    ),
    ((SOURCES + GROUP.replace('["drugs"]', "{}")).encode(), ("categories", "{}")),
    (b"a = " + b"[" * 100_000, ("TOML",)),
    (b"\xff\xfe", ("TOML", "utf-8")),
    (b"x = 1\n" * 2, ("TOML", "overwrite")),
]


def test_a_wrong_value_is_refused_and_named(tmp_path: Path) -> None:
    path, unclear = tmp_path / "milltir.toml", []
    for content, said in WRONG:
        path.write_bytes(content)
        with pytest.raises(SourceError) as raised:
            read_config(path)
        message = str(raised.value)
        unclear += [(content[:60], part, message) for part in said if part not in message]
        assert len(message) < 600, message[:900]
    assert not unclear


def test_a_folder_in_place_of_milltir_toml_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="can't be read"):
        read_config(tmp_path)
