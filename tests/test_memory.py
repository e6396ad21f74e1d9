"""Giving memory back, in a process of its own: the setting holds for all of it."""

from __future__ import annotations

import subprocess
import sys

import pytest
from test_cli import ENVIRONMENT

SCRIPT = """
import re
from pathlib import Path
from api.memory import return_freed_memory
print(return_freed_memory())
def resident():
    return int(re.search(r"VmRSS:\\s+(\\d+)", Path("/proc/self/status").read_text()).group(1)) // 1024
before = resident()
for size in range(1, 32):
    bytearray(size << 20)
pieces = [b"x" * (2 << 20) for _ in range(50)]
last = b"y"
del pieces
print(resident() - before)
"""


def test_freed_memory_is_given_back() -> None:
    result = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, env=ENVIRONMENT)
    if "True" not in result.stdout:
        pytest.skip("this C library has no mallopt, or this system no /proc")
    assert int(result.stdout.split()[1]) < 20, result
