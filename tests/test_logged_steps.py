"""The log keeps what was calculated as facts; what was logged in words before still opens and shows."""

import json
import re

from judging.codec import decode_event, encode_event
from judging.core import commands as c
from judging.core import events as e
from judging.core.apply import apply
from judging.core.marking.turns import announced
from judging.core.scoring.told import TEXTS
from judging.printouts import proof
from judging.printouts.forms import sheets
from judging.printouts.moment import moment
from judging.printouts.sheet import facts
from tests import day
from tests.day import on, view
from tests.printouts.made_up import TRACK, mark, set_up

CHINESE = re.compile(r"[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]")
# As the version before wrote it, for the sheets of `day.marked`.
IN_WORDS = [
    {"label": "打分", "text": "1号 55+37.5=92.5，2号 54+36=90，3号 55+36=91，4号 53+35=88，5号 57+38=95"},
    {"label": "去分", "text": "5 位评委，去掉 1 个最高分 95（5号），去掉 1 个最低分 88（4号）"},
    {"label": "合计", "text": "92.5+90+91=273.5"},
    {"label": "平均", "text": "273.5÷3=91.166666…"},
    {"label": "取位", "text": "91.166666… 四舍五入保留 2 位得 91.17"},
    {"label": "得分", "text": "91.17"},
]


def closed():
    """A state with a confirmed score."""
    return day.after(day.marked(day.marking()), c.CloseMarking(on("e1")))


def trace_of(state):
    return [(line.heading, str(line.text)) for line in view(state, "console/main").stage.preview.trace]


def test_the_log_keeps_the_calculation_without_a_chinese_word():
    steps = json.loads(encode_event(closed().first_hall.story[-1].event))["announced"]["trace"]

    assert len(steps) == len(IN_WORDS)
    assert not CHINESE.search(json.dumps(steps, ensure_ascii=False))


def test_a_calculation_that_was_logged_comes_back_whole():
    event = closed().first_hall.story[-1].event

    assert decode_event(encode_event(event)) == event


def test_a_calculation_logged_in_words_opens_and_shows_as_it_was():
    logged = json.loads(encode_event(closed().first_hall.story[-1].event))
    logged["announced"]["trace"] = IN_WORDS
    before = apply(day.marked(day.marking()), decode_event(json.dumps(logged)), day.AT, "director")

    assert trace_of(before) == [(step["label"], step["text"]) for step in IN_WORDS]
    assert trace_of(before) == trace_of(closed())  # no wording has changed since


def test_a_reason_with_braces_is_shown_as_it_is():
    logged = json.loads(encode_event(closed().first_hall.story[-1].event))
    logged["announced"]["trace"] = [{"label": "扣分", "text": "91−1（{超时}）=90"}]
    before = apply(day.marked(day.marking()), decode_event(json.dumps(logged)), day.AT, "director")

    assert trace_of(before) == [("扣分", "91−1（{超时}）=90")]


def printed(log):
    """The score sheet of the first entrant, and the code that stands on it."""
    now = moment(log.entries)
    [sheet] = sheets(now, "score", TRACK, whole=True)
    return sheet, proof.code(now, sheet)


def test_paper_that_is_checked_after_the_words_were_put_better_still_agrees(monkeypatch):
    log = set_up()
    log.close(mark(log, "c01"))
    _, code = printed(log)

    monkeypatch.setitem(TEXTS, "averaged", "平均为 {formula}")

    assert printed(log)[1] == code


def test_a_step_that_was_logged_in_words_is_proven_by_its_words():
    log = set_up()
    id = mark(log, "c01")
    logged = json.loads(encode_event(e.MarkingClosed(id, announced(log.state, id))))
    logged["announced"]["trace"] = IN_WORDS
    log.add(decode_event(json.dumps(logged)))
    sheet, _ = printed(log)

    assert [fact for fact in facts(sheet) if fact[0] == "step"] == [
        ("step", step["label"], step["text"]) for step in IN_WORDS
    ]
