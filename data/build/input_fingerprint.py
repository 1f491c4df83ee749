"""Detects whether a build would equal the current release: same files, plan and program."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict
from itertools import chain, islice
from pathlib import Path

from data.build.category_groups import Groupings
from data.build.stated_addresses import StatedAddresses
from data.build.stated_similar import StatedSimilar
from data.errors import MilltirError
from data.executor import Executor, Serial
from data.files.archive import files_in
from data.files.digested_json import read_json
from data.files.local_file import open_local
from data.forces.stated_breaks import StatedBreak
from data.load_report.reasons import Reason
from data.release.current import current_release
from data.release.manifest import Manifest, read_manifest
from data.release.switch import is_same_release
from data.settings import Settings

# AT_A_TIME: the files that one task reads.
AT_A_TIME = 32
PROGRAM = Path(__file__).parents[1]
# Reasons that depend on the day of the build.
OF_THE_DAY = (Reason.IN_THE_FUTURE, Reason.CONFIRMED_IN_THE_FUTURE)


def digest_of(
    sources: Sequence[Path],
    area: str,
    groups: Groupings,
    breaks: Sequence[StatedBreak] = (),
    similar: StatedSimilar | None = None,
    addresses: StatedAddresses | None = None,
    *,
    executor: Executor | None = None,
) -> str:
    """Return a digest of everything that a release depends on.

    Parameters
    ----------
    sources
        Files, folders and zips, of which every byte counts.
    area
        The area of the plan.
    groups
        The groups of the plan.
    breaks
        The recording breaks of the plan.
    similar
        The stated similar areas of the plan.
    addresses
        The stated addresses of the plan.
    executor
        Reads the sources; by default one after another.

    Returns
    -------
    str
        Hexadecimal SHA-256 of files, plan and program.

    Examples
    --------
    >>> digest_of([], "Newport", {}) == digest_of([], "Newport", {})
    True
    """
    plan = [area, groups, [asdict(one) for one in breaks], similar or {}, addresses or {}]
    digest = hashlib.sha256(json.dumps(plan, sort_keys=True).encode())
    for content in _of_program():
        digest.update(f"program {content}\n".encode())
    named = [(name, file.absolute()) for source in sources for file, name in files_in(source)]
    files = (file for _, file in named)
    tasks = iter(lambda: tuple(islice(files, AT_A_TIME)), ())
    reads = sorted({file.parent for _, file in named})
    read = (executor or Serial()).map(digests, tasks, reads=reads)
    for (name, _), content in zip(named, chain.from_iterable(read), strict=True):
        digest.update(f"{name} {content}\n".encode())
    return digest.hexdigest()


def _of_program() -> list[str]:
    """Return the digest of each file of the program."""
    look_ups = [path for path in (PROGRAM / "lookups").iterdir() if path.suffix != ".md"]
    return digests(sorted([*PROGRAM.rglob("*.py"), *look_ups]))


def digests(files: Sequence[Path]) -> list[str]:
    """Return the digest of each file's content. Runs on any worker.

    Parameters
    ----------
    files
        Files.

    Returns
    -------
    list[str]
        Hexadecimal SHA-256.

    Examples
    --------
    >>> [len(digest) for digest in digests([Path(__file__)])]
    [64]
    """
    found = []
    for file in files:
        with open_local(file) as stream:
            found.append(hashlib.file_digest(stream, "sha256").hexdigest())
    return found


def already_built(inputs: str, plan: str, settings: Settings) -> Manifest | None:
    """Return the current release if it was built from the same inputs and is intact.

    Parameters
    ----------
    inputs
        Digest from `digest_of`.
    plan
        File name of the plan in a release.
    settings
        The installation's paths.

    Returns
    -------
    Manifest or None
        None if there is none, or if rows were judged by the day of the build.

    Examples
    --------
    >>> already_built(digest, "plan.json", load_settings())  # doctest: +SKIP
    """
    try:
        folder = settings.releases / current_release(settings)
        written = read_json(folder / plan)
        manifest = read_manifest(folder)
    except (MilltirError, OSError, ValueError):
        return None
    same = written.get("inputs") == inputs
    return manifest if same and not _depends_on_day(manifest) and is_same_release(folder) else None


def _depends_on_day(manifest: Manifest) -> bool:
    return any(
        why in counted
        for account in manifest.files
        for counted in (account.left_out, account.notes)
        for why in OF_THE_DAY
    )
