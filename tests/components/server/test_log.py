"""The log stays small: equal messages are counted, and the files have a size and a number."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit import logger as streamlit_logger

from components.server.log import Repeated, write_log
from data.limits import LogLimits


@pytest.fixture
def logs() -> Iterator[None]:
    """Put the loggers of this process back as they were."""
    root, setup = logging.getLogger(), streamlit_logger.setup_formatter
    before, level = list(root.handlers), root.level
    others = [one for one in root.manager.loggerDict.values() if isinstance(one, logging.Logger)]
    states = [(one, list(one.handlers), one.propagate) for one in others]
    yield
    streamlit_logger.setup_formatter = setup
    for handler in root.handlers:
        handler.close()
    root.handlers, root.level = before, level
    for one, handlers, propagate in states:
        one.handlers, one.propagate = handlers, propagate


def written(folder: Path) -> list[str]:
    return [line for file in sorted(folder.iterdir()) for line in file.read_text().splitlines()]


def test_a_fault_that_comes_ten_thousand_times_is_written_ten_times(
    tmp_path: Path, logs: None
) -> None:
    write_log(LogLimits(file=tmp_path / "logs" / "milltir.log"))
    asyncios, streamlits = logging.getLogger("asyncio"), streamlit_logger.get_logger("later.on")
    for number in range(10_000):
        asyncios.error(f"socket.accept() out of system resource\nsocket: <fd={number}>")
        streamlits.warning("Rejecting %s", number)
    lines = written(tmp_path / "logs")
    assert sum("out of system resource" in line for line in lines) == 10
    assert sum("Rejecting" in line for line in lines) == 10


def test_the_next_minute_tells_how_often_it_was_left_out() -> None:
    now = [0.0]
    repeated = Repeated(clock=lambda: now[0])

    def passes(words: str, *arguments: object) -> str:
        record = logging.LogRecord("a", logging.ERROR, "", 1, words, arguments, None)
        return record.getMessage() if repeated.filter(record) else ""

    assert sum(bool(passes("%s is lost", number)) for number in range(25)) == 10
    assert passes("%s", "another fault") and passes("%s", "a third"), "each is a message of its own"
    now[0] = 60.0
    assert passes("%s is lost", 3) == "3 is lost [and 15 more like it before]"
    assert passes("%s is lost", 4) == "4 is lost"


def test_many_different_messages_fill_so_many_files_of_such_a_size(
    tmp_path: Path, logs: None
) -> None:
    write_log(LogLimits(file=tmp_path / "milltir.log", megabytes=1, files=2))
    for number in range(4_000):
        words = "".join(chr(97 + int(digit)) for digit in str(number))
        logging.getLogger("milltir").error(f"{words} {'x' * 900}")
    sizes = [file.stat().st_size for file in tmp_path.iterdir()]
    assert len(sizes) == 2 and max(sizes) <= 1 << 20


def test_a_log_that_cannot_be_written_is_told_and_goes_to_the_screen(
    tmp_path: Path, logs: None, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").touch()
    write_log(LogLimits(file=tmp_path / "file" / "milltir.log"))
    assert "the log can't be written to" in capsys.readouterr().err
