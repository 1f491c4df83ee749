"""The Debian way: the shipped nginx.conf before two processes, PostgreSQL and a sign-in."""

import os
import re
import secrets
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from oidc_provider_mock import User, run_server_in_thread

from data.settings import Settings
from tests.browser.conftest import launched
from tests.conftest import PROJECT
from tests.postgresql import running_postgresql
from tests.servers import free_ports, wait_for

__all__ = ["launched"]

PEOPLE = [User(sub="partner", claims={"name": "A. Rees", "roles": ["partner"]})]
DEPLOY = PROJECT / "deploy"
# AROUND: what Debian's nginx.conf has around the shipped file. The log names the process asked.
AROUND = """
pid {folder}/nginx.pid;
error_log {folder}/error.log;
{user}
events {{ worker_connections 1024; }}
http {{
    log_format process "$uri $status $upstream_addr";
    access_log {folder}/access.log process;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/milltir.conf;
}}
"""


@dataclass
class Site:
    """The address of the proxy, its log, and the processes by their ports."""

    address: str
    plain_port: int
    log: Path
    processes: dict[int, subprocess.Popen[bytes]]

    def asked(self, path: str) -> list[int]:
        """The ports of the processes that answered for a path, the last one last."""
        rows = [line.split(" ", 2) for line in self.log.read_text().splitlines()]
        # Of several that were asked in turn, the last one has answered.
        return [int(row[2].rsplit(":", 1)[1]) for row in rows if row[0] == path and ":" in row[2]]

    def kill(self, port: int) -> None:
        self.processes[port].send_signal(signal.SIGKILL)
        self.processes[port].wait(10)


@pytest.fixture
def site(copied: Settings, tmp_path: Path) -> Iterator[Site]:
    nginx = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
    if nginx is None:
        if os.environ.get("MILLTIR_BROWSER") == "required":
            pytest.fail("nginx is not installed (Debian: apt-get install nginx)")
        pytest.skip("nginx is not installed")
    (plain, secure, *ports) = free_ports(4)
    address = f"https://localhost:{secure}"
    with ExitStack() as stack:
        database = stack.enter_context(running_postgresql())
        (tmp_path / "register").write_text(f"{database}\n")
        provider = stack.enter_context(run_server_in_thread(user_claims=PEOPLE))
        sign_in = (DEPLOY / "sign-in.toml").read_text()
        for shipped, own in (
            ("https://milltir.example.org", address),
            ('cookie_secret = "REPLACE"', f'cookie_secret = "{secrets.token_hex(32)}"'),
            (
                "https://login.microsoftonline.com/TENANT/v2.0",
                f"http://localhost:{provider.server_port}",
            ),
        ):
            assert shipped in sign_in
            sign_in = sign_in.replace(shipped, own)
        (tmp_path / "sign-in.toml").write_text(sign_in)
        environment = {
            "MILLTIR_HOME": str(copied.home),
            "MILLTIR_ADDRESS": address,
            "MILLTIR_REGISTER_FILE": str(tmp_path / "register"),
            "MILLTIR_SIGN_IN_FILE": str(tmp_path / "sign-in.toml"),
        }
        processes = {port: stack.enter_context(_process(port, environment)) for port in ports}
        for port, process in processes.items():
            wait_for(f"http://localhost:{port}/_stcore/health", process)
        folder = tmp_path / "nginx"
        folder.mkdir()
        _write_configuration(folder, plain, secure, ports)
        stack.enter_context(_nginx(nginx, folder))
        yield Site(address, plain, folder / "access.log", processes)


@contextmanager
def _process(port: int, environment: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    command = [sys.executable, "-m", "data", "run", "--port", str(port)]
    process = subprocess.Popen(command, cwd=PROJECT, env=os.environ | environment)
    try:
        yield process
    finally:
        process.terminate()
        process.wait(20)


def _write_configuration(folder: Path, plain: int, secure: int, ports: list[int]) -> None:
    """Write the shipped files with other ports, names and paths."""
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"]
    command += ["-subj", "/CN=localhost", "-keyout", "privkey.pem", "-out", "fullchain.pem"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    shipped = (DEPLOY / "nginx" / "milltir.conf").read_text()
    own = re.sub(r"\n *listen \[::\][^\n]*", "", shipped)
    for before, after in (
        ("listen 80;", f"listen 127.0.0.1:{plain};"),
        ("listen 443 ", f"listen 127.0.0.1:{secure} "),
        ("milltir.example.org", "localhost"),
        ("/var/log/nginx/access.log milltir;", f"{folder}/access.log process;"),
        ("/etc/milltir/tls/", f"{folder}/"),
        ("/etc/milltir/", f"{folder}/"),
    ):
        assert before in own, f"{before} is not in the shipped milltir.conf"
        own = own.replace(before, after)
    (folder / "milltir.conf").write_text(own)
    listed = (DEPLOY / "nginx" / "processes.conf").read_text()
    for shipped_port, port in zip((8501, 8502), ports, strict=True):
        assert f"127.0.0.1:{shipped_port} " in listed
        listed = listed.replace(f"127.0.0.1:{shipped_port} ", f"127.0.0.1:{port} ")
    (folder / "processes.conf").write_text(listed)
    user = "user root;" if os.geteuid() == 0 else ""
    (folder / "nginx.conf").write_text(AROUND.format(folder=folder, user=user))


@contextmanager
def _nginx(program: str, folder: Path) -> Iterator[None]:
    command = [program, "-p", str(folder), "-c", str(folder / "nginx.conf"), "-e", "stderr"]
    tried = subprocess.run([*command, "-t"], capture_output=True, text=True, check=False)
    assert tried.returncode == 0 and "warn" not in tried.stderr, tried.stderr
    server = subprocess.Popen([*command, "-g", "daemon off;"])
    try:
        for _ in range(100):
            if (folder / "nginx.pid").exists():
                break
            time.sleep(0.05)
        yield
    finally:
        server.terminate()
        server.wait(10)
