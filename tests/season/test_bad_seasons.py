"""What `judging season` refuses: all at once, each with its place and the remedy, and nothing printed."""

import json
from hashlib import sha256
from pathlib import Path

import pytest

from judging import cli

QUIZ = """track,round,entrant,score
window,w1,选手01,90
window,w1,选手02,80
window,w2,选手01,70
window,w2,选手02,
"""
EXCUSED = "track,event,entrant,as,reason\n"
PEOPLE = "track,entrant,status\nperson,选手01,\nperson,选手02,\nperson,选手03,\n"
WAITING = {"entrant": "选手02", "round": "r", "reason": "missing", "detail": "J2 未提交"}
TOML = """schema = 1
[season]
id = "year"
roster = "people.csv"
{ledgers}
[files]
{files}
[[series]]
id = "quiz"
missed = "skip"
events = [ {{ id = "w1", from = ["quiz.csv"] }}, {{ id = "w2", from = ["quiz.csv"] }} ]
[[series]]
id = "drill"
missed = "zero"
minimum = 0
events = [ {{ id = "m3", from = {drill} }} ]
[[tables]]
id = "person"
tracks = ["window"]
weights = {{ quiz = "30", drill = "70" }}
ties = ["share"]
"""


def result(*people, held=(), unranked=(), **more):
    """A track as `tally --json` prints it, everybody on a place of their own."""
    standings = [
        {"place": n, "entrant": who, "composite": f"{100 - n}.00", "broken_by": None}
        for n, who in enumerate(people, 1)
    ]
    return {"scores": [], "standings": standings, "unranked": list(unranked), "held": list(held), **more}


def as_json(window, **others):
    return json.dumps({"tracks": {"window": window, **others}, "awards": {}, "open": {}}, ensure_ascii=False)


class Folder:
    """A season that is right, until something in it is changed."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.texts = {"quiz.csv": QUIZ, "m3.json": as_json(result("选手01", "选手02"))}
        self.drill = ["m3.json"]
        self.ledgers = {"people.csv": PEOPLE}
        self.hashes: dict[str, str] = {}  # other ones than the right
        self.more = ""

    def run(self, capsys):
        """The exit status, standard output, and the lines of standard error."""
        for name, text in {**self.texts, **self.ledgers}.items():
            (self.path / name).write_text(text, "utf-8")
        right = {name: sha256(text.encode()).hexdigest() for name, text in self.texts.items()}
        files = "".join(f'"{name}" = "{hash}"\n' for name, hash in {**right, **self.hashes}.items())
        ledgers = "".join(f'{name[:-4]} = "{name}"\n' for name in self.ledgers if name != "people.csv")
        toml = TOML.format(files=files, ledgers=ledgers, drill=json.dumps(self.drill)) + self.more
        (self.path / "SEASON.toml").write_text(toml, "utf-8")
        status = cli.main(["season", str(self.path / "SEASON.toml"), "--json"])
        printed = capsys.readouterr()
        return status, printed.out, printed.err.splitlines()


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "season").mkdir()
    return Folder(tmp_path / "season")


def refused(folder, capsys):
    """The problems, without the folder before each."""
    status, out, lines = folder.run(capsys)
    assert (status, out) == (2, "")
    prefix = f"{folder.path}/"
    assert all(line.startswith(prefix) for line in lines)
    return [line.removeprefix(prefix) for line in lines]


def test_the_season_as_it_stands_is_right(folder, capsys):
    status, out, lines = folder.run(capsys)

    assert (status, lines) == (0, [])
    standings = json.loads(out)["tracks"]["person"]["standings"]
    assert [(row["place"], row["entrant"]) for row in standings] == [(1, "选手01"), (2, "选手02")]
    assert sorted(json.loads(out)["inputs"]) == ["m3.json", "people.csv", "quiz.csv"]


def test_a_changed_byte_is_found_and_the_remedy_names_the_right_hash(folder, capsys):
    folder.hashes["quiz.csv"] = sha256(QUIZ.replace("80", "81").encode()).hexdigest()
    right = sha256(QUIZ.encode()).hexdigest()

    [line] = refused(folder, capsys)
    assert line.startswith("SEASON.toml:7: files.quiz.csv: ")
    assert f'写 "quiz.csv" = "{right}"' in line

    folder.hashes["quiz.csv"] = right
    assert folder.run(capsys)[0] == 0


@pytest.mark.parametrize(
    ("track", "word"),
    [
        (result("选手01", held=[WAITING]), "选手02"),
        (result("选手01", to_come={"drill": 2}), "2 场"),
        (result(), "没有参赛对象"),
    ],
)
def test_an_unfinished_track_is_refused(folder, capsys, track, word):
    folder.texts["m3.json"] = as_json(track)

    [line] = refused(folder, capsys)
    assert line.startswith("m3.json: tracks.window")
    assert word in line


def test_an_unfinished_track_that_no_table_looks_at_does_not_matter(folder, capsys):
    folder.texts["m3.json"] = as_json(result("选手01", "选手02"), backstage=result(held=[WAITING]))

    assert folder.run(capsys)[0] == 0


def test_people_whom_nobody_knows_are_named_with_their_rows(folder, capsys):
    folder.texts["m3.json"] = as_json(result("选手01", "选手20"))
    folder.ledgers["excused.csv"] = EXCUSED + "person,w2,选手30,skip,\n"
    folder.ledgers["deductions.csv"] = "track,round,entrant,points,reason\nperson,quiz,选手40,1,\n"
    folder.ledgers["order.csv"] = "track,entrant,order\nperson,选手50,1\n"

    lines = refused(folder, capsys)
    assert len(lines) == 4
    assert "选手20" in lines[0]
    assert "person,选手20" in lines[0]
    assert [line.split(": ")[0] for line in lines[1:]] == ["excused.csv:2", "deductions.csv:2", "order.csv:2"]
    assert all(f"选手{n}0" in line for n, line in enumerate(lines, 2))


def test_nobody_is_in_an_event_twice(folder, capsys):
    folder.texts["quiz.csv"] = QUIZ + "window,w2,选手01,75\n"
    folder.texts["m3-b.json"] = as_json(result("选手02"))
    folder.drill = ["m3.json", "m3-b.json"]

    lines = refused(folder, capsys)
    assert [line.split(": ")[0] for line in lines] == ["quiz.csv:6", "m3-b.json"]
    assert "第 4 行" in lines[0]
    assert "选手02" in lines[1]
    assert "m3.json" in lines[1]


@pytest.mark.parametrize("name", ["../m3.json", "/m3.json", "C:m3.json", "sub/../m3.json", "..\\m3.json"])
def test_no_file_outside_the_folder_is_read(folder, capsys, name):
    (folder.path.parent / "m3.json").write_text(folder.texts["m3.json"], "utf-8")
    folder.drill = [name]
    folder.hashes[name.replace("\\", "\\\\")] = folder.hashes["m3.json"] = sha256(
        folder.texts["m3.json"].encode()
    ).hexdigest()

    lines = refused(folder, capsys)
    assert any("不在赛季文件所在的文件夹里" in line and "把文件放进这个文件夹" in line for line in lines)


def test_everything_is_refused_at_once(folder, capsys):
    folder.hashes["quiz.csv"] = "0" * 64
    folder.texts["quiz.csv"] = QUIZ.replace("90", "９０") + "window,w1,选手02,60\nwindow,w9,选手02,60\n"
    folder.texts["m3.json"] = as_json(result("选手01", to_come={"drill": 1}))
    folder.texts["unread.json"] = as_json(result("选手01"))
    folder.ledgers["excused.csv"] = EXCUSED + "person,w2,选手01,skip,\nperson,w2,选手02,later,\n"
    folder.more = '[[tables]]\nid = "team"\ntracks = ["team"]\nweights = { quizz = 1 }\n'

    lines = refused(folder, capsys)
    files = {line.split(": ")[0] for line in lines}
    assert files >= {"quiz.csv:2", "quiz.csv:6", "quiz.csv:7", "excused.csv:2", "excused.csv:3", "m3.json"}
    for words in ("files.quiz.csv", "files.unread.json", "“w9”", "“quizz”", "“later”", "还有 1 场"):
        assert any(words in line for line in lines), words
