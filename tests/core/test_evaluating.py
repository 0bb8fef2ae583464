"""An evaluation from its list to its lock: who fills in for whom, until when, and what it comes to."""

import json

import pytest
from msgspec.structs import replace

from judging import cli
from judging.audit.export import export
from judging.core import commands as c
from judging.core.evaluating.evaluation import Evaluator, Owed
from judging.core.people.person import Person
from judging.core.publication.ranked import day
from judging.core.scoring.evaluators import Who
from judging.core.scoring.ranking import track_result
from judging.recheck import both, disagreements
from judging.second.logged import Logged, read
from tests.day import publish
from tests.evaluated_day import (
    EVENING,
    GIVEN,
    KEY,
    NOON,
    OWN,
    PEER,
    REVIEW,
    SECRET,
    EvaluatedDay,
    closed,
    evaluator,
    marks,
)

ROUNDS = {"named": REVIEW, "secret": SECRET}


def owed_by(found, id):
    return {owed.entrant: owed.group for owed in found.evaluation.owed_by(id)}


def by_hand(entrant):
    """20 % of what one gives oneself, 80 % of the mean of the four others."""
    others = [sum(given) for id, given in GIVEN.items() if id != entrant]
    hundredths = (20 * sum(OWN) * 100 + 80 * 25 * sum(others)) // 100  # a mean of four: × 25 for × 100 ÷ 4
    return f"{hundredths // 100}.{hundredths % 100:02}"


def test_each_fills_in_for_oneself_and_for_all_others():
    found = EvaluatedDay().open()

    assert owed_by(found, "p2") == {"p2": "self", "p1": "peer", "p3": "peer", "p4": "peer", "p5": "peer"}
    assert {person.name for person in found.state.people.values()} == {f"选手0{n}" for n in range(1, 6)}


def test_peers_of_a_class_fill_in_within_it():
    found = EvaluatedDay(replace(REVIEW, groups=(), who=Who.PEER_CLASS)).open()

    assert owed_by(found, "p1") == {"p2": "", "p3": ""}
    assert owed_by(found, "p5") == {"p4": ""}


def test_who_has_no_class_is_named():
    classless = (replace(entrant, window_class="") for entrant in closed().state.entrants["front"].values())
    found = EvaluatedDay(replace(REVIEW, groups=(), who=Who.PEER_CLASS), tuple(classless))

    assert "选手01没有窗口大类" in found.refused(c.ListEvaluators(*KEY))


def test_leaders_are_listed_beside_those_of_the_rule_and_stay_when_it_is_made_anew():
    round = replace(REVIEW, groups=(*REVIEW.groups, replace(PEER, id="head", name="领导评", who=Who.LISTED)))
    found = EvaluatedDay(round)
    found.do(c.SetPerson(Person("L1", "领导一")))
    found.do(c.ListEvaluators(*KEY, (Evaluator("L1", (Owed("p1", "head"), Owed("p2", "head"))),)))

    found.do(c.ListEvaluators(*KEY))

    assert owed_by(found, "L1") == {"p1": "head", "p2": "head"}
    assert owed_by(found, "p1")["p1"] == "self"


@pytest.mark.parametrize(
    ("listed", "why"),
    [
        ((Evaluator("X", (Owed("p1", "peer"),)),), "没有测评人“X”"),
        ((Evaluator("p1", (Owed("p9", "peer"),)),), "没有参赛对象“p9”"),
        ((Evaluator("p1", (Owed("p2", "public"),)),), "没有可列名单的测评组“public”"),
        ((Evaluator("p1", (Owed("p2", "peer"), Owed("p2", "self"))),), "给选手02填两次"),
        ((Evaluator("p1", ()), Evaluator("p1", ())), "列了两次"),
    ],
)
def test_a_list_that_does_not_fit_is_refused_with_what_is_wrong(listed, why):
    assert why in EvaluatedDay().open().refused(c.ListEvaluators(*KEY, listed))


def test_nobody_fills_in_before_the_opening_nor_for_whom_is_not_asked_nor_after_the_end():
    found = EvaluatedDay()
    found.do(c.ListEvaluators(*KEY))
    submit = c.SubmitEvaluation(*KEY, {"p1": marks("p2", "p1")})

    assert "还没有开始" in found.refused(submit, evaluator("p2"))
    found.do(c.OpenEvaluation(*KEY, EVENING))
    assert "名单里没有您" in found.refused(submit, evaluator("stranger"))
    assert "已经结束" in found.refused(submit, evaluator("p2"), EVENING)
    found.do(submit, evaluator("p2"), NOON)
    assert found.evaluation.sheets["p2", "p1"].group == "peer"


def test_a_page_is_filled_in_by_parts_and_changed_until_the_end():
    found = EvaluatedDay().open()
    found.do(c.SubmitEvaluation(*KEY, {"p1": marks("p2", "p1")}), evaluator("p2"))
    found.do(c.SubmitEvaluation(*KEY, {"p3": marks("p2", "p3")}), evaluator("p2"))

    found.do(c.SubmitEvaluation(*KEY, {"p1": {"work": "7", "style": "8"}}), evaluator("p2"))

    assert {about: sheet.marks["work"] for (_, about), sheet in found.evaluation.sheets.items()} == {
        "p1": "7",
        "p3": "52",
    }


def test_there_is_no_score_before_the_end_and_then_the_one_by_hand():
    found = EvaluatedDay().open().fill_in()
    before = track_result(found.state.track("front"), day(found.state, "front"))

    after = track_result(found.state.track("front"), day(found.close().state, "front"))

    assert before.scores == ()
    assert {each.reason for each in before.held} == {"missing"}
    assert {each.entrant: str(each.score) for each in after.scores} == {id: by_hand(id) for id in GIVEN}


def test_the_quorum_of_a_group_holds_whom_too_few_have_filled_in_for():
    found = EvaluatedDay().open().fill_in("p1", "p2", "p3").close()

    result = track_result(found.state.track("front"), day(found.state, "front"))

    # p1, p2, p3: two of the three peers that are needed; p4, p5: three, but no own sheet.
    assert result.scores == ()
    assert {each.reason for each in result.held} == {"minimum"}


@pytest.mark.parametrize("round", ROUNDS.values(), ids=ROUNDS)
def test_both_engines_and_tally_come_to_the_same_and_the_track_is_locked(round, tmp_path, capsys):
    found = closed(round)
    found.do(publish("front")(found.state), at=EVENING)
    texts = [(entry.at, entry.data) for entry in found.log.entries]
    found.do(c.LockTrack("front"), at=EVENING)
    last = found.log.entries[-1]

    assert disagreements(found.state, texts, last.data, last.at) == []
    export(found.state, tmp_path)
    assert cli.main(["tally", str(tmp_path / "rules.toml"), str(tmp_path / "marks.csv"), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)["tracks"]["front"]
    assert {each["entrant"]: each["score"] for each in told["scores"]} == {id: by_hand(id) for id in GIVEN}
    rows = [(row["place"], row["entrant"], row["composite"]) for row in told["standings"]]
    assert rows == [(row.place, row.entrant, row.composite) for row in found.state.locked["front"]]


def test_time_closes_it_in_both_engines_though_no_entry_says_so():
    found = EvaluatedDay().open().fill_in()
    found.do(c.SetPerson(Person("L1", "领导一")), at=EVENING)
    second = Logged()
    for entry in found.log.entries:
        second.take(read(entry.data, entry.at))

    assert found.evaluation.closed_at == EVENING
    assert both(found.state, second) == []
    assert second.answer()["tracks"]["front"]["standings"]


def test_it_is_opened_again_with_a_reason_and_what_was_published_is_taken_back():
    found = closed()
    found.do(publish("front")(found.state), at=EVENING)

    assert "请填写" in found.refused(c.ReopenEvaluation(*KEY, " "), at=EVENING)
    found.do(c.ReopenEvaluation(*KEY, "两人未填"), at=EVENING)

    assert "front" not in found.state.standings
    assert (found.evaluation.is_open, found.evaluation.reopened[0].reason) == (True, "两人未填")
    found.fill_in("p1", at=EVENING)


def test_nothing_is_published_or_locked_while_it_is_open():
    found = EvaluatedDay().open().fill_in()

    for command in (publish("front")(found.state), c.LockTrack("front")):
        assert "“民主测评”的测评还没有结束" in found.refused(command)


def test_a_new_list_drops_the_sheets_that_nobody_asks_for_any_more():
    found = EvaluatedDay().open().fill_in("p1")

    found.do(c.ListEvaluators(*KEY, (Evaluator("p1", (Owed("p2", "peer"),)),)))

    assert list(found.evaluation.sheets) == [("p1", "p2")]


def test_of_a_secret_group_a_day_names_nobody_and_numbers_by_what_was_given():
    first, other = closed(SECRET), EvaluatedDay(SECRET).open().fill_in(*reversed(GIVEN)).close()

    turns = [day(found.state, "front").turns["review", "p3"] for found in (first, other)]

    assert turns[0] == turns[1]  # whoever was first
    assert [sheet.judge for sheet in turns[0].sheets] == ["p3", "peer-1", "peer-2", "peer-3", "peer-4"]
    given = [sheet.marks for sheet in turns[0].sheets if sheet.group == "peer"]
    assert given == sorted(given)


def told(found, entrant="p3"):
    """What a day tells of one entrant: by whom, and the marks."""
    sheets = day(found.state, "front").turns["review", entrant].sheets
    return {sheet.judge: tuple(map(str, sheet.marks)) for sheet in sheets if sheet.group == "peer"}


def agreed(found):
    """As `told`, once both engines have come to the same."""
    second = Logged()
    for entry in found.log.entries:
        second.take(read(entry.data, entry.at))
    assert both(found.state, second) == []
    return told(found)


def after_the_end(*late):
    """A secret evaluation that was over when *late* had not filled in, and was opened again for them."""
    found = EvaluatedDay(SECRET).open().fill_in(*(id for id in GIVEN if id not in late)).close()
    before = agreed(found)
    found.do(c.ReopenEvaluation(*KEY, "有人未填"))
    return found, before


def test_of_a_secret_group_nobody_learns_what_one_gave_for_whom_it_was_opened_again():
    found, before = after_the_end("p1")

    found.fill_in("p1").close()

    assert before == agreed(found)
    assert len(before) == 3


def test_what_one_changed_in_secret_after_it_was_opened_again_is_not_told_either():
    found, before = after_the_end()
    changed = {"work": "0", "style": "0"}

    found.do(c.SubmitEvaluation(*KEY, {"p3": changed}), evaluator("p1"))
    found.close()

    assert before == agreed(found)
    assert len(before) == 4


def test_what_waited_for_others_counts_with_them_though_time_closes_it():
    found, _ = after_the_end()
    changed = {"work": "0", "style": "0"}
    for id in ("p1", "p2"):
        found.do(c.SubmitEvaluation(*KEY, {"p3": changed}), evaluator(id))
    found.close()
    found.do(c.ReopenEvaluation(*KEY, "还有一人", EVENING))

    found.do(c.SubmitEvaluation(*KEY, {"p3": changed}), evaluator("p4"))
    found.do(c.SetPerson(Person("L1", "领导一")), at=EVENING)

    assert [*agreed(found).values()].count(("0", "0")) == 3


def test_one_or_two_secret_sheets_are_told_by_no_file():
    found = EvaluatedDay(SECRET).open().fill_in("p1", "p2").close()

    assert agreed(found) == {}
    assert track_result(found.state.track("front"), day(found.state, "front")).scores == ()


def test_who_was_told_in_secret_stays_on_the_list():
    found, _ = after_the_end()
    listed = found.evaluation.evaluators

    why = found.refused(c.ListEvaluators(*KEY, listed[1:]))

    assert "选手01去掉或换组" in why
    found.do(c.SetPerson(Person("L1", "领导一")))
    found.do(c.ListEvaluators(*KEY, (*listed, Evaluator("L1", (Owed("p1", "peer"),)))))


def test_what_was_given_in_secret_is_not_told_by_moving_it_to_a_group_that_is_named():
    head = replace(PEER, id="head", name="领导评", who=Who.LISTED)
    found = EvaluatedDay(replace(SECRET, groups=(*SECRET.groups, head))).open().fill_in()
    listed = tuple(
        Evaluator(each.id, tuple(Owed(owed.entrant, "head") for owed in each.owed if owed.group == "peer"))
        for each in found.evaluation.evaluators
    )

    found.do(c.ListEvaluators(*KEY, listed))
    found.close()

    assert agreed(found) == {}
    assert day(found.state, "front").turns["review", "p3"].sheets == ()
