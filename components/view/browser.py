"""What the browser reports of itself and of the app's address."""

import streamlit as st


def on_phone() -> bool:
    """Return whether the browser reports that it runs on a phone."""
    return "Mobile" in (st.context.headers.get("User-Agent") or "")


def app_address(page: str) -> str:
    """Return the app's address as the browser reports it, without the part that names the page."""
    where = (st.context.url or "").split("?")[0].rstrip("/")
    return where.removesuffix(f"/{page}")
