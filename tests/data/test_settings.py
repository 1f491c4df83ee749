"""Settings of the environment."""

from pathlib import Path

import pytest

from data.limits import UploadLimits
from data.settings import load_settings
from tests.cases import every_case


@every_case(
    ("variables", "names"),
    [
        ({}, ()),
        ({"MILLTIR_ADDRESS": "https://milltir.example.org/area/"}, ("milltir.example.org",)),
        ({"MILLTIR_ADDRESS": "milltir.example.org:8501"}, ("milltir.example.org",)),
        ({"MILLTIR_HOSTS": "pc-12, pc-12.council.local"}, ("pc-12", "pc-12.council.local")),
        ({"MILLTIR_ADDRESS": "http://a", "MILLTIR_HOSTS": "b"}, ("a", "b")),
    ],
)
def test_names_of_the_server_are_those_of_its_address_and_hosts(
    variables: dict[str, str], names: tuple[str, ...]
) -> None:
    assert load_settings(variables).host_names == names


def test_upload_limits_are_whole_megabytes_or_the_defaults() -> None:
    given = {"MILLTIR_UPLOAD_FILE_MB": "1500", "MILLTIR_UPLOAD_SESSION_MB": "0"}
    limits = load_settings(given | {"MILLTIR_UPLOAD_TOTAL_MB": "much"}).upload_limits
    assert limits == UploadLimits(file_mb=1500)
    assert load_settings({}).upload_limits == UploadLimits(
        file_mb=200, session_mb=400, total_mb=800, waiting_mb=2000
    )


def test_the_address_of_the_register_may_be_in_a_file(tmp_path: Path) -> None:
    file = tmp_path / "register"
    file.write_text("postgresql+psycopg://milltir:secret@db/milltir\n")
    given = {"MILLTIR_REGISTER_FILE": str(file), "MILLTIR_REGISTER": "sqlite:///other"}
    assert load_settings(given).register == "postgresql+psycopg://milltir:secret@db/milltir"
    with pytest.raises(
        SystemExit, match=r"MILLTIR_REGISTER_FILE names .*none, which can't be read"
    ):
        load_settings({"MILLTIR_REGISTER_FILE": str(tmp_path / "none")})
