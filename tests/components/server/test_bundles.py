"""Streamlit's scripts are sent compressed, and no other file is sent by that."""

import gzip
from pathlib import Path

from starlette.applications import Starlette
from starlette.testclient import TestClient
from streamlit import file_util

from components.server.bundles import CompressedBundles

FOLDER = Path(file_util.get_static_dir())
CLIENT = TestClient(CompressedBundles(Starlette()))


def test_a_script_is_sent_compressed_and_is_the_same() -> None:
    file = max((FOLDER / "static" / "js").glob("*.js"), key=lambda one: one.stat().st_size)
    path = f"/static/js/{file.name}"
    answer = CLIENT.get(path)
    assert answer.headers["content-encoding"] == "gzip" and answer.content == file.read_bytes()
    assert len(gzip.compress(file.read_bytes())) < 0.5 * file.stat().st_size
    assert int(answer.headers["content-length"]) < 0.5 * file.stat().st_size
    for headers in ({"accept-encoding": "identity"}, {"range": "bytes=0-9"}):
        assert CLIENT.get(path, headers=headers).status_code == 404, "Streamlit answers that"


def test_no_file_outside_is_sent() -> None:
    for path in (
        "/static/../../../streamlit/config.py",
        "/static/js/..%2f..%2f..%2fconfig.js",
        "/static/js/nothing.js",
        "/static//etc/passwd.js",
        "/static/js",
    ):
        assert CLIENT.get(path).status_code == 404, path
