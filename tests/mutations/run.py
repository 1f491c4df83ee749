"""Checks and builds a damaged county: refused with a message, built, or ended in a fault."""

import datetime as dt
import tempfile
import traceback
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from data.build.config import FILE_NAME, BuildPlan, read_config
from data.build.pipeline import build_release
from data.cli.dry_run import check_files
from data.errors import MilltirError
from data.messages import Message
from data.release.manifest import Manifest
from data.settings import PROJECT, Settings, load_settings
from tests.mutations.cases import Case
from tests.mutations.pages import failing_pages

TODAY = dt.date(2026, 2, 1)
BUILT, REFUSED, FAULT = "built", "refused", "fault"
INSIDE = tuple(f"{PROJECT / layer}/" for layer in ("data", "geo", "components", "pages"))


@dataclass(kw_only=True)
class Outcome:
    """What became of a damaged county."""

    number: int
    damages: tuple[str, ...]
    # The messages of check and build, and the faults: where each came up and what it was.
    messages: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    traces: list[str] = field(default_factory=list)
    built: bool = False
    # Whether its pages were opened.
    opened: bool = False

    @property
    def result(self) -> str:
        return FAULT if self.faults else BUILT if self.built else REFUSED

    @contextmanager
    def noting(self, stage: str) -> Iterator[None]:
        """Note an error of Milltir's as a message, and any other exception as a fault."""
        try:
            yield
        except MilltirError as error:
            self.messages.append(f"{stage}: {error}")
            if _names_no_file(error):
                self.faults.append(f"{stage}: message without file: {error}")
        except Exception as fault:
            said = f"{type(fault).__name__}: {str(fault)[:150]}"
            self.faults.append(f"{stage}: {place_of(fault)}: {said}")
            self.traces.append("".join(traceback.format_exception(fault)))


def run_case(case: Case, *, pages: bool = False) -> Outcome:
    """Check and build a damaged county, and open the pages if it builds."""
    outcome = Outcome(number=case.number, damages=case.damages)
    with (
        tempfile.TemporaryDirectory(prefix="milltir-mutation-") as folder,
        warnings.catch_warnings(),
    ):
        warnings.simplefilter("ignore")
        sources, settings = Path(folder) / "sources", _settings_in(Path(folder) / "home")
        for name, content in case.files.items():
            path = sources / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        with outcome.noting("plan"):
            plan = read_config(sources / FILE_NAME)
            manifest = _built(plan, settings, outcome)
            if manifest and pages:
                outcome.opened = True
                for fault, trace in failing_pages(settings, manifest):
                    outcome.faults.append(fault)
                    outcome.traces.append(trace)
    return outcome


def _built(plan: BuildPlan, settings: Settings, outcome: Outcome) -> Manifest | None:
    with outcome.noting("check"):
        check_files(plan.sources, TODAY, area=plan.area)
    with outcome.noting("build"):
        manifest = build_release(plan.sources, settings, area=plan.area, groups=plan.groups)
        outcome.built = True
        outcome.faults += [
            f"build: rows of {one.kind} don't reconcile: {one.read} read, {one.used} used"
            for one in manifest.files
            if not one.reconciles
        ]
        return manifest
    return None


def _names_no_file(error: MilltirError) -> bool:
    """Return whether an error names a table of the release and no file that was brought."""
    file = error.facts.get("file")
    return isinstance(file, Message) and file.key == "file.table"


def place_of(fault: BaseException) -> str:
    """Return the last function of Milltir's in which an exception came up."""
    frames = traceback.extract_tb(fault.__traceback__)
    ours = [frame for frame in frames if frame.filename.startswith(INSIDE)]
    if not ours:
        return "elsewhere"
    module = Path(ours[-1].filename).relative_to(PROJECT).with_suffix("")
    return f"{'.'.join(module.parts)}.{ours[-1].name}"


@cache
def _parsed() -> tempfile.TemporaryDirectory[str]:
    """Return the cache of parsed months that the cases of a process share."""
    return tempfile.TemporaryDirectory(prefix="milltir-mutations-parsed-")


def _settings_in(home: Path) -> Settings:
    home.mkdir(parents=True)
    settings = load_settings({"MILLTIR_HOME": str(home), "MILLTIR_TODAY": TODAY.isoformat()})
    settings.parse_cache.symlink_to(_parsed().name)
    return settings
