"""Public files for the browser, each written completely or not at all, and never changed."""

import hashlib
from collections.abc import Callable
from pathlib import Path

import streamlit as st

from data.errors import NotWritable
from data.files.published_file import PACKED, write_published
from data.release.browser_index import built_file
from data.settings import load_settings

__all__ = ["PACKED", "ROUTE", "base_path", "built_address", "publish", "publish_as"]
ROUTE = "/browser"


def publish(release: str, name: str, text: str) -> str:
    """Write public geometry of a release and return its address, which carries its content."""
    stem, dot, kind = name.rpartition(".")
    digest = hashlib.sha256(text.encode()).hexdigest()[:12]
    return publish_as(f"geometry/{release}/{stem}-{digest}{dot}{kind}", text.encode)


def built_address(release: str, name: str) -> str | None:
    """Return the address of geometry that the build wrote; empty if there is nothing to draw.

    None if the build didn't write it, so that it has to be published now.
    """
    written = built_file(load_settings().geometry / release, name)
    return f"{base_path()}{ROUTE}/geometry/{release}/{written}" if written else written


def publish_as(path: str, make: Callable[[], bytes]) -> str:
    """Write a file, and the same file compressed, under a path that only this content ever has.

    A file that exists is neither made nor written again. Raises NotWritable where the folder
    can't be written to.
    """
    file = load_settings().for_browsers / path
    try:
        if not file.exists():
            file.parent.mkdir(parents=True, exist_ok=True)
            write_published(file, make())
    except OSError as fault:
        raise NotWritable(folder=file.parent, problem=fault.strerror) from fault
    return f"{base_path()}{ROUTE}/{path}"


def published_file(address: str) -> Path:
    """Return where the file lies that was published at an address."""
    return load_settings().for_browsers / address.removeprefix(f"{base_path()}{ROUTE}/")


def base_path() -> str:
    """What every address of the app begins with: "" or a path such as "/milltir"."""
    base = str(st.get_option("server.baseUrlPath")).strip("/")
    return f"/{base}" if base else ""
