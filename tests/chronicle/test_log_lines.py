"""Every entry of a log as a line: who, what kind, where, about whom; and never a mark in it."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from judging.chronicle import keeping
from judging.chronicle.keeping import chronicle
from judging.chronicle.line_kinds import KIND_OF, LINE_KINDS, LineKind
from judging.chronicle.log_lines import log_lines
from judging.chronicle.sieve import Sieve, searched, sieve
from judging.core import commands as c
from judging.core import events as e
from judging.core.apply import apply
from judging.core.decide import decide
from judging.core.hall.hall import StoryEntry
from judging.core.moments import LATER
from judging.core.people.taking_part import Entrant
from judging.core.state import State
from judging.store.sqlite import SqliteLog
from judging.views.naming import who
from tests import halls
from tests.day import AT, ORGANISER
from tests.printouts.made_up import TRACK, Log, full_day, set_up


def history(log: Log) -> list[StoryEntry]:
    return [StoryEntry(each.at, each.by, each.event) for each in log.entries]


def lines(log: Log):
    return list(log_lines(history(log)))


def test_every_kind_has_a_word_and_some_event():
    assert set(LINE_KINDS) == set(LineKind) == set(KIND_OF.values())


def test_a_line_says_who_did_what_when_and_why():
    log = full_day()
    found = next(line for line in lines(log) if line.reason == "漏看评分说明")
    name = log.state.entrants[TRACK][log.state.orders[TRACK, "present"].entrants[0]].name

    assert (str(found.who), str(LINE_KINDS[found.kind])) == ("场控", "评分")
    assert str(found.sentence) == f"退回3号评委 评委三的评分表：漏看评分说明（{name}）"
    assert found.people == ("J3",)
    assert found.tracks == (TRACK,)


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("organiser", "组织者"),
        ("director", "场控"),
        ("director/B", "场控（B厅）"),
        ("timekeeper/C", "计时员（C厅）"),
        ("judge/J8", "1号评委 评委8"),
        ("judge/J99", "评委 J99"),
        ("guest", "访客"),
        ("auditor/7", "auditor/7"),
    ],
)
def test_whoever_acted_is_named(label: str, name: str):
    assert str(who(halls.ready(), label)) == name


def test_with_a_single_hall_no_name_speaks_of_it():
    assert str(who(State(), "director/main")) == "场控"


def test_no_line_holds_a_mark_or_a_score_whatever_was_logged():
    log = full_day()
    secret = {str(value) for entry in log.entries for value in numbers(entry.event)}

    assert len(secret) > 30
    assert [line for line in lines(log) if secret & set(re.findall(r"\d+\.\d+", searched(line)))] == []


def numbers(event: object) -> list[str]:
    """Marks and what came of them, as far as nobody takes them for a number of something else."""
    match event:
        case e.SheetSubmitted(marks=marks):
            return [mark for mark in map(str, marks.values()) if "." in mark]
        case e.MarkingClosed(announced=told) | e.ScoreRevealed(announced=told):
            return [told.score, told.raw]
        case e.ComponentsImported(scores=scores):
            return [str(score) for score in scores.values()]
    return []


def test_names_are_those_of_the_moment():
    log = set_up()
    first = log.state.orders[TRACK, "present"].entrants[0]
    log.add(e.StatusSet(TRACK, first, "withdrawn", "来函"))
    roster = tuple(Entrant(id, "改名") for id in log.state.entrants[TRACK])
    old = log.state.entrants[TRACK][first].name
    log.add(e.EntrantsSet(TRACK, roster))
    log.add(e.StatusSet(TRACK, first, None, "误录"))

    told = [str(line.sentence) for line in lines(log) if (TRACK, first) in line.entrants]

    assert told == [f"{old} 弃权：来函", "改名 恢复参赛：误录"]


def test_all_that_happened_to_an_entrant_has_what_was_about_the_whole_track_and_nobody_else():
    log = full_day()
    first, second, *_ = log.state.orders[TRACK, "present"].entrants
    names = {id: each.name for id, each in log.state.entrants[TRACK].items()}

    found = list(filter(Sieve(track=TRACK, entrant=first).takes, lines(log)))

    assert {line.kind for line in found} >= {LineKind.DRAW, LineKind.MARKING, LineKind.REVEAL, LineKind.ENTRY}
    assert [line for line in found if names[second] in str(line.sentence)] == []
    assert len(found) == sum((TRACK, first) in line.entrants for line in lines(log)) + sum(
        line.tracks == (TRACK,) and not line.entrants for line in lines(log)
    )


def test_an_entrant_who_was_replaced_and_who_came_instead_both_have_the_line():
    log = set_up()
    first = log.state.orders[TRACK, "present"].entrants[0]
    log.add(e.EntrantReplaced(TRACK, first, Entrant("r1", "后备中心"), "来函", "见证人"))

    [line] = [
        line for line in lines(log) if isinstance(log.entries[line.position - 1].event, e.EntrantReplaced)
    ]

    assert line.entrants == ((TRACK, first), (TRACK, "r1"))


def test_a_judge_is_found_by_what_they_did_and_by_what_concerned_them():
    found = list(filter(Sieve(who="judge/J3").takes, lines(full_day())))

    assert {line.by for line in found} == {"judge/J3", "director", "organiser"}
    assert any("退回" in str(line.sentence) for line in found)
    assert not any("2号评委" in str(line.sentence) for line in found)


def logged(commands: Iterable[c.Command]) -> Iterator[StoryEntry]:
    state = State()
    for command in commands:
        for event in decide(state, command, ORGANISER, LATER):
            state = apply(state, event, AT, ORGANISER.label)
            yield StoryEntry(AT, ORGANISER.label, event)


def test_a_hall_has_its_own_lines_and_those_of_the_whole_competition():
    found = list(log_lines(logged(halls.set_up())))

    here = list(filter(Sieve(hall="C").takes, found))

    assert {line.halls for line in here} >= {(), ("C",)}
    assert not any("A" in line.halls and "C" not in line.halls for line in here)
    assert any(line.halls == ("A",) for line in found)
    assert any(line.halls == ("A", "B") for line in found)


def test_a_revoked_pass_is_told_with_whose_it_was():
    log = set_up()
    log.add(e.PassIssued("p3", "judge", "J3", "link"))
    log.add(e.PassRevoked("p3", "遗失"))

    assert str(lines(log)[-1].sentence) == "作废3号评委 评委三的证件：遗失"
    assert lines(log)[-1].people == ("J3",)


@pytest.mark.parametrize("text", ["提交", "submitted", "SUBMITTED", "评委三"])
def test_a_search_finds_words_of_both_languages(text: str):
    assert any(map(Sieve(text=text).takes, lines(full_day())))


def test_a_sieve_of_no_kind_or_of_an_entrant_without_a_track_is_refused():
    for wrong in ({"kind": "nonsense"}, {"entrant": "c01"}):
        with pytest.raises(ValueError, match=r"nonsense|c01"):
            sieve(**{"who": "", "kind": "", "hall": "", "track": "", "entrant": "", "text": "", **wrong})


async def test_what_was_read_is_kept_and_only_what_is_new_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    file, log = tmp_path / "day.sqlite", set_up()
    await log.save(file)
    first = chronicle(file)
    began = len(first.lines)
    made: list[int] = []
    real = keeping.log_line
    monkeypatch.setattr(keeping, "log_line", lambda *given: made.append(given[2]) or real(*given))
    known = len(log.drafts)
    log.add(e.LoginClosed())
    store = await SqliteLog.open(file)
    await store.read()
    await store.append(log.drafts[known:], store.tail)
    await store.close()

    again = chronicle(file)

    assert made == [began + 1]
    assert [line.position for line in again.lines] == list(range(1, began + 2))


async def test_another_log_under_the_same_name_is_read_anew(tmp_path: Path):
    file, other = tmp_path / "day.sqlite", tmp_path / "other.sqlite"
    await set_up().save(file)
    await set_up(rehearsal=True).save(other)
    chronicle(file)
    other.replace(file)

    assert chronicle(file).state.rehearsal
