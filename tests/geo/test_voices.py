"""Whose answers speak: drawn or self-chosen, interviewed, and to which wording."""

import pandas as pd

from geo.voices import CONSULTATION, KEY_INDIVIDUAL, SAMPLE, voices


def said(*rows: tuple[str, str, str | None]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["mode", "wave", "wording"])


def test_those_who_were_drawn_are_never_mixed_with_others() -> None:
    every = said(
        (SAMPLE, "2026-06", None),
        (CONSULTATION, "2026-06", None),
        (KEY_INDIVIDUAL, "2026-06", None),
    )
    found = voices(every)
    assert found.sampled and len(found.answers) == 1
    assert (found.consulted, found.interviewed) == (1, 1)


def test_key_individuals_alone_are_no_survey() -> None:
    found = voices(said((KEY_INDIVIDUAL, "2026-06", None)))
    assert found.answers.empty and not found.sampled and found.interviewed == 1


def test_only_the_latest_wording_counts() -> None:
    every = said((SAMPLE, "2024-06", "old"), (SAMPLE, "2025-06", "new"), (SAMPLE, "2026-06", "new"))
    found = voices(every)
    assert found.reworded == ("2024-06",)
    assert sorted(found.answers["wave"]) == ["2025-06", "2026-06"]
    unmarked = voices(said((SAMPLE, "2025-06", None), (SAMPLE, "2026-06", "new")))
    assert unmarked.reworded == ("2025-06",)
    assert voices(said((SAMPLE, "2025-06", None), (SAMPLE, "2026-06", None))).reworded == ()
