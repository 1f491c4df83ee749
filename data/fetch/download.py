"""Fetches what is published as one file: goes on where it stopped, and checks what came."""

from collections.abc import Mapping
from pathlib import Path

from data.fetch.http import Client, unexpected_reply_error
from data.fetch.model import Download, Fetched, Outcome
from data.fetch.partial_file import PartialFile, version_of
from data.fetch.progress import FetchProgress
from data.fetch.record import Record, read_record, write_record
from data.fetch.reply import PassingFault, Reply, excerpt
from data.fetch.verify import CHECKS, MEDIA_TYPES, InvalidDownload

PARTIAL, NOT_MODIFIED, NO_SUCH_RANGE = 206, 304, 416


def fetch_whole(client: Client, wanted: Download, folder: Path, account: FetchProgress) -> Fetched:
    """The file, as the service has it now."""
    target = folder / wanted.name
    known = read_record(target, wanted.address)
    coming = _Coming(client, wanted, target, known, account)
    client.keep_trying(wanted, coming.come_nearer)
    if coming.is_known and known:
        return _fetched(wanted, target, known, Outcome.UNCHANGED)
    record = coming.check_and_keep()
    outcome = Outcome.RESUMED if coming.went_on else Outcome.NEW
    return _fetched(wanted, target, record, outcome)


class _Coming:
    """A file on its way, over as many attempts as it takes."""

    def __init__(
        self,
        client: Client,
        wanted: Download,
        target: Path,
        known: Record | None,
        account: FetchProgress,
    ) -> None:
        self._client, self._wanted, self._target = client, wanted, target
        self._known, self._account = known, account
        self._part = PartialFile(target, wanted.address)
        self.is_known = False
        self.went_on = self._part.is_whole

    def come_nearer(self) -> None:
        """One attempt; it returns when there is nothing left to bring."""
        if self._part.is_whole:
            return
        headers = self._part.headers_to_go_on() or _if_changed(self._known)
        with self._client.ask(self._wanted, self._wanted.address, headers) as reply:
            if reply.status == NOT_MODIFIED or self._sent_again(reply):
                self._part.drop()
                self.is_known = True
                return
            if reply.status == NO_SUCH_RANGE or (
                reply.status == PARTIAL and not self._part.goes_on_with(reply)
            ):
                self._part.drop()
                raise PassingFault("another part came than was asked for")
            self._refuse_what_does_not_fit(reply)
            self.went_on = reply.status == PARTIAL
            if not self.went_on:
                self._part.start_over(version_of(reply, self._wanted.address))
            self._take(reply)

    def check_and_keep(self) -> Record:
        """Refuse what is damaged; name and record what is whole."""
        self._account.say("checking")
        version = self._part.version
        assert version is not None, "something has come"
        try:
            CHECKS[self._wanted.form](self._part.path)
        except InvalidDownload as fault:
            # What is wrong with it can't be mended by more of it: the next run starts over.
            self._part.drop()
            raise unexpected_reply_error(self._wanted, fault.expected, fault.found) from fault
        self._part.keep()
        return write_record(self._target, self._wanted, version)

    def _take(self, reply: Reply) -> None:
        part, before = self._part, self._part.size
        total = part.version.total if part.version else None
        try:
            for size in part.take(reply.pieces()):
                if size > self._client.limits.largest:
                    part.drop()
                    raise self._too_much("more came")
                self._account.at(size, total)
            if total is not None and part.size != total:
                raise PassingFault(f"{part.size:,} of {total:,} bytes came")
        except PassingFault as fault:
            fault.brought = part.size - before
            raise

    def _sent_again(self, reply: Reply) -> bool:
        """Some services send a file once more although they were told that it is there."""
        tag = reply.headers.get("ETag")
        return self._known is not None and tag is not None and tag == self._known.etag

    def _refuse_what_does_not_fit(self, reply: Reply) -> None:
        allowed, came = MEDIA_TYPES[self._wanted.form], reply.media_type
        if came and came not in allowed:
            expected = f"a {self._wanted.form.value} file ({allowed[0]})"
            first = excerpt(next(reply.pieces(), b""))
            raise unexpected_reply_error(self._wanted, expected, f"{came} came: {first}")
        packed = reply.headers.get("Content-Encoding") or "identity"
        if packed != "identity":
            raise unexpected_reply_error(
                self._wanted, "the file as it is", f"it came packed ({packed})"
            )
        if (reply.length or 0) > self._client.limits.largest:
            raise self._too_much(f"{reply.length:,} are announced")

    def _too_much(self, found: str) -> Exception:
        return unexpected_reply_error(
            self._wanted, f"at most {self._client.limits.largest:,} bytes", found
        )


def _if_changed(known: Record | None) -> Mapping[str, str]:
    said = {
        "If-None-Match": known.etag if known else None,
        "If-Modified-Since": known.last_modified if known else None,
    }
    return {header: value for header, value in said.items() if value}


def _fetched(wanted: Download, target: Path, record: Record, outcome: Outcome) -> Fetched:
    return Fetched(
        download=wanted, path=target, outcome=outcome, bytes=record.bytes, sha256=record.sha256
    )
