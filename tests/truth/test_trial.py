"""What the page "Bring in files" says of a trial, against the rows of the files."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from components.text.catalogue import Text
from tests.pages.conftest import page_at, words_on
from tests.truth.areas import AREAS, LAST
from tests.truth.checks.tables import rows_of
from tests.truth.conftest import Built
from tests.truth.slow_path import SlowPath

(WHOLE_AREA,) = (area for area in AREAS if area.name == "whole")


def _changed(path: Path, change: Callable[[list[str]], list[str]]) -> tuple[str, bytes, str]:
    """Change the rows of a file, and return it as it is uploaded."""
    header, *rows = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join([header, *change(rows)]), encoding="utf-8")
    return path.name, path.read_bytes(), "text/csv"


def _more(rows: list[str]) -> list[str]:
    """Add crimes with Crime IDs of their own; those without one are left as they are."""
    return [*rows, *(f"f{row}" for row in rows[::10] if not row.startswith(","))]


def test_what_a_trial_would_change_is_true(
    built: Built,
    open_page: Callable[..., Any],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    slow, text = built(WHOLE_AREA), Text("cy")
    home = shutil.copytree(os.environ["MILLTIR_HOME"], tmp_path / "home")
    monkeypatch.setenv("MILLTIR_HOME", str(home))
    folder = Path(shutil.copytree(slow.folder, tmp_path / "sources"))
    (police,) = folder.rglob(f"{LAST}-gwent-street.csv")
    groups_file = folder / "places" / "groups.csv"
    files = [_changed(police, _more), _changed(groups_file, lambda rows: rows[::2])]
    app = open_page(page_at("upload"), lang=text.language)
    app.file_uploader[0].set_value(files).run()
    (check,) = (button for button in app.button if button.label == text("upload.check"))
    words = words_on(check.click().run())
    assert not app.exception and not app.error

    then = SlowPath(WHOLE_AREA, folder)
    groups = [len(pd.read_csv(one.folder / "places" / "groups.csv")) for one in (slow, then)]
    recorded = [len(one.rows) for one in (slow, then)]
    assert recorded[0] < recorded[1] and groups[0] > groups[1]
    wanted = {}
    for kind, (now, later), sign in (("police", recorded, "+"), ("groups", groups, "−")):
        numbers = (text.number(now), text.number(later), sign + text.number(abs(later - now)))
        wanted[text(f"kind.{kind}")] = [*numbers]
    table = next(
        rows_of(body)
        for body in (str(html.proto.body) for html in app.get("html"))
        if f">{text('upload.then')}<" in body
    )
    assert {kind: numbers for kind, *numbers in table[1:]} == wanted
    before, after = map(text.number, groups)
    assert text("less.rows", name=text("kind.groups"), before=before, after=after) in words
    months = text.months(slow.months[0], slow.months[-1])
    assert text("upload.months", months=months) in words
