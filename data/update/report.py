"""The report of an update: its steps, what is new, what is missing, and what was made."""

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from data.errors import MilltirError
from data.messages import from_record, to_json
from data.provenance.release_losses import ReleaseLoss
from data.release.coverage.missing_months import MissingMonths

# The version of the file. A report of another version isn't read.
FORMAT = 1
# The steps, in their order.
STEPS = FETCH, CHECK, BUILD, COMPARE, PACKS = "fetch", "check", "build", "compare", "packs"
# How a step ended.
DONE, FAILED, SKIPPED = "done", "failed", "skipped"
# How an update ended. HELD: the new release has less than the current one, or a new recording
# break, and nobody has confirmed it. PARTLY: the new release is served, but a later step failed.
OUTCOMES = UPDATED, UNCHANGED, HELD, STOPPED, PARTLY = (
    "updated",
    "unchanged",
    "held",
    "failed",
    "partly",
)
# SERVED: the outcomes after which a new release is served.
SERVED = (UPDATED, PARTLY)


@dataclass(frozen=True, kw_only=True)
class StepReport:
    """One step of an update, and how it ended."""

    step: str
    outcome: str
    seconds: float = 0.0
    # The class of the error for which it failed, and its facts as `data.messages.to_json` has them.
    error: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class FetchedFile:
    """One file that was asked for: its name, what it is, and whether it was new."""

    name: str
    what: str
    outcome: str
    bytes: int = 0


@dataclass(frozen=True, kw_only=True)
class ReleaseFacts:
    """What a report says of a release."""

    release: str
    first_month: str
    last_month: str
    built_at: str


@dataclass(frozen=True, kw_only=True)
class NewBreak:
    """A recording break that the release before didn't have."""

    force: str
    category: str
    first: str
    last: str = ""


@dataclass(frozen=True, kw_only=True)
class LateSource:
    """A source that is older than it should be."""

    source: str
    # Its last month or year; of a list the number of entries that are too old.
    as_of: str = ""
    months_old: int = 0
    overdue: int = 0


@dataclass(frozen=True, kw_only=True)
class UpdateReport:
    """Everything that an update tells."""

    started: str
    ended: str
    outcome: str
    # The name of the area in English and Welsh; empty if nothing has been served yet.
    area_en: str = ""
    area_cy: str = ""
    fictional: bool = False
    steps: tuple[StepReport, ...] = ()
    files: tuple[FetchedFile, ...] = ()
    before: ReleaseFacts | None = None
    # The release that is served now, or that was built and is held.
    release: ReleaseFacts | None = None
    months_added: tuple[str, ...] = ()
    sources_gained: tuple[str, ...] = ()
    losses: tuple[ReleaseLoss, ...] = ()
    breaks: tuple[NewBreak, ...] = ()
    gaps: tuple[MissingMonths, ...] = ()
    late: tuple[LateSource, ...] = ()
    # What has clearly changed, each as {"en": ..., "cy": ...}.
    changes: tuple[Mapping[str, str], ...] = ()
    # The files of the packs that were made.
    packs: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """Return the report as it is written."""
        content = dataclasses.asdict(self)
        for loss in content["losses"]:
            loss["name"] = to_json(loss["name"])
        return {"format": FORMAT, **content}


def from_dict(content: Mapping[str, Any]) -> UpdateReport:
    """Return the report that `UpdateReport.as_dict` gave.

    Parameters
    ----------
    content
        The object of the JSON file.

    Returns
    -------
    UpdateReport
        The report.

    Raises
    ------
    ValueError
        If it is of another format or incomplete.

    Examples
    --------
    >>> report = UpdateReport(started="2026-11-01T06:00:00+00:00", ended="", outcome=UNCHANGED)
    >>> from_dict(report.as_dict()) == report
    True
    """
    known = dict(content)
    if known.pop("format", None) != FORMAT:
        raise ValueError("another format")
    try:
        for name, kind in LISTS.items():
            known[name] = tuple(kind(row) for row in known[name])
        for name in ("before", "release"):
            known[name] = ReleaseFacts(**known[name]) if known[name] else None
        for name in ("months_added", "sources_gained", "changes", "packs"):
            known[name] = tuple(known[name])
        return UpdateReport(**known)
    except (KeyError, TypeError) as fault:
        raise ValueError(str(fault)) from fault


def error_of(step: StepReport) -> MilltirError | None:
    """Return the error for which a step failed.

    Parameters
    ----------
    step
        A step of a report.

    Returns
    -------
    MilltirError or None
        None if it didn't fail; the general error if a later version named another one.

    Examples
    --------
    >>> facts = {"folder": "home"}
    >>> str(error_of(StepReport(step=BUILD, outcome=FAILED, error="BuildRunning", facts=facts)))
    'Another build is running in home. Wait for it to end, then try again.'
    """
    if not step.error:
        return None
    facts = {name: from_record(fact) for name, fact in step.facts.items()}
    kind = next((kind for kind in _kinds(MilltirError) if kind.__name__ == step.error), None)
    # Not by the class's own constructor, which may take something else than its facts.
    error = MilltirError.__new__(kind or MilltirError)
    try:
        MilltirError.__init__(error, **facts)
    except KeyError:
        error = MilltirError(problem=f"{step.error}: {', '.join(map(str, facts.values()))}")
    return error


def _kinds(of: type[MilltirError]) -> Iterator[type[MilltirError]]:
    yield of
    for kind in of.__subclasses__():
        yield from _kinds(kind)


def _loss(row: Mapping[str, Any]) -> ReleaseLoss:
    return ReleaseLoss(**{**row, "name": from_record(row["name"])})


LISTS: dict[str, Any] = {
    "steps": lambda row: StepReport(**row),
    "files": lambda row: FetchedFile(**row),
    "losses": _loss,
    "breaks": lambda row: NewBreak(**row),
    "gaps": lambda row: MissingMonths(**row),
    "late": lambda row: LateSource(**row),
}


def step_of(steps: Sequence[StepReport], name: str) -> StepReport | None:
    """Return a step of a report by its name.

    Parameters
    ----------
    steps
        The steps of a report.
    name
        One of STEPS.

    Returns
    -------
    StepReport or None
        None if the update didn't come to it.

    Examples
    --------
    >>> step_of([StepReport(step=FETCH, outcome=DONE)], FETCH).outcome
    'done'
    """
    return next((step for step in steps if step.step == name), None)
