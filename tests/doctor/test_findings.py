"""What is said of what was measured: good, worth a note, or not good enough; and never without a remedy."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from judging.core.sentence import sentence
from judging.doctor import disk, firewall, machine, network, port, power, stick, trial_print
from judging.doctor.finding import Finding, Verdict
from judging.doctor.firewall import Firewall
from judging.doctor.machine_clock import Clock
from judging.doctor.machine_clock import finding as of_clock
from judging.doctor.network import Network
from judging.doctor.port import Holder, Port
from judging.doctor.power import Power
from judging.doctor.trial_print import Paper

GOOD, NOTE, BAD = Verdict.GOOD, Verdict.NOTE, Verdict.BAD
WIFI = ("wlan0", "192.168.1.5")
NOON = datetime(2026, 11, 22, 12, tzinfo=timezone(timedelta(hours=8)))
DISK = disk.Disk("/data", 50_000, 100_000, 8)
FACES = {
    "title": ("FZXBSJW--GB1-0", "FangSong_GB2312"),
    "body": ("FangSong_GB2312",),
    "head": ("SimHei", "FangSong_GB2312"),
}
NOTO = {
    "title": ("NotoSerifCJKsc-Bold",),
    "body": ("NotoSerifCJKsc-Regular",),
    "head": ("NotoSansCJKsc-Bold",),
}


def verdicts(found: Iterator[Finding]) -> list[Verdict]:
    """Of *found*, of which each that is not good says what helps."""
    listed = list(found)
    assert all((each.remedy is None) is (each.verdict is GOOD) for each in listed)
    return [each.verdict for each in listed]


@pytest.mark.parametrize(
    ("named", "lan", "host", "expected"),
    [
        ((WIFI,), ("192.168.1.5",), "0.0.0.0", [GOOD, GOOD]),
        ((WIFI,), ("192.168.1.5",), "127.0.0.1", [BAD, GOOD]),
        ((), (), "0.0.0.0", [BAD, GOOD]),
        ((("eth0", "169.254.3.4"),), (), "0.0.0.0", [BAD, GOOD]),
        ((WIFI, ("eth0", "10.0.0.9")), ("192.168.1.5", "10.0.0.9"), "0.0.0.0", [NOTE, GOOD]),
        ((WIFI, ("docker0", "172.17.0.1")), ("192.168.1.5", "172.17.0.1"), "0.0.0.0", [GOOD, GOOD]),
        ((WIFI, ("tun0", "10.8.0.2")), ("10.8.0.2", "192.168.1.5"), "0.0.0.0", [GOOD, NOTE]),
    ],
)
def test_addresses_are_judged_by_what_a_phone_may_reach(named, lan, host, expected):  # type: ignore[no-untyped-def]
    assert verdicts(network.findings(Network(named, lan), host, 8000)) == expected


def test_a_proxy_of_the_system_is_named():
    [_, proxy] = network.findings(
        Network((WIFI,), ("192.168.1.5",), ("http://127.0.0.1:7890",)), "0.0.0.0", 8000
    )

    assert proxy.verdict is NOTE
    assert "http://127.0.0.1:7890" in str(proxy.text)


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (Port(8000, Holder.NOBODY), [GOOD]),
        (Port(8000, Holder.US), [GOOD]),
        (Port(8000, Holder.US, ("192.168.1.5",)), [GOOD, BAD]),
        (Port(8000, Holder.OTHER), [BAD]),
    ],
)
def test_a_port_of_another_program_will_not_do(found: Port, expected: list[Verdict]):
    assert verdicts(port.findings(found)) == expected


@pytest.mark.parametrize("found", [each for each in Firewall if each is not Firewall.NONE])
def test_every_firewall_has_its_own_remedy_which_names_the_port_where_it_is_typed(found: Firewall):
    told = firewall.finding(found, 8123)

    assert told.verdict is NOTE
    assert ("8123" in str(told.remedy)) is (found is not Firewall.MACOS)


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (DISK, [GOOD]),
        (disk.Disk("/data", 1500, 100_000, 8), [NOTE]),
        (disk.Disk("/data", 100, 100_000, 8), [BAD]),
        (disk.Disk("/data", 50_000, 50, 8), [BAD]),
        (disk.Disk("/data", 50_000, None, 8), [GOOD]),
        (disk.Disk("/data", 50_000, 100_000, 900), [GOOD, NOTE]),
        (disk.Disk("/data", trouble="Read-only file system"), [BAD]),
    ],
)
def test_a_disk_needs_room_names_and_quick_writes(found: disk.Disk, expected: list[Verdict]):
    assert verdicts(disk.findings("data", sentence("赛事文件夹"), found)) == expected


def test_a_write_is_tried_where_it_is_to_go(tmp_path: Path):
    there = disk.measured(tmp_path / "data")
    (tmp_path / "file").touch()
    nowhere = disk.measured(tmp_path / "file" / "data")

    assert (there.trouble, there.free_mb > 0) == ("", True)
    assert nowhere.trouble
    assert list((tmp_path / "data").iterdir()) == [], "nothing is left behind"


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (stick.Stick(""), [NOTE]),
        (stick.Stick("/media/usb"), [BAD]),
        (stick.Stick("/media/usb", DISK), [GOOD]),
        (stick.Stick("/srv/backup", DISK, is_own=True), [NOTE, GOOD]),
        (stick.Stick("/media/usb", disk.Disk("/media/usb", trouble="Permission denied")), [BAD]),
    ],
)
def test_copies_belong_on_a_stick_that_is_there(found: stick.Stick, expected: list[Verdict]):
    assert verdicts(stick.findings(found)) == expected


def test_a_folder_beside_the_competitions_is_on_their_own_disk(tmp_path: Path):
    assert stick.measured(tmp_path / "copies", tmp_path).is_own
    assert stick.measured(tmp_path / "no" / "stick", tmp_path).tried is None


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (Clock(NOON), GOOD),
        (Clock(NOON, newest_s=3600), BAD),
        (Clock(NOON, newest_s=-86_400), GOOD),
        (Clock(NOON, jump_s=-1.5), BAD),
        (Clock(NOON, phones_s=(400.0, 401.0, 398.0)), NOTE),
        (Clock(NOON, phones_s=(400.0, 0.1, -0.2)), GOOD),
        (Clock(NOON, phones_s=(400.0,)), GOOD),
        (Clock(NOON.astimezone(UTC)), NOTE),
    ],
)
def test_a_clock_is_held_against_files_and_phones(found: Clock, expected: Verdict):
    assert verdicts(iter([of_clock(found)])) == [expected]


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (Power(True, 90, 0), [GOOD, GOOD]),
        (Power(True, None, 0), [GOOD, GOOD]),
        (Power(False, 80, 0), [NOTE, GOOD]),
        (Power(False, 12, 0), [BAD, GOOD]),
        (Power(None, 12, 15), [BAD, BAD]),
        (Power(), [NOTE, NOTE]),
    ],
)
def test_a_machine_stays_on_mains_and_awake(found: Power, expected: list[Verdict]):
    assert verdicts(power.findings(found)) == expected


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (Paper("edge", 2, FACES), [GOOD, GOOD]),
        (Paper("edge", 2, NOTO), [GOOD, NOTE]),
        (Paper("edge", 2, dict.fromkeys(NOTO, ("DejaVuSans",))), [GOOD, BAD]),
        (Paper("", trouble=sentence("赛事文件夹")), [BAD]),
    ],
)
def test_paper_needs_a_browser_and_chinese_and_wants_the_official_faces(
    found: Paper, expected: list[Verdict]
):
    assert verdicts(trial_print.findings(found)) == expected


def test_the_fonts_of_a_pdf_are_read_off_it():
    assert trial_print.fonts_in(b"<</BaseFont /ABCDEF+SimHei /X 1>> <</FontName/SimSun>>") == (
        "SimHei",
        "SimSun",
    )


@pytest.mark.parametrize(("free", "expected"), [(8000, GOOD), (800, NOTE), (100, BAD), (None, NOTE)])
def test_memory_is_judged_by_what_is_left(free: int | None, expected: Verdict):
    assert verdicts(machine.findings(machine.Machine("3.12.1", "Linux x86_64", free))) == [GOOD, expected]
