"""Downloads one published file: resumes an unfinished download, and checks the result."""

from collections.abc import Mapping
from pathlib import Path

from data.fetch.http import Client, unexpected_reply_error
from data.fetch.model import Download, Fetched, Outcome
from data.fetch.partial_file import PartialFile, version_of
from data.fetch.progress import FetchProgress
from data.fetch.record import Record, read_record, write_record
from data.fetch.reply import Reply, TransientError, excerpt
from data.fetch.verify import CHECKS, MEDIA_TYPES, InvalidDownload

PARTIAL, NOT_MODIFIED, NO_SUCH_RANGE = 206, 304, 416


def fetch_file(client: Client, wanted: Download, folder: Path, reporter: FetchProgress) -> Fetched:
    """Download a file, unless the service reports that it is unchanged.

    Parameters
    ----------
    client
        The HTTP client of this fetch.
    wanted
        The file and its address.
    folder
        An existing folder for the file.
    reporter
        Receives the progress.

    Returns
    -------
    Fetched
        The file, checked and recorded.

    Examples
    --------
    >>> fetch_file(client, wanted, Path("fetched"), reporter)  # doctest: +SKIP
    """
    target = folder / wanted.name
    known = read_record(target, wanted.address)
    download = _FileDownload(client, wanted, target, known, reporter)
    client.retry(wanted, download.download_attempt)
    if download.is_known and known:
        return _fetched(wanted, target, known, Outcome.UNCHANGED)
    record = download.check_and_commit()
    outcome = Outcome.RESUMED if download.resumed else Outcome.NEW
    return _fetched(wanted, target, record, outcome)


class _FileDownload:
    """The download of one file, over as many attempts as it needs."""

    def __init__(
        self,
        client: Client,
        wanted: Download,
        target: Path,
        known: Record | None,
        reporter: FetchProgress,
    ) -> None:
        self._client, self._wanted, self._target = client, wanted, target
        self._known, self._reporter = known, reporter
        self._part = PartialFile(target, wanted.address)
        self.is_known = False
        self.resumed = self._part.is_whole

    def download_attempt(self) -> None:
        """Make one attempt; return when the file is complete or unchanged."""
        if self._part.is_whole:
            return
        headers = self._part.resume_headers() or _if_changed(self._known)
        with self._client.ask(self._wanted, self._wanted.address, headers) as reply:
            if reply.status == NOT_MODIFIED or self._is_unchanged(reply):
                self._part.delete()
                self.is_known = True
                return
            if reply.status == NO_SUCH_RANGE or (
                reply.status == PARTIAL and not self._part.continues_with(reply)
            ):
                self._part.delete()
                raise TransientError("another part came than was asked for")
            self._check_headers(reply)
            self.resumed = reply.status == PARTIAL
            if not self.resumed:
                self._part.start_over(version_of(reply, self._wanted.address))
            self._append(reply)

    def check_and_commit(self) -> Record:
        """Check the complete file, give it its final name and write its record."""
        self._reporter.report("checking")
        version = self._part.version
        assert version is not None, "something has come"
        try:
            CHECKS[self._wanted.form](self._part.path)
        except InvalidDownload as fault:
            # More bytes can't repair it: the next run starts over.
            self._part.delete()
            raise unexpected_reply_error(self._wanted, fault.expected, fault.found) from fault
        self._part.commit()
        return write_record(self._target, self._wanted, version)

    def _append(self, reply: Reply) -> None:
        part, before = self._part, self._part.size
        total = part.version.total if part.version else None
        try:
            for size in part.append(reply.pieces()):
                if size > self._client.limits.largest:
                    part.delete()
                    raise self._too_large("more came")
                self._reporter.update(size, total)
            if total is not None and part.size != total:
                raise TransientError(f"{part.size:,} of {total:,} bytes came")
        except TransientError as fault:
            fault.received = part.size - before
            raise

    def _is_unchanged(self, reply: Reply) -> bool:
        """Return whether the ETag is the known one; some services ignore If-None-Match."""
        tag = reply.headers.get("ETag")
        return self._known is not None and tag is not None and tag == self._known.etag

    def _check_headers(self, reply: Reply) -> None:
        allowed, media_type = MEDIA_TYPES[self._wanted.form], reply.media_type
        if media_type and media_type not in allowed:
            expected = f"a {self._wanted.form.value} file ({allowed[0]})"
            first = excerpt(next(reply.pieces(), b""))
            raise unexpected_reply_error(self._wanted, expected, f"{media_type} came: {first}")
        packed = reply.headers.get("Content-Encoding") or "identity"
        if packed != "identity":
            raise unexpected_reply_error(
                self._wanted, "the file as it is", f"it came packed ({packed})"
            )
        if (reply.length or 0) > self._client.limits.largest:
            raise self._too_large(f"{reply.length:,} are announced")

    def _too_large(self, found: str) -> Exception:
        return unexpected_reply_error(
            self._wanted, f"at most {self._client.limits.largest:,} bytes", found
        )


def _if_changed(known: Record | None) -> Mapping[str, str]:
    headers = {
        "If-None-Match": known.etag if known else None,
        "If-Modified-Since": known.last_modified if known else None,
    }
    return {header: value for header, value in headers.items() if value}


def _fetched(wanted: Download, target: Path, record: Record, outcome: Outcome) -> Fetched:
    return Fetched(
        download=wanted, path=target, outcome=outcome, bytes=record.bytes, sha256=record.sha256
    )
