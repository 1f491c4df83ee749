"""The versions of what runs."""

import platform
from importlib.metadata import PackageNotFoundError, version

import pandas as pd
import streamlit as st

from components import queries
from components.page_context import PageContext
from components.text.catalogue import DASH
from components.ui import tables
from data.register.database import server_version
from data.register.migration import version as revision
from data.settings import PROJECT

PROGRAM = "milltir"


def show(here: PageContext) -> None:
    """Draw a row for each part of the program, and one for the database."""
    text = here.text
    st.write(text("admin.program_how"))
    engine = queries.current_store.existing_register()
    database = DASH
    if engine:
        name, number = server_version(engine)
        database = text("admin.database", name=name, number=number, version=revision(engine))
    rows = {
        "Milltir": milltir_version(),
        "Python": platform.python_version(),
        "Streamlit": version("streamlit"),
        text("admin.database_name"): database,
    }
    columns = [text("admin.part"), text("admin.version_number")]
    tables.show_plain(pd.DataFrame(list(rows.items()), columns=columns))


def milltir_version() -> str:
    """Return the version of the program, also where it isn't installed as a package."""
    try:
        return version(PROGRAM)
    except PackageNotFoundError:
        lines = (PROJECT / "pyproject.toml").read_text(encoding="utf-8").splitlines()
        stated = (line.partition("=")[2] for line in lines if line.startswith("version"))
        return next(stated, DASH).strip().strip('"')
