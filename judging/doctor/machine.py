"""The Python that runs us, and the memory that is left."""

import platform
import sys
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from judging.core.sentence import Sentence, sentence

from .finding import Finding, bad, good, note
from .programs import said

LEAST_MB, ENOUGH_MB = 300, 1000  # a hall takes 200 MB, printing with a browser 500
MEMINFO = Path("/proc/meminfo")
KB_PER_MB, BYTES_PER_MB = 1 << 10, 1 << 20
PYTHON_NAME, MEMORY_NAME = sentence("Python"), sentence("内存")


class Machine(Struct, frozen=True):
    """`free_mb`: memory for further programs; None where the system does not say."""

    python: str
    system: str
    free_mb: int | None


def measured() -> Machine:
    return Machine(platform.python_version(), f"{platform.system()} {platform.machine()}", free_mb())


def free_mb() -> int | None:
    if sys.platform == "win32":
        return _windows()
    if sys.platform == "darwin":
        return of_vm_stat(said("vm_stat"))
    try:
        return of_meminfo(MEMINFO.read_text("ascii"))
    except OSError:
        return None


def of_meminfo(text: str) -> int | None:
    """Of what Linux tells in /proc/meminfo."""
    lines = dict(line.split(":", 1) for line in text.splitlines() if ":" in line)
    told = lines.get("MemAvailable", "").split()
    return int(told[0]) // KB_PER_MB if told else None


def of_vm_stat(text: str) -> int | None:
    """Of what `vm_stat` prints on macOS: free pages, and those that may be let go at once."""
    head, _, rest = text.partition("\n")
    sizes = [word for word in head.split() if word.isdigit()]
    pages = dict(line.split(":", 1) for line in rest.splitlines() if ":" in line)
    free = [pages[f"Pages {kind}"] for kind in ("free", "inactive") if f"Pages {kind}" in pages]
    if not sizes or not free:
        return None
    return int(sizes[0]) * sum(int(each.strip(" .")) for each in free) // BYTES_PER_MB


if sys.platform == "win32":
    import ctypes

    class _Memory(ctypes.Structure):
        _fields_ = (
            ("length", ctypes.c_ulong),
            ("load", ctypes.c_ulong),
            *((name, ctypes.c_ulonglong) for name in ("total", "free", "t1", "f1", "t2", "f2", "extended")),
        )

    def _windows() -> int | None:
        memory = _Memory(length=ctypes.sizeof(_Memory))
        ctypes.windll.kernel32.GlobalMemoryStatusEx(ctypes.byref(memory))
        return int(memory.free) // BYTES_PER_MB

else:

    def _windows() -> int | None:
        return None


def findings(machine: Machine) -> Iterator[Finding]:
    told = sentence("{python}，{system}", python=machine.python, system=machine.system)
    yield good("python", PYTHON_NAME, told)  # an older one does not come as far as this
    if machine.free_mb is None:
        yield note("memory", MEMORY_NAME, sentence("系统没有告诉剩余内存。"), _remedy())
        return
    judge = bad if machine.free_mb < LEAST_MB else note
    left = sentence("还有 {mb} MB 可用。", mb=machine.free_mb)
    if machine.free_mb >= ENOUGH_MB:
        yield good("memory", MEMORY_NAME, left)
    else:
        yield judge("memory", MEMORY_NAME, left, _remedy())


def _remedy() -> Sentence:
    return sentence("关掉不用的程序，尤其是开着许多网页的浏览器。")
