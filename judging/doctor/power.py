"""Battery, mains, and whether this machine would fall asleep in the middle of it."""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from judging.core.sentence import sentence

from .finding import Finding, bad, good, note
from .programs import said

SUPPLIES = Path("/sys/class/power_supply")
LOW_PERCENT = 30
GNOME = "org.gnome.settings-daemon.plugins.power"
NAME, SLEEP_NAME = sentence("电源"), sentence("睡眠")


class Power(Struct, frozen=True):
    """None for what the system does not say. `sleeps_after_min`: while on mains; 0 never."""

    on_mains: bool | None = None
    percent: int | None = None  # of the battery
    sleeps_after_min: int | None = None


def measured() -> Power:
    if sys.platform == "win32":
        return _windows()
    if sys.platform == "darwin":
        return of_pmset(said("pmset", "-g", "batt"), said("pmset", "-g", "custom"))
    return of_linux(SUPPLIES, said("gsettings", "get", GNOME, "sleep-inactive-ac-timeout"))


def of_linux(supplies: Path, gnome: str) -> Power:
    """`gnome`: what it says of its own sleep in seconds, "" where there is none."""
    mains, percents = list[bool](), list[int]()
    for supply in sorted(supplies.glob("*")):
        kind, is_device = _line(supply / "type"), _line(supply / "scope") == "Device"  # a mouse has one, too
        if kind == "Mains":
            mains.append(_line(supply / "online") == "1")
        elif kind == "Battery" and not is_device and (level := _line(supply / "capacity")).isdigit():
            percents.append(int(level))
    seconds = re.search(r"\d+$", gnome.strip())
    sleeps = int(seconds[0]) // 60 if seconds else None
    return Power(any(mains) if mains else None, min(percents, default=None), sleeps)


def _line(file: Path) -> str:
    try:
        return file.read_text("ascii", "replace").strip()
    except OSError:
        return ""


def of_pmset(battery: str, custom: str) -> Power:
    """Of what `pmset -g batt` and `pmset -g custom` print on macOS; "" where they say nothing."""
    percent, mains = re.search(r"(\d+)%", battery), re.search(r"drawing from '(\w+)", battery)
    on_ac = custom.partition("AC Power:")[2].partition("Battery Power:")[0]
    sleeps = re.search(r"^ *sleep +(\d+)", on_ac, re.MULTILINE)
    return Power(
        mains[1] == "AC" if mains else None,
        int(percent[1]) if percent else None,
        int(sleeps[1]) if sleeps else None,
    )


def of_powercfg(text: str) -> int | None:
    """Minutes, of what `powercfg /query` prints of one setting; its words differ, its last numbers do not."""
    numbers = re.findall(r"0x([0-9a-fA-F]{8})", text)
    return int(numbers[-2], 16) // 60 if len(numbers) >= 2 else None


if sys.platform == "win32":
    import ctypes

    class _Status(ctypes.Structure):
        _fields_ = (
            ("on_mains", ctypes.c_ubyte),
            ("flags", ctypes.c_ubyte),
            ("percent", ctypes.c_ubyte),
            ("saver", ctypes.c_ubyte),
            ("left_s", ctypes.c_ulong),
            ("full_s", ctypes.c_ulong),
        )

    def _windows() -> Power:
        status = _Status()
        ctypes.windll.kernel32.GetSystemPowerStatus(ctypes.byref(status))
        sleeps = of_powercfg(said("powercfg", "/query", "SCHEME_CURRENT", "SUB_SLEEP", "STANDBYIDLE"))
        on_mains = {0: False, 1: True}.get(status.on_mains)
        return Power(on_mains, status.percent if status.percent <= 100 else None, sleeps)

else:

    def _windows() -> Power:
        return Power()


def findings(power: Power) -> Iterator[Finding]:
    yield _supply(power)
    yield _sleep(power)


def _supply(power: Power) -> Finding:
    level = "—" if power.percent is None else f"{power.percent}%"
    if power.on_mains is False or (power.on_mains is None and power.percent is not None):
        is_low = power.percent is not None and power.percent < LOW_PERCENT
        told = sentence("正在用电池，电量 {level}。", level=level)
        remedy = sentence("接上电源，全程不要拔；电源插座旁不要让人经过。")
        return (bad if is_low else note)("power", NAME, told, remedy)
    if power.on_mains and power.percent is not None:
        return good("power", NAME, sentence("已接电源，电池电量 {level}。", level=level))
    if power.on_mains:
        return good("power", NAME, sentence("已接电源，没有电池。"))
    return note(
        "power",
        NAME,
        sentence("系统没有告诉电源的情况。"),
        sentence("台式机请接不间断电源（UPS）；笔记本请接上电源。"),
    )


def _sleep(power: Power) -> Finding:
    if power.sleeps_after_min == 0:
        return good("sleep", SLEEP_NAME, sentence("接电源时不会自动睡眠。合上盖子仍会睡眠。"))
    remedy = sentence("在系统的电源设置里把“接通电源时睡眠”改为“从不”，合盖改为“不采取任何操作”。")
    if power.sleeps_after_min is None:
        return note("sleep", SLEEP_NAME, sentence("系统没有告诉会不会自动睡眠。"), remedy)
    return bad(
        "sleep",
        SLEEP_NAME,
        sentence("{n} 分钟没有人动就会睡眠，手机全部断开。", n=power.sleeps_after_min),
        remedy,
    )
