"""Files that someone brings through a page: tried out first, then kept or thrown away.

Trying out builds a whole release beside the current one, from all that the current one was built
from and the new files after them. So what is looked at is exactly what would be served.
"""

import shutil
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import pandas as pd

from data.build import build_release, plan_of
from data.errors import SourceError
from data.load import Progress
from data.manifest import Manifest, read_manifest
from data.settings import Settings
from data.shelf import make_current, prune, storage_errors
from data.sources.report import FileReport
from data.store import Store, current_release
from data.unmatched import unmatched_names


@dataclass(frozen=True, kw_only=True)
class Trial:
    """A release that waits for a yes or a no."""

    upload: str
    release: str


def try_out(files: Mapping[str, bytes], settings: Settings, *, progress: Progress) -> Trial:
    """Build a release with these files; whatever is wrong with them, nothing of it stays."""
    if not files:
        raise SourceError(file="the upload", expected="a file", found="none")
    plan = plan_of(current_release(settings), settings)
    upload = uuid.uuid4().hex[:12]
    folder = settings.uploads / upload
    try:
        with storage_errors(settings.home):
            folder.mkdir(parents=True)
            for name, content in files.items():
                (folder / _plain_name(name)).write_bytes(content)
        manifest = build_release(
            [*plan.sources, folder], settings, area=plan.area, progress=progress, serve=False
        )
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return Trial(upload=upload, release=manifest.release)


def manifest_of(trial: Trial, settings: Settings) -> Manifest:
    """What would be served."""
    return read_manifest(settings.releases / trial.release)


def accounts_of(trial: Trial, settings: Settings) -> list[FileReport]:
    """What became of the rows of the new files."""
    folder = settings.uploads / trial.upload
    names = {path.name for path in folder.iterdir()}
    accounts = manifest_of(trial, settings).files
    return [a for a in accounts if a.file in names or a.file.split(": ")[0] in names]


def unmatched_of(trial: Trial, settings: Settings) -> pd.DataFrame:
    """The ward names in the new files that no ward goes by."""
    names = unmatched_names(Store(settings.releases / trial.release).rows_left_out())
    new = [account.file for account in accounts_of(trial, settings)]
    return names[names["file"].isin(new)]


def accept(trial: Trial, settings: Settings) -> None:
    """Serve it; the release before it can be brought back."""
    with storage_errors(settings.home):
        make_current(trial.release, settings)
        prune(trial.release, settings)


def discard(trial: Trial, settings: Settings) -> None:
    """Forget the files and the release made with them."""
    shutil.rmtree(settings.uploads / trial.upload, ignore_errors=True)
    if trial.release != current_release(settings):
        shutil.rmtree(settings.releases / trial.release, ignore_errors=True)


def _plain_name(name: str) -> Path:
    """A browser may send a path as a name; only its last part is used, and none that hides."""
    last = PurePosixPath(name.replace("\\", "/")).name.lstrip(".")
    if not last:
        raise SourceError(file="the upload", expected="a file with a name", found=repr(name))
    return Path(last)
