"""Files with odd names, and files that have gone, are read or refused and never end a command."""

from pathlib import Path

import pytest

from data.build.config import read_config
from data.build.input_fingerprint import digest_of
from data.build.pipeline import build_release
from data.cli.dry_run import check_files
from data.errors import SourceError
from data.files.archive import members_of
from data.release.manifest import read_manifest
from tests.conftest import settings_in

LONG = "x" * 50_000
# A name that a system with another encoding wrote: "môr.csv" in Windows-1252.
OTHER_ENCODING = "m\udcf4r.csv"


def test_a_file_named_in_another_encoding_is_read_and_shown(
    bare_sources: Path, tmp_path: Path
) -> None:
    head = "group_id,name_en,kind,covers\n"
    rows = "G1,Watch,neighbourhood_watch,county\n,,,\n"
    (bare_sources / OTHER_ENCODING).write_text(head + rows)
    (bare_sources / f"notes-{OTHER_ENCODING}.pdf").write_bytes(b"%PDF")
    settings = settings_in(tmp_path / "home")
    built = build_release([bare_sources], settings)
    manifest = read_manifest(settings.releases / built.release)
    assert "m�r.csv" in {account.file for account in manifest.files}
    assert [one.file for one in manifest.unrecognised] == ["notes-m�r.csv.pdf"]
    lines = check_files([bare_sources]).lines
    assert any("m�r.csv" in line.encode().decode() for line in lines)


def test_a_path_that_is_too_long_is_refused(tmp_path: Path) -> None:
    plan = tmp_path / "milltir.toml"
    plan.write_text(f'[sources]\nall = "{LONG}"\n')
    sources = read_config(plan).sources
    for use in (check_files, lambda paths: digest_of(paths, "", {})):
        with pytest.raises(SourceError, match="a file, a folder or a zip") as raised:
            use(sources)
        assert len(str(raised.value)) < 500


def test_a_file_that_was_deleted_meanwhile_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("a,b\n")
    (member,) = members_of([path])
    path.unlink()
    with pytest.raises(SourceError, match=r"a\.csv.*a file that can be read.*nothing there"):
        member.read_bytes()
