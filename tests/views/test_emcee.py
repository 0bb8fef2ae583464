"""What the emcee is told to say: one sentence per beat, all numbers spoken, also after a step back."""

import json
import re

import msgspec
import pytest

from judging.core import commands as c
from judging.core.hall.air import Pace, Scene
from judging.core.state import State
from tests import day
from tests.core.changes import CHANGES, RULES
from tests.day import after, judge, on, played, sheet, view
from tests.small_day import SmallDay


def told(state: State) -> dict:
    return json.loads(msgspec.json.encode(view(state, "emcee/main")))


def said(state: State) -> list[str]:
    return [line["text"] for line in told(state)["lines"]]


def revealed(pace: Pace = Pace.STANDARD) -> State:
    """e1 with a deduction, by a panel whose third judge is recused."""
    state = after(day.marking(), c.SetPace(pace))
    state = after(state, c.Recuse(on("e1"), "亲属"), judge(3))
    for n in (1, 2, 4, 5):
        state = after(state, sheet("e1", *day.TOTALS[n]), judge(n))
    state = after(state, c.EnterDeduction(on("e1"), "0.5", "超时45秒"))
    return played(state, (c.CloseMarking(on("e1")), c.RevealScore(on("e1"))))


def test_the_announcement_is_one_sentence_per_beat_with_all_numbers_spoken():
    assert said(revealed()) == [
        "一位评委回避，四位评委打分：九十二点五分、九十分、八十八分、九十五分。",
        "四位评委平均，九十一点三八分。",
        "因超时四十五秒，扣零点五分。",
        "甲街道中心最后得分九十点八八分。",
    ]


def test_extremes_are_named_with_the_beat_that_strikes_them():
    assert said(day.revealed(day.marking()))[1:3] == [
        "去掉一个最高分九十五分，去掉一个最低分八十八分。",
        "其余三位评委平均，九十一点一七分。",
    ]


def test_each_sentence_begins_with_its_beat_on_the_screen():
    state = after(day.revealed(day.marking()), c.AdmitScreen(1, "device", "主屏"))
    reveal = json.loads(msgspec.json.encode(view(state, "screen/1")))["reveal"]

    assert [line["at"] for line in told(state)["lines"]] == [
        reveal["since"] + beat["at"][0] for beat in reveal["beats"]
    ]


def test_no_sentence_has_more_characters_than_can_be_read_at_once():
    judges = tuple(day.Judge(f"J{n}", n, f"评委{n}") for n in range(1, 16))
    state = played(State(), (day.CREATE, c.SeatPanel("centre", "present", judges), day.COMPONENTS, day.ORDER))
    state = played(state, (c.CallEntrant(on("e1")), c.OpenMarking(on("e1"))))
    for n in range(1, 16):
        state = after(state, sheet("e1", f"{40 + n}.5", "37"), judge(n))
    state = played(state, (c.CloseMarking(on("e1")), c.RevealScore(on("e1"))))

    lines = told(state)["lines"]

    assert max(len(line["text"]) for line in lines) <= 56
    assert "".join(line["text"] for line in lines).count("分、") == 14
    assert [line["at"] for line in lines] == sorted({line["at"] for line in lines})


def test_step_by_step_the_emcee_is_told_no_beat_before_the_key_lets_it_on():
    state, seen = revealed(Pace.STEPS), []
    for _ in range(10):
        text = json.dumps(told(state), ensure_ascii=False)
        numbers = ("九十二点五", "九十一点三八", "四十五秒", "九十点八八", "90.88", "最后得分")
        known = [number for number in numbers if number in text]
        if known not in seen:
            seen.append(known)
        state = after(state, c.AdvanceReveal(on("e1")))

    assert seen == [
        ["九十二点五"],
        ["九十二点五", "九十一点三八"],
        ["九十二点五", "九十一点三八", "四十五秒"],
        ["九十二点五", "九十一点三八", "四十五秒", "九十点八八", "90.88", "最后得分"],
    ]


def test_after_a_reveal_was_taken_back_there_is_something_to_say_and_no_score():
    state = after(day.revealed(day.marking()), c.StepBack(on("e1"), "念错了"))

    assert (told(state)["cue"], said(state)) == ("withdrawn", ["刚才的得分还要核对，请大家稍候。"])
    assert "91.17" not in json.dumps(told(state))


@pytest.mark.parametrize(
    ("steps", "words"),
    [(2, "评委正在核对评分，请大家稍候。"), (3, "评分还没有开始，请大家稍候。")],
)
def test_each_further_step_back_has_its_sentence(steps: int, words: str):
    state = day.revealed(day.marking())
    for _ in range(steps):
        state = after(state, c.StepBack(on("e1"), "重来"))

    assert said(state) == [words]


def test_a_reveal_that_is_shown_after_all_is_announced_again():
    state = after(day.revealed(day.marking()), c.StepBack(on("e1"), "念错了"))
    state = after(state, c.RevealScore(on("e1")))

    assert told(state)["cue"] == "announce"
    assert said(state)[-1] == "甲街道中心最后得分九十一点一七分。"


def test_standby_says_what_comes_and_when():
    assert said(day.ready()) == ["活动即将开始，请大家稍候。首先第一个出场的是东区甲街道中心。"]
    between = after(day.revealed(day.marking()), c.ShowScene(Scene.STANDBY))
    assert said(between) == ["请大家稍候，接下来第二个出场的是西区乙镇中心。"]


def test_no_digit_is_left_to_be_read_out():
    states = [day.ready(), day.marking(), day.marked(day.marking()), revealed()]

    assert not [words for state in states for words in said(state) if re.search(r"\d", words)]


def test_who_counts_with_the_mean_of_the_others_is_counted_when_the_mean_is_read():
    said = SmallDay(CHANGES["Round.absent"].to_rules).said("emcee")

    assert "一位评委缺席，按其余评委的平均补入，四位评委打分" in said
    assert "其余三位评委平均，八十八点二一分" in said


def test_a_score_at_the_floor_is_said_to_be_the_lowest():
    assert "e3单位按最低分计，最后得分零点零零分" in SmallDay(RULES).said("emcee")
    assert "e3单位最后得分负十九点五零分" in SmallDay(CHANGES["Round.floor"].to_rules).said("emcee")
