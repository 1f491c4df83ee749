"""A new register, on either database."""

import pytest
from sqlalchemy import Engine

from data.access.viewer import Audience, Viewer
from data.register.migration import open_register

OFFICER = Viewer(name="Officer", audience=Audience.PARTNER, edits=True)
ANALYST = Viewer(name="Analyst", audience=Audience.ANALYST, edits=True)
# READER: somebody who sees all of it and may change nothing.
READER = Viewer(name="Reader", audience=Audience.ANALYST)


@pytest.fixture
def register(address: str) -> Engine:
    """Return a new register."""
    return open_register(address)
