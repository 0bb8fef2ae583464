# ruff: noqa: E501 (one spoiled file per line reads best)
import argparse

import pytest

from judging import tally

from .examples import FILES

HEADER = "track,round,entrant,judge,criterion,mark,group,panel"
ROW = "centre,present,e1,J1,content,50,,"

# Which file; what is written instead of what; where the problem stands; a word of what and of the remedy.
REFUSED = [
    ("marks", ROW, "centre,present,e1,J1,content,NaN,,", "2: mark", "“NaN” 不是分值", "写 0 到 60"),
    ("marks", ROW, "centre,present,e1,J1,content,1e2,,", "2: mark", "“1e2” 不是分值", "半角"),
    ("marks", ROW, "centre,present,e1,J1,content,５０,,", "2: mark", "“５０” 不是分值", "半角"),
    ("marks", ROW, 'centre,present,e1,J1,content,"50,5",,', "2: mark", "“50,5” 不是分值", "小数点"),
    ("marks", ROW, "centre,present,e1,J1,content, 50,,", "2: mark", "“ 50” 不是分值", "写 0 到 60"),
    ("marks", ROW, "centre,present,e1,J1,content,+50,,", "2: mark", "“+50” 不是分值", "写 0 到 60"),
    ("marks", ROW, "centre,present,e1,J1,content,.5,,", "2: mark", "“.5” 不是分值", "写 0 到 60"),
    ("marks", ROW, "centre,present,e1,J1,content,50.25,,", "2: mark", "“50.25” 不在档上", "每 0.5 一档"),
    ("marks", ROW, "centre,present,e1,J1,content,60.5,,", "2: mark", "“60.5” 超出范围", "写 0 到 60"),
    ("marks", ROW, "centre,present,e1,J1,content,-0.5,,", "2: mark", "“-0.5” 超出范围", "写 0 到 60"),
    ("marks", ROW, "centre,present,e1,J1,content,0.1234567,,", "2: mark", "不是分值", "写 0 到 60"),
    ("marks", ROW, "centre,present,e1,J1,content,absent,,", "2: mark", "整张评分表", "criterion 空着"),
    ("marks", ROW, "centre,present,e1,J1,,50,,", "2: criterion", "是空的", "content"),
    ("marks", ROW, "centre,present,e1,J1,contents,50,,", "2: criterion", "“contents” 不是", "最接近的是 content"),
    ("marks", ROW, "center,present,e1,J1,content,50,,", "2: track", "“center” 不是", "最接近的是 centre"),
    ("marks", ROW, ",present,e1,J1,content,50,,", "2: track", "“”", "centre"),
    ("marks", ROW, "centre,presnt,e1,J1,content,50,,", "2: round", "“presnt” 不是", "最接近的是 present"),
    ("marks", ROW, "centre,daily,e1,J1,content,50,,", "2: round", "不是现场评分", "components"),
    ("marks", ROW, "centre,present,,J1,content,50,,", "2: entrant", "是空的", "填上"),
    ("marks", ROW, "centre,present,e1 ,J1,content,50,,", "2: entrant", "前后有空格", "“e1”"),
    ("marks", ROW, "centre,present,e1,\u3000J1,content,50,,", "2: judge", "前后有空格", "“J1”"),
    ("marks", ROW, 'centre,present,e1,"J\n1",content,50,,', "2: judge", "换行", "一行"),
    ("marks", ROW, "centre,present,e1\u200b,J1,content,50,,", "2: entrant", "看不见的字符 U+200B", "删去"),
    ("marks", ROW, "centre,present,\ufeffe1,J1,content,50,,", "2: entrant", "看不见的字符 U+FEFF", "删去"),
    ("marks", ROW, "centre,present,e1,J\u20281,content,50,,", "2: judge", "看不见的字符 U+2028", "删去"),
    ("status", "e9", "e\u202e9", "2: entrant", "看不见的字符 U+202E", "删去"),
    ("marks", ROW, f"{ROW}\n{ROW}", "3: mark", "评委 J1 给 e1 的 content 在第 2 行已经有了", "只留一行"),
    ("marks", ROW, f"{ROW}\ncentre,present,e1,J1,content,,,", "3: mark", "评委 J1 给 e1 的 content 在第 2 行已经有了", "只留一行"),
    ("marks", ROW, f"{ROW}\ncentre,present,e1,J1,,recused,,", "3: mark", "J1 给 e1 却另有分值（第 2 行）", "删去"),
    ("marks", "J2,,absent,,", "J2,,absent,,\ncentre,present,e2,J2,,recused,,", "11: criterion", "评委 J2 给 e2 的整张评分表在第 10 行已经有了", "只留一行"),
    ("marks", "J2,,absent,,", "J2,,ill,,", "10: criterion", "“ill”", "absent、recused 或 unseated"),
    ("marks", ROW, "centre,present,e1,J1,content,50,expert,", "2: group", "没有 group", "空着"),
    ("marks", ROW, "centre,present,e1,J1,content,50,,A", "2: panel", "没有 panel", "空着"),
    ("marks", "90,expert,A", "90,,A", "13: group", "“” 不是", "expert"),
    ("marks", "90,expert,A", "90,exprt,A", "13: group", "“exprt” 不是", "最接近的是 expert"),
    ("marks", "90,expert,A", "90,expert,", "13: panel", "“” 不是", "A、B"),
    ("marks", "t2,E2,all,70,expert", "t2,P1,all,70,expert", "15: group", "评委 “P1” 前面写的是 “public”", "一个"),
    ("marks", "t2,E2,all,70,expert,B", "t1,E2,all,70,expert,B", "15: panel", "“t1” 前面写的是 “A”", "一个"),
    ("marks", ROW, "centre,present,e1,J1,content,50,", "2: （整行）", "有 7 格，表头有 8 格", "一致"),
    ("marks", ROW, f"{ROW},", "2: （整行）", "有 9 格，表头有 8 格", "一致"),
    ("marks", ROW, 'centre,present,e1,"J1"x,content,50,,', "2: （整行）", "引号用错了", '""'),
    ("marks", ROW, 'centre,present,e1,"J1,content,50,,', "2: （整行）", "引号没有闭合", '""'),
    ("marks", ROW, "centre,present,e1,J1,content,5\x000,,", "2: （文件）", "NUL", "重新导出"),
    ("marks", ROW, "x" * 10_000_000, "2: （整行）", "超过 65536 字节", "一行写一条"),
    ("marks", HEADER, "track,round,entrant,judge,criterion,mrak,group,panel", "1: mrak", "没有 “mrak”", "最接近的是 mark"),
    ("marks", HEADER, "track,round,entrant,judge,criterion,score,group,panel", "1: mark", "缺少这一列", "表头写"),
    ("marks", HEADER, "track,round,entrant,judge,criterion,mark,mark,panel", "1: mark", "出现了两次", "删去"),
    ("marks", HEADER, HEADER.replace(",", ";"), f"1: {HEADER.replace(',', ';')}", "没有", "分号"),
    ("marks", HEADER, "", "1: （文件）", "第一行是空的", "track,round"),
    ("components", "e1,88.727,", "e1,-1,", "2: score", "负数", 'floor = "none"'),
    ("components", "e1,88.727,", "e1,８８,", "2: score", "“８８” 不是成绩", "半角"),
    ("components", "t1,1200", "t1,none", "4: score", "“none” 不是成绩", 'none = "60"'),
    ("components", "e1,88.727,", "e1,none,", "2: score", "“none” 不是成绩", "半角"),
    ("components", "t2,900,综合", "t2,900,综合\nteam,calls,t3,1,专窗\nteam,calls,t3,1,综合", "7: class", "t3 前面写的是 “专窗”", "一类"),
    ("components", "daily,e1", "present,e1", "2: round", "是现场评分的环节", "评委打分"),
    ("components", "e2,90,", "e1,88.727,", "3: score", "e1 的 daily 在第 2 行已经有了", "只留一行"),
    ("components", "e1,88.727,", "e1,88.727,综合", "2: class", "这个环节不分类", "空着"),
    ("components", "t1,1200,综合", "t1,1200,", "4: class", "是空的", "填上"),
    ("deductions", "0.5,超时", "-0.5,超时", "2: points", "是负数", "0.5"),
    ("deductions", "0.5,超时", "半分,超时", "2: points", "“半分” 不是扣分", "半角"),
    ("deductions", "present,e1", "present,e7", "2: entrant", "“e7” 不是组别 centre", "e1、e2"),
    ("status", "withdrawn", "withdraw", "2: status", "“withdraw” 不是状态", "最接近的是 withdrawn"),
    ("status", "withdrawn", "withdrawn\ncentre,e9,no_show", "3: status", "e9 在第 2 行已经有了", "只留一行"),
    ("decisions", "e1,1", "e1,0", "2: minimum", "“0” 不是份数", "1、2、3"),
    ("decisions", "present,e1", "daily,e1", "2: round", "不是现场评分的环节", "删去"),
    ("decisions", "present,e1", "present,e8", "2: entrant", "“e8” 不是组别 centre", "e1"),
    ("decisions", "评委组长决定", "依据\ncentre,present,e1,2,依据", "3: minimum", "e1 的 present 在第 2 行已经有了", "只留一行"),
    ("order", "e1,1", "e1,first", "2: order", "“first” 不是", "1、2、3"),
    ("order", "e1,1", "e8,1", "2: entrant", "“e8” 不是组别 centre", "e1"),
    ("order", "e2,2", "e1,2", "3: order", "e1 在第 2 行已经有了", "只留一行"),
]  # fmt: skip


def write_files(folder, **changed):
    """The example day with some files replaced; text or bytes."""
    for name, text in FILES.items():
        content = changed.get(name.partition(".")[0], text)
        (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())


def run(folder, *options):
    """The exit status of `judging tally` on all files of the folder."""
    parser = argparse.ArgumentParser()
    tally.add_arguments(parser)
    files = [
        f"--{name}={folder / name}.csv"
        for name in ("components", "deductions", "status", "order", "decisions")
    ]
    arguments = [str(folder / "rules.toml"), str(folder / "marks.csv"), *files, *options]
    return tally.main(parser.parse_args(arguments))


@pytest.mark.parametrize(
    ("file", "right", "wrong", "place", "what", "remedy"),
    REFUSED,
    ids=[f"{n} {case[0]} {case[4][:20]}" for n, case in enumerate(REFUSED, 1)],
)
def test_it_exits_2_with_place_and_remedy(file, right, wrong, place, what, remedy, tmp_path, capsys):
    good = FILES[f"{file}.csv"]
    assert right in good
    write_files(tmp_path, **{file: good.replace(right, wrong, 1)})

    status = run(tmp_path, "--json")

    out, err = capsys.readouterr()
    matching = [line for line in err.splitlines() if line.startswith(f"{tmp_path / file}.csv:{place}: ")]
    assert (status, out) == (2, "")
    assert [what in line and remedy in line for line in matching] == [True], err


@pytest.mark.parametrize(
    ("content", "line", "what"),
    [
        (b"", 1, "第一行是空的"),
        (b"\xef\xbb\xbf", 1, "第一行是空的"),
        (FILES["marks.csv"].encode().replace(b"J10", "评委".encode("gbk"), 1), 6, "不是 UTF-8"),
        (FILES["marks.csv"].encode("utf-16"), 1, "UTF-16"),
    ],
    ids=["empty", "mark alone", "GBK", "UTF-16"],
)
def test_bytes_that_are_no_table_are_refused(content, line, what, tmp_path, capsys):
    write_files(tmp_path, marks=content)

    assert run(tmp_path) == 2
    assert f"marks.csv:{line}: " in (err := capsys.readouterr().err)
    assert what in err


def test_a_record_over_several_lines_stands_where_it_begins(tmp_path, capsys):
    reason = '"超时\n一分\n零五秒"'
    write_files(
        tmp_path,
        deductions=f"track,round,entrant,points,reason\n\ncentre,present,e1,-1,{reason}\ncentre,present,e7,1,超时\n",
    )

    assert run(tmp_path) == 2
    assert [line.split("/")[-1].split(": ")[0] for line in capsys.readouterr().err.splitlines()] == [
        "deductions.csv:3",
        "deductions.csv:6",
    ]


def test_all_problems_of_all_files_come_at_once(tmp_path, capsys):
    write_files(
        tmp_path,
        marks=FILES["marks.csv"].replace("30.5", "30.4").replace("49.5", "x"),
        components=FILES["components.csv"].replace("88.727", "?"),
        status=FILES["status.csv"].replace("withdrawn", "ill"),
    )

    assert run(tmp_path) == 2
    assert [line.split("/")[-1].split(": ")[0] for line in capsys.readouterr().err.splitlines()] == [
        "marks.csv:3",
        "marks.csv:6",
        "components.csv:2",
        "status.csv:2",
    ]


def test_a_file_that_is_not_there_is_a_problem(tmp_path, capsys):
    write_files(tmp_path)
    (tmp_path / "marks.csv").unlink()

    assert run(tmp_path) == 2
    assert "读不到" in capsys.readouterr().err


def test_a_folder_is_a_problem(tmp_path, capsys):
    write_files(tmp_path)
    (tmp_path / "marks.csv").unlink()
    (tmp_path / "marks.csv").mkdir()

    assert run(tmp_path) == 2
    assert "marks.csv:1: （文件）: 读不到" in capsys.readouterr().err


def test_bad_rules_exit_2_before_anything_is_read(tmp_path, capsys):
    write_files(tmp_path, rules=FILES["rules.toml"].replace("slots = 5", "slots = 6").encode())

    assert run(tmp_path) == 2
    assert "rules.toml:86: pools[0].quota" in capsys.readouterr().err


def test_rules_in_gbk_are_a_problem(tmp_path, capsys):
    write_files(tmp_path, rules=FILES["rules.toml"].encode("gbk"))

    assert run(tmp_path) == 2
    assert "rules.toml:5: （文件）: 不是 UTF-8" in capsys.readouterr().err


def test_a_million_wrong_rows_are_counted_not_listed(tmp_path, capsys):
    write_files(tmp_path, marks=f"{HEADER}\n" + "centre,present,e1,J1,nothing,1,,\n" * 12_000)

    assert run(tmp_path) == 2
    assert len(lines := capsys.readouterr().err.splitlines()) == 10_001
    assert "还有 2000 处" in lines[-1]


def test_swapped_columns_are_noticed_before_they_fill_the_memory(tmp_path, capsys):
    rows = "".join(f"centre,present,e{n},J{n},content,1,,\n" for n in range(4_000))
    write_files(tmp_path, marks=f"{HEADER}\n{rows}", deductions="track,round,entrant,points,reason\n")

    assert run(tmp_path) == 2
    assert "是否写反" in capsys.readouterr().err
