"""A local HTTP server in place of the official services, with faults on request."""

import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

LAYER_PATH = re.compile(r"(.*/FeatureServer/0)(/query)?")


@dataclass(kw_only=True)
class Served:
    """A file of the service."""

    content: bytes
    media_type: str = "application/zip"
    etag: str | None = '"first"'
    last_modified: str | None = None
    knows_ranges: bool = True
    knows_conditions: bool = True
    heeds_if_range: bool = True
    says_length: bool = True


@dataclass(kw_only=True)
class Layer:
    """A feature service's layer, as ArcGIS serves it."""

    codes: list[str]
    page: int = 2
    edited: int | None = 1_700_000_000_000
    mark_in_properties: bool = False
    counts: int | None = None
    heeds_offset: bool = True
    error: dict[str, Any] | None = None


@dataclass(kw_only=True)
class Fault:
    """A fault in the reply to one request."""

    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes | None = None
    media_type: str = "text/html; charset=utf-8"
    cut_after: int | None = None
    silent_after: int | None = None


@dataclass(kw_only=True)
class Asked:
    """A request received."""

    path: str
    query: dict[str, str]
    headers: dict[str, str]


class Service:
    """The files and layers served, the next faults, and the requests received."""

    def __init__(self) -> None:
        self.base = ""
        self.files: dict[str, Served] = {}
        self.layers: dict[str, Layer] = {}
        # The faults of the next replies, one for each request; later replies have none.
        self.faults: list[Fault] = []
        self.asked: list[Asked] = []
        self.closing = threading.Event()

    def serve(self, path: str, content: bytes, **facts: Any) -> str:
        """Add a file to the service and return its address."""
        self.files[path] = Served(content=content, **facts)
        return self.base + path

    def serve_layer(self, name: str, codes: list[str], **facts: Any) -> str:
        """Add a layer to the service and return its address."""
        self.layers[f"/{name}/FeatureServer/0"] = Layer(codes=codes, **facts)
        return f"{self.base}/{name}/FeatureServer/0"

    def add_faults(self, *faults: Fault) -> None:
        self.faults += faults


class _Handler(BaseHTTPRequestHandler):
    service: Service

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        query = {name: values[-1] for name, values in parse_qs(parts.query).items()}
        self.service.asked.append(
            Asked(path=parts.path, query=query, headers=dict(self.headers.items()))
        )
        fault = self.service.faults.pop(0) if self.service.faults else Fault()
        if fault.status != 200 or fault.body is not None:
            self._send(fault.status, fault.body or b"", fault.media_type, fault.headers, fault)
        elif layer := LAYER_PATH.fullmatch(parts.path):
            self._layer(layer[1], bool(layer[2]), query, fault)
        elif parts.path in self.service.files:
            self._file(self.service.files[parts.path], fault)
        else:
            self._send(404, b"<h1>Not Found</h1>", "text/html", {}, fault)

    def _file(self, served: Served, fault: Fault) -> None:
        headers = {
            name: value
            for name, value in (("ETag", served.etag), ("Last-Modified", served.last_modified))
            if value
        }
        known = self.headers.get("If-None-Match"), self.headers.get("If-Modified-Since")
        if served.knows_conditions and any(known) and known[0] == served.etag:
            self._send(304, b"", served.media_type, headers, fault)
            return
        wanted = re.fullmatch(r"bytes=(\d+)-", self.headers.get("Range") or "")
        same = self.headers.get("If-Range") in (served.etag, served.last_modified)
        if wanted and served.knows_ranges and (same or not served.heeds_if_range):
            first, total = int(wanted[1]), len(served.content)
            if first >= total:
                headers["Content-Range"] = f"bytes */{total}"
                self._send(416, b"", served.media_type, headers, fault)
                return
            headers["Content-Range"] = f"bytes {first}-{total - 1}/{total}"
            self._send(206, served.content[first:], served.media_type, headers, fault)
            return
        self._send(
            200, served.content, served.media_type, headers, fault, says_length=served.says_length
        )

    def _layer(self, path: str, is_query: bool, query: dict[str, str], fault: Fault) -> None:
        layer = self.service.layers[path]
        answer: dict[str, Any]
        if layer.error:
            answer = {"error": layer.error}
        elif not is_query:
            answer = {"maxRecordCount": layer.page, "editingInfo": {"lastEditDate": layer.edited}}
        elif query.get("returnCountOnly") == "true":
            answer = {"count": len(layer.codes) if layer.counts is None else layer.counts}
        else:
            first = int(query["resultOffset"]) if layer.heeds_offset else 0
            last = first + min(layer.page, int(query["resultRecordCount"]))
            answer = {
                "type": "FeatureCollection",
                "features": [self._feature(code, query) for code in layer.codes[first:last]],
            }
            mark = {"exceededTransferLimit": True} if last < len(layer.codes) else {}
            answer |= {"properties": mark} if layer.mark_in_properties else mark
        media_type = "application/geo+json" if query.get("f") == "geojson" else "application/json"
        self._send(200, json.dumps(answer).encode(), media_type, {}, fault)

    def _feature(self, code: str, query: dict[str, str]) -> dict[str, Any]:
        shape = {"type": "Point", "coordinates": [-3.0, 51.5]}
        return {
            "type": "Feature",
            "id": 1,
            "geometry": None if query.get("returnGeometry") == "false" else shape,
            "properties": {"LSOA21CD": code, "LSOA21NM": f"Ynys Môn, “{code}”"},
        }

    def _send(
        self,
        status: int,
        body: bytes,
        media_type: str,
        headers: dict[str, str],
        fault: Fault,
        says_length: bool = True,
    ) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Type", media_type)
        if says_length:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if fault.cut_after is not None:
            self.wfile.write(body[: fault.cut_after])
        elif fault.silent_after is not None:
            self.wfile.write(body[: fault.silent_after])
            self.wfile.flush()
            self.service.closing.wait(5)
        else:
            self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Print nothing. The tests read the requests from `asked`."""


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: Any, client_address: Any) -> None:
        """Print nothing: clients close connections on purpose."""


@contextmanager
def running_service() -> Iterator[Service]:
    """Run a service on a free local port during a test."""
    service = Service()
    handler = type("Handler", (_Handler,), {"service": service})
    server = _Server(("127.0.0.1", 0), handler)
    service.base = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield service
    finally:
        service.closing.set()
        server.shutdown()
        server.server_close()
        thread.join()
