"""Time codes: who is found where in which hall's video, and seconds that anybody can count again."""

import csv
import io

import pytest

from judging import cli
from judging.audit.export import export_times
from judging.core import commands as c
from judging.core.moments import milliseconds
from judging.core.timing.clock import PauseReason
from judging.store import draft
from judging.store.sqlite import SqliteLog
from tests.drill import drill, moment, on


@pytest.fixture
def exported(tmp_path):
    day = drill()
    export_times(day.entries, day.state, tmp_path, {})
    return tmp_path


def table(path):
    return list(csv.DictReader(io.StringIO(path.read_text("utf-8"))))


def test_the_seconds_of_a_clock_are_counted_again_from_its_spans(exported):
    [first, second, third] = table(exported / "clocks.csv")

    for row in (first, second):
        spans = [span.split("|") for span in row["spans"].split(" ")]
        lasted = sum(milliseconds(until) - milliseconds(since) for _, since, until in spans)
        assert int(row["used_s"]) == lasted // 1000
    assert (first["used_s"], first["over_s"], first["points"]) == ("340", "40", "1")
    assert (second["used_s"], second["limit_s"], second["over_s"]) == ("340", "360", "0")
    assert third["over_s"] == "", "it has not been confirmed"


def test_the_seconds_of_a_clock_are_counted_again_from_the_steps(exported):
    rows = [row for row in table(exported / "steps.csv") if row["entrant"] == "e1"]
    lasted, since = 0, 0
    for row in rows:
        if row["step"] in ("clock_started", "clock_resumed"):
            since = milliseconds(row["at"])
        elif row["step"] in ("clock_paused", "clock_stopped"):
            lasted += milliseconds(row["at"]) - since

    assert lasted == 340_750


def test_every_step_says_where_and_how_far_into_the_hall_s_video(exported):
    steps = {(row["entrant"], row["step"]): row for row in table(exported / "steps.csv")}

    paused = steps["e1", "clock_paused"]
    assert (paused["hall"], paused["window"], paused["video"]) == ("main", "1", "00:03:00.250")
    assert paused["detail"] == "client"
    assert steps["e3", "called"]["video"] == "00:00:00.000", "another hall, another video"


def test_a_hall_s_cues_name_who_is_on_from_the_start_of_the_clock_to_its_end(exported):
    cues = (exported / "hall-main.vtt").read_text("utf-8").split("\n\n")

    assert cues[0] == "WEBVTT"
    assert cues[1] == ("1\n00:01:00.250 --> 00:08:40.750\n1号窗口 甲街道中心（东区） 受理中心组 现场汇报展示")
    assert cues[2].startswith("2\n00:02:30.000 --> 00:08:10.000\n2号窗口 乙镇中心")
    assert (exported / "hall-B.vtt").read_text("utf-8") == "WEBVTT\n", "nobody has ended there"


def test_who_performs_again_is_found_in_the_video_twice_and_has_two_clocks(tmp_path):
    """The terminal broke down; the first clock stood paused, and nobody stopped it."""
    day = drill()
    day.do("9:10:40", c.PauseClock(on("e3"), PauseReason.DEVICE))
    day.do("9:11:00", c.GrantRetake(on("e3"), "设备故障", "见证人甲"))
    day.do("9:20:00", c.CallEntrant(on("e3"), 1))
    day.do("9:20:30", c.StartClock(on("e3")))
    day.do("9:21:00", c.StopClock(on("e3")))
    day.do("9:22:00", c.ResumeClock(on("e3")))
    day.do("9:23:00", c.StopClock(on("e3")))

    export_times(day.entries, day.state, tmp_path, {})

    cues = (tmp_path / "hall-B.vtt").read_text("utf-8")
    assert [line for line in cues.splitlines() if "-->" in line] == [
        "00:00:30.000 --> 00:01:00.000",
        "00:10:30.000 --> 00:11:00.000",
        "00:12:00.000 --> 00:13:00.000",
    ]
    clocks = [row for row in table(tmp_path / "clocks.csv") if row["entrant"] == "e3"]
    assert [(row["attempt"], row["used_s"]) for row in clocks] == [("1", "10"), ("2", "90")]


def test_what_was_set_granted_and_confirmed_is_a_step_too(tmp_path):
    day = drill()
    day.do("9:16:00", c.StopClock(on("e3")))
    day.do("9:17:00", c.CorrectClock(on("e3"), 290, "忘了停"))
    day.do("9:18:00", c.ConfirmTime(on("e3")))

    export_times(day.entries, day.state, tmp_path, {})

    steps = {(row["entrant"], row["step"]): row["detail"] for row in table(tmp_path / "steps.csv")}
    assert steps["e2", "time_granted"] == "60"
    assert (steps["e3", "clock_corrected"], steps["e3", "time_confirmed"]) == ("290", "290")


def test_a_video_that_began_before_shifts_its_own_hall_alone(tmp_path):
    day = drill()
    export_times(day.entries, day.state, tmp_path, {"main": moment("8:30:00")})

    steps = {(row["entrant"], row["step"]): row["video"] for row in table(tmp_path / "steps.csv")}
    assert steps["e1", "clock_started"] == "00:31:00.250"
    assert steps["e3", "called"] == "00:00:00.000"


async def test_the_command_writes_them_beside_the_marks_and_names_a_wrong_hall(tmp_path, capsys):
    day, file = drill(), tmp_path / "drill.sqlite"
    log = await SqliteLog.open(file)
    await log.append([draft(each.event, each.at, each.by, each.command) for each in day.entries], log.tail)
    await log.close()

    assert (
        cli.main(["export", str(file), "--out", str(tmp_path / "out"), "--video", "main=2026-11-20T08:00:00"])
        == 0
    )
    assert {path.name for path in (tmp_path / "out").iterdir()} >= {
        "clocks.csv", "steps.csv", "hall-main.vtt", "hall-B.vtt", "marks.csv",
    }  # fmt: skip
    assert (
        cli.main(["export", str(file), "--out", str(tmp_path / "out"), "--video", "C=2026-11-20T08:00:00"])
        == 2
    )
    assert "main、B" in capsys.readouterr().out
