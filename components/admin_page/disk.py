"""What the installation's folder has, and how much is free."""

import shutil

import pandas as pd
import streamlit as st

from components.admin_page import words
from components.admin_page.headline import LEAST_FREE
from components.page_context import PageContext
from components.ui import tables
from data.files.disk_use import bytes_in
from data.register.database import sqlite_file
from data.settings import Settings, load_settings


def show(here: PageContext) -> None:
    """Draw the free space with its limit, and a row for each part of the folder."""
    text, settings = here.text, load_settings()
    free, least = shutil.disk_usage(settings.home).free, words.size(text, LEAST_FREE)
    st.write(text("admin.disk_free", free=words.size(text, free), least=least))
    limits = settings.upload_limits
    st.write(text("admin.disk_uploads", most=text.number(limits.total_mb)))
    found = parts(settings)
    part, size = text("admin.part"), text("admin.size")
    rows = [
        {part: text(f"admin.part_{name}"), size: words.size(text, number)}
        for name, number in sorted(found.items(), key=lambda one: -one[1])
        if number
    ]
    tables.show_plain(pd.DataFrame(rows, columns=[part, size]), numbers=[size])


def parts(settings: Settings) -> dict[str, int]:
    """Return the bytes of each part of the home; of a register in PostgreSQL nothing is known."""
    register = sqlite_file(settings.register_address)
    folders = {
        "releases": settings.releases,
        "uploads": settings.uploads,
        "trials": settings.trials,
        "sources": settings.fetched.parent,
        "cache": settings.parse_cache,
        "updates": settings.updates,
    }
    found = {name: bytes_in(folder) for name, folder in folders.items()}
    if register:
        found["register"] = sum(bytes_in(one) for one in register.parent.glob(f"{register.name}*"))
    found["other"] = max(bytes_in(settings.home) - sum(found.values()), 0)
    return found
