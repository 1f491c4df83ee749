"""Whether a build would come to what is served already: the same files, plan and program."""

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

from data.build.category_groups import Groupings
from data.errors import MilltirError
from data.files.archive import files_in
from data.load_report.reasons import Reason
from data.release.current import current_release
from data.release.manifest import Manifest, read_manifest
from data.release.switch import is_same_release
from data.settings import Settings

PROGRAM = Path(__file__).parents[1]
OF_THE_DAY = (Reason.IN_THE_FUTURE, Reason.CONFIRMED_IN_THE_FUTURE)
"""What a later day would judge otherwise."""


def digest_of(sources: Sequence[Path], area: str, groups: Groupings) -> str:
    """Everything that a release is made of: every byte of the files, the plan, the program."""
    digest = hashlib.sha256(json.dumps([area, groups], sort_keys=True).encode())
    named = [("program", p) for p in sorted(PROGRAM.rglob("*.py"))]
    named += [(name, file) for source in sources for file, name in files_in(source)]
    for name, file in named:
        with file.open("rb") as stream:
            content = hashlib.file_digest(stream, "sha256").hexdigest()
        digest.update(f"{name} {content}\n".encode())
    return digest.hexdigest()


def already_built(inputs: str, plan: str, settings: Settings) -> Manifest | None:
    """The release that is served, where it was built from just these inputs and still stands."""
    try:
        folder = settings.releases / current_release(settings)
        kept = json.loads((folder / plan).read_text(encoding="utf-8"))
        manifest = read_manifest(folder)
    except (MilltirError, OSError, ValueError):
        return None
    same = isinstance(kept, dict) and kept.get("inputs") == inputs
    return manifest if same and not _of_its_day(manifest) and is_same_release(folder) else None


def _of_its_day(manifest: Manifest) -> bool:
    return any(
        why in counted
        for account in manifest.files
        for counted in (account.left_out, account.notes)
        for why in OF_THE_DAY
    )
