"""Downloads an ArcGIS feature service page by page into one file."""

from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from data.fetch.feature_lines import FeatureLines
from data.fetch.http import TRANSIENT_STATUSES, Client, unexpected_reply_error
from data.fetch.model import Download, Fetched, Form, Outcome
from data.fetch.partial_file import PartialFile
from data.fetch.progress import FetchProgress
from data.fetch.record import Version, read_record, write_record
from data.fetch.reply import TransientError

LARGEST_PAGE = 2_000
# Decimals of a degree: about a centimetre. The boundaries are generalised to twenty metres.
DECIMALS = 7


def fetch_layer(client: Client, wanted: Download, folder: Path, reporter: FetchProgress) -> Fetched:
    """Download all features of a layer or table into one GeoJSON or CSV file.

    Parameters
    ----------
    client
        The HTTP client of this fetch.
    wanted
        The layer or table, and which of its rows.
    folder
        An existing folder for the file.
    reporter
        Receives the progress.

    Returns
    -------
    Fetched
        The file, `UNCHANGED` if the layer has not been edited since the last download.

    Examples
    --------
    >>> fetch_layer(client, wanted, Path("fetched"), reporter)  # doctest: +SKIP
    """
    target, address = folder / wanted.name, query_address(wanted)
    about = _ask_layer(client, wanted, f"{wanted.address}?f=json")
    edited, page = _last_edited(about), min(LARGEST_PAGE, about.get("maxRecordCount") or 1_000)
    known = read_record(target, address)
    if known and edited and known.etag == edited:
        outcome, record = Outcome.UNCHANGED, known
    else:
        part = PartialFile(target, address)
        outcome = Outcome.RESUMED
        if not (edited and part.version and part.version.etag == edited and part.size):
            part.start_over(Version(address=address, etag=edited))
            outcome = Outcome.NEW
        version = part.version
        assert version is not None
        _download_pages(client, wanted, part, page, reporter)
        part.commit()
        record = write_record(target, wanted, version)
    return Fetched(
        download=wanted, path=target, outcome=outcome, bytes=record.bytes, sha256=record.sha256
    )


def query_address(wanted: Download, **more: object) -> str:
    """Return the address of a query for the features that are wanted.

    Parameters
    ----------
    wanted
        The layer or table.
    **more
        Query parameters that are added or replaced, such as `resultOffset`.

    Returns
    -------
    str
        The address with its query.

    Examples
    --------
    >>> wanted = Download(name="a.csv", address="https://x/0", form=Form.TABLE, what="areas")
    >>> query_address(wanted, f="json")
    'https://x/0/query?where=1%3D1&outFields=%2A&outSR=4326&f=json&returnGeometry=false'
    """
    asked: dict[str, object] = {
        "where": wanted.where,
        "outFields": "*",
        "outSR": 4326,
        "f": "geojson",
    }
    if wanted.order:
        asked["orderByFields"] = wanted.order
    if wanted.form is Form.TABLE:
        asked["returnGeometry"] = "false"
    else:
        asked["geometryPrecision"] = DECIMALS
    return f"{wanted.address}/query?{urlencode(asked | more)}"


def _download_pages(
    client: Client, wanted: Download, part: PartialFile, page: int, reporter: FetchProgress
) -> None:
    counting = query_address(wanted, f="json", returnCountOnly="true")
    expected = _ask_layer(client, wanted, counting).get("count")
    if not isinstance(expected, int) or expected < 1:
        part.delete()
        raise unexpected_reply_error(wanted, "features", f"the service counts {expected}", counting)
    rows = FeatureLines(part.path, wanted.form)
    before: list[Any] = []
    while rows.count < expected:
        asked = query_address(wanted, resultOffset=rows.count, resultRecordCount=page)
        answer = _ask_layer(client, wanted, asked)
        features = _features(wanted, answer, asked)
        if features and features == before:
            part.delete()
            raise unexpected_reply_error(
                wanted, "the next page", "the one before came again", asked
            )
        rows.add(features)
        reporter.update(rows.size, None, min(1.0, rows.count / expected))
        if rows.size > client.limits.largest:
            part.delete()
            raise unexpected_reply_error(
                wanted, f"at most {client.limits.largest:,} bytes", "more came"
            )
        if not features or not _has_more(answer):
            break
        before = features
    if rows.count != expected:
        part.delete()
        raise unexpected_reply_error(wanted, f"{expected:,} features", f"{rows.count:,} came")
    rows.finish()


def _ask_layer(client: Client, wanted: Download, address: str) -> dict[str, Any]:
    """Return the JSON object at the address; ArcGIS reports errors with status 200."""

    def ask() -> dict[str, Any]:
        answer = client.ask_json(wanted, address)
        error = answer.get("error")
        if error is None:
            return answer
        code = error.get("code") if isinstance(error, dict) else None
        found = f"the service said {error}"
        if code in TRANSIENT_STATUSES:
            raise TransientError(found)
        raise unexpected_reply_error(wanted, "an answer", found, address)

    return client.retry(wanted, ask)


def _features(wanted: Download, answer: dict[str, Any], address: str) -> list[Any]:
    features = answer.get("features")
    if isinstance(features, list) and all(
        isinstance(feature, dict) and isinstance(feature.get("properties"), dict)
        for feature in features
    ):
        return features
    raise unexpected_reply_error(
        wanted, "GeoJSON features", f"JSON with {', '.join(answer) or 'nothing'}", address
    )


def _has_more(answer: dict[str, Any]) -> bool:
    """Return whether the service has further pages; the flag is at the top or among properties."""
    properties = answer.get("properties")
    inner = properties.get("exceededTransferLimit") if isinstance(properties, dict) else None
    return bool(answer.get("exceededTransferLimit") or inner)


def _last_edited(about: dict[str, Any]) -> str | None:
    """Return the layer's last edit as a version tag, because pages have no ETag of the whole."""
    editing = about.get("editingInfo")
    if not isinstance(editing, dict):
        return None
    edited = editing.get("dataLastEditDate") or editing.get("lastEditDate")
    return f"edited {edited}" if edited else None
