"""A supervised day on which much goes wrong: signed, decided, mended, and every number still the tally's."""

import json
from collections import Counter
from pathlib import Path

import pytest

from judging.audit.verify import replayed
from judging.core import events as e
from judging.core.hall.performance import SheetPhase, Short, Source
from judging.core.people.actor import is_same
from judging.core.scoring.oversight import Act
from judging.printouts import moment
from judging.printouts.forms import FORMS
from judging.store.sqlite import entries

from .test_day import BESIDE, judging, roster, standings, tallied

ENTRANTS = 12
TRACKS = ("centre", "district_team", "frontline", "backoffice")


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    folder = tmp_path_factory.mktemp("trouble")
    options = ("--entrants", ENTRANTS, "--screens", 1, "--seed", 2024, "--report", folder / "report.json")
    judging("rehearse", "--trouble", *options, "--data", folder)
    return json.loads((folder / "report.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def log(report):
    return entries(Path(report["file"]))


@pytest.fixture(scope="module")
def state(log):
    return replayed(log)


def of(log, kind):
    return [entry for entry in log if isinstance(entry.event, kind)]


def test_it_is_played_in_three_halls_with_people_for_each_duty(report, state):
    assert len(report["halls"]) == 3
    duties = Counter(each.duty for person in state.people.values() for each in person.appointments)
    assert duties == {"scorekeeper": 3, "verifier": 3, "head_judge": 3, "supervisor": 1}


def test_nothing_begins_is_drawn_shown_or_locked_without_the_supervisor(log, state):
    signed = of(log, e.Countersigned)

    assert {entry.by for entry in signed} == {"person/supervisor"}
    assert {(entry.event.act, entry.event.track) for entry in signed} >= {
        *((act, track) for act in (Act.START, Act.DRAW, Act.PUBLISH, Act.LOCK) for track in TRACKS),
        (Act.CORRECTION, of(log, e.ResultCorrected)[0].event.performance.track),
    }
    assert len(state.rule_signatures) == 1 + 3 + 1  # organiser, head judges, supervisor


def test_who_judged_on_paper_is_on_record_with_both_who_typed_it(log, state):
    on_paper = [
        sheet
        for found in state.performances.values()
        for sheet in found.sheets.values()
        if sheet.source is Source.PAPER
    ]

    assert len(on_paper) == 3
    assert all(sheet.phase is SheetPhase.SUBMITTED for sheet in on_paper)
    assert all(not is_same(sheet.entered_by, sheet.confirmed_by) for sheet in on_paper)
    assert len(of(log, e.SheetEntryDiffered)) == 3  # the first time each was typed with a slip


def test_a_reserve_took_the_seat_and_the_marks_stay_with_who_gave_them(log, state):
    replaced = [entry.event for entry in of(log, e.JudgeReplaced)]

    assert len(replaced) == 3
    for change in replaced:
        judges = [
            {judge for judge in (change.left, change.judge) if judge in found.sheets}
            for id, found in state.performances.items()
            if id.track == change.track and found.announced
        ]
        assert {change.left} in judges
        assert {change.judge} in judges
        assert {change.left, change.judge} not in judges


def test_trainees_mark_and_never_count(state):
    trainees = {judge.id for panel in state.panels.values() for judge in panel.trainees}
    told = [
        mark for found in state.performances.values() if found.announced for mark in found.announced.marks
    ]

    assert len(trainees) == 3
    assert not trainees & {mark.judge for mark in told}
    assert any(found.trainee_sheets for found in state.performances.values())


def test_a_panel_of_three_with_one_recused_ends_in_the_head_judges_decision(log, state):
    (decided,) = of(log, e.ShortDecided)
    found = state.performance(decided.event.performance)

    assert decided.event.decision is Short.SHRINK
    assert decided.by.startswith("person/head_judge")
    assert found.announced.count == 2
    assert len(state.panel(decided.event.performance)) == 3


def test_scores_are_confirmed_by_the_head_judge_and_ties_are_decided(log):
    assert all(entry.by.startswith("person/head_judge") for entry in of(log, e.ScoreConfirmed))
    assert len(of(log, e.ScoreConfirmed)) >= len(of(log, e.ScoreRevealed))
    assert of(log, e.TieDecided)
    assert of(log, e.RetakeGranted)


def test_the_flag_was_answered_before_the_ranking_was_shown(log, state):
    (raised,) = of(log, e.FlagRaised)
    (answered,) = of(log, e.FlagAnswered)
    shown = [entry for entry in of(log, e.StandingsRevealed) if entry.event.track == raised.event.track]

    assert raised.position < answered.position < shown[0].position
    assert state.flags[raised.event.id].settled


def test_the_correction_has_two_hands_and_moves_what_it_says(log, state):
    (corrected,) = of(log, e.ResultCorrected)
    (correction,) = state.corrections.values()

    assert not is_same(correction.proposed_by, correction.second_hand)
    assert correction.outcome.was.score != correction.outcome.now.score
    assert state.performance(correction.performance).announced == correction.outcome.now
    assert correction.performance.track in state.locked
    (locked,) = (
        entry for entry in of(log, e.TrackLocked) if entry.event.track == correction.performance.track
    )
    assert locked.position < corrected.position


def test_nobody_who_may_not_could_do_it(report, log):
    typed = of(log, e.SheetEntered)
    confirmed = [entry for entry in of(log, e.SheetSubmitted) if entry.event.source is Source.PAPER]

    assert report["refusals"] >= 3 * 4
    assert {entry.by.partition("-")[0] for entry in typed} == {"person/scorekeeper"}
    assert {entry.by.partition("-")[0] for entry in confirmed} == {"person/verifier"}


@pytest.fixture(scope="module")
def paper(report):
    """All that is said on the sheets of each form."""
    now = moment.read(Path(report["file"]))
    return {
        name: repr([form.build(now, place, True) for place in form.places(now.state, True)])
        for name, form in FORMS.items()
    }


ON_PAPER = {
    "score": ("记分员一", "复核员一", "评委组长", "补赛"),  # both who typed it, who decided, which attempt
    "results": ("候补一", "手机没电"),
    "round": ("回避",),
    "trainees": ("见习一",),
    "correction": ("评委组长一", "监督员一"),
    "rules": ("组织者", "评委组长三", "监督员一"),
    "oversight": ("监督员一", "请复看录像", "已查看录像"),
    "staff": ("记分员三", "复核员三", "监督员一"),
}


@pytest.mark.parametrize("form", ON_PAPER)
def test_it_is_on_paper_with_the_names(paper, form):
    assert [name for name in ON_PAPER[form] if name not in paper[form]] == []


def test_the_file_verifies(report):
    assert "一致" in judging("verify", report["file"])


@pytest.fixture(scope="module")
def exported(report, tmp_path_factory):
    folder = tmp_path_factory.mktemp("export")
    judging("export", report["file"], "--out", folder)
    return folder


@pytest.mark.parametrize("track", TRACKS)
def test_the_tally_of_the_export_gives_every_number_that_was_shown(report, exported, track):
    found, names = tallied(exported)["tracks"][track], roster(report["file"], track)

    shown = [(row["place"], row["name"], row["composite"]) for row in standings(report, track)]
    assert len(shown) >= ENTRANTS - 3
    assert shown == [(row["place"], names[row["entrant"]], row["composite"]) for row in found["standings"]]


def test_the_export_holds_the_same_results_as_its_tally(exported):
    assert json.loads((exported / "results.json").read_text("utf-8")) == tallied(exported)


def test_without_what_the_head_judge_decided_the_tally_is_another(exported):
    others = tuple(name for name in BESIDE if name != "decisions")

    assert tallied(exported, others) != tallied(exported)
