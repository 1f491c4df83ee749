"""Reads where authorities and partnerships have their own Milltir, as a milltir.toml states it.

[addresses]
W06000022 = "https://milltir.newport.example"

Links on the page that shows authorities side by side lead there.
"""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from data.build.stated_text import shown_value
from data.errors import SourceError

# By authority or partnership: the address of its own Milltir.
StatedAddresses = dict[str, str]
CODE = re.compile(r"[EW]\d{8}")
SCHEMES = ("https", "http")
LONGEST_ADDRESS = 200


def read_stated_addresses(path: Path, content: Any) -> StatedAddresses:
    """Check the addresses that are stated for authorities and partnerships.

    Parameters
    ----------
    path
        The file, for messages.
    content
        Its table [addresses].

    Returns
    -------
    StatedAddresses
        The address by code.

    Raises
    ------
    SourceError
        For the first code or address that can't be used.

    Examples
    --------
    >>> read_stated_addresses(Path("milltir.toml"), {"W06000022": "https://newport.example"})
    {'W06000022': 'https://newport.example'}
    """
    if not isinstance(content, Mapping):
        expected = "an address by the code of an authority or partnership"
        found = shown_value(content)
        raise SourceError(file=path, where="[addresses]", expected=expected, found=found)
    for code, address in content.items():
        if not CODE.fullmatch(code):
            expected = "the code of an authority or partnership, such as W06000022"
            found = shown_value(code)
            raise SourceError(file=path, where="[addresses]", expected=expected, found=found)
        if not _is_address(address):
            raise SourceError(
                file=path,
                where=f"[addresses] {code}",
                expected="an address that begins with https:// or http://",
                found=shown_value(address),
            )
    return dict(content)


def _is_address(address: Any) -> bool:
    if not isinstance(address, str) or len(address) > LONGEST_ADDRESS or not address.isprintable():
        return False
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in SCHEMES and bool(parts.hostname) and " " not in address
