"""A report says the same in a mail, as a web page and in the feed, in both languages."""

from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest
from starlette.requests import Request

from components.news import feed, formats
from components.news.cli import main
from components.news.sections import headline, sections
from components.text.catalogue import LANGUAGES, Text
from components.ui.tables import FICTIONAL
from data.errors import BuildRunning, SourceError
from data.messages import to_json
from data.provenance.release_losses import MONTHS, ReleaseLoss
from data.release.coverage.missing_months import ABSENT, CUT, KINDS, MissingMonths
from data.settings import load_settings
from data.update import report as told
from data.update.report import LateSource, NewBreak, ReleaseFacts, StepReport, UpdateReport
from data.update.storage import store_report

HOSTILE = "<script>alert(1)</script> & “Abbey”"
BEFORE = ReleaseFacts(release="a", first_month="2024-10", last_month="2026-09", built_at="")
NEW = replace(BEFORE, release="b", last_month="2026-10")
DONE = tuple(StepReport(step=step, outcome=told.DONE) for step in told.STEPS)
REPORT = UpdateReport(
    started="2026-12-01T06:00:00+00:00",
    ended="2026-12-01T06:01:00+00:00",
    outcome=told.UPDATED,
    area_en="Gwent",
    area_cy="Gwent",
    steps=DONE,
    before=BEFORE,
    release=NEW,
    months_added=("2026-10",),
    sources_gained=("groups",),
    gaps=tuple(MissingMonths(force="gwent", month="2026-10", why=why, rows=0) for why in KINDS),
    late=(LateSource(source="population", as_of="2021", months_old=58),),
    changes=({"en": HOSTILE, "cy": f"Cymraeg {HOSTILE}"},),
    packs=("pack.pptx",),
)
HELD = replace(
    REPORT,
    outcome=told.HELD,
    changes=(),
    packs=(),
    losses=(ReleaseLoss(kind=MONTHS, before=36, after=35),),
    breaks=(NewBreak(force="gwent", category="burglary", first="2026-10"),),
)


def failed(step: str, error: Exception) -> UpdateReport:
    facts = {name: to_json(fact) for name, fact in getattr(error, "facts", {}).items()}
    ended = StepReport(step=step, outcome=told.FAILED, error=type(error).__name__, facts=facts)
    return UpdateReport(
        started=REPORT.started,
        ended=REPORT.ended,
        outcome=told.STOPPED,
        area_en="Gwent",
        area_cy="Gwent",
        steps=(ended,),
        release=BEFORE,
    )


class Words(HTMLParser):
    """The text of a page, and its tags."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.words, self.tags = "", []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.words += data


def said(text: Text, report: UpdateReport) -> list[str]:
    parts = [formats.plain_lines(sections(text, report, for_staff=True))]
    return [line for part in parts for _, lines in part for line in lines]


def test_every_outcome_has_its_first_sentence() -> None:
    stopped = [failed(step, BuildRunning(folder="home")) for step in told.STEPS[:3]]
    same = replace(REPORT, outcome=told.UNCHANGED)
    unchanged = replace(same, files=(told.FetchedFile(name="a", what="b", outcome="unchanged"),))
    reports = [REPORT, replace(REPORT, months_added=()), HELD, same, unchanged, *stopped]
    for language in LANGUAGES:
        first = [headline(Text(language), report) for report in reports]
        assert len(set(first)) == len(reports)
        assert all("{" not in words and "Gwent" in words for words in first), first
        partly = replace(REPORT, outcome=told.PARTLY)
        assert headline(Text(language), partly) == first[0], "it is served"


def test_text_page_and_feed_have_every_sentence() -> None:
    for language in LANGUAGES:
        text = Text(language)
        lines = said(text, REPORT)
        assert len(lines) >= len(KINDS) + 5 and len(set(lines)) == len(lines)
        mail = formats.as_text(text, REPORT, address="https://x/news", for_staff=True)
        assert max(map(len, mail.splitlines())) <= formats.WIDTH
        page = formats.as_html(text, REPORT, address="https://x/news", for_staff=True)
        read = Words(page)
        for line in lines:
            assert "".join(line.split()) in "".join(mail.split()).replace("\n-", ""), line
            assert line in read.words, line
        assert "script" not in read.tags and f'lang="{language}"' in page


def test_what_has_to_be_confirmed_is_said_and_nothing_is_called_new() -> None:
    text = Text("en")
    lines = said(text, HELD)
    assert "Complete months: 36 now, 35 after." in lines
    assert any("burglary" in line and "October 2026" in line for line in lines)
    assert lines[-1].endswith("python -m data update --yes")
    assert text("news.months", months="October 2026") not in lines
    assert text("news.nothing_changed") not in lines


def test_that_nothing_changed_is_said_only_if_it_was_looked_at() -> None:
    text = Text("en")
    nothing = text("news.nothing_changed")
    quiet = replace(REPORT, changes=())
    assert nothing in said(text, quiet)
    assert nothing not in said(text, REPORT)
    assert nothing not in said(text, replace(quiet, before=None)), "nothing to compare with"
    assert nothing not in said(text, replace(quiet, months_added=())), "no new month"
    packs = StepReport(step=told.PACKS, outcome=told.FAILED, error="ProgramFailed")
    assert nothing not in said(text, replace(quiet, steps=(*DONE[:-1], packs)))


def test_an_error_is_worded_in_both_languages_and_only_for_staff() -> None:
    report = failed(told.CHECK, SourceError(file="/srv/x/a.csv", expected=HOSTILE, found="2"))
    for language in LANGUAGES:
        text = Text(language)
        (line,) = said(text, report)
        assert line.startswith(text("news.step_check")) and HOSTILE in line
        assert "/srv" not in line, "folders of the server are its own affair"
        assert sections(text, report, for_staff=False) == []
    gaps = replace(REPORT, gaps=tuple(replace(g, why=ABSENT) for g in REPORT.gaps * 3))
    assert any(line.startswith("And more: 6") for line in said(Text("en"), gaps))
    part = replace(REPORT, gaps=(replace(REPORT.gaps[0], why=CUT, authority="W06000022"),))
    assert any("some places" in line for line in said(Text("en"), part))


def test_the_command_writes_and_prints_the_last_report(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("MILLTIR_HOME", str(tmp_path))
    monkeypatch.setenv("MILLTIR_ADDRESS", "https://milltir.example")
    assert main(["write"]) == 1 and "no update" in capsys.readouterr().err
    store_report(replace(REPORT, fictional=True), load_settings())
    assert main(["write", "--language", "cy"]) == 0
    printed = capsys.readouterr().out
    assert printed.startswith(FICTIONAL) and headline(Text("cy"), REPORT)[:30] in printed
    assert "https://milltir.example/news?lang=cy" in printed
    names = sorted(path.name.partition(".")[2] for path in load_settings().updates.iterdir())
    assert names == ["cy.html", "cy.txt", "en.html", "en.txt", "json"]


def get(name: str) -> tuple[int, bytes]:
    scope = {
        "type": "http", "headers": [(b"host", b"milltir.example")], "path_params": {"name": name},
        "path": "/feed", "scheme": "https", "server": ("milltir.example", 443),
        "query_string": b"", "method": "GET",
    }  # fmt: skip
    answer = feed.feed(Request(scope))
    return answer.status_code, bytes(answer.body)


def test_the_feed_has_what_was_served_and_nothing_internal(
    sample_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reports = [HELD, failed(told.FETCH, BuildRunning(folder="x")), REPORT]
    monkeypatch.setattr(feed, "stored_reports", lambda settings: reports)
    for language in LANGUAGES:
        code, content = get(f"{language}.atom")
        root = ElementTree.fromstring(content)
        (entry,) = root.findall(f"{{{formats.ATOM}}}entry")
        assert code == 200
        assert entry.findtext(f"{{{formats.ATOM}}}title") == headline(Text(language), REPORT)
        summary = entry.findtext(f"{{{formats.ATOM}}}summary") or ""
        assert HOSTILE in summary and "pack.pptx" not in summary and "--yes" not in summary
        ids = [one.text for one in root.iter(f"{{{formats.ATOM}}}id")]
        assert len(set(ids)) == 2 and get(f"{language}.atom") == (code, content)
    assert get("de.atom")[0] == get("en.rss")[0] == 404
