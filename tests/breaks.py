"""Releases with recording breaks, made from the sample county's release on disk."""

from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path

from data.files.digested_json import read_json, write_json
from data.release.coverage.recording_breaks import FOUND, RULE, RecordingBreak
from data.release.manifest import MANIFEST, read_manifest
from data.release.store import Store
from data.release.switch import make_current
from data.schema import CATEGORIES, COUNTY
from data.settings import load_settings

# A step in the latest year, so that three of its months compare, and a spell in the year before.
STEP = ("criminal-damage-arson", "2026-01", "")
SPELL = ("burglary", "2024-12", "2025-04")


def sample_break(
    store: Store, category: str, first: str, last: str = "", state: str = FOUND
) -> RecordingBreak:
    """Return a break of the sample county's force, with the counts of the county as evidence."""
    (force,) = store.manifest.forces
    months = store.months()

    def count(month: str, kind: str) -> int:
        return int(store.counts(COUNTY, [month], (kind,)).sum())

    missing = store.manifest.missing_months
    usual = [m for m in months if m < first and m not in missing][-12:]
    changed = [m for m in months if first <= m <= (last or months[-1]) and m not in missing][:12]
    beside = {kind: sum(count(m, kind) for m in usual) / len(usual) for kind in CATEGORIES}
    return RecordingBreak(
        force=force,
        category=category,
        first=first,
        last=last,
        state=state,
        usual=beside[category],
        # What the counts would be if the break were in them: three times as many.
        changed=3 * sum(count(m, category) for m in changed) / len(changed),
        ratio=3.0,
        authorities=4,
        showing=3,
        counts=tuple(None if m in missing else count(m, category) for m in months),
        beside=beside,
    )


def release_with_breaks(
    home: Path, name: str, breaks: Sequence[RecordingBreak] | None, rule: int = RULE
) -> None:
    """Make a release with these breaks the current one of a home that has one release.

    None for a release that was built before there were any.
    """
    (current,) = (folder for folder in (home / "releases").iterdir() if folder.is_dir())
    folder = current.rename(current.parent / name)
    content = read_json(folder / MANIFEST) | {"release": name}
    content |= {"breaks": [asdict(one) for one in breaks or ()], "breaks_rule": rule}
    if breaks is None:
        del content["breaks"], content["breaks_rule"]
    write_json(folder / MANIFEST, content)
    make_current(name, load_settings({"MILLTIR_HOME": str(home)}))
    assert len(read_manifest(folder).breaks) == len(breaks or ())


def both_states(store: Store) -> list[RecordingBreak]:
    """Return the step as found, the spell as confirmed, and a third one as overruled."""
    step, spell = sample_break(store, *STEP), sample_break(store, *SPELL)
    drugs = sample_break(store, "drugs", "2026-01")
    return [replace(spell, state="confirmed"), step, replace(drugs, state="overruled")]
