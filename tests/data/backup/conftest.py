"""A home with a release, uploads and a register on either database, and what is in it."""

import shutil
from dataclasses import replace
from typing import Any

import pytest

from data.register.database import engine_of
from data.register.editing.saving import save
from data.register.groups import GROUP
from data.register.history import changes
from data.register.migration import exists, open_register
from data.register.records import all_records
from data.release.current import open_store
from data.settings import Settings
from tests.data.register.conftest import OFFICER

WATCH = {"name_en": "Harbour Watch", "kind": "neighbourhood_watch", "covers": "county"}


@pytest.fixture
def home(copied: Settings, address: str) -> Settings:
    """A home with a release, an uploaded file and further files, whose register has a group."""
    (copied.home / "register.sqlite").unlink()
    (copied.uploads / "u1").mkdir(parents=True)
    (copied.uploads / "u1" / "groups.csv").write_text("name_en\nTŷ'r Harbwr\n", encoding="utf-8")
    (copied.home / "packs.json").write_text("[]")
    (copied.home / "milltir.toml").write_text('area = "Newport"')
    sqlite = address.startswith("sqlite")
    if not sqlite:  # The register was in SQLite before, and its file is still there.
        save(open_register(copied.register_address), OFFICER, GROUP, {**WATCH, "covers": "ward"})
    settings = replace(copied, register="" if sqlite else address)
    save(open_register(settings.register_address), OFFICER, GROUP, WATCH)
    return settings


def state(settings: Settings) -> dict[str, Any]:
    """All that a restoration is to bring back: files by name, records and their history."""
    further = [settings.home / name for name in ("packs.json", "milltir.toml")]
    names = (settings.served, *settings.uploads.rglob("*.csv"), *further)
    files = [path for path in (*names, *settings.releases.rglob("*")) if path.is_file()]
    found: dict[str, Any] = {
        path.relative_to(settings.home).as_posix(): path.read_bytes() for path in sorted(files)
    }
    if exists(settings.register_address):
        register = engine_of(settings.register_address)
        found |= {"records": all_records(register, GROUP), "changes": changes(register)}
        register.dispose()
    return found


def change(settings: Settings) -> None:
    """Change a release, a file and the register."""
    (settings.home / "packs.json").write_text("[1]")
    (settings.uploads / "u1" / "groups.csv").unlink()
    shutil.rmtree(settings.releases / open_store(settings)[0].manifest.release)
    save(open_register(settings.register_address), OFFICER, GROUP, WATCH)
