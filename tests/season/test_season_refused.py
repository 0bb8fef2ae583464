"""What a season refuses: each with its place and what to write instead, and all of it at once."""

import pytest

from judging import cli
from judging.files import Problems
from judging.files.season_file import read_season
from tests.made_up_numbers import identity_number

from .texts import PERSON, drill, results, scores, toml

TWO = {"A": ("90", "80"), "B": ("70", "60")}
FILES = {
    "drill.csv": scores(TWO),
    "m.json": results([(1, "A", "90.00"), (1, "B", "90.00")], {"C": "withdrawn"}),
}
MONTH = 'id = "month"\nby = "place"\npoints = ["3", "2"]\nshared = "mean"\nmissed = "skip"\n'
EVENT = 'events = [ { id = "m1", from = ["m.json"] } ]'
TABLE = PERSON + 'weights = { drill = "50", month = "50" }'


def written(weeks='missed = "skip"', month=MONTH + EVENT, table=TABLE, files=FILES, season="", rest=""):
    return toml([drill(weeks, 2), month], files, [table], season, rest)


def problems(text, files=FILES):
    with pytest.raises(Problems) as raised:
        read_season(text.encode(), {name: each.encode() for name, each in files.items()})
    return [str(problem) for problem in raised.value.problems]


def test_the_season_that_is_changed_below_is_right():
    data = {name: each.encode() for name, each in FILES.items()}

    assert list(read_season(written().encode(), data).inputs) == ["drill.csv", "m.json"]


@pytest.mark.parametrize(
    ("change", "place", "remedy"),
    [
        ({"weeks": 'missed = "skip"\nbset = 3'}, "SEASON.toml:13: series[0].bset", "最接近的是 best"),
        ({"weeks": ""}, "series[0].missed: 缺少这个键", "skip"),
        ({"weeks": 'missed = "skip"\nbest = 3'}, "series[0].best: 多于一共的 2 场", "不大于 2"),
        ({"weeks": 'missed = "skip"\nminimum = 3'}, "series[0].minimum: 多于一共的 2 场", "不大于 2"),
        ({"weeks": 'missed = "skip"\nminimum = 0'}, "series[0].minimum", 'missed = "zero"'),
        ({"weeks": 'missed = "skip"\nof = 1'}, "series[0].of: 少于已列出的 2 场", "写 2 或更多"),
        ({"weeks": 'missed = "skip"\nrest = "0"'}, "series[0].rest", 'by = "place"'),
        ({"weeks": 'missed = "skip"\nshared = "high"'}, "series[0].shared", 'by = "place"'),
        ({"weeks": 'missed = "skip"\npoints = []'}, "series[0].points", 'by = "place"'),
        ({"month": MONTH.replace('shared = "mean"\n', "") + EVENT}, "series[1].shared: 缺少这个键", "mean"),
        ({"month": MONTH.replace('"3", "2"', '"2", "3"') + EVENT}, "series[1].points[1]", "不能越往后越多"),
        ({"month": MONTH.replace('"3", "2"', "") + EVENT}, "series[1].points", '"10", "8", "6"'),
        ({"month": MONTH + 'rest = "2.5"\n' + EVENT}, "series[1].rest", "不能越往后越多"),
        ({"month": MONTH + "minimum = 0\n" + EVENT}, "series[1].minimum", "写 1 或更多"),
        ({"month": MONTH}, "series[1].events: 没有场次", "of = "),
        ({"month": MONTH + EVENT.replace('"m1"', '"drill-1"')}, "events[drill-1].id", "换一个没有用过的"),
        ({"month": MONTH + EVENT.replace('["m.json"]', "[]")}, "events[m1].from: 没有成绩文件", "m03.json"),
        ({"month": MONTH.replace('"month"', '"drill"') + EVENT}, "series[1].id", "换一个没有用过的"),
        ({"table": PERSON + 'weights = { drill = "50" }'}, "series[1]: 没有总表计入", "weights"),
        ({"table": TABLE.replace("month =", "mouth =")}, "weights.mouth: “mouth” 不是已有的系列", "month"),
        ({"table": TABLE.replace('"50"', '"0"')}, "tables[0].weights: 权重全部为 0", "大于 0"),
        ({"table": TABLE.replace('month = "50"', 'month = "-1"')}, "tables[0].weights.month", "不小于 0"),
        ({"table": TABLE + '\nties = ["later:mouth"]'}, "tables[0].ties[0]", "later:month"),
        ({"table": TABLE + '\nties = ["share", "series:drill"]'}, "tables[0].ties[0]", "移到最后"),
        ({"table": TABLE + '\nties = ["round:drill"]'}, "tables[0].ties[0]", "series:drill"),
        ({"table": TABLE + '\npool = "prize"'}, "tables[0].pool", "[[pools]]"),
        ({"table": TABLE.replace('"window"', '"kitchen"')}, "events[drill-1].from: 文件里没有总表", "tracks"),
        ({"season": 'roster = "../people.csv"'}, "season.roster: 不在赛季文件所在的文件夹里", "只写它的名字"),
        ({"season": 'order = "none.csv"'}, "season.order: 读不到这个文件", "文件夹"),
    ],
)
def test_what_the_file_says_wrongly_is_named_with_what_to_write(change, place, remedy):
    assert [line for line in problems(written(**change)) if place in line and remedy in line] != []


@pytest.mark.parametrize(
    ("name", "said", "place", "remedy"),
    [
        (
            "drill.csv",
            FILES["drill.csv"] + "window,drill-1,A,90\n",
            "drill.csv:6: score: A 的 drill-1 在第 2 行",
            "只留一行",
        ),
        (
            "drill.csv",
            FILES["drill.csv"] + "window,drill-3,A,90\n",
            "drill.csv:6: round: “drill-3”",
            "drill-1",
        ),
        (
            "drill.csv",
            FILES["drill.csv"] + "window,drill-1,D,９\n",
            "drill.csv:6: score: “９” 不是成绩",
            "半角",
        ),
        (
            "drill.csv",
            FILES["drill.csv"] + "window,drill-1,D,-9\n",
            "drill.csv:6: score: -9 是负数",
            'floor = "none"',
        ),
        ("drill.csv", FILES["drill.csv"] + "window,drill-1, D,9\n", "drill.csv:6: entrant: “ D”", "写 “D”"),
        (
            "m.json",
            results([(1, "A", "9")], held=[{"entrant": "B"}]),
            "m.json: tracks.window.held: 还没有比完：B",
            "齐了",
        ),
        ("m.json", results([(1, "A", "9")], to_come={"quiz": 2}), "m.json: tracks.window.to_come", "比完"),
        ("m.json", results([]), "m.json: tracks.window: 这个组别没有参赛对象", "放错"),
        (
            "m.json",
            results([(1, "A", "9")], {"A": "withdrawn"}),
            "m.json: tracks.window.unranked[0].entrant",
            "只留一次",
        ),
        (
            "m.json",
            results([(1, "A", "9"), (3, "B", "8")]),
            "m.json: tracks.window.standings: 名次不连贯",
            "原样",
        ),
        ("m.json", results([(1, "A", "9E9")]), "m.json: tracks.window.standings[0].composite", "原样"),
        (
            "m.json",
            results([(1, "A", "9")], {"B": "ill"}),
            "m.json: tracks.window.unranked[0].status",
            "withdrawn",
        ),
        ("m.json", "[]", "m.json: （文件）: 不是一份成绩", "tally --json"),
        (
            "roster.csv",
            "track,entrant\nperson,A\n",
            "roster.csv:1: entrant: “B” 在 drill-1",
            "补一行 person,B",
        ),
        ("roster.csv", "track,entrant\npreson,A\n", "roster.csv:2: track: “preson”", "最接近的是 person"),
        (
            "roster.csv",
            "track,entrant,status\nperson,A,ill\n",
            "roster.csv:2: status: “ill” 不是状态",
            "空着",
        ),
        (
            "roster.csv",
            "track,entrant\nperson,A\nperson,A\n",
            "roster.csv:3: entrant: A 在第 2 行",
            "只留一行",
        ),
        (
            "excused.csv",
            "track,event,entrant,as,reason\nperson,m1,A,skip,\n",
            "excused.csv:2: entrant: A 在 m1 有成绩",
            "删去",
        ),
        (
            "excused.csv",
            "track,event,entrant,as,reason\nperson,m1,C,maybe,\n",
            "excused.csv:2: as: “maybe”",
            "skip",
        ),
        (
            "excused.csv",
            "track,event,entrant,as,reason\nperson,m2,C,skip,\n",
            "excused.csv:2: event: “m2”",
            "m1",
        ),
        (
            "excused.csv",
            "track,event,entrant,as,reason\nperson,m1,X,skip,\n",
            "excused.csv:2: entrant: “X” 不在总表",
            "A",
        ),
        (
            "deductions.csv",
            "track,round,entrant,points,reason\nperson,drill,X,1,\n",
            "deductions.csv:2: entrant: “X”",
            "A",
        ),
        (
            "deductions.csv",
            "track,round,entrant,points,reason\nperson,dril,A,1,\n",
            "deductions.csv:2: round: “dril”",
            "drill",
        ),
        ("order.csv", "track,entrant,order\nperson,A,first\n", "order.csv:2: order: “first”", "1、2、3"),
    ],
)
def test_what_a_file_says_wrongly_is_named_with_what_to_write(name, said, place, remedy):
    files = {**FILES, name: said}

    assert [line for line in problems(written(files=files), files) if place in line and remedy in line] != []


def test_nobody_is_in_an_event_of_a_table_twice():
    files = {**FILES, "n.json": results([(1, "B", "50.00")])}
    month = MONTH + EVENT.replace('["m.json"]', '["m.json", "n.json"]')

    assert problems(written(month=month, files=files), files) == [
        "n.json: tracks.window: “B” 在 m1 里有两次：m.json 的组别 window 里也有: "
        "总表 person 的一场里每个参赛对象只留一次"
    ]


def test_a_scores_row_of_somebody_who_is_in_another_track_of_the_table_is_named_by_its_line():
    files = {**FILES, "drill.csv": FILES["drill.csv"] + "desk,drill-2,A,90\n"}
    table = TABLE.replace('["window"]', '["window", "desk"]')

    found = problems(written(table=table, files=files), files)

    assert [line.split(": 总表")[0] for line in found] == [
        "drill.csv:6: entrant: “A” 在 drill-2 里有两次：drill.csv 的组别 window 里也有"
    ]


def test_points_below_zero_need_a_floor_below_zero_and_then_count():
    files = {**FILES, "drill.csv": FILES["drill.csv"] + "window,drill-1,C,-9\n"}
    data = {name: each.encode() for name, each in files.items()}

    assert read_season(written('missed = "skip"\nfloor = "none"', files=files).encode(), data)


def test_results_that_are_not_utf_8_are_named_by_their_line():
    files = {name: each.encode() for name, each in FILES.items()}
    files["m.json"] = files["m.json"].replace(b'"scores"', b'"sc\xe5res"')

    with pytest.raises(Problems) as raised:
        read_season(written().encode(), files)

    assert "m.json:1: （文件）: 不是 UTF-8" in str(raised.value)


def run(folder, text, files):
    (folder / "SEASON.toml").write_text(text, "utf-8")
    for name, each in files.items():
        (folder / name).write_text(each, "utf-8")
    return cli.main(["season", str(folder / "SEASON.toml")])


def test_a_season_lists_all_that_is_wrong_and_prints_nothing_else(tmp_path, capsys):
    month = MONTH + EVENT.replace('["m.json"]', '["m.json", "../secret.json", "new.json"]') + "\nbset = 2"
    changed = {**FILES, "drill.csv": FILES["drill.csv"].replace("90", "99"), "old.csv": "x"}
    changed["m.json"] = FILES["m.json"].replace('"held": []', '"held": [{"entrant": "D"}]')
    changed["new.json"] = results([(1, "Z", "1")])
    text = written(month=month, files={**FILES, "old.csv": "x"}, season='roster = "people.csv"')

    status = run(tmp_path, text, {**changed, "people.csv": "track,entrant\nperson,A\n"})

    printed = capsys.readouterr()
    assert (status, printed.out) == (2, "")
    for words in (
        "files.drill.csv: 文件的 SHA-256 是",
        "files.old.csv: 没有场次读这个文件",
        "from[1]: 不在赛季文件所在的文件夹里",
        "from[2]: “new.json” 不在 [files] 里",
        "series[1].bset: 没有这个键",
        f"{tmp_path / 'm.json'}: tracks.window.held",
        f"{tmp_path / 'people.csv'}:1: entrant: “B”",
    ):
        assert words in printed.err
    assert "Traceback" not in printed.err


def test_the_remedy_for_a_wrong_hash_is_the_line_to_write(tmp_path, capsys):
    changed = {**FILES, "drill.csv": FILES["drill.csv"].replace("90", "99")}
    assert run(tmp_path, written(), changed) == 2
    remedy = capsys.readouterr().err.split("写 ")[-1].split("，")[0]

    lines = written().split("\n")
    text = "\n".join(remedy if line.startswith('"drill.csv"') else line for line in lines)

    assert run(tmp_path, text, changed) == 0


def test_a_link_out_of_the_folder_is_not_followed(tmp_path, capsys):
    (tmp_path / "season").mkdir()
    (tmp_path / "secret.json").write_text(FILES["m.json"], "utf-8")
    (tmp_path / "season" / "m.json").symlink_to(tmp_path / "secret.json")

    status = run(tmp_path / "season", written(), {"drill.csv": FILES["drill.csv"]})

    assert status == 2
    assert "files.m.json: 读不到这个文件" in capsys.readouterr().err


@pytest.mark.parametrize(
    "text", ["schema = ", "schema = 2", "", "[season]\nid = 3", "series = 1\nfiles = []", "\ufeff"]
)
def test_a_broken_season_is_refused_without_a_traceback(text, tmp_path, capsys):
    assert run(tmp_path, text, {}) == 2
    assert "SEASON.toml" in capsys.readouterr().err


def test_a_season_that_is_not_there_is_a_problem(tmp_path, capsys):
    assert cli.main(["season", str(tmp_path / "none.toml")]) == 2
    assert "读不到" in capsys.readouterr().err


def test_people_read_tables_and_where_each_figure_comes_from(tmp_path, capsys):
    assert run(tmp_path, written(), FILES) == 0
    printed = capsys.readouterr().out
    assert "【个人类】" in printed
    assert "算分过程" not in printed

    assert cli.main(["season", str(tmp_path / "SEASON.toml"), "--trace"]) == 0
    assert "2 个并列第 1 名：(3+2)÷2=2.5（m.json，组别 window）" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["drill.csv", "m.json", "roster.csv"])
def test_a_number_of_an_identity_card_is_refused_and_not_repeated(name, capsys, tmp_path):
    number = identity_number()
    files = {**FILES, "roster.csv": "track,entrant\nperson,A\nperson,B\nperson,C\nperson,D\n"}
    files["drill.csv"] += "window,drill-1,D,1\n"
    files[name] = files[name].replace("D" if name != "m.json" else "C", number)

    assert run(tmp_path, written(files=files), files) == 2

    printed = capsys.readouterr().err
    assert f"{tmp_path / name}:" in printed
    assert "身份证号" in printed
    assert number not in printed
