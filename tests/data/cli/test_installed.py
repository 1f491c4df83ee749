"""The installed program: one package in site-packages, and the command `milltir`."""

import os
import subprocess
import sys
import sysconfig
import tomllib
import urllib.request
import venv
from pathlib import Path

import pytest

from data.cli import launcher, serving
from tests.conftest import PROJECT
from tests.servers import free_port, wait_for
from tests.test_architecture import LAYERS

PROGRAM = "milltir/program/"


def test_the_wheel_has_every_layer_in_one_package() -> None:
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))
    mapped = project["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    assert all((PROJECT / source).exists() for source in mapped)
    assert all(target.startswith("milltir/") for target in mapped.values())
    needed = {*LAYERS, "app.py", "serve.py", ".streamlit/config.toml", "pyproject.toml"}
    assert needed <= {target.removeprefix(PROGRAM) for target in mapped.values()}


def test_the_command_runs_in_the_folder_of_the_program(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(launcher, "PROGRAM", PROJECT)
    monkeypatch.setattr(sys, "path", list(sys.path))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    for name in ("MILLTIR_HOME", "MILLTIR_COMMAND", "PYTHONPATH"):
        monkeypatch.setenv(name, "")
    monkeypatch.setattr(sys, "argv", ["milltir", "version"])
    assert launcher.main() == 0
    assert os.environ["MILLTIR_HOME"] == str(tmp_path / "milltir")
    assert sys.path[0] == str(PROJECT) == os.environ["PYTHONPATH"]
    assert f"milltir {serving.program_version()}" in capsys.readouterr().out
    monkeypatch.setenv("MILLTIR_SIGN_IN_FILE", str(tmp_path / "none.toml"))
    monkeypatch.setattr(sys, "argv", ["milltir", "run"])
    assert launcher.main() == 1
    assert "expected a file with the sign-in" in capsys.readouterr().err


@pytest.mark.slow
def test_the_wheel_is_installed_and_serves_the_sample_county(tmp_path: Path) -> None:
    run = subprocess.run
    command = [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--no-build-isolation"]
    run([*command, "-w", str(tmp_path), str(PROJECT)], check=True, timeout=120)
    (wheel,) = tmp_path.glob("*.whl")
    venv.create(tmp_path / "venv", with_pip=True)
    python = tmp_path / "venv" / "bin" / "python"
    (site,) = (tmp_path / "venv").glob("lib/*/site-packages")
    # What the program needs is there already, and is tested elsewhere.
    (site / "others.pth").write_text(sysconfig.get_path("purelib"))
    before = {path.name for path in site.iterdir()}
    run([python, "-m", "pip", "install", "-q", "--no-deps", wheel], check=True, timeout=120)
    new = {path.name for path in site.iterdir()} - before
    assert new == {"milltir", wheel.name.removesuffix("-py3-none-any.whl") + ".dist-info"}
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith("MILLTIR_")
    } | {"XDG_DATA_HOME": str(tmp_path / "data")}

    def milltir(*arguments: str) -> str:
        ended = run(
            [tmp_path / "venv" / "bin" / "milltir", *arguments],
            capture_output=True,
            text=True,
            cwd=tmp_path,
            env=environment,
            timeout=280,
            check=False,
        )
        assert ended.returncode == 0, ended.stderr
        return ended.stdout

    milltir("sample")
    assert "Vale of Halwyn" in milltir("show")
    (tmp_path / "pictures").mkdir()
    milltir("picture", "map", "--measure", "rate", "--out", "pictures")
    assert list((tmp_path / "pictures").iterdir())
    assert "1 release" in milltir("backup", "backup.zip")
    port = free_port()
    server = subprocess.Popen(
        [python, "-m", "milltir", "run", "--port", str(port)], cwd=tmp_path, env=environment
    )
    try:
        wait_for(f"http://localhost:{port}/health", server)
        answer = urllib.request.urlopen(f"http://localhost:{port}/health").read()
        assert b'"status":"ok"' in answer
    finally:
        server.terminate()
        assert server.wait(30) in (0, -15), "the server takes the place of the command"
