"""The disclosure solver itself, as its own tests change its parts."""

import pytest

from data.disclosure import hiding, survey


@pytest.fixture(autouse=True)
def solving_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ask the disclosure solver each time."""
    monkeypatch.setattr(survey, "publish", hiding.publish)
