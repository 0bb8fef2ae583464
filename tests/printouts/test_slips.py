"""选手成绩确认单, ★亮点 and the application forms: what each holds, and what it must not hold yet."""

from judging.core import events as e
from judging.core.people.taking_part import Entrant
from judging.core.publication.ranked import ranking
from judging.printouts.forms import FORMS, sheets
from judging.printouts.moment import moment

from .made_up import ROUND, TRACK, full_marks, marks, performance, set_up

PEOPLE = (
    Entrant("p1", "选手01", "浦东新区", unit="甲中心", post="综合窗口", years="3"),
    Entrant("p2", "选手02", "黄浦区", unit="乙中心", years="2.5"),
)
TEAMS = (Entrant("t1", "甲中心", "浦东新区", leader="负责人一", team=12), Entrant("t2", "乙中心", "黄浦区"))
NOTE = "一次告知清单做成了折页"


def judged(log, entrant, noted):
    """Marks, confirms and reveals; the judges in *noted* wrote of a highlight and would show it."""
    id = performance(entrant)
    log.add(e.EntrantCalled(id))
    log.add(e.MarkingOpened(id))
    for judge in log.state.panel(id):
        note = NOTE if judge.id in noted else ""
        log.add(e.SheetSubmitted(id, judge.id, 1, marks(10, full_marks(log)), note, bool(note)))
    log.close(id)
    log.reveal(id)


def day(*, locked=True):
    log = set_up(entrants=TEAMS)
    order = log.state.orders[TRACK, ROUND].entrants
    judged(log, order[0], {"J1"})
    judged(log, order[1], {"J2", "J3"})
    if locked:
        log.add(e.TrackLocked(TRACK, ranking(log.state, TRACK)))
    return log, order


def of(log, form):
    return sheets(moment(log.entries), form, TRACK)


def texts(sheet):
    return [[cell.text for cell in line.cells] for line in sheet.table.lines]


def test_who_was_praised_is_on_paper_only_once_the_track_is_locked():
    open_log, _ = day(locked=False)
    log, (first, _) = day()

    assert of(open_log, "highlights") == of(open_log, "showcase") == []
    [mine, _] = sorted(of(log, "highlights"), key=lambda sheet: sheet.place.subject != first)
    assert texts(mine) == [["1", "现场汇报展示", "1号", NOTE, "推荐"]]
    assert not any(FORMS[form].is_public(log.state, mine) for form in ("highlights", "showcase"))


def test_who_was_named_by_most_judges_is_first_among_those_to_be_shown():
    log, (first, second) = day()

    [sheet] = of(log, "showcase")

    assert [line[4] for line in texts(sheet)] == ["2", "1"]
    assert [line[1] for line in texts(sheet)] == [log.state.name_of(TRACK, id) for id in (second, first)]


def test_an_entrant_signs_for_own_scores_and_learns_the_place_with_the_lock():
    early, (first, second) = day(locked=False)
    late, _ = day()

    [before] = [sheet for sheet in of(early, "confirmation") if sheet.place.subject == first]
    [after] = [sheet for sheet in of(late, "confirmation") if sheet.place.subject == first]

    row = next(row for row in late.state.locked[TRACK] if row.entrant == first)
    assert before.outcome == ()
    assert after.outcome == (("综合成绩", row.composite), ("组内名次", str(row.place)))
    assert [line[4] for line in texts(after)] == list(row.scores.values())
    assert early.state.name_of(TRACK, second) not in repr(before)


def test_a_director_prints_no_place_before_the_ranking_was_shown():
    early, _ = day(locked=False)
    late, _ = day()

    assert FORMS["confirmation"].is_for_director(early.state, of(early, "confirmation")[0])
    assert not FORMS["confirmation"].is_for_director(late.state, of(late, "confirmation")[0])


def test_application_forms_hold_what_the_roster_knows_and_never_an_id_number():
    persons, groups = set_up(entrants=PEOPLE), set_up(entrants=TEAMS)

    [first, _] = of(persons, "person-application")
    [team, _] = of(groups, "team-application")
    known = {line.subject: line.cells[1].text for line in (*first.table.lines, *team.table.lines)}
    filled = {key: text for key, text in known.items() if text}

    assert filled == {
        "name": "甲中心",
        "unit": "甲中心 综合窗口",
        "years": "3年",
        "leader": "负责人一",
        "team": "12",
    }
    assert known["id"] == ""
    assert of(persons, "team-application") == of(groups, "person-application") == []
