"""Fetches what is published as a feature service, page by page, into one file."""

from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from data.fetch.feature_lines import FeatureLines
from data.fetch.http import PASSING, Client, unexpected_reply_error
from data.fetch.model import Download, Fetched, Form, Outcome
from data.fetch.partial_file import PartialFile
from data.fetch.progress import FetchProgress
from data.fetch.record import Version, read_record, write_record
from data.fetch.reply import PassingFault

LARGEST_PAGE = 2_000
DECIMALS = 7
"""Of a degree: a centimetre, where the boundaries are generalised to twenty metres."""


def fetch_layer(client: Client, wanted: Download, folder: Path, account: FetchProgress) -> Fetched:
    """All features that were asked for, as the service has them now."""
    target, address = folder / wanted.name, query_address(wanted)
    about = _answer(client, wanted, f"{wanted.address}?f=json")
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
        _bring(client, wanted, part, page, account)
        part.keep()
        record = write_record(target, wanted, version)
    return Fetched(
        download=wanted, path=target, outcome=outcome, bytes=record.bytes, sha256=record.sha256
    )


def query_address(wanted: Download, **more: object) -> str:
    """The address of a query for the features that are wanted."""
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


def _bring(
    client: Client, wanted: Download, part: PartialFile, page: int, account: FetchProgress
) -> None:
    counting = query_address(wanted, f="json", returnCountOnly="true")
    expected = _answer(client, wanted, counting).get("count")
    if not isinstance(expected, int) or expected < 1:
        part.drop()
        raise unexpected_reply_error(wanted, "features", f"the service counts {expected}", counting)
    rows = FeatureLines(part.path, wanted.form)
    before: list[Any] = []
    while rows.count < expected:
        asked = query_address(wanted, resultOffset=rows.count, resultRecordCount=page)
        answer = _answer(client, wanted, asked)
        features = _features(wanted, answer, asked)
        if features and features == before:
            part.drop()
            raise unexpected_reply_error(
                wanted, "the next page", "the one before came again", asked
            )
        rows.add(features)
        account.at(rows.size, None, min(1.0, rows.count / expected))
        if rows.size > client.limits.largest:
            part.drop()
            raise unexpected_reply_error(
                wanted, f"at most {client.limits.largest:,} bytes", "more came"
            )
        if not features or not _has_more(answer):
            break
        before = features
    if rows.count != expected:
        part.drop()
        raise unexpected_reply_error(wanted, f"{expected:,} features", f"{rows.count:,} came")
    rows.finish()


def _answer(client: Client, wanted: Download, address: str) -> dict[str, Any]:
    """What the service answers; its own errors come as an answer that went well."""

    def ask() -> dict[str, Any]:
        answer = client.ask_json(wanted, address)
        error = answer.get("error")
        if error is None:
            return answer
        code = error.get("code") if isinstance(error, dict) else None
        found = f"the service said {error}"
        if code in PASSING:
            raise PassingFault(found)
        raise unexpected_reply_error(wanted, "an answer", found, address)

    return client.keep_trying(wanted, ask)


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
    """The mark stands at the top of an answer, or among its properties."""
    properties = answer.get("properties")
    inner = properties.get("exceededTransferLimit") if isinstance(properties, dict) else None
    return bool(answer.get("exceededTransferLimit") or inner)


def _last_edited(about: dict[str, Any]) -> str | None:
    """By this a layer is recognised that hasn't changed: pages have no ETag of the whole."""
    editing = about.get("editingInfo")
    if not isinstance(editing, dict):
        return None
    edited = editing.get("dataLastEditDate") or editing.get("lastEditDate")
    return f"edited {edited}" if edited else None
