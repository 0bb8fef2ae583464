# ruff: noqa: E501 (one spoiled file per line reads best)
import pytest

from judging.files import Problems, rulesfile
from judging.files.on_page import on_page

from .examples import RULES

PRESENT = "tracks[0].rounds[1]"
JURY = "tracks[1].rounds[0]"
CALLS = "tracks[1].rounds[1]"
POOL = "pools[0]"
AS_RANK = '{ by = "rank", top = "100", less = "5" }'

# What is written instead of what; where the problem stands (line, key path); a word of what and of the remedy.
REFUSED = [
    ('schema = 1', 'schema = 2', 1, "schema", "“2” 超出范围", "1 到 1"),
    ('[competition]', '[compettion]', 3, "compettion", "没有这个键", "最接近的是 competition"),
    ('id = "demo"', '', 3, "competition.id", "缺少这个键", "写成 id ="),
    ('id = "demo"', 'id = "演示"', 4, "competition.id", "“演示” 不能作编号", "只用字母"),
    ('name = "演示赛"', 'name = "演示\\u0000"', 5, "competition.name", "控制字符", "删去"),
    ('weight = "70"', 'weight = 70.5', 18, "tracks[0].rounds[0].weight", "“70.5” 是浮点数", 'weight = "70.5"'),
    ('weight = "70"', 'weight = "７０"', 18, "tracks[0].rounds[0].weight", "“７０” 不是十进制数", "半角"),
    ('weight = "70"', 'weight = "1e2"', 18, "tracks[0].rounds[0].weight", "“1e2” 不是十进制数", "半角"),
    ('weight = "70"', 'weight = "NaN"', 18, "tracks[0].rounds[0].weight", "“NaN” 不是十进制数", "半角"),
    ('weight = "70"', 'weight = "-70"', 18, "tracks[0].rounds[0].weight", "“-70” 太小", "不小于 0"),
    ('weight = "70"', 'weight = true', 18, "tracks[0].rounds[0].weight", "“True” 不是十进制数", "半角"),
    ('weight = "70"', '', 14, "tracks[0].rounds[0].weight", "缺少这个键", "weight"),
    ('weight = "70"', 'wieght = "70"', 18, "tracks[0].rounds[0].wieght", "没有这个键", "最接近的是 weight"),
    ('full = "100"', 'full = "0"', 19, "tracks[0].rounds[0].full", "“0” 不是正数", "大于 0"),
    ('places = 2\n\n', 'places = 7\n\n', 20, "tracks[0].rounds[0].places", "“7” 超出范围", "0 到 6"),
    ('places = 2\n\n', 'places = "二"\n\n', 20, "tracks[0].rounds[0].places", "“二” 不是整数", "0 到 6"),
    ('kind = "imported"', '', 14, "tracks[0].rounds[0].kind", "缺少这个键", "judged、imported、indicator"),
    ('kind = "imported"', 'kind = "import"', 17, "tracks[0].rounds[0].kind", "“import”", "最接近的是 imported"),
    ('id = "daily"', 'id = "present"', 23, f"{PRESENT}.id", "“present” 前面已经用过", "换一个"),
    ('from = 3', 'from = 2', 27, f"{PRESENT}.trim.from", "一个不剩", "大于 2"),
    ('high = 1', 'hihg = 1', 27, f"{PRESENT}.trim.hihg", "没有这个键", "最接近的是 high"),
    ('minimum = 2', 'minimum = 0', 28, f"{PRESENT}.minimum", "“0” 超出范围", "不小于 1"),
    ('minimum = 2', 'reduce = "avg"', 28, f"{PRESENT}.reduce", "“avg”", "mean"),
    ('minimum = 2', 'rounding = "up"', 28, f"{PRESENT}.rounding", "“up”", "half_up"),
    ('minimum = 2', 'floor = "nil"', 28, f"{PRESENT}.floor", "“nil” 不是十进制数", "0.5"),
    ('minimum = 2', 'trim = 3', 28, "第 11 列", "不是正确的 TOML", "检查"),
    ('trim = { high = 1, low = 1, from = 3 }', 'trim = 3', 27, f"{PRESENT}.trim", "“3” 不是一张表", "{ 键"),
    ('minimum = 2', 'panels = ["第一组"]', 28, f"{PRESENT}.panels[0]", "“第一组” 写法不对", "字母"),
    ('minimum = 2', 'points = { by = "rank", top = "9", less = "1" }', 28, f"{PRESENT}.points", "用不到", "indicator"),
    ('minimum = 2', 'compulsory = [ { id = "intro" } ]', 28, f"{PRESENT}.compulsory[intro].points", "没有写", "大于 0"),
    ('minimum = 2', 'compulsory = [ { points = "0", id = "intro" } ]', 28, f"{PRESENT}.compulsory[intro].points", "没有写", "大于 0"),
    ('minimum = 2', 'compulsory = [ { lack = "nothing", id = "intro", points = "5" } ]', 28, f"{PRESENT}.compulsory[intro].points", "用不到分数", "删去"),
    ('minimum = 2', 'compulsory = [ { id = "intro", points = "5" }, { id = "intro", points = "5" } ]', 28, f"{PRESENT}.compulsory[intro].id", "前面已经用过", "换一个"),
    ('max = "60"', 'max = "-1"', 34, f"{PRESENT}.criteria[content].max", "不高于最低分", "大于 min"),
    ('max = "60"', '', 30, f"{PRESENT}.criteria[content].max", "缺少这个键", "40"),
    ('step = "0.5"\n\n    [[tracks.rounds.criteria]]', 'step = "0"\n\n    [[tracks.rounds.criteria]]', 35,
     f"{PRESENT}.criteria[content].step", "“0” 不是正数", "大于 0"),
    ('step = "1"', 'step = "1"\n    factor = "-1"', 72, f"{JURY}.criteria[all].factor", "“-1” 不是正数", "大于 0"),
    ('id = "form"', '', 37, f"{PRESENT}.criteria[1].id", "缺少这个键", "写成 id"),
    ('max = "40"', '', 37, f"{PRESENT}.criteria[form].max", "缺少这个键", "写成 max"),
    ('id = "form"', 'id = "content"', 38, f"{PRESENT}.criteria[content].id", "前面已经用过", "换一个"),
    ('upto_s = 30', 'upto_s = 40', 50, f"{PRESENT}.overtime[1].over_s", "与前一档重叠", "upto_s = 30"),
    ('upto_s = 30', 'upto_s = 20', 50, f"{PRESENT}.overtime[1].over_s", "20 到 30 秒之间没有规定", "over_s = 20"),
    ('over_s = 0', 'over_s = 5', 45, f"{PRESENT}.overtime[0].over_s", "0 到 5 秒没有规定", "over_s = 0"),
    ('over_s = 30', 'over_s = 30\n    upto_s = 60', 51, f"{PRESENT}.overtime[1].upto_s", "60 秒以上没有规定", "不写"),
    ('upto_s = 30', '', 50, f"{PRESENT}.overtime[1].over_s", "没有上限", "upto_s = 30"),
    ('minimum = 2', 'time = { limit_s = 0 }', 28, f"{PRESENT}.time.limit_s", "“0” 超出范围", "不小于 1"),
    ('minimum = 2', 'time = { warn_s = [9] }', 28, f"{PRESENT}.time.limit_s", "缺少这个键", "limit_s ="),
    ('minimum = 2', 'time = { limit_s = 60, warn_s = [60] }', 28, f"{PRESENT}.time.warn_s[0]", "不少于时限", "小于 60"),
    ('minimum = 2', 'time = { limit_s = 60, warn_s = [9, 9] }', 28, f"{PRESENT}.time.warn_s[1]", "不少于前一个的 9", "从多到少"),
    ('minimum = 2', 'time = { warn_s = ["5.0"], limit_s = 60 }', 28, f"{PRESENT}.time.warn_s[0]", "“5.0” 写法不对", "整数"),
    ('minimum = 2', 'time = { limit_s = 60, segments = [ { id = "a" }, { id = "a" } ] }', 28,
     f"{PRESENT}.time.segments[1].id", "前面已经用过", "换一个"),
    ('minimum = 2', 'time = { limit_s = 60, segments = [ { id = "a", counts = "no" } ] }', 28,
     f"{PRESENT}.time.segments[0].counts", "“no” 不在可选的词里", "true、false"),
    ('minimum = 2', 'time = { limit_s = 60, segments = [ { id = "a", counts = false } ] }', 28,
     f"{PRESENT}.time.segments", "没有一段计入时限", "counts = true"),
    ('minimum = 2', 'time = { limit_s = 60, segments = [ { id = "a", warn_s = [9] } ] }', 28,
     f"{PRESENT}.time.segments[0].warn_s", "没有时限，无从提醒", "limit_s"),
    ('kind = "imported"', 'kind = "imported"\n  time = { limit_s = 60 }', 18, "tracks[0].rounds[0].time", "用不到", "judged"),
    ('"share"]', '"round:present"]', 11, "tracks[0].ties[3]", "前面已经比过", "一次"),
    ('"untrimmed:present", "share"', '"share", "untrimmed:present"', 11, "tracks[0].ties[2]", "只能是最后一步", "移到"),
    ('"untrimmed:present"', '"untrimmed:daily"', 11, "tracks[0].ties[2]", "不是这个组别能用的", "untrimmed:present"),
    ('present.content"', 'present.contnet"', 11, "tracks[0].ties[1]", "不是这个组别能用的", "criterion:present.content"),
    ('pool = "collective"\nties', 'pool = "colective"\nties', 10, "tracks[0].pool", "不是已有的奖项", "最接近的是 collective"),
    ('rank_on = "rounded"', 'rank_on = "round"', 12, "tracks[0].composite.rank_on", "“round”", "rounded"),
    ('weight = "100"', 'weight = "0"', 58, "tracks[1].rounds", "权重全部为 0", "至少一个"),
    ('weight = "30" } ]', 'weight = "-30" } ]', 63, f"{JURY}.groups[1].weight", "“-30” 太小", "不小于 0"),
    ('id = "public"', 'id = "expert"', 63, f"{JURY}.groups[1].id", "前面已经用过", "换一个"),
    ('panels = ["A", "B"]', 'panels = ["A"]', 65, f"{JURY}.equalise", "只有一个评委组", "panels"),
    ('panels = ["A", "B"]', 'panels = ["A", "A"]', 64, f"{JURY}.panels", "重复的评委组", "一次"),
    ('equalise = "coefficient"', 'equalise = "coefficient"\n  floor = "none"', 65, f"{JURY}.equalise", "不能与 floor", 'floor = "0"'),
    ('by = "rank"', 'by = "rang"', 78, f"{CALLS}.points.by", "“rang”", "最接近的是 rank"),
    ('within = "class"', 'within = "district"', 79, f"{CALLS}.within", "“district”", "class"),
    ('points = { by = "rank", top = "100", less = "5" }', '', 73, f"{CALLS}.points", "缺少这个键", "by ="),
    ('within = "class"', 'measure = { round = "presnt" }', 79, f"{CALLS}.measure.round", "不是本组别现场评分的环节", "jury"),
    ('within = "class"', 'measure = { round = "jury", segment = "talk" }', 79, f"{CALLS}.measure.segment", "没有分段", "删去"),
    ('within = "class"', 'measure = { round = "jury", type = "复杂" }', 79, f"{CALLS}.measure.type", "没有类型 “复杂”", "删去"),
    ('minimum = 2', 'measure = { round = "present" }', 28, f"{PRESENT}.measure", "用不到", "indicator"),
    ('less = "5"', 'less = "-5"', 78, f"{CALLS}.points.less", "“-5” 太小", "不小于 0"),
    ('less = "5"', 'less = "5", bottom = "101"', 78, f"{CALLS}.points.bottom", "最低 101 高于第一名的 100", "不大于 top"),
    ('less = "5"', 'less = "5", none = "无"', 78, f"{CALLS}.points.none", "“无” 不是十进制数", "半角"),
    ('less = "5"', 'less = "5", non = "60"', 78, f"{CALLS}.points.non", "没有这个键", "最接近的是 none"),
    (AS_RANK, '{ by = "linear", zero = "60", full = "60" }', 78, f"{CALLS}.points.full", "都是 60", "不同的数"),
    (AS_RANK, '{ by = "steps", best = "low", steps = [ { points = "0" }, { from = "10", points = "60" }, { from = "30", points = "100" } ] }',
     78, f"{CALLS}.points.steps[2].from", "30 没有比前一档更好", "从差到好"),
    (AS_RANK, '{ by = "steps", steps = [ { points = "60" }, { from = "10", points = "0" } ] }',
     78, f"{CALLS}.points.steps[1].points", "0 少于前一档的 60", "从差到好"),
    ('within = "class"', 'sheets = "each"', 79, f"{CALLS}.sheets", "用不到", "judged"),
    ('minimum = 2', 'sheets = "every"', 28, f"{PRESENT}.sheets", "“every”", "panel、each"),
    ('minimum = 2', 'sheets = "each"\n  absent = "fill"', 29, f"{PRESENT}.absent", "没有固定席位", 'absent = "shrink"'),
    ('minimum = 2', 'who = "peer"', 28, f"{PRESENT}.who", "只有测评票", 'sheets = "each"'),
    ('minimum = 2', 'secret = true', 28, f"{PRESENT}.secret", "只有测评票", 'sheets = "each"'),
    ('minimum = 2', 'most = 3', 28, f"{PRESENT}.most", "只有测评票", 'sheets = "each"'),
    ('minimum = 2', 'groups = [ { id = "a", weight = 1, who = "ballot" } ]', 28, f"{PRESENT}.groups[0].who", "只有测评票", 'sheets = "each"'),
    ('max = "60"', 'max = "60"\n    grades = [ { name = "优", mark = "60" } ]', 35, f"{PRESENT}.criteria[content].grades", "只有测评票", 'sheets = "each"'),
    ('minimum = 2', 'sheets = "each"\n  who = "self"\n  secret = true', 30, f"{PRESENT}.secret", "自评瞒不住", "secret = false"),
    ('minimum = 2', 'sheets = "each"\n  groups = [ { id = "a", weight = 1, who = "self", secret = true } ]', 29, f"{PRESENT}.groups[0].secret", "自评瞒不住", "secret = false"),
    ('minimum = 2', 'sheets = "each"\n  groups = [ { id = "a", weight = 1, who = "peer" }, { id = "b", weight = 1, who = "peer_class" } ]', 29, f"{PRESENT}.groups[1].who", "同一人会在两组里", "合成一组"),
    ('minimum = 2', 'sheets = "each"\n  most = 3', 29, f"{PRESENT}.most", "只有一个评分项", "most = 0"),
    ('equalise = "coefficient"', 'sheets = "each"', 64, f"{JURY}.panels", "没有固定席位", "删去 panels"),
    ('equalise = "coefficient"', 'sheets = "each"\n  equalise = "coefficient"', 66, f"{JURY}.equalise", "没有固定席位", 'equalise = "none"'),
    ('slots = 5', 'slots = 6', 86, f"{POOL}.quota", "合计 5，不等于 slots = 6", "合计等于 6"),
    ('count = 4', 'count = 3', 88, f"{POOL}.levels", "合计 4，不等于 slots = 5", "合计等于 5"),
    ('"80%"', '"100%"', 87, f"{POOL}.floors[0]", "少于占比下限 100% 要求的 5", "centre = 5"),
    ('"80%"', '"80"', 87, f"{POOL}.floors[0].share", "“80” 不是占比", '"80%"'),
    ('"80%" }', '"80%" }, { track = "team", share = "40%" }', 87, f"{POOL}.floors[1]", "要求的 2", "team = 2"),
    ('"quota"\nquota = { centre = 4, team = 1 }\nfloors = [', '"merged"\nfloors = [ { track = "team", share = "40%" },',
     86, f"{POOL}.floors", "合计要 6 个名额", "降低"),
    ('quota = { centre', 'quota = { centrum', 86, f"{POOL}.quota.centrum", "不是这个奖项的组别", "最接近的是 centre"),
    ('floors = [ { track = "centre"', 'floors = [ { track = "center"', 87, f"{POOL}.floors[0].track", "“center”", "centre"),
    ('allocate = "quota"', 'allocate = "merged"', 86, f"{POOL}.quota", "不分名额", "删去"),
    ('name = "二等奖"', 'name = "一等奖"', 88, f"{POOL}.levels[1].name", "前面已经用过", "换一个"),
    ('[[pools]]', '[[pools]', 81, "第 8 列", "不是正确的 TOML", "检查"),
    ('id = "team"', 'id = "centre"', 54, "tracks[1].id", "前面已经用过", "换一个"),
]  # fmt: skip


OF_THE_FILE_ALONE = ("没有这个键", "表", "TOML", "用不到", "不分名额")  # the form writes no such thing


def problems(text):
    with pytest.raises(Problems) as raised:
        rulesfile.read(text, "rules.toml")
    return raised.value.problems


@pytest.mark.parametrize(
    ("right", "wrong", "line", "path", "what", "remedy"),
    REFUSED,
    ids=[f"{c[3]}: {c[1][:24]!r}" for c in REFUSED],
)
def test_it_is_refused_with_place_and_remedy(right, wrong, line, path, what, remedy):
    assert right in RULES

    found = problems(RULES.replace(right, wrong, 1))

    matching = [p for p in found if p.place == f"rules.toml:{line}: {path}"]
    assert [what in str(p.what) and remedy in str(p.remedy) for p in matching] == [True], "\n".join(
        map(str, found)
    )


def test_whoever_fills_in_the_form_is_told_in_words():
    for right, wrong, *_ in REFUSED:
        for problem in problems(RULES.replace(right, wrong, 1)):
            if any(words in str(problem.what) for words in OF_THE_FILE_ALONE):
                continue

            told = on_page(problem)

            assert str(told.what) != "与别的设置不合", problem
            assert "规则文件" not in str(told.remedy), problem


def test_all_problems_come_at_once():
    text = (
        RULES.replace('weight = "70"', "weight = 70.5", 1)
        .replace("count = 4", "count = 5")
        .replace("low =", "lwo =")
    )

    assert [p.place.split(":")[1] for p in problems(text)] == ["18", "27", "88"]


def test_a_problem_reads_as_place_what_and_remedy():
    [problem] = problems(RULES.replace('full = "100"', "full = 100.0"))

    assert str(problem) == (
        'rules.toml:19: tracks[0].rounds[0].full: “100.0” 是浮点数，不精确: 加上引号：full = "100.0"'
    )


def test_the_keys_that_may_be_written_are_each_named_once():
    [problem] = problems(RULES.replace("rank_on", "rankon", 1))
    [pool] = problems(RULES.replace("slots = 5", "slots = 5\nslot = 5"))

    assert str(problem.remedy).endswith("这里可以写 places、rounding、weigh、rank_on")
    assert str(pool.remedy).endswith("这里可以写 id、name、slots、allocate、quota、floors、levels")


def test_rules_in_another_encoding_are_to_be_saved_by_a_text_editor(tmp_path):
    path = tmp_path / "rules.toml"
    path.write_bytes(RULES.encode("gbk"))

    with pytest.raises(Problems) as raised:
        rulesfile.load(path)

    [problem] = raised.value.problems
    assert "GBK" in str(problem.what)
    assert "文本编辑器" in str(problem.remedy)
    assert "Excel" not in str(problem.remedy)


@pytest.mark.parametrize(
    "text", ["", "a = [" * 3000, "a = " + "9" * 5000, "a = 2024-01-01", "[[tracks]]\n" * 5]
)
def test_no_text_brings_the_reader_down(text):
    assert problems(text)


def test_an_integer_may_be_a_string_and_a_decimal_an_integer():
    text = RULES.replace("places = 2\n", 'places = "2"\n').replace('weight = "70"', "weight = 70")

    assert rulesfile.read(text, "rules.toml") == rulesfile.read(RULES, "rules.toml")


def test_a_byte_order_mark_and_windows_line_ends_are_read():
    assert rulesfile.read("\ufeff" + RULES.replace("\n", "\r\n"), "rules.toml") == rulesfile.read(
        RULES, "rules.toml"
    )


def test_what_a_page_sends_is_placed_by_key_path_alone():
    with pytest.raises(Problems) as raised:
        rulesfile.build({"competition": {"id": "x"}, "tracks": [{"id": "t", "rounds": [{"weight": 1.5}]}]})

    places = [problem.place for problem in raised.value.problems]
    assert places == ["tracks[0].rounds[0].kind", "tracks[0].rounds[0].id", "tracks[0].rounds[0].weight"]


def test_what_a_page_sends_is_placed_by_numbers_inside_criteria_too():
    with pytest.raises(Problems) as raised:
        rulesfile.build_round({"id": "r", "kind": "judged", "weight": "1", "criteria": [{"id": "content"}]})

    assert [problem.place for problem in raised.value.problems] == [
        f"criteria[0].{key}" for key in ("min", "max", "step")
    ]


@pytest.mark.parametrize("raw", [None, [], "x", {"tracks": {"a": 1}}, {"tracks": [None]}, {"competition": 3}])
def test_no_structure_brings_the_builder_down(raw):
    with pytest.raises(Problems):
        rulesfile.build(raw)
