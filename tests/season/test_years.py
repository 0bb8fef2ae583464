"""Months make a quarter, quarters a year, and units send their best to the district: seasons of seasons."""

import json
from collections import Counter
from hashlib import sha256
from random import Random

import pytest

from judging import cli
from tests.test_tally import rules, run, sheets

PEOPLE = [f"选手{n:02}" for n in range(1, 13)]
QUARTERS = [1, 2, 3, 4]
POINTS = [10, 8, 6, 4]

QUARTER = """
schema = 1
season = {{ id = "q{n}" }}
files = {{ "q{n}.csv" = "{hash}" }}
[[series]]
id = "month"
missed = "skip"
minimum = 2
best = 2
events = [ {events} ]
[[tables]]
id = "person"
tracks = ["window"]
weights = {{ month = "100" }}
ties = ["share"]
"""
YEAR = """
schema = 1
season = {{ id = "year" }}
files = {{ {files} }}
[[series]]
id = "points"
by = "place"
points = ["10", "8", "6", "4"]
rest = "1"
shared = "mean"
best = 3
reduce = "sum"
full = "30"
missed = "skip"
events = [ {places} ]
[[series]]
id = "score"
missed = "zero"
minimum = 0
events = [ {scores} ]
[[tables]]
id = "person"
tracks = ["person"]
weights = {{ points = "40", score = "60" }}
ties = ["share"]
"""


@pytest.fixture
def reckoned(tmp_path, capsys):
    """What `judging season --json` prints of a season of the folder, and keeps there as NAME.json."""

    def reckon(name, toml):
        (tmp_path / f"{name}.toml").write_text(toml, "utf-8")
        status = cli.main(["season", str(tmp_path / f"{name}.toml"), "--json"])
        printed = capsys.readouterr()
        assert (status, printed.err) == (0, "")
        (tmp_path / f"{name}.json").write_text(printed.out, "utf-8")
        return json.loads(printed.out)

    return reckon


def hash_of(path):
    return sha256(path.read_bytes()).hexdigest()


def events(letter, names):
    """An event for each file, in time order."""
    return ", ".join(f'{{ id = "{letter}{n}", from = ["{name}"] }}' for n, name in enumerate(names, 1))


def half_up(top, bottom):
    return (2 * top + bottom) // (2 * bottom)


def text(hundredths):
    return f"{hundredths // 100}.{hundredths % 100:02}"


def places(scores):
    """1, 1, 3 …"""
    return {who: 1 + sum(other > score for other in scores.values()) for who, score in scores.items()}


def made_up_months():
    """Quarter → month → person → a whole score; who did not come is not there."""
    random = Random(2024)
    return {
        n: {
            f"m{3 * n + month}": {who: random.randrange(70, 80) for who in PEOPLE if random.random() < 0.8}
            for month in (-2, -1, 0)
        }
        for n in QUARTERS
    }


def quarter_by_hand(months):
    """The mean of the best two in hundredths; who came once or never has none."""
    taken = {who: sorted(month[who] for month in months.values() if who in month)[-2:] for who in PEOPLE}
    return {who: half_up(100 * sum(two), 2) for who, two in taken.items() if len(two) == 2}


def year_by_hand(quarters):
    """Composites in hundredths; points are counted in parts that 1 … 12 people can share."""
    part = 27_720
    taken = {who: [] for who in PEOPLE}
    for scores in quarters.values():
        rank = places(scores)
        sharing = Counter(rank.values())
        for who, place in rank.items():
            filled = range(place, place + sharing[place])
            points = sum(POINTS[n - 1] if n <= len(POINTS) else 1 for n in filled)
            taken[who].append(points * part // sharing[place])
    found = {}
    for who in PEOPLE:
        points = half_up(100 * sum(sorted(taken[who])[-3:]), part)
        score = half_up(sum(scores.get(who, 0) for scores in quarters.values()), 4)
        if taken[who]:
            found[who] = half_up(40 * points * 100 + 60 * score * 30, 3000)
    return found


def test_four_quarters_make_the_year_that_is_reckoned_by_hand(tmp_path, reckoned):
    months = made_up_months()
    quarters = {n: quarter_by_hand(months[n]) for n in QUARTERS}
    for n in QUARTERS:
        rows = [f"window,{m},{who},{s}\n" for m, scores in months[n].items() for who, s in scores.items()]
        (tmp_path / f"q{n}.csv").write_text("track,round,entrant,score\n" + "".join(rows), "utf-8")
        listed = ", ".join(f'{{ id = "{month}", from = ["q{n}.csv"] }}' for month in months[n])
        found = reckoned(f"q{n}", QUARTER.format(n=n, hash=hash_of(tmp_path / f"q{n}.csv"), events=listed))
        standings = found["tracks"]["person"]["standings"]
        assert {row["entrant"]: row["composite"] for row in standings} == {
            who: text(score) for who, score in quarters[n].items()
        }
        assert {row["entrant"]: row["place"] for row in standings} == places(quarters[n])

    names = [f"q{n}.json" for n in QUARTERS]
    files = ", ".join(f'"{name}" = "{hash_of(tmp_path / name)}"' for name in names)
    year = YEAR.format(files=files, places=events("p", names), scores=events("s", names))
    found = reckoned("year", year)["tracks"]["person"]

    expected = year_by_hand(quarters)
    assert {row["entrant"]: row["composite"] for row in found["standings"]} == {
        who: text(composite) for who, composite in expected.items()
    }
    assert {row["entrant"]: row["place"] for row in found["standings"]} == places(expected)
    assert {row["entrant"] for row in found["unranked"]} == set(PEOPLE) - set(expected)
    assert any(len(scores) < len(PEOPLE) for scores in quarters.values())  # or else too little was tried
    assert any(len(set(places(scores).values())) < len(scores) for scores in quarters.values())


UNIT = """
schema = 1
season = {{ id = "{unit}" }}
files = {{ "{unit}.csv" = "{hash}" }}
[[series]]
id = "{unit}"
missed = "skip"
events = [ {{ id = "{unit}-final", from = ["{unit}.csv"] }} ]
[[tables]]
id = "person"
tracks = ["window"]
weights = {{ {unit} = "1" }}
"""
DISTRICT = """
schema = 1
[season]
id = "district"
roster = "promoted.csv"
[files]
{files}
[[series]]
id = "unit"
by = "place"
points = ["10", "8"]
rest = "1"
shared = "high"
full = "10"
missed = "hold"
events = [ {{ id = "units", from = ["north.json", "south.json"] }} ]
[[series]]
id = "final"
missed = "skip"
events = [ {{ id = "final", from = ["final.csv"] }} ]
[[tables]]
id = "person"
tracks = ["person", "window"]
weights = {{ unit = "20", final = "80" }}
ties = ["series:final", "share"]
"""


def test_units_send_their_best_to_the_district_and_the_roster_says_whom(tmp_path, reckoned):
    units = {
        "north": ("选手01,90", "选手02,80", "选手03,70"),
        "south": ("选手04,60", "选手05,60", "选手06,50"),
    }
    for unit, rows in units.items():
        lines = [f"window,{unit}-final,{row}" for row in rows]
        (tmp_path / f"{unit}.csv").write_text("\n".join(["track,round,entrant,score", *lines, ""]), "utf-8")
        reckoned(unit, UNIT.format(unit=unit, hash=hash_of(tmp_path / f"{unit}.csv")))
    final = ["window,final,选手01,85", "window,final,选手02,90", "window,final,选手04,90"]
    (tmp_path / "final.csv").write_text("\n".join(["track,round,entrant,score", *final, ""]), "utf-8")
    roster = [f"person,选手0{n}," for n in (1, 2, 4, 5)] + ["person,选手03,withdrawn", "person,选手06,"]
    (tmp_path / "promoted.csv").write_text("\n".join(["track,entrant,status", *roster, ""]), "utf-8")

    names = ("north.json", "south.json", "final.csv")
    files = "\n".join(f'"{name}" = "{hash_of(tmp_path / name)}"' for name in names)
    found = reckoned("district", DISTRICT.format(files=files))["tracks"]["person"]

    assert [(row["place"], row["entrant"], row["composite"]) for row in found["standings"]] == [
        (1, "选手04", "92.00"),  # shares the first place of its unit: 20 × 10 ÷ 10 + 80 × 90 ÷ 100
        (2, "选手02", "88.00"),  # 20 × 8 ÷ 10 + 80 × 90 ÷ 100, with the better final
        (3, "选手01", "88.00"),
    ]
    assert {row["entrant"]: row["status"] for row in found["unranked"]} == {
        "选手03": "withdrawn",  # on the roster as one who did not go on
        "选手05": "minimum",  # was sent and did not come
        "选手06": "minimum",
    }


TALLIED = """
schema = 1
season = {{ id = "s" }}
files = {{ "day.json" = "{hash}" }}
[[series]]
id = "drill"
by = "place"
points = ["10", "8", "5"]
shared = "mean"
missed = "skip"
events = [ {{ id = "m03", from = ["day.json"] }} ]
[[tables]]
id = "person"
tracks = ["t"]
weights = {{ drill = "100" }}
ties = ["share"]
"""


def test_what_tally_prints_goes_into_a_season_as_it_is(tmp_path, capsys, reckoned):
    given = {"a": (90, 92), "b": (91, 91), "c": (9, 9)}
    marks = "\n".join(sheets(*of, entrant=who) for who, of in given.items())
    assert run(tmp_path, rules(round="", ties='["share"]'), marks, "--json") == 0
    (tmp_path / "day.json").write_text(capsys.readouterr().out, "utf-8")

    found = reckoned("season", TALLIED.format(hash=hash_of(tmp_path / "day.json")))["tracks"]["person"]

    assert [row["score"] for row in found["scores"]] == ["9.00", "9.00", "5.00"]
    assert [row["place"] for row in found["standings"]] == [1, 1, 3]
