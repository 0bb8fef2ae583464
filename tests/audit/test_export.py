"""What `judging export` writes is what `judging tally` reads: both come to the same numbers."""

import json

import msgspec
import pytest
from msgspec.structs import replace

from judging.audit.export import export
from judging.cli import main
from judging.core import commands as c
from judging.core import events as e
from judging.core.hall.performance import SheetPhase
from judging.core.people.actor import acting
from judging.core.people.duty import Duty
from judging.core.people.taking_part import Entrant, Judge
from judging.core.scoring.rulebook import Absent
from judging.core.setup.file_importing import ImportedPart
from judging.core.setup.source_file import SourceFile
from judging.files import rulesfile
from judging.files.day_files import Files, read_days
from judging.files.results_json import dump
from judging.second.filed import Texts, filed
from tests import day, panels_day
from tests.adopted_day import adopting, locked
from tests.core.changes import CHANGES, RULES
from tests.day import ORGANISER, after, judge, on, sheet
from tests.printouts.made_up import full_day
from tests.second.days import Day
from tests.small_day import SmallDay
from tests.timed import E1, opened, told


def recomputed(folder):
    rulebook = rulesfile.load(folder / "rules.toml")
    files = Files(
        *(
            folder / f"{name}.csv"
            for name in ("marks", "components", "deductions", "status", "order", "decisions")
        )
    )
    return dump(rulebook, read_days(rulebook, files))


def test_a_day_in_progress_is_recomputed_from_its_files(tmp_path):
    state = after(day.marking(), c.EnterDeduction(on("e1"), "0.5", "=超时"))
    state = day.revealed(state)
    state = after(state, c.SetStatus("centre", "e3", "withdrawn", "来函"))
    state = day.played(state, (c.CallEntrant(on("e2")), c.OpenMarking(on("e2"))))
    state = after(state, sheet("e2", "50", "30"), judge(1))
    state = after(state, c.ExcuseJudge(on("e2"), "J2", SheetPhase.RECUSED, "亲属"))

    export(state, tmp_path)

    again = recomputed(tmp_path)
    written = json.loads((tmp_path / "results.json").read_text("utf-8"))
    for found in (again, written):
        for held in found["tracks"]["centre"]["held"]:
            del held["detail"]  # free text: the live day names seats, files name judges
    assert again == written
    scores = {
        score["round"]: score for score in again["tracks"]["centre"]["scores"] if score["entrant"] == "e1"
    }
    assert (scores["present"]["raw"], scores["present"]["score"]) == ("91.17", "90.67")
    assert [held["entrant"] for held in again["tracks"]["centre"]["held"]] == ["e2"]
    assert again["tracks"]["centre"]["unranked"] == [{"entrant": "e3", "status": "withdrawn"}]
    assert "'=超时" in (tmp_path / "deductions.csv").read_text("utf-8")


def test_a_returned_sheet_is_missing_until_it_is_sent_again(tmp_path):
    state = after(day.marked(day.marking()), c.ReturnSheet(on("e1"), "J2", "笔误"))

    export(state, tmp_path)

    assert {held["reason"] for held in recomputed(tmp_path)["tracks"]["centre"]["held"]} == {"missing"}


def test_the_proposed_awards_stand_in_a_file_of_their_own_once_all_is_locked(tmp_path):
    export(SmallDay(RULES).state, tmp_path / "locked")
    export(SmallDay(CHANGES["Round.minimum"].to_rules).state, tmp_path / "open")

    assert (tmp_path / "locked/awards.csv").read_text("utf-8").splitlines() == [
        "pool,level,title,track,entrant,name",
        "person,特等奖,金牌店小二,front,e1,e1单位",
        "person,优胜奖,,back,b1,b1单位",
        "person,优胜奖,,front,e2,e2单位",
    ]
    assert (tmp_path / "open/awards.csv").read_text("utf-8").strip() == "pool,level,title,track,entrant,name"


@pytest.mark.parametrize("text", ["", "# 一条说明\n"])
def test_files_of_an_adopted_pool_come_to_the_awards_in_force_and_say_whose_change_it_was(text, tmp_path):
    state = locked().state
    adopted = replace(
        after(state, adopting(state), ORGANISER), rules_text=text and text + rulesfile.write(RULES)
    )

    export(adopted, tmp_path)

    written = json.loads((tmp_path / "results.json").read_text("utf-8"))
    assert recomputed(tmp_path)["awards"] == written["awards"]
    assert [award["entrant"] for award in written["awards"]["person"]] == ["e1", "b1", "e2", "b2"]
    assert "b2" in (tmp_path / "awards.csv").read_text("utf-8")
    assert text in (tmp_path / "rules.toml").read_text("utf-8")
    [row] = (tmp_path / "adoptions.csv").read_text("utf-8").splitlines()[1:]
    assert row.startswith("person,名额 3 → 4；后台组名额 1 → 2；")
    assert ",市里增加一个名额,organiser,," in row


def test_moved_orders_and_replacements_stand_in_files_of_their_own(tmp_path):
    state = day.played(
        day.ready(),
        (
            c.SetEntrants("centre", day.ENTRANTS, (Entrant("r1", "候补甲"),)),
            c.MoveInOrder(on("e1"), None, "=迟到", "见证人甲"),
            c.ReplaceEntrant("centre", "e2", "来函", "见证人乙"),
        ),
    )

    export(state, tmp_path)

    assert (tmp_path / "moves.csv").read_text("utf-8").splitlines() == [
        "track,round,entrant,kind,from,to,left,reason,witness,at",
        f"centre,present,e1,moved,1,3,,'=迟到,见证人甲,{day.AT}",
        f"centre,present,r1,replaced,1,1,e2,来函,见证人乙,{day.AT}",
    ]
    assert (tmp_path / "replacements.csv").read_text("utf-8").splitlines() == [
        "track,left,entrant,reason,witness,at",
        f"centre,e2,r1,来函,见证人乙,{day.AT}",
    ]


def test_what_does_not_count_stands_in_files_of_its_own(tmp_path):
    state = after(day.marking(), c.EnterDeduction(on("e1"), "0.5", "超时"))
    state = after(day.marked(state), c.CloseMarking(on("e1")))
    steps = (c.GrantRetake(on("e1"), "停电", "见证人甲"), c.CallEntrant(on("e1")), c.OpenMarking(on("e1")))
    state = day.played(state, steps)
    for n in range(1, 6):
        marks = {"content": "50", "manner": "30"}
        state = after(state, c.SubmitSheet(on("e1"), 1, marks, attempt=1), judge(n))
    state = after(state, c.CloseMarking(on("e1")))

    export(state, tmp_path)

    aside = (tmp_path / "attempts.csv").read_text("utf-8").splitlines()
    assert aside[:2] == [
        "track,round,entrant,attempt,judge,criterion,mark,panel",
        "centre,present,e1,1,J1,content,55,",
    ]
    assert len(aside) == 1 + 5 * 2
    assert (tmp_path / "retakes.csv").read_text("utf-8").splitlines() == [
        "track,round,entrant,attempt,score,deductions,reason,witness,at",
        f"centre,present,e1,1,90.67,0.5,停电,见证人甲,{day.AT}",
    ]
    [score] = [s for s in recomputed(tmp_path)["tracks"]["centre"]["scores"] if s["round"] == "present"]
    assert (score["score"], score["deductions"]) == ("80.00", "0")


def test_an_attempt_that_does_not_count_stands_with_what_its_time_cost(tmp_path):
    state = told(opened(), ("9", c.ConfirmTime(E1, 31)))
    state = after(after(day.marked(state), c.CloseMarking(E1)), c.GrantRetake(E1, "停电", "见证人甲"))

    export(state, tmp_path)

    [_, row] = (tmp_path / "retakes.csv").read_text("utf-8").splitlines()
    assert row.startswith("centre,present,e1,1,88.67,2.5,停电")


@pytest.mark.parametrize("seed", range(40))
def test_random_days_before_several_panels_are_recomputed_to_every_number(seed, tmp_path):
    day = Day(seed)
    for _ in day.events():
        pass

    export(day.state, tmp_path)

    written = json.loads((tmp_path / "results.json").read_text("utf-8"))
    for track, found in written["tracks"].items():
        found["held"] = [held for held in found["held"] if is_told_of(tmp_path, track, held["entrant"])]
    assert numbers(recomputed(tmp_path)) == numbers(written)
    published = {track: [numbers_of_row(row) for row in rows] for track, rows in day.state.locked.items()}
    standings = {track: found["standings"] for track, found in recomputed(tmp_path)["tracks"].items()}
    assert published == {track: [numbers_of_row(row) for row in standings[track]] for track in published}


def is_told_of(folder, track, entrant):
    """Who walked on and came before no panel yet stands in no file."""
    rows = (row for name in ("marks", "components", "status") for row in lines(folder / f"{name}.csv"))
    return any(row.startswith(f"{track},") and entrant in row.split(",") for row in rows)


def lines(path):
    return path.read_text("utf-8").splitlines()


def numbers(results):
    """Without words: the hall names seats and files ids, and which of equal extremes goes may differ."""
    return {
        id: {
            "scores": [
                {key: value for key, value in score.items() if key != "dropped"} for score in found["scores"]
            ],
            "standings": found["standings"],
            "held": sorted((held["entrant"], held["round"] or "", held["reason"]) for held in found["held"]),
        }
        for id, found in results["tracks"].items()
    }


def numbers_of_row(row):
    row = row if isinstance(row, dict) else msgspec.to_builtins(row)
    return row["place"], row["entrant"], row["composite"]


def test_the_panel_of_each_sheet_stands_in_the_marks(tmp_path):
    export(panels_day.done(), tmp_path)
    rows = [row.split(",") for row in (tmp_path / "marks.csv").read_text("utf-8").splitlines()]
    panel, entrant = rows[0].index("panel"), rows[0].index("entrant")
    assert {row[entrant]: row[panel] for row in rows[1:]} == panels_day.PANELS
    scores = recomputed(tmp_path)["tracks"]["people"]["scores"]
    assert [(s["entrant"], s["announced"], s["coefficient"], s["score"]) for s in scores][:2] == [
        ("p1", "80.00", "1.143", "91.44"),
        ("p2", "90.00", "0.889", "80.01"),
    ]


def test_a_seat_that_a_reserve_took_is_one_seat_where_missing_judges_are_filled_in(tmp_path):
    filled = msgspec.structs.replace(day.PRESENT, absent=Absent.FILL)
    track = msgspec.structs.replace(day.CENTRE, rounds=(day.DAILY, filled))
    seats = msgspec.structs.replace(day.SEAT, reserves=(Judge("R1", 1, "候补评委一"),))
    rules = c.SetRules(msgspec.structs.replace(day.RULES, tracks=(track,)))
    state = day.played(day.ready(), (rules, seats, c.CallEntrant(on("e1")), c.OpenMarking(on("e1"))))
    state = day.revealed(state)
    state = after(state, c.ReplaceJudge("centre", "present", 3, "R1", "突发不适"))
    state = day.played(state, (c.CallEntrant(on("e2")), c.OpenMarking(on("e2"))))
    for seated, (content, manner) in zip(state.panel(on("e2")), day.TOTALS.values(), strict=True):
        state = after(state, sheet("e2", content, manner), acting(Duty.JUDGE, seated.id))
    state = day.played(state, (c.CloseMarking(on("e2")), c.RevealScore(on("e2"))))

    export(state, tmp_path)

    assert "centre,present,e2,J3,,unseated" in (tmp_path / "marks.csv").read_text("utf-8")
    [first, second] = [
        score for score in recomputed(tmp_path)["tracks"]["centre"]["scores"] if score["round"] == "present"
    ]
    assert (first["score"], first["count"]) == (second["score"], second["count"]) == ("91.17", 5)
    texts = Texts(*((tmp_path / f"{name}").read_bytes() for name in ("rules.toml", "marks.csv")))
    contest, given = filed(texts)
    round = contest.track("centre").round("present")
    seats = given["centre"].performance(round, "e2").seats
    assert [judge for judge, _ in seats] == ["J1", "J2", "J4", "J5", "R1"]
    [change] = lines(tmp_path / "seats.csv")[1:]
    assert change.startswith("centre,present,,3,J3,评委3,R1,候补评委一,e2,突发不适")


def test_each_sheet_is_exported_with_where_it_came_from_and_who_typed_it(tmp_path):
    marks = {"content": "55", "manner": "37.5"}
    state = after(day.marking(), c.EnterSheet(on("e1"), "J1", 1, marks), day.ORGANISER)
    state = after(state, c.ConfirmSheet(on("e1"), "J1", marks), day.DIRECTOR)
    state = after(state, sheet("e1", "54", "36"), judge(2))
    state = after(state, c.EnterSheet(on("e1"), "J3", 1, marks), day.ORGANISER)

    export(state, tmp_path)

    assert (tmp_path / "sources.csv").read_text("utf-8").splitlines() == [
        "track,round,entrant,judge,source,entered_by,confirmed_by",
        "centre,present,e1,J1,paper,organiser,director",
        "centre,present,e1,J2,phone,,",
    ]
    assert "J3,content,55" not in (tmp_path / "marks.csv").read_text("utf-8")


async def test_the_whole_log_is_exported_in_sentences(tmp_path):
    log = full_day()
    await log.save(tmp_path / "day.sqlite")

    assert main(["export", str(tmp_path / "day.sqlite"), "--out", str(tmp_path / "out")]) == 0

    first, *rows = (tmp_path / "out" / "log.csv").read_text("utf-8").splitlines()
    assert first == "position,at,by,who,kind,hall,track,entrant,sentence,reason"
    assert len(rows) == len(log.entries)
    assert any("退回3号评委 评委三的评分表：漏看评分说明" in row for row in rows)


async def test_every_imported_file_is_exported_with_its_sha256_and_who_imported_it(tmp_path):
    log, sha256 = full_day(), "ab" * 32
    scores = log.state.components["centre", "daily"].scores
    log.add(e.ComponentsImported("centre", "daily", scores, "日常.xlsx", sha256), by="organiser")
    log.add(
        e.FileImported(SourceFile("名单.xlsx", sha256), (ImportedPart("SetEntrants", "centre"),)),
        by="organiser",
    )
    await log.save(tmp_path / "day.sqlite")

    assert main(["export", str(tmp_path / "day.sqlite"), "--out", str(tmp_path / "out")]) == 0

    first, *rows = (tmp_path / "out" / "files.csv").read_text("utf-8").splitlines()
    assert first == "file,sha256,kind,track,round,by,at"
    assert [row.rsplit(",", 1)[0] for row in rows] == [
        f"日常.xlsx,{sha256},ComponentsImported,centre,daily,organiser",
        f"名单.xlsx,{sha256},SetEntrants,centre,,organiser",
    ]
