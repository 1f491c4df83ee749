"""The files in deploy/ agree with the program, and with one another."""

import re
import tomllib
from pathlib import Path

import pytest

from data.__main__ import main
from data.cli.serving import program_version
from data.limits import UploadLimits
from deploy.sbom import bill_of
from tests.conftest import PROJECT

DEPLOY = PROJECT / "deploy"
PINNED_IMAGE = re.compile(r"docker\.io/[a-z/]+:\d[\w.]*-?\w*")


def steps() -> list[tuple[str, str]]:
    """The instructions of the container file."""
    text = (DEPLOY / "Containerfile").read_text(encoding="utf-8")
    text = re.sub(r"^\s*#.*\n", "", text, flags=re.M).replace("\\\n", " ")
    return [(line.split(None, 1)[0], line.split(None, 1)[1]) for line in text.splitlines() if line]


def test_the_container_file_is_pinned_and_runs_as_a_user() -> None:
    found, wrong = steps(), []
    names = [name for name, _ in found]
    for name, rest in found:
        if name == "FROM" and not PINNED_IMAGE.match(rest):
            wrong.append(f"not pinned by a tag: {rest}")
        if name == "ADD" or re.search(r"\b(curl|wget|sudo|apt-get)\b", rest):
            wrong.append(f"loads what nobody checks: {name} {rest}")
        if name == "COPY" and "--from" not in rest:
            *sources, _ = rest.split()
            wrong += [f"no such file: {one}" for one in sources if not (PROJECT / one).exists()]
        for install in re.findall(r"pip (?:install|wheel)[^&]*", rest):
            if "--require-hashes" not in install and "--no-deps" not in install:
                wrong.append(f"installs without checksums: {install}")
    last = len(names) - 1 - names[::-1].index("FROM")
    users = [rest for name, rest in found[last:] if name == "USER"]
    assert users and users[-1].split(":")[0] not in ("0", "root")
    assert {"HEALTHCHECK", "LABEL", "ENTRYPOINT"} <= set(names[last:])
    assert wrong == []


def test_everything_in_the_wheel_is_in_the_container_file() -> None:
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))
    wheel = project["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    copied = {one for name, rest in steps() if name == "COPY" for one in rest.split()[:-1]}
    assert {source for source in wheel if not source.startswith("data/")} <= copied
    let_in = (DEPLOY / "Containerfile.dockerignore").read_text(encoding="utf-8")
    lacking = [
        one for one in copied if f"!{one.split('/')[0]}" not in let_in and one[0] not in "-/"
    ]
    assert lacking == [], "Containerfile.dockerignore keeps these out"


def test_versions_and_limits_are_those_of_the_program() -> None:
    version = program_version()
    container = (DEPLOY / "Containerfile").read_text(encoding="utf-8")
    assert f'image.version="{version}"' in container
    compose = (DEPLOY / "compose.yaml").read_text(encoding="utf-8")
    images = re.findall(r"image: (.+)", compose)
    assert f"milltir:{version}" in images
    assert all(PINNED_IMAGE.fullmatch(one) for one in images if "milltir" not in one), images
    nginx = (DEPLOY / "nginx" / "milltir.conf").read_text(encoding="utf-8")
    sizes = re.findall(r"client_max_body_size (\d+)m;", nginx)
    assert int(sizes[-1]) == UploadLimits().file_mb + 1


def test_the_units_run_commands_that_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    units = {path.name: path.read_text(encoding="utf-8") for path in DEPLOY.glob("systemd/*")}
    services = {name: text for name, text in units.items() if name.endswith(".service")}
    assert len(services) == 3
    for name, text in services.items():
        (command,) = re.findall(r"^ExecStart=/opt/milltir/bin/milltir (\w+)", text, flags=re.M)
        with pytest.raises(SystemExit) as ended:
            main([command, "--help"])
        assert ended.value.code == 0, f"{name}: {capsys.readouterr().err}"
        for needed in ("User=milltir", "ProtectSystem=strict", "NoNewPrivileges=yes"):
            assert needed in text, f"{name} lacks {needed}"
    for name in units:
        if name.endswith(".timer"):
            assert name.replace(".timer", ".service") in services


def test_the_bill_of_materials_has_every_pinned_requirement(tmp_path: Path) -> None:
    file = PROJECT / "requirements" / "run.txt"
    pins = re.findall(r"^([\w.-]+)==([^\s;]+)", file.read_text(encoding="utf-8"), flags=re.M)
    bill = bill_of(file)
    assert [(one["name"], one["version"]) for one in bill["components"]] == pins
    assert all(one["hashes"] for one in bill["components"]) and bill == bill_of(file)
    loose = tmp_path / "loose.txt"
    loose.write_text("numpy>=2\n")
    with pytest.raises(SystemExit, match="expected a pinned requirement"):
        bill_of(loose)
