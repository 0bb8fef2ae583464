"""A log with ids a spreadsheet would execute: exported it harms nobody, and reads back as it was."""

import csv
import io
import json
import re
import subprocess
import sys
from pathlib import Path

from judging.core import events as e
from judging.core.people.taking_part import Entrant, Judge
from judging.core.scoring.day import Deduction
from judging.core.scoring.numbers import parse
from tests.printouts.made_up import ROUND, TRACK, Log, performance, play, set_up

IDS = ("=1+1", "+2+3", "@SUM(A1)", "-cmd|' /C calc'!A0", "'=1+1", "''-x", "-1", "e1")
NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")


def competition() -> Log:
    log = set_up(judges=5, entrants=tuple(Entrant(id, f"单位{n}", "") for n, id in enumerate(IDS)))
    judges = tuple(Judge(id, n, f"评委{n}") for n, id in enumerate(IDS[:5], 1))
    log.add(e.PanelSeated(TRACK, ROUND, judges), "organiser")
    log.add(e.DeductionEntered(performance("=1+1"), Deduction(parse("0.5"), "=HYPERLINK(1)")))
    play(log)
    return log


def judging(*arguments: object) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([sys.executable, "-m", "judging", *map(str, arguments)], capture_output=True)


def cells(folder: Path) -> list[str]:
    return [
        cell
        for file in folder.glob("*.csv")
        for row in csv.reader(io.StringIO(file.read_text("utf-8"), newline=""))
        for cell in row
    ]


async def test_what_is_exported_is_no_formula_and_comes_to_the_same_when_read_back(tmp_path: Path):
    await competition().save(tmp_path / "a.sqlite")
    out = tmp_path / "out"

    exported = judging("export", tmp_path / "a.sqlite", "--out", out)
    names = ("components", "deductions", "status", "order", "decisions")
    tallied = judging(
        "tally",
        out / "rules.toml",
        out / "marks.csv",
        "--json",
        *(part for name in names for part in (f"--{name}", out / f"{name}.csv")),
    )

    assert exported.returncode == 0, exported.stdout
    executed = [cell for cell in cells(out) if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    assert [cell for cell in executed if not NUMBER.fullmatch(cell)] == []
    written = json.loads((out / "results.json").read_text("utf-8"))
    assert {score["entrant"] for score in written["tracks"][TRACK]["scores"]} == set(IDS)
    assert tallied.returncode == 0, (tallied.stdout.decode(), tallied.stderr.decode())
    assert json.loads(tallied.stdout) == written
