"""Whose answers to a question are used: one mode of survey, one wording."""

from dataclasses import dataclass

import pandas as pd

from data.schema import SURVEY_MODES

SAMPLE, CONSULTATION, KEY_INDIVIDUAL = SURVEY_MODES


@dataclass(frozen=True, kw_only=True)
class Selected:
    """The answers of one mode to one wording, and those of the others."""

    # As from `parts_of`.
    parts: pd.DataFrame
    # The random sample if there is one, otherwise the open consultation.
    mode: str
    # Answers to open consultations that are not used.
    consulted: pd.DataFrame
    # Answers of key individuals. They are never part of a share of residents.
    interviews: pd.DataFrame
    # Waves with another wording than the latest.
    reworded: tuple[str, ...]

    @property
    def waves(self) -> list[str]:
        """Return the waves of the answers that are used, in order."""
        return sorted(self.parts["wave"].unique())


def select(parts: pd.DataFrame) -> Selected:
    """Return the random sample if there is one, otherwise the self-selected respondents.

    Only answers to the latest wording are used.

    Parameters
    ----------
    parts
        The answers to one question, as from `parts_of`.

    Returns
    -------
    Selected
        The answers that are used, and the others.

    Examples
    --------
    >>> parts = pd.DataFrame({"mode": [SAMPLE, CONSULTATION], "wave": "2026-06", "wording": ""})
    >>> selected = select(parts)
    >>> selected.mode, len(selected.parts), len(selected.consulted)
    ('random sample', 1, 1)
    """
    modes = set(parts["mode"])
    mode = SAMPLE if SAMPLE in modes else CONSULTATION
    of_mode = parts[parts["mode"] == mode]
    reworded = _reworded(of_mode)
    others = parts[(parts["mode"] == CONSULTATION) & (mode == SAMPLE)]
    return Selected(
        parts=of_mode[~of_mode["wave"].isin(reworded)],
        mode=mode,
        consulted=others,
        interviews=parts[parts["mode"] == KEY_INDIVIDUAL],
        reworded=reworded,
    )


def _reworded(parts: pd.DataFrame) -> tuple[str, ...]:
    """Return the waves with another wording than the latest."""
    marks = {
        str(wave): frozenset(mark for mark in of_wave if mark)
        for wave, of_wave in parts.groupby("wave")["wording"]
    }
    latest = marks.get(max(marks, default=""), frozenset())
    return tuple(sorted(wave for wave, mark in marks.items() if mark != latest))
