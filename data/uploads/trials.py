"""Files that someone brings through a page: tried out first, then kept or thrown away.

Trying out builds a whole release beside the current one, from all that the current one was built
from and the new files after them. So what is looked at is exactly what would be served.
"""

import shutil
import uuid
from collections import Counter
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

import pandas as pd

from data.build.explain_unrecognised import why_left_alone
from data.build.load import Progress
from data.build.pipeline import build_release, plan_of
from data.build.recognise import recognise
from data.errors import SourceError
from data.file_kinds import ABOUT, OTHER
from data.files.archive import Member
from data.load_report.report import FileReport, name_of
from data.messages import Message
from data.provenance.unmatched_wards import unmatched_names
from data.release.checksum import verify
from data.release.current import current_release
from data.release.manifest import Manifest, read_manifest
from data.release.pending_trials import (
    PendingTrial,
    pending_trials,
    record_trial,
    remove_record,
    sweep_uploads,
)
from data.release.store import Store
from data.release.switch import ON_TRIAL, build_lock, make_current, prune, storage_errors
from data.settings import Settings
from data.sources.registry import source_of


def build_trial(
    files: Mapping[str, bytes], settings: Settings, *, progress: Progress
) -> PendingTrial:
    """Build a release with these files; whatever is wrong with them, nothing of it stays."""
    if not files:
        raise _no_upload(Message("file_expected.one"), Message("found.none"))
    plan = plan_of(current_release(settings), settings)
    upload = uuid.uuid4().hex[:12]
    folder = settings.uploads / upload

    def write() -> None:
        record_trial(PendingTrial(upload=upload, release=""), settings)
        folder.mkdir()
        for name, content in files.items():
            (folder / _plain_name(name)).write_bytes(content)

    try:
        manifest = build_release(
            [*plan.sources, folder],
            settings,
            area=plan.area,
            groups=plan.groups,
            progress=progress,
            prepare=write,
            serve=False,
        )
    except SourceError as error:
        _throw_away(upload, settings)
        raise _by_its_own_name(error, folder) from error
    except BaseException:
        _throw_away(upload, settings)
        raise
    return _noted_once(PendingTrial(upload=upload, release=manifest.release), settings)


def manifest_of(trial: PendingTrial, settings: Settings) -> Manifest:
    """What would be served."""
    return read_manifest(settings.releases / trial.release)


def accounts_of(trial: PendingTrial, settings: Settings) -> list[FileReport]:
    """What became of the rows of the new files."""
    folder = settings.uploads / trial.upload
    names = {path.name for path in folder.iterdir()}
    accounts = manifest_of(trial, settings).files
    return [a for a in accounts if a.file in names or a.file.split(": ")[0] in names]


def unmatched_of(trial: PendingTrial, settings: Settings) -> pd.DataFrame:
    """The ward names in the new files that no ward goes by."""
    return unmatched_names(rows_left_out_of(trial, settings))


def files_not_read(trial: PendingTrial, settings: Settings) -> dict[str, Message]:
    """Each file that no row was read of, and why."""
    read = {account.file for account in accounts_of(trial, settings)}
    found = recognise([settings.uploads / trial.upload]).found
    return {
        name_of(member): _why_unread(kind, member)
        for kind, members in found.items()
        for member in members
        if name_of(member) not in read
    }


def _why_unread(kind: str, member: Member) -> Message:
    if kind == OTHER:
        return Message("unread.strange", why=why_left_alone(member))
    return Message("unread.about" if kind == ABOUT else "unread.replaced")


def changed_sources(trial: PendingTrial, settings: Settings) -> dict[str, tuple[int, int]]:
    """Rows used now and then, of every source of which the number would change."""
    now, then = (
        _used_by_source(manifest)
        for manifest in (
            read_manifest(settings.releases / current_release(settings)),
            manifest_of(trial, settings),
        )
    )
    both = {source: (now[source], then[source]) for source in {**now, **then}}
    return {source: rows for source, rows in both.items() if rows[0] != rows[1]}


def rows_left_out_of(trial: PendingTrial, settings: Settings) -> pd.DataFrame:
    """The rows of the new files that would be left out."""
    files = {account.file for account in accounts_of(trial, settings)}
    rows = Store(settings.releases / trial.release).rows_left_out()
    return rows[rows["file"].isin(files)]


def changes_nothing(trial: PendingTrial, settings: Settings) -> bool:
    """Whether the very release that is served already came out of it."""
    return trial.release == current_release(settings)


def accept(trial: PendingTrial, settings: Settings) -> None:
    """Serve it; the release before it can be brought back."""
    with storage_errors(settings.home), build_lock(settings):
        verify(settings.releases / trial.release)
        # Before it is served: a note that outlives its trial would sweep files that are in use.
        if (settings.releases / trial.release / ON_TRIAL).exists():
            remove_record(trial, settings)
        else:  # It was served before, and stands on the files that were brought then.
            _throw_away(trial.upload, settings)
        make_current(trial.release, settings)
        prune(trial.release, settings)
        sweep_uploads(settings)


def discard(trial: PendingTrial, settings: Settings) -> None:
    """Forget the files and the release made with them, unless it was served before."""
    _throw_away(trial.upload, settings)
    if (settings.releases / trial.release / ON_TRIAL).exists():
        shutil.rmtree(settings.releases / trial.release, ignore_errors=True)


def _noted_once(trial: PendingTrial, settings: Settings) -> PendingTrial:
    """The same files brought twice wait once: the release is built on the first ones."""
    earlier = [other for other in pending_trials(settings) if other.release == trial.release]
    if earlier:
        _throw_away(trial.upload, settings)
        return earlier[-1]
    record_trial(trial, settings)
    return trial


def _throw_away(upload: str, settings: Settings) -> None:
    shutil.rmtree(settings.uploads / upload, ignore_errors=True)
    remove_record(PendingTrial(upload=upload, release=""), settings)


def _used_by_source(manifest: Manifest) -> Counter[str]:
    used = Counter[str]()
    for account in manifest.files:
        used[source_of(account.kind)] += account.used
    return used


def _by_its_own_name(error: SourceError, folder: Path) -> SourceError:
    """Where this machine keeps the file is no help to whoever brought it."""
    facts = error.facts
    file = facts["file"]
    return SourceError(
        file=file if isinstance(file, Message) else file.replace(f"{folder}/", ""),
        where=facts["where"],
        expected=facts["expected"],
        found=facts["found"],
    )


def _no_upload(expected: Message, found: str) -> SourceError:
    return SourceError(file=Message("file.upload"), expected=expected, found=found)


def _plain_name(name: str) -> Path:
    """A browser may send a path as a name; only its last part is used, and none that hides."""
    last = PurePosixPath(name.replace("\\", "/")).name.lstrip(".")
    if not last:
        raise _no_upload(Message("file_expected.named"), name)
    return Path(last)
