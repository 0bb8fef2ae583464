"""Which wheels are missing for a machine, found without a network."""

from pathlib import Path

from judging.bundle.targets import KINDS, PYTHONS
from judging.bundle.wheels import locked, missing

ROOT = Path(__file__).parents[2]
LOCK = """\
fast==1.2 \\
    --hash=sha256:aa \\
    --hash=sha256:bb
only-windows==3.0 ; sys_platform == 'win32' \\
    --hash=sha256:cc
only-old==4.0 ; python_full_version < '3.13' \\
    --hash=sha256:dd
"""
WINDOWS, MACOS, LINUX = KINDS
PURE = ["only_windows-3.0-py3-none-any.whl", "only_old-4.0-py2.py3-none-any.whl"]


def fast(platform: str) -> list[str]:
    return [f"fast-1.2-cp3{minor}-cp3{minor}-{platform}.whl" for _, minor in PYTHONS]


def test_nothing_is_missing_where_every_version_has_its_wheel():
    assert missing(locked(LOCK), [*PURE, *fast("win_amd64")], WINDOWS.targets) == []


def test_a_version_without_its_wheel_is_named():
    there = [name for name in fast("win_amd64") if "cp312-cp312" not in name]

    assert missing(locked(LOCK), [*PURE, *there], WINDOWS.targets) == ["win32 AMD64, Python 3.12: fast 1.2"]


def test_a_wheel_of_another_version_of_the_package_is_none():
    there = [name.replace("1.2", "1.3") for name in fast("win_amd64")]

    assert len(missing(locked(LOCK), [*PURE, *there], WINDOWS.targets)) == len(PYTHONS)


def test_what_a_marker_excludes_is_not_needed():
    assert missing(locked(LOCK), ["fast-1.2-py3-none-any.whl", PURE[1]], LINUX.targets) == []
    assert missing(locked(LOCK), ["fast-1.2-py3-none-any.whl"], LINUX.targets) == [
        "linux x86_64, Python 3.11: only-old 4.0",
        "linux x86_64, Python 3.12: only-old 4.0",
    ]


def test_a_mac_of_either_processor_needs_its_own_or_one_for_both():
    both = missing(locked(LOCK), [*PURE, *fast("macosx_10_13_universal2")], MACOS.targets)
    arm = missing(locked(LOCK), [*PURE, *fast("macosx_11_0_arm64")], MACOS.targets)

    assert both == []
    assert {line.split(",")[0] for line in arm} == {"darwin x86_64"}


def test_a_wheel_for_a_newer_system_than_the_oldest_we_promise_is_none():
    assert missing(locked(LOCK), [*PURE, *fast("manylinux_2_28_x86_64")], LINUX.targets) == []
    assert len(missing(locked(LOCK), [*PURE, *fast("manylinux_2_34_x86_64")], LINUX.targets)) == len(PYTHONS)


def test_one_wheel_of_the_stable_interface_serves_all_newer_pythons():
    there = [*PURE, "fast-1.2-cp312-abi3-win_amd64.whl"]

    assert missing(locked(LOCK), there, WINDOWS.targets) == ["win32 AMD64, Python 3.11: fast 1.2"]


def test_the_hashes_go_along_and_the_markers_do_not():
    assert [str(each) for each in locked(LOCK)] == [
        "fast==1.2 --hash=sha256:aa --hash=sha256:bb",
        "only-windows==3.0 --hash=sha256:cc",
        "only-old==4.0 --hash=sha256:dd",
    ]


def test_our_own_locks_can_be_read_and_name_pip():
    program, tools = (
        {each.name for each in locked((ROOT / name).read_text("utf-8"))}
        for name in ("requirements.txt", "requirements-dev.txt")
    )

    assert {"starlette", "uvicorn", "msgspec", "colorama"} <= program
    assert program | {"pip"} <= tools
