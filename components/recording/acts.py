"""Records what the viewer of a run of a page does. None of it can fail, or wait for anything."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from components.view import run, session
from components.view.view import View
from data.access.viewer import Viewer
from data.audit import recording
from data.audit.entry import DONE, EXPORTED, FAILED, REFUSED, SAW, UPLOADED, Entry
from data.errors import AccessDenied, ReadOnly

# ENDINGS: the endings of files that are recorded; another one can be something that was typed.
ENDINGS = frozenset(
    ("csv", "xlsx", "xls", "ods", "json", "geojson", "gpkg", "zip", "pptx", "potx", "kml", "shp")
)


def entry_of(viewer: Viewer, act: str, **facts: str | int | None) -> Entry:
    """Return an entry of what a viewer does, on no page."""
    return Entry(who=viewer.name, role=viewer.role, act=act, **facts)  # type: ignore[arg-type]


def acted(act: str, **facts: str | int | None) -> None:
    """Record what the viewer does on the page of this run."""
    if recording.is_recording():
        recording.record(_here(act, **facts))


def _here(act: str, **facts: str | int | None) -> Entry:
    (who, role), (page, place) = run.viewer_of_run(), run.page_of_run()
    where = {"page": page, "place": place, "release": run.release_of_run()}
    return Entry(who=who, role=role, act=act, **{**where, **facts})  # type: ignore[arg-type]


def run_begins(viewer: Viewer) -> None:
    """Remember whose run of a page begins: to ask for each file would take a millisecond."""
    run.set_viewer_of_run(viewer.name, viewer.role)


def page_run(page: str, view: View, *, is_open: bool) -> None:
    """Record that the viewer sees a page and a place, or may not open it: once in a session."""
    run.set_page_of_run(f"/{page}", view.place)
    if not recording.is_recording():
        return
    act = SAW if is_open else REFUSED
    if session.is_first(act, page, view.place, run.release_of_run()):
        acted(act, outcome=DONE if is_open else REFUSED)


def refused(error: Exception) -> None:
    """Record an error if it says that the viewer may not see or do something."""
    if isinstance(error, AccessDenied | ReadOnly):
        what = str(error.facts.get("what", ""))
        acted(REFUSED, object=what, outcome=REFUSED)


def uploaded(files: Sequence[tuple[str, int]]) -> None:
    """Record an upload by the names and bytes of its files, as `upload` does."""
    upload(files)(DONE)


def upload(files: Sequence[tuple[str, int]]) -> Callable[[str], None]:
    """Return a function that records the outcome of an upload, also after this run of the page.

    Of the names of its files only the endings are stored, and none that no source of Milltir has.
    """
    if not recording.is_recording():
        return lambda outcome: None
    endings = {name.rpartition(".")[2].lower() for name, _ in files}
    kinds = " ".join(sorted(ending for ending in endings if ending in ENDINGS))
    entry = _here(UPLOADED, object=kinds, bytes=sum(size for _, size in files))
    return lambda outcome: recording.record(replace(entry, outcome=outcome).as_of_now())


def file_made(make: Callable[[], bytes], what: str) -> Callable[[], bytes]:
    """Return a function that makes a file and records who saved it, and how large it is.

    Who that is, and on which page, is that of this run: the file is made after it.
    """
    if not recording.is_recording():
        return make
    entry = _here(EXPORTED, object=what)

    def recorded() -> bytes:
        content, outcome = b"", FAILED
        try:
            content, outcome = make(), DONE
        except (AccessDenied, ReadOnly):
            outcome = REFUSED
            raise
        finally:
            made = replace(entry, outcome=outcome, bytes=len(content))
            recording.record(made.as_of_now())
        return content

    return recorded
