"""The addresses of the files that a browser fetches for a map."""

import streamlit as st

ROUTE = "/browser"


def address_of(folder: str, group: str, name: str) -> str:
    """Return the address of a file; its name or its group changes with its content."""
    return f"{base_path()}{ROUTE}/{folder}/{group}/{name}"


def base_path() -> str:
    """What every address of the app begins with: "" or a path such as "/milltir"."""
    base = str(st.get_option("server.baseUrlPath")).strip("/")
    return f"/{base}" if base else ""
