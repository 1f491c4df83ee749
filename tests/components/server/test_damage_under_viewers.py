"""Ten viewers are on while a file of the release is damaged: each sees one whole release."""

import asyncio
import random
import shutil
from collections.abc import Sequence
from contextlib import AsyncExitStack
from pathlib import Path

import pytest
from streamlit.proto.Alert_pb2 import Alert
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from components.text.catalogue import Text
from data.release import checksum
from data.release.current import current_release
from data.release.switch import make_current
from tests.components.server.conftest import Serve, Server
from tests.components.server.sessions import Session, cookies, opened
from tests.conftest import settings_in
from tests.damages import DAMAGES

OLDER = Text("en")("notice.older_release")
# VIEWERS: the pages on which they are, and with what in the address.
VIEWERS = (("", ""), ("map", ""), ("place", "place=W05999008"), ("data", ""), ("next", "")) * 2
# EVERY: of so many files one is damaged. LATE: at most so many seconds after pages began to run.
EVERY, LATE = 4, 0.3
Shown = tuple[str, ...]


async def look(session: Session, page: str, query: str) -> tuple[Shown, bool]:
    """Return the texts on a page, and whether it says that an older release is shown."""
    await session.run(query, page)
    while session.sent[-1].script_finished == ForwardMsg.FINISHED_EARLY_FOR_RERUN:
        session.sent = []
        while not (session.sent and session.sent[-1].HasField("script_finished")):
            await session.hear()
    red = [one.body for one in session.elements("alert") if one.format == Alert.ERROR]
    assert not red and not session.elements("exception"), f"{page}: {red}"
    said = any(OLDER in one.body for one in session.elements("alert"))
    texts = [one.body for kind in ("html", "markdown") for one in session.elements(kind)]
    return tuple(texts), said


async def all_look(sessions: Sequence[tuple[Session, str, str]]) -> list[tuple[Shown, bool]]:
    return list(await asyncio.gather(*(look(*viewer) for viewer in sessions)))


async def damaged_meanwhile(server: Server, home: Path) -> int:
    """Damage one file after another while all viewers look; return how many looks there were."""
    settings, chance = settings_in(home), random.Random(7)
    folder = settings.releases / current_release(settings)
    (before,) = (one for one in settings.releases.iterdir() if one != folder)
    whole = Path(shutil.copytree(folder, home.parent / "whole"))
    names = sorted(checksum.ReleaseFiles(folder).stamps)[::EVERY]
    looks = 0
    async with AsyncExitStack() as stack:
        sessions = []
        for address, query in VIEWERS:
            session = await stack.enter_async_context(opened(server, cookies(server, None)))
            await session.run()
            sessions.append((session, session.pages()[address], query))
        make_current(before.name, settings)
        older = await all_look(sessions)
        make_current(folder.name, settings)
        newer = await all_look(sessions)
        assert not any(said for _, said in older + newer)
        assert all(one[0] != other[0] for one, other in zip(older, newer, strict=True))
        for number, name in enumerate(names):
            damage, running = (
                DAMAGES[number % len(DAMAGES)],
                asyncio.create_task(all_look(sessions)),
            )
            await asyncio.sleep(chance.random() * LATE)
            damage(folder / name)
            for answers in (await running, await all_look(sessions)):
                for old, new, (texts, said) in zip(older, newer, answers, strict=True):
                    what = f"{name} after {damage.__name__}"
                    assert texts in (old[0], new[0]), f"{what}: neither release: {texts}"
                    assert said == (texts == old[0]), f"{what}: no notice, or one too many"
                    looks += 1
            shutil.rmtree(folder, ignore_errors=True)
            shutil.copytree(whole, folder)
            assert [one[0] for one in await all_look(sessions)] == [one[0] for one in newer]
    return looks


@pytest.mark.slow
@pytest.mark.timeout(1200)
def test_viewers_see_one_whole_release_whatever_happens_to_a_file(
    serve: Serve, two_releases: Path, tmp_path: Path
) -> None:
    home = Path(shutil.copytree(two_releases, tmp_path / "home"))
    server = serve(MILLTIR_HOME=str(home))
    print(asyncio.run(damaged_meanwhile(server, home)), "looks")
