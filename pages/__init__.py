"""The registry: which pages there are, and whom each is for. Nothing else lies in this folder.

The pages themselves lie in sections below, out of reach of Streamlit's own discovery, which would
serve one directly on a deep link and so past the question of who may open it.
"""

from dataclasses import dataclass
from pathlib import Path

from data.access.viewer import Audience

FOLDER = Path(__file__).parent


@dataclass(frozen=True, kw_only=True)
class PageEntry:
    """One page: its file, its title in the catalogues, its address, whom it is for."""

    file: str
    title: str
    address: str
    audience: Audience

    @property
    def path(self) -> Path:
        return FOLDER / self.file


PAGES = (
    PageEntry(file="start/home.py", title="page.home", address="", audience=Audience.PUBLIC),
    PageEntry(
        file="explore/place.py", title="page.place", address="place", audience=Audience.PUBLIC
    ),
    PageEntry(file="explore/map.py", title="page.map", address="map", audience=Audience.PUBLIC),
    PageEntry(
        file="explore/perceived.py",
        title="page.perceived",
        address="perceived",
        audience=Audience.PUBLIC,
    ),
    PageEntry(file="explore/next.py", title="page.next", address="next", audience=Audience.PUBLIC),
    PageEntry(
        file="explore/groups.py", title="page.groups", address="groups", audience=Audience.PUBLIC
    ),
    PageEntry(
        file="explore/orders.py", title="page.orders", address="orders", audience=Audience.PUBLIC
    ),
    PageEntry(
        file="manage/upload.py", title="page.upload", address="upload", audience=Audience.ANALYST
    ),
    PageEntry(file="about/data.py", title="page.data", address="data", audience=Audience.PUBLIC),
)
