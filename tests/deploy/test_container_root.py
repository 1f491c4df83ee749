"""The container file's steps run in a clean Debian root, and what they make serves read-only."""

import os
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.deploy.container_root import Stage, built, clean_root
from tests.deploy.test_files import steps
from tests.servers import free_ports, wait_for

NEEDED = ("debootstrap", "chroot", "unshare", "mknod")


def _in_place(stage: Stage, volume: Path, command: list[str]) -> list[str]:
    """Return what runs a command as a container would: its root read-only but for /tmp and home."""
    root = shlex.quote(str(stage.root))
    mounts = (
        f"mount --bind {root} {root} && mount -o remount,ro,bind {root}"
        f" && mount -t proc proc {root}/proc && mount -t tmpfs tmpfs {root}/tmp"
        f" && mount -t tmpfs tmpfs {root}/dev/shm && chmod 1777 {root}/tmp {root}/dev/shm"
        f" && mount --bind {shlex.quote(str(volume))} {root}/var/lib/milltir"
    )
    words = stage.words(command, MILLTIR_AUDIENCE="public")
    inside = f"{mounts} && exec {shlex.join(words)}"
    return ["unshare", "--mount", "--pid", "--fork", "--kill-child", "sh", "-c", inside]


@pytest.mark.slow
@pytest.mark.timeout(1800)
@pytest.mark.skipif(
    os.geteuid() != 0 or any(shutil.which(one) is None for one in NEEDED),
    reason="needs root and debootstrap",
)
def test_the_steps_of_the_container_file_make_what_serves(tmp_path: Path) -> None:
    stage = built(steps(), clean_root(tmp_path / "clean"), tmp_path)
    assert stage.user == "10001:10001" and stage.entrypoint == ("milltir",)
    (stage.root / "dev/shm").mkdir(exist_ok=True)
    volume = tmp_path / "volume"
    volume.mkdir(mode=0o700)
    os.chown(volume, 10001, 10001)
    made = subprocess.run(
        _in_place(stage, volume, ["milltir", "sample"]), capture_output=True, text=True, check=False
    )
    assert made.returncode == 0, made.stderr[-2000:]
    (port,) = free_ports(1)
    command = [*stage.entrypoint, *stage.command, "--port", str(port)]
    server = subprocess.Popen(_in_place(stage, volume, command))
    try:
        wait_for(f"http://127.0.0.1:{port}/health", server)
        checked = subprocess.run(
            _in_place(stage, volume, ["python", "-c", stage.check.replace("8501", str(port))]),
            check=False,
        )
        assert checked.returncode == 0, "the health check of the container file fails"
    finally:
        server.kill()
        server.wait()
