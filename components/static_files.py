"""Public files for the browser, each written completely or not at all, and never changed."""

import gzip
import hashlib
import os
from collections.abc import Callable
from pathlib import Path

import streamlit as st

from data.errors import NotWritable
from data.settings import load_settings

ROUTE = "/browser"
PACKED = ".gz"


def publish(release: str, name: str, text: str) -> str:
    """Write public geometry of a release and return its address, which carries its content."""
    stem, dot, kind = name.rpartition(".")
    digest = hashlib.sha256(text.encode()).hexdigest()[:12]
    return publish_as(f"geometry/{release}/{stem}-{digest}{dot}{kind}", text.encode)


def publish_as(path: str, make: Callable[[], bytes]) -> str:
    """Write a file, and the same file compressed, under a path that only this content ever has.

    A file that exists is neither made nor written again. Raises NotWritable where the folder
    can't be written to.
    """
    file = load_settings().for_browsers / path
    try:
        if not file.exists():
            file.parent.mkdir(parents=True, exist_ok=True)
            content = make()
            _write(file.with_name(file.name + PACKED), gzip.compress(content, mtime=0))
            _write(file, content)
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


def _write(file: Path, content: bytes) -> None:
    """Whole or not at all, also where two processes write the same file."""
    draft = file.with_name(f".{file.name}.{os.getpid()}")
    draft.write_bytes(content)
    draft.replace(file)
