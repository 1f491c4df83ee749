"""Public files for the browser, each written completely or not at all, and never changed."""

import os

import streamlit as st

from data.errors import NotWritable
from data.settings import load_settings

FOLDER = "geometry"


def publish(name: str, text: str) -> str:
    """Write a file whose name contains its release, and return its address."""
    folder = load_settings().static / FOLDER
    try:
        folder.mkdir(parents=True, exist_ok=True)
        draft = folder / f".{name}.{os.getpid()}"
        draft.write_text(text, encoding="utf-8")
        draft.replace(folder / name)
    except OSError as fault:
        raise NotWritable(folder=folder, problem=fault.strerror) from fault
    base = st.get_option("server.baseUrlPath").strip("/")
    return "/".join(["", *filter(None, [base]), "app/static", FOLDER, name])
