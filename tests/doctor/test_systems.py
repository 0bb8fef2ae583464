"""What the systems say of themselves, as each of them writes it."""

from pathlib import Path

from judging.doctor import machine, power
from judging.doctor.power import Power

BATTERY = (
    "Now drawing from '{}'\n -InternalBattery-0 (id=1)\t83%; discharging; 4:12 remaining present: true\n"
)
CUSTOM = (
    "Battery Power:\n sleep                1\n disksleep            10\nAC Power:\n sleep                {}\n"
)
POWERCFG = """
电源方案 GUID: 381b4222  (平衡)
    当前交流电源设置索引: 0x00000{}
    当前直流电源设置索引: 0x00000384
"""


def supply(folder: Path, name: str, **says: str) -> None:
    (folder / name).mkdir(parents=True)
    for file, text in says.items():
        (folder / name / file).write_text(f"{text}\n")


def test_linux_tells_mains_and_battery_and_a_mouse_is_neither(tmp_path: Path):
    supply(tmp_path, "AC", type="Mains", online="0")
    supply(tmp_path, "BAT0", type="Battery", capacity="41")
    supply(tmp_path, "hidpp_battery_0", type="Battery", capacity="5", scope="Device")

    assert power.of_linux(tmp_path, "uint32 900\n") == Power(False, 41, 15)


def test_a_linux_without_any_of_it_says_nothing(tmp_path: Path):
    assert power.of_linux(tmp_path, "") == Power()


def test_macos_tells_by_pmset():
    assert power.of_pmset(BATTERY.format("Battery Power"), CUSTOM.format(0)) == Power(False, 83, 0)
    assert power.of_pmset(BATTERY.format("AC Power"), CUSTOM.format(10)) == Power(True, 83, 10)
    assert power.of_pmset("", "") == Power()


def test_windows_tells_minutes_in_every_language():
    assert power.of_powercfg(POWERCFG.format("708")) == 30
    assert power.of_powercfg(POWERCFG.format("000")) == 0
    assert power.of_powercfg("") is None


def test_memory_is_read_as_linux_and_macos_write_it():
    pages = "Mach VM Statistics: (page size of 16384 bytes)\nPages free: 6400.\nPages inactive: 64000.\n"

    assert machine.of_meminfo("MemTotal: 16000000 kB\nMemAvailable: 2048000 kB\n") == 2000
    assert machine.of_meminfo("") is None
    assert machine.of_vm_stat(pages) == 1100
    assert machine.of_vm_stat("") is None
