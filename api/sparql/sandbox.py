"""What a worker process gives up before it runs anybody's query.

The engine refuses SERVICE by the text (`kg.stores.refusal`); this wall holds should that one ever fail:
no new socket, no written byte, no memory beyond the limit, and an end when the time is over.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import platform
import resource
import struct
import sys

_PR_SET_NO_NEW_PRIVS, _PR_SET_SECCOMP, _SECCOMP_MODE_FILTER = 38, 22, 2
_ALLOW, _DENY_WITH_EACCES = 0x7FFF0000, 0x00050000 | 13
# AUDIT_ARCH value and the number of the system call socket(2).
_SOCKET_CALLS = {"x86_64": (0xC000003E, 41), "aarch64": (0xC00000B7, 198)}


class _Program(ctypes.Structure):
    """struct sock_fprog of linux/filter.h."""

    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_char_p))


def limit_resources(memory: int, *, may_write: bool = False) -> None:
    """Cap the address space at `memory` bytes, forbid core dumps and, unless `may_write`, writing files."""
    with contextlib.suppress(ValueError, OSError):  # macOS has no usable limit on the address space
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if not may_write:
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    with contextlib.suppress(OSError):  # the service's own threads come first
        os.nice(10)


def forbid_sockets() -> bool:
    """Let the kernel refuse every new socket of this process; return whether it can (Linux with seccomp)."""
    calls = _SOCKET_CALLS.get(platform.machine())
    if sys.platform != "linux" or calls is None:
        return False
    architecture, socket_call = calls
    instructions = (
        (0x20, 0, 0, 4),  # load the architecture
        (0x15, 0, 3, architecture),  # another one: allow
        (0x20, 0, 0, 0),  # load the number of the call
        (0x15, 0, 1, socket_call),  # not socket: allow
        (0x06, 0, 0, _DENY_WITH_EACCES),
        (0x06, 0, 0, _ALLOW),
    )
    code = b"".join(struct.pack("HBBI", *instruction) for instruction in instructions)
    program = _Program(len(instructions), code)
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        return False
    return bool(libc.prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, ctypes.byref(program), 0, 0) == 0)
