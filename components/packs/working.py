"""The packs that a worker makes, in a process beside the server."""

from dataclasses import dataclass

from components.packs.make import Made, Request, files, remember_packs, together
from components.work.worker import Report
from data.access.viewer import Viewer
from data.errors import OtherRelease
from data.settings import load_settings


@dataclass(frozen=True, kw_only=True)
class Ready:
    """What is told of a file that was made: its name, and how many packs are in it."""

    name: str
    number: int
    # Whether the next pack can say what is new since this one.
    remembered: bool


def make_packs(report: Report, *, viewer: Viewer, request: Request, release: str) -> Ready:
    """Make the file of the packs, and report after each; without the last of them there is none.

    Raise OtherRelease if another release than that of the viewer's page is current.
    """
    made: list[Made] = []
    for one in files(viewer, request):
        if one.pack.release != release:
            raise OtherRelease(release=one.pack.release)
        made.append(one)
        report(one.done, one.of, one.left)
    file = together(made)
    report.write(file.content)
    remembered = remember_packs(viewer, request, load_settings())
    return Ready(name=file.name, number=len(made), remembered=remembered)
