"""Three visitors at two windows: what they tap is what `judging tally` makes of the same file."""

import argparse
import json

from judging import tally
from judging.audit.export import export
from judging.core import commands as c
from judging.core.people.taking_part import Entrant
from judging.files import rulesfile
from tests.files.test_evaluators import VISITORS
from tests.printouts.made_up import Log

from .conftest import Hall, send
from .test_ballots import cast, issued
from .test_halls import play

RULES = """
schema = 1
competition = { id = "x" }
[[tracks]]
id = "w"
[[tracks.rounds]]
id = "r"
name = "群众评价"
kind = "judged"
weight = "100"
sheets = "each"
who = "visitor"
trim = { high = 1, low = 0, from = 2 }
criteria = [ { id = "a", min = 0, max = 100, step = 1 }, { id = "b", min = 0, max = 100, step = 1 } ]
"""
WINDOWS = ("一号窗", "二号窗")
KIND = {"track": "w", "round": "r", "group": ""}


def tallied(folder, capsys, rules: str, marks: str) -> dict:
    (folder / "r.toml").write_text(rules, "utf-8")
    (folder / "m.csv").write_text(marks, "utf-8")
    parser = argparse.ArgumentParser()
    tally.add_arguments(parser)
    capsys.readouterr()
    assert tally.main(parser.parse_args([str(folder / "r.toml"), str(folder / "m.csv"), "--json"])) == 0
    return json.loads(capsys.readouterr().out)["tracks"]["w"]


async def test_what_visitors_tap_live_is_what_tally_makes_of_the_file(hall: Hall, tmp_path, capsys):
    log = Log()
    entrants = {"w": tuple(Entrant(name, name) for name in WINDOWS)}
    play(log, c.CreateCompetition(rulesfile.read(RULES, "x.toml"), entrants), c.OpenEvaluation("w", "r"))
    await log.save(tmp_path / "visits.sqlite")
    organiser = await hall.organiser()
    assert (await organiser.post("/competitions/open", json={"file": "visits.sqlite"})).status_code == 200
    given: dict[str, dict[str, dict[str, str]]] = {}
    for _, _, window, visitor, criterion, mark in (line.split(",") for line in VISITORS.split()[1:]):
        given.setdefault(visitor, {}).setdefault(window, {})[f"{criterion}/{window}"] = mark

    for sheets in given.values():
        for window, marks in sheets.items():
            [slip] = await issued(organiser, hall, 1, **KIND, entrant=window)
            assert (await cast(await hall.device(), slip, marks)).status_code == 200
    await send(organiser, "CloseEvaluation", track="w", round="r")

    export(hall.competition.state, tmp_path / "out")
    live = json.loads((tmp_path / "out" / "results.json").read_text("utf-8"))["tracks"]["w"]
    exported = [(tmp_path / "out" / name).read_text("utf-8") for name in ("rules.toml", "marks.csv")]
    assert tallied(tmp_path, capsys, *exported) == live
    natural = tallied(tmp_path, capsys, RULES, VISITORS)
    assert natural["standings"] == live["standings"]
    assert [(s["entrant"], s["score"], s["count"]) for s in natural["scores"]] == [
        ("一号窗", "70.00", 2),
        ("二号窗", "80.00", 1),
    ]
    unnamed = [{**score, "dropped": None} for score in natural["scores"]]
    assert unnamed == [{**score, "dropped": None} for score in live["scores"]]
