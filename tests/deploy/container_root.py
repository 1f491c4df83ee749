"""Runs the steps of the container file in clean Debian roots, without a container engine.

Debian's own Python stands for that of the image. Each stage has a copy of the same root.
"""

import re
import shlex
import shutil
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

from tests.conftest import PROJECT

DEBIAN = "bookworm"
PACKAGES = "python3-venv,ca-certificates"
# SHARED: what the root has of this machine, so that pip reaches its index.
CERTIFICATES = "etc/ssl/certs/ca-certificates.crt"
SHARED = ("etc/resolv.conf", "etc/hosts", CERTIFICATES)
PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"


def clean_root(folder: Path) -> Path:
    """Install Debian into a folder, with what the image of the container file has of it."""
    subprocess.run(
        ["debootstrap", "--variant=minbase", f"--include={PACKAGES}", DEBIAN, folder],
        check=True,
        capture_output=True,
    )
    (folder / "usr/bin/python").symlink_to("python3")
    for name in SHARED:
        if (Path("/") / name).exists():
            shutil.copy(Path("/") / name, folder / name)
    return folder


@dataclass
class Stage:
    """The root of a stage, and what its steps have set so far."""

    root: Path
    env: dict[str, str] = field(default_factory=lambda: {"PATH": PATH})
    cwd: str = "/"
    user: str = "0:0"
    entrypoint: tuple[str, ...] = ()
    command: tuple[str, ...] = ()
    check: str = ""

    def copy(self, sources: list[Path], target: str) -> None:
        """Copy files and folders to a path of this root, as COPY does."""
        to = self.root / target.lstrip("/") if target.startswith("/") else self._here() / target
        for source in sources:
            if source.is_dir():
                shutil.copytree(source, to, symlinks=True, dirs_exist_ok=True)
                continue
            into = to / source.name if target.endswith(("/", "./")) or len(sources) > 1 else to
            into.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(source, into)

    def run(self, command: str, **more: str) -> subprocess.CompletedProcess[str]:
        """Run a command in this root."""
        return subprocess.run(
            self.words(["sh", "-c", command], **more), capture_output=True, text=True, check=False
        )

    def words(self, command: list[str], **more: str) -> list[str]:
        """Return what runs a command in this root, as its user and with its environment."""
        here = ["sh", "-c", f"cd {shlex.quote(self.cwd)} && exec {shlex.join(command)}"]
        pairs = [f"{name}={value}" for name, value in {**self.env, **more}.items()]
        return ["chroot", f"--userspec={self.user}", str(self.root), "env", "-i", *pairs, *here]

    def _here(self) -> Path:
        return self.root / self.cwd.lstrip("/")


def built(steps: list[tuple[str, str]], clean: Path, folder: Path) -> Stage:
    """Run all steps; return the last stage. A step that fails raises an error with its output."""
    stages: dict[str, Stage] = {}
    stage = Stage(root=clean)
    for name, rest in steps:
        if name == "FROM":
            called = rest.split(" AS ")[-1]
            stage = stages[called] = Stage(root=folder / f"stage-{len(stages)}")
            # With its devices, which shutil would read.
            subprocess.run(["cp", "-a", clean, stage.root], check=True)
        elif name == "COPY":
            _copy(rest.split(), stage, stages)
        elif name == "RUN":
            done = stage.run(rest, PIP_CERT=f"/{CERTIFICATES}")
            assert done.returncode == 0, f"{rest}\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}"
        elif name == "ENV":
            pairs = dict(re.findall(r"(\w+)=(\S+)", rest))
            stage.env |= {
                key: value.replace("$PATH", stage.env["PATH"]) for key, value in pairs.items()
            }
        elif name == "WORKDIR":
            stage.cwd = rest
            (stage.root / rest.lstrip("/")).mkdir(parents=True, exist_ok=True)
        elif name == "USER":
            stage.user = rest
        elif name in ("ENTRYPOINT", "CMD"):
            words = tuple(re.findall(r'"([^"]*)"', rest))
            stage.entrypoint, stage.command = (
                (words, stage.command) if name == "ENTRYPOINT" else (stage.entrypoint, words)
            )
        elif name == "HEALTHCHECK":
            stage.check = re.findall(r'"([^"]*)"', rest)[-1]
    return stage


def _copy(words: list[str], stage: Stage, stages: dict[str, Stage]) -> None:
    of = PROJECT
    if words[0].startswith("--from="):
        of = stages[words.pop(0).removeprefix("--from=")].root
    *sources, target = words
    stage.copy([of / source.lstrip("/") for source in sources], target)
