"""What milltir.toml says of recording breaks."""

from pathlib import Path
from typing import Any

import pytest

from data.build.config import read_config
from data.errors import SourceError
from data.forces.stated_breaks import StatedBreak
from tests.cases import every_case

HEAD = '[sources]\npolice = "police"\n'
GOOD = {
    "force": '"Gwent"',
    "category": '"burglary"',
    "month": '"2023-04"',
    "verdict": '"confirmed"',
}


def written(folder: Path, **changed: Any) -> Path:
    values = {name: value for name, value in (GOOD | changed).items() if value is not None}
    lines = [f"{name} = {value}" for name, value in values.items()]
    path = folder / "milltir.toml"
    path.write_text(HEAD + "[[breaks]]\n" + "\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_breaks_are_read(tmp_path: Path) -> None:
    one = StatedBreak(force="gwent", category="burglary", month="2023-04")
    assert read_config(written(tmp_path)).breaks == (one,)
    (spell,) = read_config(written(tmp_path, until='"2023-09"', verdict='"overruled"')).breaks
    assert (spell.until, spell.overruled) == ("2023-09", True)


@every_case(
    ("changed", "where", "expected", "found"),
    [
        ({"category": '"arson"'}, "[[breaks]] 1 category", "criminal-damage-arson", "arson"),
        ({"month": '"2023-13"'}, "[[breaks]] 1 month", "2023-10", "2023-13"),
        ({"month": "2023"}, "[[breaks]] 1 month", "2023-10", "2023"),
        ({"until": '"2023-01"'}, "[[breaks]] 1 until", "2023-04 or a later month", "2023-01"),
        ({"verdict": '"maybe"'}, "[[breaks]] 1 verdict", "confirmed or overruled", "maybe"),
        ({"force": "5"}, "[[breaks]] 1 force", "such as gwent", "5"),
        ({"verdict": None}, "[[breaks]] 1", "force, category, month, verdict", "month"),
        ({"why": '"x"'}, "[[breaks]] 1", "until for a spell", "why"),
    ],
)
def test_a_bad_break_is_refused_with_what_was_expected(
    tmp_path: Path, changed: dict[str, Any], where: str, expected: str, found: str
) -> None:
    with pytest.raises(SourceError) as refused:
        read_config(written(tmp_path, **changed))
    words = str(refused.value)
    assert where in words and expected in words and found in words


def test_breaks_that_are_no_list_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "milltir.toml"
    path.write_text('breaks = "none"\n' + HEAD, encoding="utf-8")
    with pytest.raises(SourceError, match=r"\[\[breaks\]\]"):
        read_config(path)
