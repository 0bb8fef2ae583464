"""The second engine's season by itself: the vectors of the contract, section 6, and what they do not say."""

import json
from hashlib import sha256

import pytest

from judging.second.season import season_answer


def season(series, *events, ties=(), table="", **ledgers):
    """A season of one series and one table; an event is a text of CSV rows "entrant,score"."""
    rows = ["track,round,entrant,score"]
    rows += [f"w,m{n},{row}" for n, event in enumerate(events, 1) for row in event.split()]
    files = {"scores.csv": "\n".join(rows).encode()}
    named = ""
    for name, text in ledgers.items():
        files[f"{name}.csv"] = text.encode()
        named += f'{name} = "{name}.csv"\n'
    listed = ", ".join(f'{{ id = "m{n}", from = ["scores.csv"] }}' for n in range(1, len(events) + 1))
    toml = f"""
schema = 1
[season]
id = "s"
{named}
[files]
"scores.csv" = "{sha256(files["scores.csv"]).hexdigest()}"
[[series]]
id = "drill"
{series}
events = [{listed}]
[[tables]]
id = "person"
tracks = ["w"]
weights = {{ drill = "100" }}
ties = {json.dumps(list(ties))}
{table}
"""
    return season_answer(toml.encode(), files)["tracks"]["person"]


def scores(found):
    return {row["entrant"]: row["score"] for row in found["scores"]}


def events(found, key):
    return {row["entrant"]: [event[key] for event in row["events"]] for row in found["scores"]}


@pytest.mark.parametrize(("missed", "score"), [("skip", "80.00"), ("zero", "80.00"), ("hold", None)])
def test_the_best_three_of_three_and_one_missed(missed, score):
    found = season(f'best = 3\nmissed = "{missed}"', "a,90", "a,80", "b,1", "a,70")

    assert scores(found).get("a") == score
    held = {row["entrant"]: row["reason"] for row in found["held"]}
    assert held == ({"a": "missed", "b": "missed"} if missed == "hold" else {})


@pytest.mark.parametrize(
    ("rule", "score"), [('"skip"', "80.00"), ('"zero"', "53.33"), ('"skip"\nminimum = 3', None)]
)
def test_one_missed_of_three_that_all_count(rule, score):
    found = season(f"missed = {rule}", "a,90", "b,1", "a,70")

    assert scores(found).get("a") == score
    assert ({"entrant": "a", "status": "minimum"} in found["unranked"]) == (score is None)


@pytest.mark.parametrize(
    ("rule", "value", "score"), [("mean", "23/3", "7.67"), ("mean", "23/3", "15.33"), ("high", "10", "10.00")]
)
def test_three_share_the_first_place(rule, value, score):
    twice = score == "15.33"
    series = f'by = "place"\npoints = ["10", "8", "5"]\nshared = "{rule}"\nmissed = "skip"'
    if twice:
        series += '\nreduce = "sum"'
    found = season(series, *["a,9 b,9 c,9"] * (1 + twice))

    assert events(found, "value")["a"][0] == value
    assert scores(found) == {"a": score, "b": score, "c": score}


@pytest.mark.parametrize(("shared", "points"), [("mean", "9 9 6 1"), ("high", "10 10 6 1")])
def test_points_of_places_1_1_3_4(shared, points):
    series = f'by = "place"\npoints = ["10", "8", "6"]\nrest = "1"\nshared = "{shared}"\nmissed = "skip"'
    found = season(series, "a,9 b,9 c,8 d,7")

    assert [value for [value] in events(found, "value").values()] == points.split()
    assert [place for [place] in events(found, "place").values()] == [1, 1, 3, 4]


@pytest.mark.parametrize(("best", "score"), [("best = 2\n", "84.50"), ("", "56.17")])
def test_excused_as_zero_and_half_a_point_off(best, score):
    found = season(
        f'{best}missed = "hold"',
        "a,90",
        "a,80",
        "b,1",
        excused="track,event,entrant,as,reason\nperson,m3,a,zero,病假\nperson,m1,b,skip,\nperson,m2,b,skip,\n",
        deductions="track,round,entrant,points,reason\nperson,drill,a,0.5,明察暗访\n",
    )

    assert scores(found)["a"] == score
    assert events(found, "state") == {"a": ["in", "in", "excused"], "b": ["excused", "excused", "in"]}
    assert events(found, "value") == {"a": ["90", "80", "0"], "b": [None, None, "1"]}


def test_whoever_was_better_later_is_ahead():
    found = season('missed = "skip"', "a,10 b,8", "", "a,8 b,10", ties=["later:drill"])

    assert [(row["place"], row["entrant"], row["broken_by"]) for row in found["standings"]] == [
        (1, "b", "later:drill"),
        (2, "a", "later:drill"),
    ]


def test_whoever_was_there_is_ahead_of_whoever_was_not():
    series = 'missed = "zero"\nfloor = "none"\nbest = 1'
    found = season(series, "a,5 b,5", "b,-1", ties=["later:drill"])

    assert [row["entrant"] for row in found["standings"]] == ["b", "a"]


def test_shared_and_uncounted_first_places_part_too():
    found = season('missed = "skip"\nbest = 1', "a,9 b,9", "a,8 b,7", ties=["firsts:drill", "share"])

    assert [(row["entrant"], row["place"]) for row in found["standings"]] == [("a", 1), ("b", 2)]
    assert events(found, "counts") == {"a": [True, False], "b": [True, False]}


def test_of_equal_values_the_earlier_counts():
    found = season('missed = "skip"\nbest = 3', "a,8", "a,9", "a,8", "a,9", "a,8")

    assert events(found, "counts") == {"a": [True, True, False, True, False]}


def test_what_is_to_come_may_still_make_the_minimum():
    few = 'missed = "skip"\nof = 4\nminimum = {}'
    assert season(few.format(3), "a,9", "a,8")["unranked"] == []
    assert season(few.format(4), "a,9", "b,8")["unranked"] == [
        {"entrant": "a", "status": "minimum"},
        {"entrant": "b", "status": "minimum"},
    ]
    assert season(few.format(3), "a,9", "a,8")["to_come"] == {"drill": 2}


def test_the_roster_says_who_belongs_and_who_is_not_ranked():
    roster = "track,entrant,status\nperson,a,\nperson,b,withdrawn\nperson,c,\n"
    found = season('missed = "zero"\nminimum = 0', "a,9 b,10", roster=roster)

    assert scores(found) == {"a": "9.00", "c": "0.00"}
    assert found["unranked"] == [{"entrant": "b", "status": "withdrawn"}]


def test_a_result_tells_who_was_disqualified_and_who_did_not_come():
    files = {
        f"m{n}.json": json.dumps(
            {
                "tracks": {
                    "w": {
                        "standings": [{"place": 1, "entrant": "a", "composite": "12345678.5"}],
                        "unranked": [
                            {"entrant": "b", "status": "disqualified"},
                            {"entrant": "c", "status": status},
                        ],
                    }
                }
            }
        ).encode()
        for n, status in enumerate(("withdrawn", "minimum"), 1)
    }
    toml = """
season = { id = "s" }
[[series]]
id = "drill"
missed = "skip"
events = [ { id = "m1", from = ["m1.json"] }, { id = "m2", from = ["m2.json"] } ]
[[tables]]
id = "person"
tracks = ["w"]
weights = { drill = 1 }
"""
    answer = season_answer(toml.encode(), files)
    found = answer["tracks"]["person"]

    assert found["unranked"] == [{"entrant": "b", "status": "minimum"}, {"entrant": "c", "status": "minimum"}]
    assert events(found, "value") == {"a": ["12345678.5", "12345678.5"]}
    assert answer["inputs"] == {name: sha256(data).hexdigest() for name, data in files.items()}
