"""An organiser rehearses an own competition: what is taken over, what never is, and what is made up."""

import argparse
import hashlib
import json
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace

from judging.audit import verify
from judging.audit.verify import replayed
from judging.core import events as e
from judging.core.people.taking_part import Judge
from judging.core.refused import Refused
from judging.core.scoring.rulebook import Sheets
from judging.core.setup.prepared import Panel
from judging.core.state import PanelKey
from judging.files import rulesfile
from judging.rehearse.made_up import Size
from judging.rehearse.original import of_file, of_preset
from judging.rehearse.plan import plan
from judging.store import draft
from judging.store.sqlite import SqliteLog, entries
from tests.day import on
from tests.rehearse.contest import rules_file
from tests.rehearse.test_day import judging


@pytest.fixture(scope="module")
def original(tmp_path_factory):
    """A competition that was judged already, so that it holds all that must not be taken over."""
    folder = tmp_path_factory.mktemp("original")
    size = ("--halls", 2, "--judges", 3, "--entrants", 6)
    judging("rehearse", rules_file(folder), *size, "--data", folder, "--seed", 3)
    (file,) = folder.glob("*.sqlite")
    return file


@pytest.fixture(scope="module")
def rehearsed(original, tmp_path_factory):
    """The report of its rehearsal."""
    folder = tmp_path_factory.mktemp("copy")
    before = digests(original.parent)
    report = folder / "report.json"
    judging("rehearse", original, "--data", folder, "--seed", 7, "--report", report)
    assert digests(original.parent) == before
    return json.loads(report.read_text("utf-8"))


def digests(folder):
    """Every file beside the original and in it, to the byte."""
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_the_copy_has_the_rules_entrants_panels_and_orders_of_the_original(original, rehearsed):
    ours, copy = replayed(entries(original)), replayed(entries(Path(rehearsed["file"])))

    assert copy.rehearsal
    assert copy.rules == ours.rules
    assert copy.entrants == ours.entrants
    assert copy.panels == ours.panels
    assert copy.halls.keys() == ours.halls.keys()
    assert [hall.name for hall in copy.halls.values()] == [hall.name for hall in ours.halls.values()]
    assert assigned(copy) == assigned(ours)
    assert {key: order.entrants for key, order in copy.orders.items()} == {
        key: order.entrants for key, order in ours.orders.items()
    }


def assigned(state):
    return {key: assignment.panels for key, assignment in state.assignments.items()}


def test_the_copy_has_a_file_and_a_key_of_its_own(original, rehearsed):
    copy = Path(rehearsed["file"])

    assert copy.parent != original.parent
    assert copy.with_suffix(".key").read_bytes() != original.with_suffix(".key").read_bytes()


def test_no_score_sheet_or_login_of_the_original_is_in_the_copy(original, rehearsed):
    ours, copy = entries(original), entries(Path(rehearsed["file"]))

    for kind in (e.ComponentsImported, e.SheetSubmitted, e.PassIssued, e.DeviceAdmitted):
        found, theirs = of_kind(copy, kind), of_kind(ours, kind)
        assert found, kind
        assert not found & theirs, kind


def of_kind(log, kind):
    return {msgspec.json.encode(entry.event) for entry in log if isinstance(entry.event, kind)}


def test_a_whole_rehearsal_verifies_and_says_whom_it_made_up(rehearsed):
    assert "一致" in judging("verify", rehearsed["file"])
    assert rehearsed["notes"] == []  # nobody
    assert [len(hall["tracks"]) for hall in rehearsed["halls"]] == [3, 2]
    assert rehearsed["not_played"] == []


def test_a_rules_file_is_rehearsed_with_made_up_people(original, tmp_path):
    judging("export", original, "--out", tmp_path / "export")

    said = judging(
        "rehearse", tmp_path / "export" / "rules.toml", "--data", tmp_path, "--judges", 3, "--entrants", 2
    )

    assert "区运管团队组：2 个虚构的参赛对象" in said
    assert "区运管团队组“现场汇报展示”：3 位虚构的评委" in said


@pytest.mark.parametrize(("content", "said"), [(None, "找不到"), (b"no competition", "不能演练"), (b"", "")])
def test_a_file_that_cannot_be_rehearsed_is_a_sentence(content, said, tmp_path):
    file = tmp_path / "own.sqlite"
    if content is not None:
        file.write_bytes(content)

    command = [sys.executable, "-m", "judging", "rehearse", str(file), "--data", str(tmp_path / "data")]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=60, check=False)

    assert done.returncode == 2
    assert said in done.stderr
    assert "own.sqlite" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "data").exists()


async def test_a_file_that_contradicts_itself_is_a_sentence(tmp_path):
    """Chained properly, but marking is opened where no competition was created."""
    file = tmp_path / "own.sqlite"
    log = await SqliteLog.open(file)
    await log.read()
    await log.append(
        [draft(e.MarkingOpened(on("e1")), "2026-11-20T12:00:00.000Z", "organiser", "00")], log.tail
    )
    await log.close()

    with pytest.raises(Refused, match="矛盾"):
        of_file(file)
    assert verify.main(argparse.Namespace(file=file)) == 1


def test_a_track_that_cannot_be_run_is_not_played_and_says_why(tmp_path):
    known = of_preset("shequ-2024").rules
    *imported, practice = known.track("frontline").rounds
    rounds = (*imported, replace(practice, sheets=Sheets.EACH))
    tracks = tuple(replace(t, rounds=rounds) if t.id == "frontline" else t for t in known.tracks)
    rules, report = tmp_path / "rules.toml", tmp_path / "report.json"
    rules.write_text(rulesfile.write(replace(known, tracks=tracks)), encoding="utf-8")

    said = judging("rehearse", rules, "--data", tmp_path, "--judges", 3, "--entrants", 2, "--report", report)

    (skipped,) = json.loads(report.read_text("utf-8"))["not_played"]
    assert skipped["track"] == "frontline"
    assert "测评票" in skipped["reasons"][0]
    assert skipped["reasons"][0] in said


def test_the_judges_that_are_made_up_are_nobody_of_the_file():
    known = (Judge("J1", 1, "王一"), Judge("J2", 2, "李二"), Judge("J9", 3, "张三"))
    original = replace(of_preset("shequ-2024"), panels={PanelKey("centre", "present"): Panel(known)})

    made = plan(original, Size(judges=3), 1)

    assert made.track("centre").panels["centre", "present", ""].judges == known
    others = made.track("backoffice").panels["backoffice", "show", ""]
    assert [judge.id for judge in others.judges] == ["J3", "J4", "J5"]
