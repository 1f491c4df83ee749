"""What a thread needed once is given back to the operating system."""

import platform
import subprocess
import sys

import pytest

from tests.conftest import PROJECT

# Each thread allocates in a part of the memory of its own, in pieces too small to be given back at
# once, and what it holds to the end keeps the C library from giving back what is before it.
THREADS = """
import threading
from pathlib import Path
from data.files.unused_memory import return_unused_memory

held = []

def work():
    pieces = [bytearray(b"x" * 100_000) for _ in range(500)]
    held.append(pieces[-1])

def megabytes():
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * 4096 // 1_000_000

before = megabytes()
threads = [threading.Thread(target=work) for _ in range(8)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
after = megabytes()
return_unused_memory()
print(after - before, megabytes() - before)
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="asks how the GNU C library does it")
def test_memory_of_threads_that_ended_is_returned() -> None:
    done = subprocess.run(
        [sys.executable, "-c", THREADS], cwd=PROJECT, capture_output=True, text=True, check=True
    )
    held, left = map(int, done.stdout.split())
    assert held > 100, "otherwise this proves nothing"
    assert left < held / 4
