"""What is allowed and rarely meant has one word each, wherever the rules are looked at."""

import pytest

from judging import cli, presets
from judging.files import rulesfile
from judging.files.drafts import explained
from judging.files.keys import dotted
from judging.files.oddities import oddities
from judging.files.writing import as_table

from .examples import RULES

# What is changed in the example, the place beside which it is told, a piece of its words.
ODD = {
    "weights": ('weight = "70"', 'weight = "60"', "tracks[0].rounds[0].weight", "合计 90，不是 100"),
    "no weight": ('weight = "70"', 'weight = "0"', "tracks[0].rounds[0].weight", "不影响综合成绩"),
    "criteria": ('max = "60"', 'max = "50"', "tracks[0].rounds[1].criteria", "合计 90，不是环节满分 100"),
    "a step": (
        'step = "0.5"',
        'step = "0.7"',
        "tracks[0].rounds[1].criteria[0].step",
        "从 0 起每档 0.7，打不到最高 60",
    ),
    "trimming": ("low = 1, from", "low = 0, from", "tracks[0].rounds[1].trim.high", "最低分去 0 个"),
    "spread": ("minimum = 2", 'minimum = 2\n  spread = "100"', "tracks[0].rounds[1].spread", "不会超过"),
    "overtime": ('points = "1"', 'points = "0.1"', "tracks[0].rounds[1].overtime[1].points", "扣得更少"),
    "segments": (
        "minimum = 2",
        'minimum = 2\n  time = { limit_s = 300, segments = [ { id = "a", limit_s = 400 } ] }',
        "tracks[0].rounds[1].time.limit_s",
        "合计 400 秒",
    ),
    "a ceiling": (
        "minimum = 2",
        'minimum = 2\n  compulsory = [ { id = "a", lack = "cap", points = "100" } ]',
        "tracks[0].rounds[1].compulsory[0].points",
        "封顶不低于",
    ),
    "a deduction": (
        "minimum = 2",
        'minimum = 2\n  compulsory = [ { id = "a", points = "100" } ]',
        "tracks[0].rounds[1].compulsory[0].points",
        "可改为不得分",
    ),
    "the floor": ("minimum = 2", 'minimum = 2\n  floor = "100"', "tracks[0].rounds[1].floor", "都一样"),
    "points": ('top = "100"', 'top = "90"', "tracks[1].rounds[1].points", "得 90 分，不是环节满分 100"),
    "no ties": ('ties = ["round:present", "criterion:present.content", "untrimmed:present", "share"]', "",
                "tracks[0].ties", "没有规定并列"),
    "open ties": (', "share"]', "]", "tracks[0].ties", "最后仍相同"),
    "no slot": ("{ centre = 4, team = 1 }", "{ centre = 5 }", "pools[0].quota", "一个名额也没有"),
    "levels": (
        'name = "一等奖", count = 1 }, { name = "二等奖", count = 4',
        'name = "一等奖", count = 4 }, { name = "二等奖", count = 1',
        "pools[0].levels[1].count",
        "比下一等的 二等奖 1 个还多",
    ),
    "a level of none": (
        'count = 1 }, { name = "二等奖", count = 4',
        'count = 0 }, { name = "二等奖", count = 5',
        "pools[0].levels[0].count",
        "一个也没有",
    ),
    "no name": ('name = "日常服务能级"', 'name = ""', "tracks[0].rounds[0].name", "没有名称"),
    "a name twice": ('name = "形式"', 'name = "内容"', "tracks[0].rounds[1].criteria[1].name", "分不清"),
}  # fmt: skip


def odd(text: str) -> dict[str, str]:
    found = oddities(rulesfile.read(text, "rules.toml"))
    return {dotted(each.path): str(each.words) for each in found}


USUAL = odd(RULES)  # the example has no limit for its overtime, and a round without weight


@pytest.mark.parametrize("what", ODD)
def test_what_is_odd_is_told_beside_its_field(what):
    usual, changed, place, words = ODD[what]
    assert RULES.count(usual) >= 1

    found = odd(RULES.replace(usual, changed, 1))

    assert words in found[place]
    assert words not in USUAL.get(place, "")


def test_a_track_without_a_pool_and_a_pool_without_tracks_are_told():
    text = RULES.replace('pool = "collective"\n', "", 1).replace("centre = 4, team = 1", "team = 5")
    text = text.replace('floors = [ { track = "centre", share = "80%" } ]\n', "")
    text += '\n[[pools]]\nid = "x"\nname = "空"\nslots = 1\nallocate = "merged"\n'

    found = odd(text)

    assert "不参加任何一个" in found["tracks[0].pool"]
    assert "没有组别" in found["pools[1].name"]
    assert "不分一、二、三等奖" in found["pools[1].levels"]


def test_more_is_known_to_be_odd_once_judges_sit():
    rulebook = rulesfile.read(RULES, "rules.toml")

    def told(judges: int) -> dict[str, str]:
        found = oddities(rulebook, {("centre", "present"): judges})
        return {dotted(each.path): str(each.words) for each in found}

    assert "只剩 1 个计分" in told(3)["tracks[0].rounds[1].trim.from"]
    assert "不去高低分" in told(2)["tracks[0].rounds[1].trim.from"]
    assert "不会出分" in told(1)["tracks[0].rounds[1].minimum"]
    assert told(5) == USUAL


def test_in_a_wrong_draft_the_sound_parts_are_looked_at():
    draft = as_table(rulesfile.read(RULES, "rules.toml"))
    draft["tracks"][0]["rounds"][0]["weight"] = "60"
    draft["tracks"][1]["rounds"][0]["weight"] = "viel"

    found = explained(draft, {})

    assert found.problems
    assert "合计 90" in str(found.odd["tracks[0].rounds[1].weight"][0])
    assert str(found.noted[0]).startswith("受理中心组：本组分值占比合计 90")
    assert found.outline == ()


@pytest.mark.parametrize("name", [*presets.names(), "example"])
def test_the_command_line_names_what_is_odd_once_as_the_page_does(name, tmp_path, capsys):
    rulebook = rulesfile.read(RULES, "") if name == "example" else presets.load(name).rulebook
    file = tmp_path / "rules.toml"
    file.write_text(rulesfile.write(rulebook), "utf-8")

    assert cli.main(["rules", "check", str(file)]) == 0

    told = [str(line) for line in explained(as_table(rulebook), {}).noted]
    said = capsys.readouterr().out
    assert [words for words in told if said.count(words) != 1] == []
    assert ("请留意" in said) == bool(told)
