"""What a correction that waits shows to whom."""

import msgspec
from msgspec.structs import replace

from judging.core import commands as c
from judging.core.scoring.oversight import Act
from judging.views.countersigning import countersigning
from tests import corrected_day
from tests.corrected_day import lowered
from tests.day import ORGANISER, after, view


def waiting():
    """A correction by which e1 would fall from the first place to the last."""
    state = corrected_day.locked()
    rules = replace(state.rules, countersign=(Act.CORRECTION,))
    return after(replace(state, rules=rules), lowered(), ORGANISER)


def test_the_supervisor_reads_what_it_would_come_to_before_he_signs():
    [thing] = countersigning(waiting(), "").waiting

    told = [str(fact) for fact in thing.facts]
    assert "得分由 90.67 改为 30.67" in told
    assert "甲街道中心：名次 1 → 3，综合成绩 90.20 → 72.20" in told
    assert "更正原因：漏记扣分" in told


def test_the_head_judge_finds_every_locked_score():
    [found] = view(corrected_day.locked(), "head/main").correctable

    assert [(row.name, row.score) for row in found.rows] == [
        ("甲街道中心", "90.67"),
        ("乙镇中心", "88.17"),
        ("丙镇中心", "79.33"),
    ]
    assert view(corrected_day.revealed(), "head/main").correctable == ()


def test_no_screen_judge_or_emcee_is_told_of_it():
    before, after = corrected_day.locked(), waiting()
    topics = ("judge/J1", "emcee/main")

    def said(state):
        return [msgspec.json.encode(view(state, topic)) for topic in topics]

    assert said(after) == said(before)


def test_what_waits_says_why_it_cannot_take_effect_yet():
    [unsigned] = view(waiting(), "console/main").corrections

    assert "会签" in str(unsigned.unsigned)
    proposed = after(corrected_day.locked(), lowered(), ORGANISER)
    [ready] = view(proposed, "console/main").corrections
    assert ready.unsigned is None
    corrected = after(proposed, c.ApplyCorrection(1), corrected_day.DIRECTOR)
    assert view(corrected, "console/main").corrections == ()
    assert view(corrected, "console/main").to_publish_anew == ("受理中心组",)
