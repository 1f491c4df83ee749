"""The options that say where a build runs, and the commands that start a cluster."""

import os
import sys
from pathlib import Path
from typing import Any

import pytest

from data.__main__ import main
from data.executor import cluster
from tests.servers import free_port


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("MILLTIR_HOME", str(tmp_path / "home"))
    return tmp_path


def test_a_build_without_its_cluster_says_what_was_expected(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    monkeypatch.setattr(cluster, "CONNECTED", 0.2)
    (home / "sources").mkdir()
    (home / "sources" / "a.csv").write_text("a\n")
    address = f"tcp://127.0.0.1:{free_port()}"
    assert main(["build", "--cluster", address, str(home / "sources")]) == 1
    said = capsys.readouterr().err
    assert f"--cluster {address}: expected a scheduler of dask.distributed" in said
    assert main(["build", "--cluster", "no address", str(home / "sources")]) == 1
    assert "--cluster no address: expected a scheduler" in capsys.readouterr().err
    monkeypatch.setitem(sys.modules, "distributed", None)
    assert main(["build", "--cluster", address, str(home / "sources")]) == 1
    assert "requirements/cluster.txt" in capsys.readouterr().err


def test_processes_and_a_cluster_are_not_asked_for_together(home: Path, capsys: Any) -> None:
    for command in ("build", "update"):
        with pytest.raises(SystemExit) as ended:
            main([command, "--executor", "processes", "--cluster", "tcp://a:1", str(home)])
        assert ended.value.code == 2
        assert "not allowed with" in capsys.readouterr().err


@pytest.mark.skipif(os.name != "posix", reason="elsewhere the program is a process below ours")
def test_scheduler_and_workers_are_started_with_the_modules_of_this_program(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[tuple[list[str], str]] = []

    def instead(program: str, command: list[str], environment: dict[str, str]) -> None:
        begun.append((command[2:], environment["PYTHONPATH"]))
        raise SystemExit(0)

    monkeypatch.setattr(os, "execve", instead)
    asked = (["scheduler", "--port", "0"], ["worker", "tcp://a:1", "--number", "3"])
    for command in asked:
        with pytest.raises(SystemExit):
            main(command)
    (scheduler, path), (worker, _) = begun
    assert path.split(os.pathsep)[0] == str(Path(cluster.__file__).parents[2])
    assert scheduler[:5] == ["distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0"]
    assert worker[:4] == ["distributed.cli.dask_worker", "tcp://a:1", "--nthreads", "1"]
    assert worker[4:8] == ["--nworkers", "3", "--memory-limit", "1GB"]
