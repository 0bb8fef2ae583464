"""实操比武: 一线 walks in three halls while 后台 is on a stage in a fourth, from the draw to the tally."""

import json
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from judging.audit.verify import replayed
from judging.core import events as e
from judging.core.apply import apply
from judging.core.hall.performance import PerformanceId
from judging.core.hall.staging import UNDER_WAY
from judging.core.moments import milliseconds
from judging.core.scoring.rulebook import Equalise
from judging.core.state import State
from judging.core.timing.clock import PauseReason
from judging.store.sqlite import entries

from .contest import HALLS, PANELS, drill, rules_file
from .test_day import judging, roster, rows_of, standings, tallied

TRACKS = ("frontline", "backoffice")
TURNS = (e.SegmentBegun, e.ClockPaused, e.ClockStopped, e.RetakeGranted)
JUDGES = 7


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    folder = tmp_path_factory.mktemp("drill")
    options = ("--halls", HALLS, "--screens", 1, "--seed", 2024, "--report", folder / "report.json")
    judging("rehearse", rules_file(folder, drill()), *options, "--data", folder)
    return json.loads((folder / "report.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def log(report):
    return entries(Path(report["file"]))


@pytest.fixture(scope="module")
def state(log):
    return replayed(log)


def test_eighty_five_take_part_as_their_districts_send_them(report, state):
    sent = Counter(
        entrant.district
        for track in TRACKS
        for id, entrant in state.entrants[track].items()
        if id not in {each.entrant for each in state.replacements}
    )

    assert sum(sent.values()) == 85
    assert (sent["浦东新区"], sent["虹口区"], sent["崇明区"]) == (14, 3, 7)


def test_three_panels_of_seven_walk_in_three_halls_while_the_fourth_has_a_stage(report, state):
    assert [[track["track"] for track in hall["tracks"]] for hall in report["halls"]] == [
        *[["frontline"]] * len(PANELS),
        ["backoffice"],
    ]
    assert {len(panel.judges) for panel in state.panels.values()} == {JUDGES}
    assert state.round("frontline", "practice").equalise is Equalise.COEFFICIENT
    assert not state.assignments["frontline", "practice"].witness  # drawn by the system


def test_all_four_halls_are_under_way_at_once_several_in_each_that_walks(log):
    most, at_once, state = dict[str, int](), 0, State()

    for entry in log:
        state = apply(state, entry.event, entry.at, entry.by)
        on = {
            hall.id: sum(state.performance(id).phase in UNDER_WAY for id in hall.on)
            for hall in state.halls.values()
        }
        at_once = max(at_once, sum(many > 0 for many in on.values()))
        most = {id: max(many, most.get(id, 0)) for id, many in on.items()}

    assert at_once == HALLS
    assert sorted(many > 1 for many in most.values()) == [False, True, True, True]


def test_whoever_is_in_trouble_stays_on_record_and_never_gets_a_zero(log, state):
    kinds = Counter(type(entry.event) for entry in log)

    for each in (e.EntrantCheckedIn, e.RollCalled, e.OrderMoved, e.EntrantReplaced):
        assert kinds[each], each
    (replaced, *_) = (each for each in state.replacements if each.track == "frontline")
    assert replaced.entrant in state.orders["frontline", "practice"].entrants
    assert state.statuses["frontline", replaced.left] == "withdrawn"
    assert sorted(status for (track, _), status in state.statuses.items() if track == "frontline") == [
        "no_show",
        *["withdrawn"] * 2,
    ]


def test_three_perform_again_and_which_attempt_counts_is_on_record(state):
    again = [found for id, found in state.performances.items() if id.track == "frontline" and found.attempts]

    assert [len(found.attempts) for found in again] == [1, 1, 1]
    assert sorted(found.attempt for found in again) == [0, 1, 1]  # of one the first was made to count
    assert all(each.reason and each.witness for found in again for each in found.attempts)
    assert any(each.played.sheets for found in again for each in found.attempts)


def test_clocks_pause_for_real_clients_and_overtime_costs_points_unless_it_is_waived(log, state):
    events = [entry.event for entry in log]
    paused = {each.reason for each in events if isinstance(each, e.ClockPaused)}
    over = [each for each in events if isinstance(each, e.TimeConfirmed) and each.over_s]

    assert paused == {PauseReason.CLIENT}
    assert {each.points for each in over} == {Decimal("0.5"), Decimal(1)}
    for each in (e.ClockCorrected, e.TimeGranted, e.OvertimeWaived, e.SegmentBegun):
        assert any(isinstance(event, each) for event in events), each
    announced = [found.announced for found in state.performances.values() if found.announced]
    assert any(off.reason.startswith("超时") for told in announced for off in told.deductions)


def test_the_clocks_of_each_hall_are_kept_by_its_own_timekeeper(log, state):
    kept = [entry for entry in log if isinstance(entry.event, e.ClockStarted | e.ClockStopped)]

    for entry in kept:
        assert entry.by == f"timekeeper/{state.hall_of(entry.event.performance).id}"
    assert len({entry.by for entry in kept}) == HALLS


@pytest.fixture(scope="module")
def exported(report, tmp_path_factory):
    folder = tmp_path_factory.mktemp("export")
    judging("export", report["file"], "--out", folder)
    return folder


@pytest.mark.parametrize("track", TRACKS)
def test_the_tally_of_the_export_gives_every_number_that_was_published(report, exported, track):
    found, names = tallied(exported)["tracks"][track], roster(report["file"], track)

    shown = [(row["place"], row["name"], row["composite"]) for row in standings(report, track)]
    assert len(shown) > 20
    assert shown == [(row["place"], names[row["entrant"]], row["composite"]) for row in found["standings"]]


def test_the_export_holds_the_same_results_as_its_tally(exported):
    assert json.loads((exported / "results.json").read_text("utf-8")) == tallied(exported)


def test_the_seconds_of_each_exported_clock_are_counted_again_from_the_log(log, state, exported):
    counted = seconds_counted(log, state)

    rows = {(row["track"], row["entrant"]): int(row["used_s"]) for row in rows_of(exported, "clocks")}
    assert rows == {key: attempts[state.performance(of(*key)).attempt] for key, attempts in counted.items()}
    for entry in log:
        if isinstance(entry.event, e.TimeConfirmed):
            id = entry.event.performance
            assert entry.event.used_s in counted[id.track, id.entrant]


def of(track, entrant):
    return PerformanceId(track, {"frontline": "practice", "backoffice": "show"}[track], entrant)


def seconds_counted(log, state):
    """(track, entrant) → the seconds that count, of each attempt, by the moments of the log alone."""
    found, since, segment = {}, {}, {}
    for entry in log:
        event, at = entry.event, milliseconds(entry.at)
        id = getattr(event, "performance", None)
        key = id and (id.track, id.entrant)
        if isinstance(event, e.EntrantCalled | e.ClockStarted) and key not in found:
            found[key] = [0]
        if isinstance(event, TURNS) and key in since:
            found[key][-1] += (at - since.pop(key)) * (segment[key] != "questions")
        if isinstance(event, e.RetakeGranted):
            found[key].append(0)
        if isinstance(event, e.ClockStarted | e.SegmentBegun):
            segment[key] = event.segment
        if isinstance(event, e.ClockStarted | e.SegmentBegun | e.ClockResumed):
            since[key] = at
        if isinstance(event, e.ClockCorrected):
            found[key][-1] = event.used_s * 1000
    timed = {(id.track, id.entrant) for id, each in state.performances.items() if each.clock}
    return {key: [ms // 1000 for ms in attempts] for key, attempts in found.items() if key in timed}


def test_the_second_engine_comes_to_every_number_that_was_announced(report):
    assert "与两个算分程序重算的结果相同" in judging("verify", report["file"])
