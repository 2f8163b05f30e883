"""A piece of work in a process of its own, whose calls that change files are stopped one by one and judged.

Linux on x86-64 alone: the work runs under ptrace, so what SQLCipher writes is seen as well as what Python does; the
system itself sieves the calls, so that no other one stops. A call passes, fails with a number of the system, does half
of what it should and then fails, or ends the process.
"""

import contextlib
import ctypes
import errno
import os
import pickle
import platform
import signal
import struct
import sys
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, Literal, NamedTuple

Kind = Literal["write", "cut", "sync", "open", "folder", "rename", "remove", "told"]
Way = Literal["pass", "fail", "half", "kill", "tear"]
"""`half`: half of a write, and the next call fails; `tear`: half of a write, and the process ends."""

_CALLS: Final[dict[int, tuple[str, Kind]]] = {
    1: ("write", "write"),
    18: ("pwrite64", "write"),
    20: ("writev", "write"),
    40: ("sendfile", "write"),
    326: ("copy_file_range", "write"),
    76: ("truncate", "cut"),
    77: ("ftruncate", "cut"),
    74: ("fsync", "sync"),
    75: ("fdatasync", "sync"),
    162: ("sync", "sync"),
    2: ("open", "open"),
    257: ("openat", "open"),
    83: ("mkdir", "folder"),
    82: ("rename", "rename"),
    264: ("renameat", "rename"),
    316: ("renameat2", "rename"),
    258: ("mkdirat", "folder"),
    84: ("rmdir", "remove"),
    87: ("unlink", "remove"),
    263: ("unlinkat", "remove"),
}
_WRITES: Final = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC
_TRACEME, _CONTINUE, _GETREGS, _SETREGS, _SYSCALL, _SETOPTIONS = 0, 7, 12, 13, 24, 0x4200
_OPTIONS: Final = (
    1 | 0x80 | 0x100000
)  # a call's end is told from a signal; what is sieved stops; who traces ends, it too
_SIEVED: Final = 7
_OPENED: Final = 257
_NONE: Final = 2**64 - 1
_WORKING: Final = 2**32 - 100
"""Instead of an open folder: the one that a process stands in."""


class _Registers(ctypes.Structure):
    _fields_ = [
        (name, ctypes.c_ulonglong)
        for name in (
            *("r15", "r14", "r13", "r12", "rbp", "rbx", "r11", "r10", "r9", "r8", "rax", "rcx", "rdx", "rsi", "rdi"),
            *("orig_rax", "rip", "cs", "eflags", "rsp", "ss", "fs_base", "gs_base", "ds", "es", "fs", "gs"),
        )
    ]


class Call(NamedTuple):
    """A call about to be made. `path`: the file; `to`: its new name; `at` and `data`: what is written where, `at` -1
    for the end of what was written before; `flags` of an opening, or the new length where a file is cut. One that
    is `told` changes no file: the work tells something, which is `data`."""

    kind: Kind
    name: str
    path: str
    to: str = ""
    at: int = -1
    data: bytes = b""
    flags: int = 0


class Judged(NamedTuple):
    """What becomes of a call."""

    way: Way = "pass"
    error: int = 0


PASS: Final = Judged()
Judge = Callable[[Call], Judged]


@dataclass
class Ending:
    """How the work ended. `answer`: what it gave back; `raised`: the traceback of what it raised."""

    killed: bool = False
    answer: Any = None
    raised: str = ""
    told: list[Any] = field(default_factory=list)


def can_trace() -> bool:
    """Whether this system lets one process watch another's calls."""
    if sys.platform != "linux" or platform.machine() != "x86_64":
        return False
    try:
        return bool(traced(lambda: 1, Path("/nowhere"), lambda _call: PASS).answer == 1)
    except OSError:
        return False


def traced(work: Callable[[], object], root: Path, judge: Judge) -> Ending:
    """Do `work` in a child process, and let `judge` decide about each of its calls that would change a file under
    `root`. OSError where the system does not allow it."""
    read, write = os.pipe()
    os.set_inheritable(write, True)
    child = os.fork()
    if child == 0:
        os.close(read)
        _work(work, write)
    os.close(write)
    try:
        killed = _Tracer(child, root, write, judge).watch()
    except BaseException:
        with contextlib.suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
        raise
    finally:
        with os.fdopen(read, "rb") as pipe:
            told = list(unpacked(pipe.read()))
    ending = next((one for one in reversed(told) if isinstance(one, Ending)), Ending(killed=True))
    ending.killed = killed
    ending.told = [one for one in told if not isinstance(one, Ending)]
    return ending


def _work(work: Callable[[], object], pipe: int) -> None:
    global _pipe
    _pipe = pipe
    try:
        libc().ptrace(_TRACEME, 0, None, None)
        os.kill(os.getpid(), signal.SIGSTOP)
        _sieve()
        try:
            ending = Ending(answer=work())
        except Exception:  # noqa: BLE001  whatever ends the work is what is looked for
            ending = Ending(raised=traceback.format_exc())
        tell(ending)
    finally:
        os._exit(0)


_pipe = -1


def tell(what: object) -> None:
    """From the work: something that is so from now on, whatever happens after. Unwatched, it tells nobody."""
    if _pipe < 0:
        return
    data = pickle.dumps(what)
    os.write(_pipe, struct.pack(">I", len(data)) + data)


def unpacked(data: bytes) -> Iterator[object]:
    """What was told, one after the other, as far as it was told to its end."""
    while len(data) >= 4:
        (size,) = struct.unpack(">I", data[:4])
        if len(data) < 4 + size:
            return
        yield pickle.loads(data[4 : 4 + size])
        data = data[4 + size :]


class _Sieve(ctypes.Structure):
    _fields_ = [("steps", ctypes.c_ushort), ("program", ctypes.c_char_p)]


def _sieve() -> None:
    """From now on each of `_CALLS` stops for whoever traces this process, an opening only where it is to write. A
    process that it begins may make none of them."""
    load, equal, any_bit, give = 0x20, 0x15, 0x45, 0x06  # in the system's language for filters of packets
    stop, pass_ = 0x7FF00000, 0x7FFF0000
    numbers = [number for number in _CALLS if number != _OPENED]
    last = len(numbers) + 6
    steps = [
        (load, 0, 0, 0),
        *((equal, last - at - 1, 0, number) for at, number in enumerate(numbers, 1)),
        (equal, 1, 0, _OPENED),
        (give, 0, 0, pass_),
        (load, 0, 0, 32),  # its flags
        (any_bit, 1, 0, _WRITES),
        (give, 0, 0, pass_),
        (give, 0, 0, stop),
    ]
    sieve = _Sieve(len(steps), b"".join(struct.pack("=HBBI", *step) for step in steps))
    alone, mode = 38, 22
    if libc().prctl(alone, 1, 0, 0, 0) or libc().prctl(mode, 2, ctypes.byref(sieve)):
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))


def libc() -> ctypes.CDLL:
    """The system's own library."""
    found = ctypes.CDLL(None, use_errno=True)
    found.ptrace.argtypes = [ctypes.c_long, ctypes.c_long, ctypes.c_void_p, ctypes.c_void_p]
    found.ptrace.restype = ctypes.c_long
    return found


class _Tracer:
    def __init__(self, child: int, root: Path, pipe: int, judge: Judge) -> None:
        self._child, self._root, self._pipe, self._judge = child, str(root), pipe, judge
        self._libc, self._registers = libc(), _Registers()
        self._memory = -1
        self._next_fails = 0

    def watch(self) -> bool:
        """Until the work has ended; whether it was killed."""
        _, status = os.waitpid(self._child, 0)
        if os.WIFEXITED(status):
            raise OSError(errno.EPERM, "no process may be watched here")
        self._ask(_SETOPTIONS, _OPTIONS)
        self._memory = os.open(f"/proc/{self._child}/mem", os.O_RDONLY)
        try:
            return self._until_the_end()
        finally:
            os.close(self._memory)

    def _until_the_end(self) -> bool:
        while True:
            status = self._go_on()
            if os.WIFEXITED(status) or os.WIFSIGNALED(status):
                return os.WIFSIGNALED(status)
            found = self._read()
            call = self._call(found)
            judged = PASS if call is None else self._judged(call)
            if judged.way in ("kill", "tear"):
                if judged.way == "tear":
                    self._halved(found)
                    self._go_on(_SYSCALL)
                os.kill(self._child, signal.SIGKILL)
                os.waitpid(self._child, 0)
                return True
            if judged.way == "fail":
                found.orig_rax, found.rax = _NONE, 2**64 - judged.error
                self._write(found)
            elif judged.way == "half":
                self._halved(found)

    def _judged(self, call: Call) -> Judged:
        if self._next_fails and call.kind == "write":
            error, self._next_fails = self._next_fails, 0
            return Judged("fail", error)
        judged = self._judge(call)
        if call.kind == "told":
            return PASS
        if judged.way in ("half", "tear") and (call.kind != "write" or len(call.data) < 2):
            return Judged("fail", judged.error) if judged.way == "half" else Judged("kill")
        if judged.way == "half":
            self._next_fails = judged.error
        return judged

    def _halved(self, found: _Registers) -> None:
        if found.orig_rax in (1, 18):
            found.rdx //= 2
        self._write(found)

    def _call(self, found: _Registers) -> Call | None:
        name, kind = _CALLS[found.orig_rax]
        if name == "sync":
            return Call(kind, name, self._root)
        if kind in ("write", "cut", "sync") and name != "truncate":
            if name == "write" and found.rdi == self._pipe:
                return Call("told", name, "", data=self._bytes(found.rsi, found.rdx))
            path = self._file_of(found.rdx if name == "copy_file_range" else found.rdi)
            if not self._inside(path):
                return None
            at = found.r10 if name == "pwrite64" else -1
            data = self._bytes(found.rsi, found.rdx) if name in ("write", "pwrite64") else b""
            return Call(kind, name, path, at=at, data=data, flags=found.rsi if kind == "cut" else 0)
        here = _WORKING
        first, at, second, to = {
            "openat": (found.rsi, found.rdi, 0, here),
            "unlinkat": (found.rsi, found.rdi, 0, here),
            "mkdirat": (found.rsi, found.rdi, 0, here),
            "renameat": (found.rsi, found.rdi, found.r10, found.rdx),
            "renameat2": (found.rsi, found.rdi, found.r10, found.rdx),
            "rename": (found.rdi, here, found.rsi, here),
        }.get(name, (found.rdi, here, 0, here))
        flags = {"openat": found.rdx, "open": found.rsi}.get(name, 0)
        if kind == "open" and not flags & _WRITES:
            return None
        path = self._path(first, at)
        return (
            Call(kind, name, path, self._path(second, to) if second else "", flags=flags)
            if self._inside(path)
            else None
        )

    def _inside(self, path: str) -> bool:
        return path.startswith(self._root) and not path.endswith("-shm")

    def _file_of(self, handle: int) -> str:
        try:
            return os.readlink(f"/proc/{self._child}/fd/{handle & 0xFFFFFFFF}")
        except OSError:
            return ""

    def _path(self, address: int, folder: int) -> str:
        """The name at `address`, as from the folder open as `folder`, or the one that the work stands in."""
        name = self._text(address)
        if name.startswith("/"):
            return name
        if folder & 0xFFFFFFFF == _WORKING:
            return os.path.join(os.readlink(f"/proc/{self._child}/cwd"), name)
        return os.path.join(self._file_of(folder), name)

    def _text(self, address: int) -> str:
        return self._bytes(address, 4096).split(b"\0")[0].decode(errors="replace")

    def _bytes(self, address: int, size: int) -> bytes:
        try:
            return os.pread(self._memory, size, address)
        except OSError:  # the text ends before a page that is not there
            return os.pread(self._memory, 4096 - address % 4096, address)

    def _go_on(self, how: int = _CONTINUE) -> int:
        """Let the work go on to the next call, or to this one's end; a signal that came meanwhile reaches it."""
        number = 0
        while True:
            self._ask(how, number)
            _, status = os.waitpid(self._child, 0)
            if os.WIFEXITED(status) or os.WIFSIGNALED(status):
                return status
            if status >> 16 == _SIEVED or os.WSTOPSIG(status) == signal.SIGTRAP | 0x80:
                return status
            number = os.WSTOPSIG(status)

    def _read(self) -> _Registers:
        self._libc.ptrace(_GETREGS, self._child, None, ctypes.byref(self._registers))
        return self._registers

    def _write(self, registers: _Registers) -> None:
        self._libc.ptrace(_SETREGS, self._child, None, ctypes.byref(registers))

    def _ask(self, what: int, number: int) -> None:
        if self._libc.ptrace(what, self._child, None, number) < 0:
            raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
