"""The user of this machine: by the setting of the audience, also of one authority."""

import logging

import pytest

from components.server.binding import refusal
from components.view.viewer import local_viewer
from data.settings import Settings, load_settings
from tests.authorities import NORTH, SOUTH


def settings_of(settings: Settings, audience: str) -> Settings:
    return load_settings({"MILLTIR_HOME": str(settings.home), "MILLTIR_AUDIENCE": audience})


def test_an_audience_can_name_authorities_of_the_data(
    two_authorities: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING, "milltir")
    table = {
        "partner": ("partner", True),
        "analyst": ("analyst", True),
        "public": ("public", False),
        "no such thing": ("public", False),
        f"partner:{NORTH}": (f"partner:{NORTH}", True),
        "partner:North-Halwyn": (f"partner:{NORTH}", True),
        f"partner:{NORTH},partner:{SOUTH}": (f"partner:{NORTH}+{SOUTH}", True),
        f"analyst:{NORTH}": (f"partner:{NORTH}", True),
        "partner:W06000099": ("public", False),
        # A word beside it takes nothing away and adds nothing.
        f"partner:{NORTH} analyst": (f"partner:{NORTH}", True),
    }
    for audience, (scope, edits) in table.items():
        viewer = local_viewer(settings_of(two_authorities, audience))
        assert (viewer.scope, viewer.edits) == (scope, edits), audience
        assert not viewer.administers or audience == "analyst"
    assert "partner:W06000099" in caplog.text


def test_a_server_open_to_others_never_starts_with_an_authority(
    two_authorities: Settings, sample_settings: Settings
) -> None:
    for home in (two_authorities, sample_settings):
        settings = settings_of(home, f"partner:{NORTH}")
        assert refusal(settings, "0.0.0.0", signs_in=False), "the data may get the authority"
        assert not refusal(settings, "localhost", signs_in=False)
