"""The command `check --disclosure`: what can be worked out of the hidden figures of surveys."""

import argparse
import sys
from dataclasses import replace
from pathlib import Path

import pandas as pd

from data.build.published_survey import answers_in, tables_of
from data.cli.precheck import counted
from data.disclosure.attacker import ANSWERED, HOLDING, OTHERS
from data.disclosure.check import DisclosureReport, HiddenNumber, check_disclosure
from data.disclosure.hiding import LEAST_VALUES
from data.disclosure.survey import AGES, PUBLISHED
from data.release.checksum import verify
from data.release.current import open_store
from data.release.manifest import MANIFEST, Manifest
from data.settings import Settings

# WORDS: the counts of a number in words.
WORDS = {ANSWERED: "answered", HOLDING: "hold the answer that is counted", OTHERS: "don't hold it"}
INDENT = "  "


def check_release(options: argparse.Namespace, settings: Settings) -> int:
    """Print what everybody can work out of the hidden figures of a release's surveys.

    Parameters
    ----------
    options
        `disclosure`: the folder of a release, or of releases (MILLTIR_HOME); empty for the current
        release of this installation.
    settings
        The installation's paths.

    Returns
    -------
    int
        Exit code 1 if a hidden number can be narrowed to fewer than five values, else 0.

    Examples
    --------
    >>> check_release(argparse.Namespace(disclosure=""), load_settings())  # doctest: +SKIP
    """
    folder, manifest = _release(options.disclosure, settings)
    print(f"release {manifest.release} ({manifest.title_en})")
    report = report_of(folder)
    if report is None:
        print("no survey: nothing is hidden")
        return 0
    names = pd.read_parquet(folder / "areas.parquet", columns=["area_code", "name_en"])
    named = dict(zip(names["area_code"].astype(str), names["name_en"].astype(str), strict=True))
    print("\n".join(report_lines(report, named)))
    if report.failing:
        print(
            f"{counted(len(report.failing), 'number')} can be narrowed to fewer than "
            f"{LEAST_VALUES} values",
            file=sys.stderr,
        )
    return 1 if report.failing else 0


def report_of(release: Path) -> DisclosureReport | None:
    """Return what can be worked out of the hidden numbers of a release; None without a survey.

    Parameters
    ----------
    release
        The folder of the release.

    Returns
    -------
    DisclosureReport or None
        The report.

    Examples
    --------
    >>> report_of(Path("releases/2026-09-1a2b3c4d5e")).failing  # doctest: +SKIP
    []
    """
    answers = answers_in(release, tables_of(release))
    if answers is None:
        return None
    tables = {name: pd.read_parquet(release / f"{name}.parquet") for name in PUBLISHED}
    return check_disclosure(answers, tables)


def report_lines(report: DisclosureReport, names: dict[str, str]) -> list[str]:
    """Return the lines of a report.

    Parameters
    ----------
    report
        The report.
    names
        The names of the wards by code.

    Returns
    -------
    list of str
        A line for each hidden figure and each number that can be narrowed too far, and one for
        every question on the numbers that are shown only as part of a larger figure.

    Examples
    --------
    >>> report_lines(DisclosureReport(), {})[0]
    'public, partners and analysts see the same figures of surveys; beliefs only of all respondents'
    """
    lines = [
        "public, partners and analysts see the same figures of surveys; beliefs only of all"
        " respondents"
    ]
    for question in dict.fromkeys([*report.shown, *(one.question for one in report.hidden)]):
        hidden = [one for one in report.hidden if one.question == question]
        inner = [one for one in report.inner if one.question == question]
        shown = report.shown.get(question)
        found = f"{counted(shown, 'figure')} shown, " if shown is not None else ""
        lines.append(f"{question}: {found}{len(hidden):,} hidden")
        lines += [f"{INDENT}{_line(one, names)}" for one in hidden]
        if inner:
            least = min(one.values for number in inner for one in number.ranges.values())
            lines.append(
                f"{INDENT}{counted(len(inner), 'number')} of a ward, or of one in one wave, shown "
                f"only as part of a figure: at least {least} values possible for each"
            )
        lines += [f"{INDENT}{_line(one, names)}" for one in inner if not one.safe]
    return lines


def _line(number: HiddenNumber, names: dict[str, str]) -> str:
    """Return a hidden number with its ranges in words."""
    if number.question == AGES:
        who = number.wards[0]
    else:
        who = " + ".join(names.get(ward, ward) for ward in number.wards) or "all wards"
    when = f", {number.wave}" if number.wave else ""
    ranges = "; ".join(
        f"{found.least:,} to {found.most:,} {WORDS[count]} ({counted(found.values, 'value')})"
        for count, found in number.ranges.items()
    )
    return f"{'' if number.safe else 'TOO NARROW: '}{who}{when}: could be {ranges}"


def _release(named: str, settings: Settings) -> tuple[Path, Manifest]:
    """Return the folder and the manifest of a release, after every file was verified."""
    path = Path(named)
    if named and (path / MANIFEST).is_file():
        return path, verify(path)
    home = replace(settings, home=path.resolve()) if named else settings
    store, broken = open_store(home)
    if broken:
        print(broken, file=sys.stderr)
    return home.releases / store.manifest.release, store.manifest
