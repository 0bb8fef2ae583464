"""Officially published results, from the folder JUDGING_ORACLES names; without it nothing is compared."""

import argparse
import csv
import json
import os
from pathlib import Path
from typing import Any

import pytest

from judging import tally


def cases() -> list[Path]:
    folder = os.environ.get("JUDGING_ORACLES")
    return sorted(path.parent for path in Path(folder).glob("*/expected.csv")) if folder else []


def expected(case: Path) -> dict[tuple[str, str, str, str], str]:
    """(kind, track, round, entrant) → value; the round of a criterion is `round.criterion`."""
    with (case / "expected.csv").open(encoding="utf-8", newline="") as file:
        return {
            (row["kind"], row["track"], row["round"], row["entrant"]): row["value"]
            for row in csv.DictReader(file)
        }


def computed(case: Path, capsys: pytest.CaptureFixture[str]) -> dict[tuple[str, str, str, str], str]:
    arguments = [str(case / "rules.toml"), str(case / "marks.csv"), "--json"]
    for name in ("components", "deductions", "status", "order", "decisions"):
        if (case / f"{name}.csv").exists():
            arguments += [f"--{name}", str(case / f"{name}.csv")]
    parser = argparse.ArgumentParser()
    tally.add_arguments(parser)
    assert tally.main(parser.parse_args(arguments)) == 0
    return values_of(json.loads(capsys.readouterr().out))


def values_of(results: dict[str, Any]) -> dict[tuple[str, str, str, str], str]:
    """The values of `results.json`, by the keys of `expected`."""
    found = {}
    for track, result in results["tracks"].items():
        for score in result["scores"]:
            found["score", track, score["round"], score["entrant"]] = score["score"]
            for criterion, value in score.get("criteria", {}).items():
                found["criterion", track, f"{score['round']}.{criterion}", score["entrant"]] = value
        for standing in result["standings"]:
            found["composite", track, "", standing["entrant"]] = standing["composite"]
            found["place", track, "", standing["entrant"]] = str(standing["place"])
    return found


CASES = [pytest.param(case, id=f"{case.name}, {len(expected(case))} values") for case in cases()]
UNSET = [pytest.param(None, id="JUDGING_ORACLES is not set")]


@pytest.mark.parametrize("case", CASES or UNSET)
def test_every_published_value_is_reproduced(case, capsys):
    if case is None:
        return

    found = computed(case, capsys)

    wrong = {key: (value, found.get(key)) for key, value in expected(case).items() if found.get(key) != value}
    assert wrong == {}


@pytest.mark.parametrize("numbers", [sum(len(expected(case)) for case in cases())], ids="{} numbers".format)
def test_this_many_numbers_were_compared(numbers):
    assert bool(numbers) == bool(cases())
