"""Packs for many partnerships, each with a home of its own, in processes or on a cluster."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from data.errors import MilltirError
from data.executor import Executor
from data.settings import load_settings
from data.update.programs import run_program


@dataclass(frozen=True, kw_only=True)
class PacksOfHome:
    """The task of making the packs of one home, in a program of its own that reads no other."""

    home: Path
    arguments: tuple[str, ...]
    folder: Path

    @property
    def shown(self) -> str:
        """The name for messages."""
        return str(self.home)


@dataclass(frozen=True, kw_only=True)
class MadeOfHome:
    """What came of a home: the file that was made, or why there is none."""

    home: Path
    file: str = ""
    fault: str = ""


def make_for_homes(
    homes: Sequence[Path],
    arguments: Sequence[str],
    folder: Path,
    executor: Executor,
    step: Callable[[float, str], None],
) -> list[MadeOfHome]:
    """Make the packs of each home in a folder of its name; one that fails stops no other."""
    out = folder.absolute()
    work = [
        PacksOfHome(home=home.absolute(), arguments=tuple(arguments), folder=out / home.name)
        for home in homes
    ]
    made = []
    reads = [task.home for task in work]
    for one in executor.map(make_for_home, work, reads=reads, writes=out):
        made.append(one)
        step(len(made) / len(work), one.home.name)
    return made


def make_for_home(task: PacksOfHome) -> MadeOfHome:
    """Make the packs of a home. Runs on any worker."""
    settings = load_settings({"MILLTIR_HOME": str(task.home)})
    try:
        printed = run_program(
            "components.packs", [*task.arguments, "--out", str(task.folder)], settings
        )
    except MilltirError as fault:
        return MadeOfHome(home=task.home, fault=str(fault))
    return MadeOfHome(home=task.home, file=printed.strip())
