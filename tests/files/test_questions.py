"""What a rules file leaves open: read, refused, written, explained; and what becomes of it on the page."""

import pytest
from msgspec.structs import replace

from judging.core.scoring.rulebook import Trim
from judging.files import Problems, rulesfile
from judging.files.amending import amended
from judging.files.lost_questions import without_lost
from judging.files.questions import explain_questions, in_question
from judging.files.writing import as_table

from .examples import RULES

TRIM = "tracks.centre.rounds.present.trim"
ASKING = f"""{RULES}
[[proposals]]
key = "{TRIM}"  # 方案没有规定
ask = "去几个最高分、最低分？"

[[proposals]]
key = "tracks.team.rounds.jury.criteria"
ask = "各评分项的满分？"
"""


def test_questions_come_back_as_they_were_written():
    rulebook = rulesfile.read(ASKING, "rules.toml")

    assert [question.key for question in rulebook.proposals] == [TRIM, "tracks.team.rounds.jury.criteria"]
    assert rulesfile.read(rulesfile.write(rulebook), "rules.toml") == rulebook
    assert rulesfile.build(as_table(rulebook)) == rulebook


def test_they_may_stand_on_a_line_each():
    lines = 'proposals = [ { key = "pools.collective.levels", ask = "各等次几个？" } ]\n'

    [question] = rulesfile.read(RULES.replace("schema = 1\n", f"schema = 1\n{lines}"), "r").proposals

    assert (question.key, question.ask) == ("pools.collective.levels", "各等次几个？")


def test_another_value_of_the_setting_leaves_question_and_comment_where_they_are():
    before = rulesfile.read(ASKING, "rules.toml")
    daily, present = before.tracks[0].rounds
    track = replace(before.tracks[0], rounds=(daily, replace(present, trim=Trim(2, 2, 7))))
    after = replace(before, tracks=(track, *before.tracks[1:]))

    text = amended(ASKING, after)

    assert rulesfile.read(text, "rules.toml") == after
    assert f'key = "{TRIM}"  # 方案没有规定' in text
    assert amended(text, before) == ASKING


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("tracks.centre.rounds.presnt.trim", "不是已有的设置"),
        ("tracks.centre.rounds.daily.trim", "不是已有的设置"),
        ("tracks.team.rounds.jury.criteria", "前面已经用过"),
    ],
)
def test_a_question_about_nothing_is_refused_where_it_stands(key, said):
    with pytest.raises(Problems) as raised:
        rulesfile.read(ASKING.replace(TRIM, key), "rules.toml")

    [problem] = raised.value.problems
    assert said in str(problem)
    assert problem.place.startswith("rules.toml:")
    assert "proposals" in problem.place


def test_the_page_deletes_what_is_asked_of_a_deleted_round():
    before = rulesfile.read(ASKING, "rules.toml")
    raw = as_table(before)
    raw["tracks"][1]["rounds"].pop(0)
    raw["tracks"][1]["rounds"][0]["weight"] = "100"

    found = rulesfile.build(without_lost(raw, before))

    assert [question.key for question in found.proposals] == [TRIM]


def test_the_page_is_told_of_a_question_about_nothing_that_it_has_added_itself():
    before = rulesfile.read(RULES, "rules.toml")
    raw = {**as_table(before), "proposals": [{"key": "tracks.nobody.ties", "ask": "同分？"}]}

    with pytest.raises(Problems, match="不是已有的设置"):
        rulesfile.build(without_lost(raw, before))


def test_each_question_is_told_with_its_place_and_what_is_proposed():
    rulebook = rulesfile.read(ASKING, "rules.toml")

    trim, criteria = in_question(rulebook)

    assert [str(part) for part in trim.where] == ["受理中心组", "现场汇报展示", "去分"]
    assert str(trim.value) == "去掉最高分 1个、去掉最低分 1个、去分起算人数 3位"
    assert str(criteria.value) == "评分项：all 0 到 100，每 1 一档"


def test_the_explanation_marks_what_is_settled():
    lines = list(explain_questions(rulesfile.read(ASKING, "rules.toml"), {TRIM}))

    assert lines[0] == "【方案没有规定、由主办方确定的 2 项】"
    assert [line[-4:] for line in lines if line.startswith("    ")] == ["（已定）", "（建议）"]
    assert list(explain_questions(rulesfile.read(RULES, "rules.toml"))) == []
