"""A day, the season that reads it, and the season that reads that season: each as it is printed."""

import json
from hashlib import sha256

from judging import cli

RULES = """
schema = 1
competition = { id = "march", name = "3月练兵" }
[[tracks]]
id = "window"
name = "窗口"
[[tracks.rounds]]
id = "work"
name = "实操"
kind = "judged"
weight = "100"
[[tracks.rounds.criteria]]
id = "all"
min = "0"
max = "100"
step = "0.5"
"""
MARKS = "track,round,entrant,judge,criterion,mark\n" + "".join(
    f"window,work,{entrant},J{n},all,{mark}\n"
    for entrant, marks in {"选手01": (90, 91), "选手02": (88, 80.5)}.items()
    for n, mark in enumerate(marks, 1)
)
SEASON = """
schema = 1
season = {{ id = "{id}", name = "一季" }}
files = {{ "{file}" = "{hash}" }}
[[series]]
id = "drill"
missed = "skip"
events = [ {{ id = "e1", from = ["{file}"] }} ]
[[tables]]
id = "person"
tracks = ["{track}"]
weights = {{ drill = "100" }}
"""


def printed(capsys, *arguments):
    assert cli.main([*map(str, arguments), "--json"]) == 0
    return capsys.readouterr().out


def season_of(folder, file, track, id):
    """A season of one event, that one file tells."""
    text = SEASON.format(id=id, file=file, track=track, hash=sha256((folder / file).read_bytes()).hexdigest())
    (folder / f"{id}.toml").write_text(text, "utf-8")
    return folder / f"{id}.toml"


def test_what_one_command_prints_the_next_one_reads(tmp_path, capsys):
    (tmp_path / "rules.toml").write_text(RULES, "utf-8")
    (tmp_path / "marks.csv").write_text(MARKS, "utf-8")

    day = printed(capsys, "tally", tmp_path / "rules.toml", tmp_path / "marks.csv")
    (tmp_path / "day.json").write_text(day, "utf-8")
    quarter = printed(capsys, "season", season_of(tmp_path, "day.json", "window", "quarter"))
    (tmp_path / "quarter.json").write_text(quarter, "utf-8")
    year = printed(capsys, "season", season_of(tmp_path, "quarter.json", "person", "year"))

    standings = [{"place": 1, "entrant": "选手01", "composite": "90.50"}]
    standings += [{"place": 2, "entrant": "选手02", "composite": "84.25"}]
    for found in (quarter, year):
        rows = json.loads(found)["tracks"]["person"]["standings"]
        assert [{key: row[key] for key in standings[0]} for row in rows] == standings
    assert json.loads(year)["inputs"] == {"quarter.json": sha256(quarter.encode()).hexdigest()}
