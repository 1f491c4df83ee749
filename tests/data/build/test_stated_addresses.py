"""Addresses that milltir.toml states: only those of the web, each under the code of an area."""

from pathlib import Path
from typing import Any

import pytest

from data.build.config import read_config
from data.build.input_fingerprint import digest_of
from data.build.stated_addresses import read_stated_addresses
from data.errors import SourceError

PATH = Path("milltir.toml")
GOOD = {"W06000022": "https://milltir.newport.example/place", "W14000023": "http://cwm-taf.example"}


def test_addresses_of_authorities_and_partnerships_are_read(tmp_path: Path) -> None:
    assert read_stated_addresses(PATH, GOOD) == GOOD
    stated = "\n".join(f'{code} = "{address}"' for code, address in GOOD.items())
    config = tmp_path / "milltir.toml"
    config.write_text(f'[sources]\nall = "files"\n[addresses]\n{stated}\n', encoding="utf-8")
    assert read_config(config).addresses == GOOD


def test_what_is_no_address_is_refused_with_where_it_is() -> None:
    wrong: dict[str, Any] = {
        "a list": ["https://a.example"],
        "a name": {"Newport": "https://a.example"},
        "a script": {"W06000022": "javascript:alert(1)"},
        "a file": {"W06000022": "file:///etc/passwd"},
        "no host": {"W06000022": "https://"},
        "a space": {"W06000022": "https://a.example/ b"},
        "two lines": {"W06000022": "https://a.example/\nb"},
        "a bracket": {"W06000022": "https://[a.example"},
        "too long": {"W06000022": "https://a.example/" + "a" * 200},
        "a number": {"W06000022": 8501},
    }
    for what, content in wrong.items():
        with pytest.raises(SourceError) as error:
            read_stated_addresses(PATH, content)
        assert "[addresses]" in str(error.value), what


def test_a_changed_address_is_a_reason_to_build() -> None:
    plain = digest_of([], "Gwent", {})
    assert (
        digest_of([], "Gwent", {}, (), {}, {}) == plain != digest_of([], "Gwent", {}, (), {}, GOOD)
    )
