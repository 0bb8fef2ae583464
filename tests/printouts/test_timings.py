"""计时记录: what stands on it can be counted again, and each pause and grant has its reason."""

from judging.printouts.forms import sheets
from judging.printouts.moment import moment
from tests.drill import drill


def record(**options):
    [sheet] = sheets(moment(drill().entries), "timing", "centre", **options)
    return sheet


def test_a_line_says_when_it_began_and_ended_and_what_it_came_to():
    keys = [column.key for column in record().table.columns]
    lines = {line.subject: dict(zip(keys, line.cells, strict=True)) for line in record().table.lines}

    assert [lines["e1"][key].text for key in ("paused", "used", "over", "points")] == [
        "1:59", "5:40", "0:40", "1",
    ]  # fmt: skip
    assert [lines["e2"][key].text for key in ("paused", "used", "over", "points")] == ["", "5:40", "", ""]


def test_every_pause_and_grant_stands_below_with_its_reason_and_witness():
    texts = [found.text for found in record().corrected]

    assert texts == [
        "甲街道中心：暂停（真实办件）",
        "甲街道中心：继续",
        "乙镇中心：加时 60 秒：叫号机重启（见证人 见证人甲）",
    ]


def test_who_is_still_at_work_is_not_on_it():
    assert "e3" not in {line.subject for line in record(whole=True).table.lines}
