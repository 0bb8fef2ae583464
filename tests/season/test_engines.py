"""The two engines on random small seasons, from the same bytes to every number, event and award."""

import copy
import json
import os
from random import Random

import pytest

from judging import cli, recheck
from judging.files import Problems
from judging.files.season_file import read_season
from judging.files.season_json import dump_season
from judging.season.reckoning import reckon
from judging.second import season_series
from judging.second.season import season_answer
from judging.tally import beside
from tests.season.made_up import Season

SEASONS = int(os.environ.get("JUDGING_SEASONS", "1000"))
BUNCH = 125  # seasons of one test: a failure names the seed
TOLD_FREELY = {"detail", "open"}  # sentences, which the second engine has none of


def first(made):
    try:
        read = read_season(made.toml.encode(), made.files)
    except Problems as refused:
        raise AssertionError(f"no season: {refused}") from refused
    return dump_season(read, reckon(read.season, read.gathered))


def both(made):
    return first(made), season_answer(made.toml.encode(), made.files)


def agreeing(made):
    """What the first engine says, and where the second does not."""
    found, second = both(made)
    return found, [str(recheck.told(each)) for each in recheck.of_season(found, lambda: second)]


def made_up(seed, turned=None):
    return Season(seed, turned, over=seed % 3 == 0)


@pytest.mark.parametrize("begin", range(0, SEASONS, BUNCH))
def test_the_two_engines_agree_on_every_number_event_and_award(begin):
    for seed in range(begin, begin + BUNCH):
        assert (seed, agreeing(made_up(seed))[1]) == (seed, [])


@pytest.mark.parametrize("begin", range(0, SEASONS // 4, BUNCH))
def test_the_order_of_files_rows_columns_and_keys_does_not_matter(begin):
    for seed in range(begin, begin + BUNCH):
        found, turned = first(made_up(seed)), first(made_up(seed, turned=seed + 1))
        for part in ("season", "tracks", "awards", "open"):
            assert (seed, found[part]) == (seed, turned[part])


def test_the_seasons_have_all_there_is():
    """Otherwise agreement would prove little."""
    seen = set()
    for seed in range(300):
        found = first(made_up(seed))
        for track in found["tracks"].values():
            seen |= {f"held {row['reason']}" for row in track["held"]}
            seen |= {str(row["broken_by"]).partition(":")[0] for row in track["standings"]}
            seen |= {row["status"] for row in track["unranked"]}
            seen |= {"to come"} if track["to_come"] else set()
            seen |= {"deducted" for row in track["scores"] if row["deductions"] != "0"}
            events = [event for row in track["scores"] for event in row["events"]]
            seen |= {f"{event['state']} {event['value'] is None}" for event in events}
            seen |= {f"counts {event['counts']}" for event in events}
            seen |= {"a quotient" for event in events if "/" in (event["value"] or "")}
        seen |= {f"title {row['title']}" for pool in found["awards"].values() for row in pool}
        seen |= {"open" for _ in found["open"]}

    assert seen >= {"held missed", "held manual", "to come", "deducted", "a quotient", "open"}
    assert seen >= {"withdrawn", "no_show", "disqualified", "minimum", "counts True", "counts False"}
    assert seen >= {"None", "series", "firsts", "later", "share", "manual", "unbroken"}
    assert seen >= {"in False", "missed True", "missed False", "excused True", "excused False"}
    assert seen >= {"disqualified False", "title None", "title 金牌店小二"}


@pytest.mark.parametrize("begin", range(0, 100, 50))
def test_whatever_one_engine_says_otherwise_is_found(begin):
    for seed in range(begin, begin + 50):
        found, second = both(made_up(seed))
        spoilt = copy.deepcopy(found)
        path = spoil(spoilt, Random(seed))
        told = [str(recheck.told(each)) for each in recheck.of_season(spoilt, lambda s=second: s)]
        assert (seed, path, bool(told)) == (seed, path, True)
        assert all("：系统 " in words and "，核分 " in words for words in told)


def spoil(found, random):
    """Changes one of all its texts, numbers and words, or takes away or doubles a row; tells which."""
    places = list(leaves(found, ()))
    path = random.choice(places)
    owner = found
    for key in path[:-1]:
        owner = owner[key]
    match owner[path[-1]]:
        case bool(value):
            owner[path[-1]] = not value
        case int(value):
            owner[path[-1]] = value + 1
        case str(value):
            owner[path[-1]] = value[:-1] + ("1" if value[-1:] != "1" else "2")
        case None:
            owner[path[-1]] = "1"
        case list(rows):
            owner[path[-1]] = [*rows, rows[-1]] if random.random() < 0.5 else rows[:-1]
    return path


def leaves(value, path):
    if isinstance(value, dict):
        for key, each in value.items():
            if key not in TOLD_FREELY:
                yield from leaves(each, (*path, key))
    elif isinstance(value, list):
        if value:
            yield path
        for n, each in enumerate(value):
            yield from leaves(each, (*path, n))
    else:
        yield path


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        ("value", "99", "p0 e2“s0 s0e0”的该场分值：系统 99，核分 "),
        ("place", 99, "p0 e2“s0 s0e0”的该场名次：系统 99，核分 "),
    ],
)
def test_a_difference_names_person_series_and_event(key, value, words):
    made = next(made for seed in range(100) if (made := made_up(seed)) and rows_of(first(made), "e2", "s0"))
    found, second = both(made)
    rows_of(found, "e2", "s0")[0]["events"][0][key] = value

    [difference] = recheck.of_season(found, lambda: second)
    assert str(recheck.told(difference)).startswith(words)


def rows_of(found, entrant, series):
    rows = found["tracks"]["p0"]["scores"]
    return [row for row in rows if (row["entrant"], row["round"]) == (entrant, series)]


def test_an_engine_that_fails_does_not_agree():
    def failing():
        raise KeyError("m03")

    [difference] = recheck.of_season(first(made_up(1)), failing)
    assert "原始记录" in str(recheck.told(difference))


def test_the_command_line_tells_where_the_engines_differ_beside_the_result(tmp_path, capsys, monkeypatch):
    made = next(made for seed in range(100) if rows_of(first(made := made_up(seed)), "e2", "s0"))
    path = str(made.write(tmp_path))
    for size in (0, beside.WORTH_BYTES):  # in a process of its own, and in this one
        monkeypatch.setattr(beside, "WORTH_BYTES", size)
        assert cli.main(["season", path, "--json"]) == 0
        assert capsys.readouterr().err == ""

        with monkeypatch.context() as wrong:
            wrong.setattr(season_series, "UNIT", 2 * season_series.UNIT)
            assert cli.main(["season", path, "--json"]) == 1
        printed = capsys.readouterr()
        assert json.loads(printed.out)["season"] == "x"
        assert "核分不一致：p0 e2“s0”的最后得分：系统 " in printed.err
