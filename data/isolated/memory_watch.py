"""How much memory a process takes, on systems that hold no limit for us."""

from __future__ import annotations

import sys

NEEDED = sys.platform == "win32"


def taken_by(pid: int) -> int:
    """Return the bytes that a process holds; 0 where that cannot be told."""
    return _on_windows(pid) if sys.platform == "win32" else 0


def _on_windows(pid: int) -> int:
    """GetProcessMemoryInfo: what the process has committed."""
    if sys.platform != "win32":
        return 0
    import ctypes
    from ctypes import wintypes

    class Counters(ctypes.Structure):
        _fields_ = [("size", wintypes.DWORD), ("faults", wintypes.DWORD), *((n, ctypes.c_size_t) for n in "abcdefghi")]

    kernel = ctypes.WinDLL("kernel32", use_last_error=True)
    handle = kernel.OpenProcess(0x1000 | 0x0010, False, pid)  # to query, and to read its memory's counters
    if not handle:
        return 0
    counters = Counters(size=ctypes.sizeof(Counters))
    found = kernel.K32GetProcessMemoryInfo(handle, ctypes.byref(counters), counters.size)
    kernel.CloseHandle(handle)
    return int(counters.i) if found else 0
