"""The two engines on random small competitions, from the same files to every number and award."""

import os
from pathlib import Path

import pytest

from judging.files import Problems, rulesfile
from judging.files.day_files import Files, read_days
from judging.files.results_json import dump
from judging.second.answer import answer
from judging.second.compare import differences
from judging.second.filed import Texts, filed
from tests.second.competitions import Competition, Finished

COMPETITIONS = int(os.environ.get("JUDGING_COMPETITIONS", "300"))
BUNCH = 50  # competitions of one test: a failure names the seed


def both(made: Competition, folder: Path) -> tuple[dict, dict]:
    """What the first engine makes of the files, and what the second does."""
    made.written(folder)
    rulebook = rulesfile.load(folder / "rules.toml")
    texts = made.files()
    first = dump(rulebook, read_days(rulebook, Files(**{name: folder / f"{name}.csv" for name in texts})))
    return first, answer(*filed(Texts(made.rules.encode(), **{n: t.encode() for n, t in texts.items()})))


@pytest.mark.parametrize("begin", range(0, COMPETITIONS, BUNCH))
def test_the_two_engines_agree_on_every_number_and_award(begin, tmp_path):
    for seed in range(begin, begin + BUNCH):
        try:
            first, second = both(Competition(seed), tmp_path)
        except Problems as refused:
            raise AssertionError(f"competition {seed} is none: {refused}") from refused
        assert (seed, differences(first, second)) == (seed, [])


@pytest.mark.parametrize("begin", range(0, COMPETITIONS, BUNCH))
def test_both_award_the_same_prizes_and_leave_the_same_open(begin, tmp_path):
    for seed in range(begin, begin + BUNCH):
        first, second = both(Finished(seed), tmp_path)
        assert (seed, differences(first, second)) == (seed, [])


def test_the_competitions_have_all_there_is(tmp_path):
    """Otherwise agreement would prove little: scores, every reason to wait, ties broken and not, awards."""
    seen = set()
    for seed in range(400):
        first, _ = both(Competition(seed), tmp_path)
        for track in first["tracks"].values():
            seen |= {held["reason"] for held in track["held"]}
            seen |= {str(standing["broken_by"]).partition(":")[0] for standing in track["standings"]}
            seen |= {"unranked"} if track["unranked"] else set()
            seen |= {"equalised" for score in track["scores"] if score["coefficient"] is not None}
        seen |= {"awards" for pool in first["awards"].values() if pool} | {"open" for _ in first["open"]}

    assert seen >= {"missing", "minimum", "equalise", "manual", "unranked", "equalised", "awards", "open"}
    assert seen >= {"None", "round", "criterion", "untrimmed", "highest", "lowest", "share", "unbroken"}
