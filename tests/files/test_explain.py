from decimal import Decimal

import pytest
from msgspec.structs import replace

from judging import presets
from judging.core.scoring.item import Compulsory, DecidedBy, Lack
from judging.core.scoring.points import Points
from judging.core.scoring.rulebook import Criterion, Group, Kind, Of, Round, Rounding, Trim
from judging.files import rulesfile
from judging.files.example import example
from judging.files.explain import about_round, explain

from .examples import RULES

HUNDRED = Criterion("c", "内容", Decimal(0), Decimal(100), Decimal("0.25"))
ROUND = Round("r", "汇报", Kind.JUDGED, Decimal(30), trim=Trim(1, 1, 5), criteria=(HUNDRED,), minimum=2)

LINEAR = Points("linear", zero=Decimal(0), full=Decimal(200))


def test_the_example_of_seven_judges_is_the_published_one():
    assert str(example(ROUND)) == "7位评委：去1高1低，取5个平均，四舍五入到2位：91.05"


@pytest.mark.parametrize(
    ("round", "judges", "line"),
    [
        (ROUND, 3, "3位评委：不去高低分，取3个平均，四舍五入到2位：91.25"),
        (ROUND, 1, "1位评委：不出分（计分的评分表只有 1 份，不足 2 份）"),
        (ROUND, 0, "0位评委：不出分（尚无评分表）"),
        (replace(ROUND, places=0), 7, "7位评委：去1高1低，取5个平均，四舍五入到整数：91"),
        (replace(ROUND, reduce="sum"), 7, "7位评委：去1高1低，取5个相加，四舍五入到2位：455.25"),
        (replace(ROUND, rounding=Rounding.TRUNCATE), 8, "8位评委：去1高1低，取6个平均，截去尾数到2位：91.29"),
        (replace(ROUND, of=Of.CRITERION), 7, "7位评委：每个评分项去1高1低，取5个平均，四舍五入到2位：91.05"),
        (replace(ROUND, trim=Trim(0, 2, 5)), 7, "7位评委：去2低，取5个平均，四舍五入到2位：92.05"),
        (Round("r", "成绩", Kind.IMPORTED, Decimal(70)), 7, "成绩 88.727，四舍五入到2位：88.73"),
        (Round("r", "", Kind.INDICATOR, Decimal(1), points=LINEAR), 7, "指标值 88.727，四舍五入到2位：44.36"),
    ],
)  # fmt: skip
def test_an_example_says_what_is_done_and_what_comes_of_it(round, judges, line):
    assert str(example(round, judges)) == line


def test_groups_stand_one_after_the_other():
    groups = (
        Group("expert", "专家", Decimal(70), Trim(1, 1, 3), "mean", 2, 1),
        Group("public", "大众", Decimal(30), Trim(), "median", 2, 1),
    )

    line = str(example(replace(ROUND, groups=groups), judges=3))

    expert, public = "专家3位：去1高1低，取1个平均", "大众3位：不去高低分，3个取中位数"
    assert line == f"{expert}；{public}；按 70:30 加权，四舍五入到2位：91.25"


def test_every_setting_of_the_example_rules_is_told():
    text = "\n".join(explain(rulesfile.read(RULES, "rules.toml")))

    for words in (
        "日常服务能级 × 70/100 + 现场汇报展示 × 30/100",
        "内容 0 到 60，每 0.5 一档",
        "计分的评分表少于 2 份不出分",
        "超过 0 秒至 30 秒扣 0.5 分；超过 30 秒扣 1 分",
        "依次比较现场汇报展示的得分、现场汇报展示的内容、现场汇报展示不去高低分的平均",
        "评委组 A、B：得分 × （全体平均 ÷ 本组平均），系数四舍五入到3位",
        "同类窗口内按名次（越高越好）：第一名 100，每低一名减 5，最低 0",
        "5 个里至少 4 个",
        "一等奖 1 个、二等奖 4 个，按名次先后，各组同名次的按综合成绩",
    ):
        assert words in text


def test_evaluators_without_seats_and_values_that_are_none_are_told():
    text = (
        RULES.replace('  panels = ["A", "B"]\n', '  sheets = "each"\n')
        .replace('  equalise = "coefficient"\n', "")
        .replace('less = "5"', 'less = "5", none = "60"')
    )

    told = "\n".join(explain(rulesfile.read(text, "rules.toml")))

    assert "测评人没有固定席位：谁给哪个参赛对象填了评分表，就算哪一个的测评人" in told
    assert "同一人给不同的参赛对象可以属于不同的组" in told
    assert "最低 0；没有可测的（none）得 60" in told


def test_the_preset_is_explained_with_its_floors():
    text = "\n".join(explain(presets.load("shequ-2024").rulebook))

    assert "16 个里至少 13 个" in text
    assert "55 个里至少 44 个" in text


def test_a_compulsory_item_says_who_decides_and_what_its_lack_comes_to():
    items = (
        Compulsory("intro", "自我介绍", points=Decimal(5)),
        Compulsory("badge", "工号牌", DecidedBy.SCOREKEEPER, Lack.CAP, Decimal(60)),
        Compulsory("safety", "安全", DecidedBy.SCOREKEEPER, Lack.NOTHING),
    )

    told = [str(each.words) for each in about_round(replace(ROUND, compulsory=items))]

    assert told[-3:] == [
        "必备项：自我介绍，计分的评委过半认定缺才算缺（各半算有），缺了扣 5 分",
        "必备项：工号牌，由记分员认定，缺了最高得 60 分",
        "必备项：安全，由记分员认定，缺了不得分",
    ]
