"""What a build would do with a heap of files, without doing it."""

from collections.abc import Sequence
from pathlib import Path

from data.inputs import NEEDED, OTHER, POLICE, READ_BUT_UNUSED, Inputs, recognise
from data.kinds import ALL_FILES_COUNT
from data.months import months_between
from data.plan import used_months
from data.sources.report import name_of


def check_files(sources: Sequence[Path]) -> list[str]:
    """Line by line: what each kind has, what would be read of it, what is missing.

    A file is recognised by its header; whether its rows can be used only a build finds out.
    """
    inputs = recognise(sources)
    lines = _police(inputs)
    for kind, members in sorted(inputs.found.items()):
        if kind in (POLICE, OTHER):
            continue
        if kind in READ_BUT_UNUSED:
            lines += [f"{kind:16} known, of no use yet: {name_of(m)}" for m in members]
            continue
        used = members if kind in ALL_FILES_COUNT else members[-1:]
        lines += [f"{kind:16} recognised, would be read: {name_of(member)}" for member in used]
        lines += [
            f"{kind:16} not used, another file of this kind comes after it: {name_of(member)}"
            for member in members[: len(members) - len(used)]
        ]
    lines += [f"{'not recognised':16} left alone: {name_of(m)}" for m in inputs.all(OTHER)]
    lines += [f"missing: {words}" for kind, words in NEEDED.items() if not inputs.all(kind)]
    return lines


def _police(inputs: Inputs) -> list[str]:
    """Each force's months, the ones between them that are missing, the files not used."""
    members = inputs.all(POLICE)
    if not members:
        return []
    used, replaced = used_months(members)
    by_force: dict[str, list[str]] = {}
    for force, month in used:
        by_force.setdefault(force, []).append(month)
    lines = [_one_force(force, sorted(months)) for force, months in sorted(by_force.items())]
    return lines + [
        f"{'police':16} not used, its month is in a file that reaches further or was named later: "
        f"{name_of(member)}"
        for member in replaced
    ]


def _one_force(force: str, months: list[str]) -> str:
    missing = [m for m in months_between(months[0], months[-1]) if m not in set(months)]
    gaps = f"; missing {', '.join(missing)}" if missing else "; none missing"
    counted = f"{len(months)} month{'s' if len(months) > 1 else ''}"
    span = f"{counted}, {months[0]} to {months[-1]}"
    return f"{'police':16} recognised, would be read: {force}, {span}{gaps}"
