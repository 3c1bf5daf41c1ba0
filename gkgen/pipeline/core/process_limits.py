"""Limits of processes: they end with the process that started them, and may take so much memory and no more."""

import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from threading import Thread
from typing import Any

_JOB_OBJECT_EXTENDED_LIMIT_INFORMATION = 9
_JOB_OBJECT_LIMIT_JOB_MEMORY = 0x200
_JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE = 0x2000


def end_with_parent() -> None:
    """Ends this process when the one that started it is gone, however that ended; whatever this one does then.

    For the `initializer` of a pool: a worker looks at its pipe between two jobs alone.
    """
    # It takes longer to import than all of this module.
    import multiprocessing

    parent = multiprocessing.parent_process()
    if parent is None:
        return
    if sys.platform == "linux":
        _killed_when_closed(parent.sentinel)
    _end_after(parent.join)


def end_when_closed(pipe: int) -> None:
    """Ends this process when nobody holds the other end of a pipe any more, from which nothing else is to be read."""
    if sys.platform == "linux":
        _killed_when_closed(pipe)
    _end_after(lambda: os.read(pipe, 1))


def _end_after(wait: Callable[[], object]) -> None:
    def end() -> None:
        wait()
        os._exit(1)

    Thread(target=end, daemon=True).start()


def _killed_when_closed(pipe: int) -> None:
    """Linux kills this process once nobody holds the other end of the pipe (fcntl(2), F_SETSIG).

    A thread of Python waits for as long as a library keeps Python from running.
    """
    import fcntl

    fcntl.fcntl(pipe, fcntl.F_SETOWN, os.getpid())
    fcntl.fcntl(pipe, fcntl.F_SETSIG, signal.SIGKILL)
    fcntl.fcntl(pipe, fcntl.F_SETFL, fcntl.fcntl(pipe, fcntl.F_GETFL) | os.O_ASYNC)


def limit_memory(memory: int) -> None:
    """Limits the memory of this process, in bytes; macOS knows such a limit and does not hold to it."""
    if sys.platform == "win32":
        # Kept by the process until it ends.
        WindowsJob(memory, kernel32()).add(kernel32().GetCurrentProcess())
        return
    import resource

    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


class WindowsJob:
    """A job object of Windows: its processes, and those that they start, share so much memory and end when it closes.

    `kernel` is kernel32.dll. Where Windows refuses, there is no limit (Job Objects, Windows SDK, winnt.h).
    """

    def __init__(self, memory: int, kernel: Any) -> None:
        from ctypes import byref, sizeof

        limits = job_limits()()
        limits.flags = _JOB_OBJECT_LIMIT_JOB_MEMORY | _JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE
        limits.job_memory = memory
        self.kernel = kernel
        self.handle = kernel.CreateJobObjectW(None, None)
        kernel.SetInformationJobObject(
            self.handle, _JOB_OBJECT_EXTENDED_LIMIT_INFORMATION, byref(limits), sizeof(limits)
        )

    def add(self, process: int) -> None:
        """Puts a process into it, by its handle."""
        self.kernel.AssignProcessToJobObject(self.handle, process)

    def close(self) -> None:
        """Ends the processes."""
        self.kernel.CloseHandle(self.handle)


@cache
def job_limits() -> Any:
    """JOBOBJECT_EXTENDED_LIMIT_INFORMATION of winnt.h, a structure of ctypes."""
    from ctypes import Structure, c_int64, c_size_t, c_uint32, c_uint64

    class Limits(Structure):
        _fields_ = (
            ("process_time", c_int64),
            ("job_time", c_int64),
            ("flags", c_uint32),
            ("min_working_set", c_size_t),
            ("max_working_set", c_size_t),
            ("processes", c_uint32),
            ("affinity", c_size_t),
            ("priority", c_uint32),
            ("scheduling", c_uint32),
            ("transfers", c_uint64 * 6),
            ("process_memory", c_size_t),
            ("job_memory", c_size_t),
            ("peak_process_memory", c_size_t),
            ("peak_job_memory", c_size_t),
        )

    return Limits


@cache
def kernel32() -> Any:
    """kernel32.dll, its functions with their types: a handle is as wide as a pointer."""
    import ctypes
    from ctypes import c_int, c_uint32, c_void_p, c_wchar_p

    kernel = getattr(ctypes, "WinDLL")("kernel32", use_last_error=True)  # noqa: B009 - unknown elsewhere than on Windows
    types = {
        "CreateJobObjectW": (c_void_p, (c_void_p, c_wchar_p)),
        "SetInformationJobObject": (c_int, (c_void_p, c_int, c_void_p, c_uint32)),
        "AssignProcessToJobObject": (c_int, (c_void_p, c_void_p)),
        "GetCurrentProcess": (c_void_p, ()),
        "CloseHandle": (c_int, (c_void_p,)),
    }
    for name, (result, arguments) in types.items():
        function = getattr(kernel, name)
        function.restype, function.argtypes = result, arguments
    return kernel
