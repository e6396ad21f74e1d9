"""Giving memory back: so that a service after a storm is as small as before it."""

from __future__ import annotations

import contextlib
import ctypes

_M_TRIM_THRESHOLD, _M_MMAP_THRESHOLD, _M_ARENA_MAX = -1, -3, -8
_MEGABYTE = 1 << 20


def return_freed_memory() -> bool:
    """Let the C library give large blocks back as soon as they are free; return whether it can (glibc).

    By default glibc keeps blocks of up to 32 MB once such ones were freed, in an arena for each thread:
    measured by benchmarks/load.py, 140 MB more after a minute of hostile queries, 6 MB with this.
    """
    with contextlib.suppress(OSError, AttributeError):
        mallopt = ctypes.CDLL(None).mallopt
        limits = ((_M_MMAP_THRESHOLD, _MEGABYTE), (_M_TRIM_THRESHOLD, _MEGABYTE), (_M_ARENA_MAX, 2))
        return all([mallopt(name, value) == 1 for name, value in limits])
    return False
