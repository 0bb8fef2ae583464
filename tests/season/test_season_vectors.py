"""The vectors of the contract, section 6, and what else it says of events, series and ties."""

import pytest

from .texts import PERSON, answered, drill, results, scores, toml


def of_person(settings, count, by_entrant, ties="[]", **more):
    """The only table of a season with one series, out of a CSV file."""
    files = {"drill.csv": scores(by_entrant), **more}
    table = f'{PERSON}weights = {{ drill = "100" }}\nties = {ties}'
    return answered(toml([drill(settings, count)], files, [table]), files)["tracks"]["person"]


def score_of(table, entrant="A"):
    return {row["entrant"]: row["score"] for row in table["scores"]}.get(entrant)


def places(table):
    return {row["entrant"]: row["place"] for row in table["standings"]}


@pytest.mark.parametrize(
    ("settings", "values", "score"),
    [
        ('best = 3\nmissed = "skip"', ("90", "80", "", "70"), "80.00"),
        ('missed = "skip"', ("90", None, "70"), "80.00"),
        ('missed = "zero"', ("90", None, "70"), "53.33"),
        ('missed = "zero"\nreduce = "sum"', ("90", None, "70"), "160.00"),
        ('best = 2\nmissed = "skip"\nplaces = 1\nrounding = "truncate"', ("90", "80.19", "1"), "85.0"),
        ('missed = "zero"', (None, "", None), None),
        ('missed = "zero"\nminimum = 0', ("", "", ""), "0.00"),
    ],
)
def test_a_series_is_its_best_events_rounded_once(settings, values, score):
    table = of_person(settings, len(values), {"A": values, "B": ["1"] * len(values)})

    assert score_of(table) == score


def test_who_missed_an_event_of_a_series_that_waits_is_held():
    table = of_person('best = 3\nmissed = "hold"', 4, {"A": ("90", "80", "", "70"), "B": ["1"] * 4})

    assert [(row["entrant"], row["round"], row["reason"]) for row in table["held"]] == [
        ("A", "drill", "missed")
    ]
    assert "drill-3" in table["held"][0]["detail"]
    assert places(table) == {"B": 1}


def test_who_took_part_too_seldom_is_not_ranked():
    table = of_person('missed = "skip"\nminimum = 3', 3, {"A": ("90", "", "70"), "B": ["1"] * 3})

    assert table["unranked"] == [{"entrant": "A", "status": "minimum"}]
    assert score_of(table) is None


def test_events_to_come_may_still_reach_the_minimum():
    table = of_person('missed = "skip"\nminimum = 3\nof = 4', 3, {"A": ("90", "", "70"), "B": ["1"] * 3})

    assert (score_of(table), table["to_come"]) == ("80.00", {"drill": 1})


@pytest.mark.parametrize(
    ("settings", "count", "score"),
    [
        ('shared = "mean"', 1, "7.67"),
        ('shared = "mean"\nreduce = "sum"', 2, "15.33"),
        ('shared = "high"', 1, "10.00"),
    ],
)
def test_three_who_share_the_first_place(settings, count, score):
    settings = f'by = "place"\npoints = ["10", "8", "5"]\nmissed = "zero"\n{settings}'

    table = of_person(settings, count, {name: ["9"] * count for name in "ABC"})

    assert score_of(table) == score
    if "mean" in settings:
        assert table["scores"][0]["events"][0]["value"] == "23/3"


@pytest.mark.parametrize(
    ("shared", "values"), [("mean", ["9", "9", "6", "1"]), ("high", ["10", "10", "6", "1"])]
)
def test_places_beyond_the_points_have_the_rest(shared, values):
    settings = f'by = "place"\npoints = ["10", "8", "6"]\nrest = "1"\nmissed = "zero"\nshared = "{shared}"'

    table = of_person(settings, 1, {"A": ["9"], "B": ["9"], "C": ["8"], "D": ["7"]})

    assert [row["events"][0]["value"] for row in table["scores"]] == values
    assert [row["events"][0]["place"] for row in table["scores"]] == [1, 1, 3, 4]


@pytest.mark.parametrize(("best", "score"), [("best = 2", "84.50"), ("", "56.17")])
def test_an_event_excused_as_zero_counts_and_deductions_come_off(best, score):
    table = of_person(
        f'missed = "skip"\n{best}',
        3,
        {"A": ("90", "80", None), "B": ["1"] * 3},
        **{
            "excused.csv": "track,event,entrant,as,reason\nperson,drill-3,A,zero,事假\n",
            "deductions.csv": "track,round,entrant,points,reason\nperson,drill,A,0.5,明察暗访\n",
        },
    )

    assert score_of(table) == score
    assert table["scores"][0]["deductions"] == "0.5"
    assert table["scores"][0]["events"][2] == {
        "event": "drill-3", "value": "0", "place": None, "state": "excused", "counts": best == "",
    }  # fmt: skip


def test_an_event_that_is_left_out_is_waited_for_by_nobody():
    excused = "track,event,entrant,as,reason\nperson,drill-2,A,skip,病假\n"
    table = of_person('missed = "hold"', 2, {"A": ("90", None), "B": ["1"] * 2}, **{"excused.csv": excused})

    assert (table["held"], score_of(table)) == ([], "90.00")


def test_the_later_event_parts_equals():
    values = {"A": ("10", None, "8"), "B": ("8", None, "10"), "C": (None, "1", None)}

    table = of_person('missed = "skip"', 3, values, '["series:drill", "firsts:drill", "later:drill"]')

    assert places(table) == {"B": 1, "A": 2, "C": 3}
    assert table["standings"][0]["broken_by"] == "later:drill"


def test_being_there_comes_before_a_zero_that_was_not_there():
    values = {"A": ("10", "0"), "B": ("10", None)}

    table = of_person('missed = "zero"', 2, values, '["later:drill"]')

    assert places(table) == {"A": 1, "B": 2}


def test_first_places_count_although_shared_and_not_among_the_best():
    settings = 'by = "place"\npoints = ["5", "5"]\nrest = "0"\nshared = "mean"\nmissed = "zero"\nbest = 1'
    values = {"A": ("9", "9"), "B": ("9", "8"), "C": ("7", "7")}

    table = of_person(settings, 2, values, '["firsts:drill"]')

    assert places(table) == {"A": 1, "B": 2, "C": 3}
    assert table["standings"][0]["broken_by"] == "firsts:drill"


def test_of_equal_events_the_earlier_counts():
    table = of_person('missed = "skip"\nbest = 1', 2, {"A": ("9", "9")})

    assert [each["counts"] for each in table["scores"][0]["events"]] == [True, False]


def test_a_tie_nobody_has_decided_waits_for_the_order():
    values = {"A": ("9",), "B": ("9",)}

    waiting = of_person('missed = "skip"', 1, values, '["manual"]')
    order = "track,entrant,order\nperson,B,1\nperson,A,2\n"
    decided = of_person('missed = "skip"', 1, values, '["manual"]', **{"order.csv": order})

    assert [row["reason"] for row in waiting["held"]] == ["manual", "manual"]
    assert places(decided) == {"B": 1, "A": 2}


def test_who_is_on_the_roster_and_never_came_is_in_the_table():
    roster = "track,entrant,status\nperson,A,\nperson,B,\nperson,C,withdrawn\n"
    table = of_person('missed = "zero"\nminimum = 0', 1, {"A": ("9",)}, **{"roster.csv": roster})

    assert places(table) == {"A": 1, "B": 2}
    assert table["unranked"] == [{"entrant": "C", "status": "withdrawn"}]


def test_results_of_a_hall_say_who_was_there_and_who_was_disqualified():
    files = {
        "m1.json": results([(1, "A", "90.00"), (2, "B", "80.00")], {"C": "disqualified", "D": "no_show"})
    }
    series = 'id = "drill"\nmissed = "skip"\nevents = [ { id = "m1", from = ["m1.json"] } ]'

    table = answered(toml([series], files), files)["tracks"]["person"]

    assert places(table) == {"A": 1, "B": 2}
    assert table["unranked"] == [{"entrant": "C", "status": "minimum"}, {"entrant": "D", "status": "minimum"}]


def test_places_are_those_of_one_track_of_one_file():
    files = {
        "tax.json": results([(1, "A", "70.00")]),
        "land.json": results([(1, "B", "90.00"), (2, "C", "80.00")]),
    }
    series = (
        'id = "drill"\nby = "place"\npoints = ["3", "2"]\nshared = "mean"\nmissed = "skip"\n'
        'events = [ { id = "m1", from = ["tax.json", "land.json"] } ]'
    )

    table = answered(toml([series], files), files)["tracks"]["person"]

    assert [row["score"] for row in table["scores"]] == ["3.00", "3.00", "2.00"]


def test_what_no_table_looks_at_may_say_anything():
    files = {"drill.csv": scores({"A": ("9",)}) + "kitchen,lunch,  x,many\n"}
    files["m.json"] = results([(1, "A", "90.00")]).replace(
        '{"tracks": {', '{"tracks": {"kitchen": {"soup": 1}, '
    )
    series = [
        drill('missed = "skip"', 1),
        'id = "month"\nmissed = "skip"\nevents = [ { id = "m1", from = ["m.json"] } ]',
    ]
    tables = [PERSON + 'weights = { drill = "50", month = "50" }']

    table = answered(toml(series, files, tables), files)["tracks"]["person"]

    assert table["standings"][0]["composite"] == "49.50"


POOL = """
[[pools]]
id = "prize"
slots = 1
allocate = "merged"
levels = [ { name = "一等奖", count = 1, title = "最美瀛洲店小二" } ]
"""


@pytest.mark.parametrize(("of", "open"), [("", False), ("of = 2", True)])
def test_prizes_wait_for_the_events_to_come(of, open):
    files = {"drill.csv": scores({"A": ("9",), "B": ("8",)})}
    tables = [PERSON + 'pool = "prize"\nweights = { drill = "100" }']

    found = answered(toml([drill(f'missed = "skip"\n{of}', 1)], files, tables, rest=POOL), files)

    award = {"entrant": "A", "track": "person", "level": "一等奖", "title": "最美瀛洲店小二"}
    assert found["awards"] == ({} if open else {"prize": [award]})
    assert list(found["open"]) == (["prize"] if open else [])
    if open:
        assert "还有 1 场" in found["open"]["prize"]
